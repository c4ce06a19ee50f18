"""Expiries as a calendar (Desruisseaux 2009, RFC 5545): when what runs out, each by one account."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from geopolitik import __version__
from geopolitik.ledger.expiry import Expiry, expiries
from geopolitik.model.ledger.accounts import Knowledge
from geopolitik.model.ledger.sources import Document
from geopolitik.publish.exports.ledger.asked import Asked, File
from geopolitik.text.clean import one_line, printable

if TYPE_CHECKING:
    from icalendar import Event


@dataclass(frozen=True, slots=True)
class _Case:
    """What the entries look up in a case."""

    id: str
    invented: bool
    actors: dict[str, str]
    """Names by id."""
    titles: dict[str, str]
    """Of arrangements, by id."""
    documents: dict[str, Document]

    def actor(self, ident: str) -> str:
        return self.actors.get(ident, ident)

    def marked(self, text: str) -> str:
        return one_line(f"[invented] {text}" if self.invented else text)


_NAMESPACE = uuid.UUID("9c1f0a3e-5d0c-5b52-9a55-6f2f6a1e7d11")
"""Drawn once: calendars know an entry by its id, so the same account must always get the same."""


def calendar(asked: Asked) -> File:
    """What has yet to run out, one entry per account and no account merged with another.

    An entry spans the time in which the end lies, from the earliest reading to the latest, and is tentative
    unless it is one instant that nothing puts in doubt. Ends that hang on an event alone have no place in a
    calendar. The entries are stamped with the instant as known at which they were asked for, so that the same
    question gives the same bytes.
    """
    # Late, as every library that only one format needs.
    from icalendar import Calendar

    case = asked.case
    looked_up = _Case(
        case.id,
        case.invented,
        {actor.id: actor.name for actor in case.actors},
        {arrangement.id: arrangement.title for arrangement in case.arrangements},
        {document.id: document for document in case.documents},
    )
    made = Calendar.new(
        prodid=f"-//GeoPolitik//{__version__}//EN",
        uid=str(uuid.uuid5(_NAMESPACE, case.id)),
        name=looked_up.marked(case.title),
        method="PUBLISH",
    )
    ahead = expiries(case, on=asked.on, known=asked.known)
    timed = [expiry for expiry in ahead if expiry.ends.earliest or expiry.ends.latest]
    for expiry in timed:
        made.add_component(_event(expiry, looked_up, asked.known))
    untimed = len(ahead) - len(timed)
    return File(made.to_ical(), (f"ends that hang on an event alone: {untimed}",) if untimed else ())


def _event(expiry: Expiry, case: _Case, known: datetime) -> Event:
    from icalendar import Event

    account, ends = expiry.account, expiry.ends
    title = case.titles.get(account.arrangement, account.arrangement)
    event = Event.new(
        uid=str(uuid.uuid5(_NAMESPACE, f"{case.id}\n{account.id}")),
        stamp=known,
        start=ends.earliest or ends.latest,
        # The standard wants an end after the start: an exact instant has none.
        end=ends.latest if ends.earliest and ends.earliest != ends.latest else None,
        summary=case.marked(f"{title}: end by the account of {case.actor(account.actor)}"),
        description=printable("\n".join(_description(expiry, case))),
    )
    event.add("status", "CONFIRMED" if _is_certain(expiry) else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    return event


def _is_certain(expiry: Expiry) -> bool:
    status = expiry.status
    doubts = status.possibly_broken or expiry.prolonged_by or expiry.event
    return expiry.ends.is_exact and status.knowledge is Knowledge.KNOWN and not doubts


def _description(expiry: Expiry, case: _Case) -> Iterator[str]:
    account = expiry.account
    if account.speaker and account.speaker != account.actor:
        yield f"Said by {case.actor(account.speaker)}."
    yield f"In force by this account: {expiry.status.in_force.value}."
    yield from expiry.status.reasons
    if not (expiry.ends.earliest and expiry.ends.latest):
        yield "Only one side of the time in which it ends is known."
    if expiry.event:
        yield f"It may end before with an event: {expiry.event}"
    if expiry.prolonged_by:
        yield "It is prolonged by a later account."
    for passage in account.rests_on:
        document = case.documents.get(passage.document)
        where = f"{document.publisher}: {document.title}" if document else passage.document
        quote = f"“{passage.quote}” " if passage.quote else ""
        yield f"{quote}({where}{', ' + passage.at if passage.at else ''})"
