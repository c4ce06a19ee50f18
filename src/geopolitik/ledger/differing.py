"""Differing: what became known between two instants, and which answers it changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from geopolitik.errors import UsageError
from geopolitik.ledger.accounts import status
from geopolitik.ledger.knowledge import instant, knowledge_at, known_from
from geopolitik.model.ledger.accounts import AccountStatus, Knowledge
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Incident
from geopolitik.model.ledger.ladders import Ladder
from geopolitik.model.ledger.times import Moment, When


class EntryKind(StrEnum):
    """What kind of entry became known."""

    DOCUMENT = "document"
    ACCOUNT = "account"
    CLAIM = "claim"
    COUNT = "count"
    STANDING = "standing"
    EVENT = "event"
    GUARD_REPORT = "report of a guard"
    BLOCKER = "blocker"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Learned:
    """An entry of which more is known at the second instant than at the first."""

    kind: EntryKind
    id: str
    """Its own id; that of its incident, or of `ladder` or `ladder.step`, where it has none."""
    by: str
    """Id of the actor (of the document, where an outlet reports a standing; the publisher of a document)."""
    known: Moment
    before: Knowledge
    after: Knowledge


@dataclass(frozen=True, slots=True)
class Changed:
    """An account whose answer isn't what it was."""

    before: AccountStatus | None
    """None: it wasn't known yet."""
    after: AccountStatus


@dataclass(frozen=True, slots=True)
class Difference:
    """What became known between two instants."""

    learned: tuple[Learned, ...]
    """In the order in which they may have become known first."""
    changed: tuple[Changed, ...]
    """In the order of `status`."""


def differ(case: Case, *, on: datetime, known_before: datetime, known_after: datetime) -> Difference:
    """Which entries became known between two instants, and which answers about a third instant change.

    Args:
        case: the case.
        on: the instant that the answers are about.
        known_before: as known first.
        known_after: as known then; no earlier.

    Raises:
        UsageError: an instant has no zone, the second is before the first, or a time of the case can't be
            read.
    """
    before, after = instant(known_before), instant(known_after)
    if after < before:
        raise UsageError(
            known_after.isoformat(), "is before the instant it is compared with", "turn them round"
        )
    learned = [one for one in _compared(case, before, after) if one.before is not one.after]
    answers = zip(status(case, on=on, known=before), status(case, on=on, known=after), strict=True)
    return Difference(
        tuple(sorted(learned, key=lambda one: one.known.earliest or before)),
        tuple(
            Changed(None if old.knowledge is Knowledge.NOT_YET else old, new)
            for old, new in answers
            if new.knowledge is not Knowledge.NOT_YET and old != new
        ),
    )


def _compared(case: Case, before: datetime, after: datetime) -> Iterator[Learned]:
    for kind, name, by, said, known in _entries(case):
        moment = known_from(said, known, case.zones)
        yield Learned(kind, name, by, moment, knowledge_at(moment, before), knowledge_at(moment, after))


_Told = tuple[EntryKind, str, str, When, When | None]
"""Kind, id, by whom, when it was said, when it became known."""


def _entries(case: Case) -> Iterator[_Told]:
    for document in case.documents:
        if document.published:
            yield EntryKind.DOCUMENT, document.id, document.publisher, document.published, None
    for account in case.accounts:
        yield EntryKind.ACCOUNT, account.id, account.actor, account.said, account.known
    for incident in case.incidents:
        yield from _of_incident(incident)
    for ladder in case.ladders:
        yield from _of_ladder(ladder)
    for position in case.positions:
        yield EntryKind.POSITION, position.id, position.actor, position.said, position.known


def _of_incident(incident: Incident) -> Iterator[_Told]:
    for claim in incident.claims:
        yield EntryKind.CLAIM, incident.id, claim.by, claim.said, claim.known
    for count in incident.counts:
        yield EntryKind.COUNT, incident.id, count.by, count.said, None


def _of_ladder(ladder: Ladder) -> Iterator[_Told]:
    for standing in ladder.standings:
        yield EntryKind.STANDING, ladder.id, standing.by, standing.said, standing.known
    for event in ladder.events:
        yield EntryKind.EVENT, f"{ladder.id}.{event.step}", event.by, event.when, event.known
    for step in ladder.steps:
        name = f"{ladder.id}.{step.id}"
        for guard in step.guards:
            for report in guard.reports:
                yield EntryKind.GUARD_REPORT, name, report.by, report.said, report.known
        for blocker in step.blockers:
            yield EntryKind.BLOCKER, name, blocker.by, blocker.said, blocker.known
