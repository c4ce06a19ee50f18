"""How far an arrangement has come, by whose report: relays of one root speak with one voice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from geopolitik.ledger.clocks import read
from geopolitik.ledger.lens import Lens
from geopolitik.model.ledger.accounts import Knowledge
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.ladders import Ladder, Standing, StandingReport
from geopolitik.model.ledger.sources import Document


@dataclass(frozen=True, slots=True)
class OriginStanding:
    """What is reported of a standing out of one origin."""

    origins: tuple[str, ...]
    """Ids of the documents at its root, or of the actor who speaks."""
    read: bool
    """Whether any of these was read; False: it is known only from its relays."""
    reports: tuple[StandingReport, ...]
    """In order of time. They count once, however many they are."""
    knowledge: tuple[Knowledge, ...]
    """Of each report."""

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Which standings they report, least first; several if relays of one root differ."""
        told = {report.standing for report in self.reports}
        return tuple(standing for standing in Standing if standing in told)


def standings(ladder: Ladder, case: Case, *, known: datetime) -> tuple[OriginStanding, ...]:
    """The reports of how far a ladder's arrangement has come, one group per origin, in order of time.

    None of them is chosen: where they conflict, all stand.

    Args:
        ladder: the ladder.
        case: its case.
        known: reports that weren't known by then are left out.

    Raises:
        UsageError: the instant has no zone.
    """
    lens = Lens(case, known)
    documents = {document.id: document for document in case.documents}
    reports = sorted(lens.entries(ladder.standings), key=lambda each: _time(each, case))
    groups: list[tuple[set[str], list[StandingReport]]] = []
    for report in reports:
        roots, members = _roots_of(report, documents), [report]
        for group in [each for each in groups if each[0] & roots]:
            groups.remove(group)
            roots, members = roots | group[0], group[1] + members
        groups.append((roots, members))
    return tuple(_origin(roots, members, documents, lens) for roots, members in groups)


def _origin(
    roots: set[str], members: list[StandingReport], documents: dict[str, Document], lens: Lens
) -> OriginStanding:
    read_ = any(root not in documents or documents[root].read for root in roots)
    return OriginStanding(
        tuple(sorted(roots)), read_, tuple(members), tuple(lens.knowledge(each) for each in members)
    )


def _time(report: StandingReport, case: Case) -> datetime:
    return read(report.said, case.zones).earliest or datetime.min.replace(tzinfo=UTC)


def _roots_of(report: StandingReport, documents: dict[str, Document]) -> set[str]:
    """Where a report comes from in the end: an actor speaks for himself, a document for what it relays."""
    if report.by in documents:
        return roots([report.by], documents)
    return {report.by}


def roots(ids: Iterable[str], documents: dict[str, Document]) -> set[str]:
    """The documents at the root of some, through what they relay; of a circle, all of it."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = list(ids)
    while waiting:
        key = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        relayed = documents[key].relays if key in documents else ()
        if relayed:
            waiting += relayed
        else:
            found.add(key)
    return found or seen
