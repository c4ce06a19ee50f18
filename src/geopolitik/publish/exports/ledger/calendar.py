"""Expiries as a calendar (Desruisseaux 2009, RFC 5545): when what runs out, each by one account."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from geopolitik import __version__
from geopolitik.ledger.expiry import Expiry, expiries
from geopolitik.model.ledger.accounts import Knowledge
from geopolitik.model.ledger.case import Case
from geopolitik.publish.exports.ledger.asked import Asked, File
from geopolitik.text.clean import one_line, printable

if TYPE_CHECKING:
    from icalendar import Event

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
    title = _marked(case, case.title)
    made = Calendar.new(
        prodid=f"-//GeoPolitik//{__version__}//EN",
        uid=str(uuid.uuid5(_NAMESPACE, case.id)),
        name=title,
        method="PUBLISH",
    )
    ahead = expiries(case, on=asked.on, known=asked.known)
    timed = [expiry for expiry in ahead if expiry.ends.earliest or expiry.ends.latest]
    for expiry in timed:
        made.add_component(_event(expiry, case, asked.known))
    untimed = len(ahead) - len(timed)
    return File(made.to_ical(), (f"ends that hang on an event alone: {untimed}",) if untimed else ())


def _event(expiry: Expiry, case: Case, known: datetime) -> Event:
    from icalendar import Event

    account, ends = expiry.account, expiry.ends
    names = {actor.id: actor.name for actor in case.actors}
    titles = {arrangement.id: arrangement.title for arrangement in case.arrangements}
    title = titles.get(account.arrangement, account.arrangement)
    event = Event.new(
        uid=str(uuid.uuid5(_NAMESPACE, f"{case.id}\n{account.id}")),
        stamp=known,
        start=ends.earliest or ends.latest,
        # The standard wants an end after the start: an exact instant has none.
        end=ends.latest if ends.earliest and ends.earliest != ends.latest else None,
        summary=_marked(case, f"{title}: end by the account of {names.get(account.actor, account.actor)}"),
        description=printable("\n".join(_description(expiry, case, names))),
    )
    event.add("status", "CONFIRMED" if _is_certain(expiry) else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    return event


def _is_certain(expiry: Expiry) -> bool:
    status = expiry.status
    doubts = status.possibly_broken or expiry.prolonged_by or expiry.event
    return expiry.ends.is_exact and status.knowledge is Knowledge.KNOWN and not doubts


def _marked(case: Case, text: str) -> str:
    return one_line(f"[invented] {text}" if case.invented else text)


def _description(expiry: Expiry, case: Case, names: dict[str, str]) -> Iterator[str]:
    account = expiry.account
    if account.speaker and account.speaker != account.actor:
        yield f"Said by {names.get(account.speaker, account.speaker)}."
    yield f"In force by this account: {expiry.status.in_force.value}."
    yield from expiry.status.reasons
    if not (expiry.ends.earliest and expiry.ends.latest):
        yield "Only one side of the time in which it ends is known."
    if expiry.event:
        yield f"It may end before with an event: {expiry.event}"
    if expiry.prolonged_by:
        yield "It is prolonged by a later account."
    documents = {document.id: document for document in case.documents}
    for passage in account.rests_on:
        document = documents.get(passage.document)
        where = f"{document.publisher}: {document.title}" if document else passage.document
        quote = f"“{passage.quote}” " if passage.quote else ""
        yield f"{quote}({where}{', ' + passage.at if passage.at else ''})"
