"""Positions as a list of events: who said what to whom, on what, when, and in which passages it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from geopolitik.ledger.clocks import read
from geopolitik.ledger.knowledge import knowledge_of
from geopolitik.ledger.ladders.standing import roots
from geopolitik.ledger.lens import Lens
from geopolitik.ledger.positions import PositionEvent
from geopolitik.ledger.positions import events as position_events
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.sources import Document, Passage
from geopolitik.model.ledger.times import When


@dataclass(frozen=True, slots=True)
class Place:
    """A passage that a position rests on, with the document it stands in."""

    document: str
    publisher: str
    title: str
    published: str
    address: str
    quote: str
    at: str


@dataclass(frozen=True, slots=True)
class Event:
    """One position, as one event; texts that only copy the statement add none."""

    position: str
    """Its id."""
    earliest: str
    """When it was said, at the earliest: UTC, ISO 8601."""
    latest: str
    said: str
    """As the source gives it."""
    actor: str
    addressee: str
    issue: str
    kind: str
    content: str
    condition: str
    holds_from: str
    holds_until: str
    supersedes: str
    reversal: bool
    knowledge: str
    """`known`, or `possibly known` where the hour at which it was said isn't known."""
    origins: int
    """How many independent documents it rests on; two relays of one original are one."""
    carried_by: tuple[str, ...]
    """Ids of all documents that carry it, copies too."""
    places: tuple[Place, ...]


def events(case: Case, *, known: datetime) -> tuple[Event, ...]:
    """The case's positions that may have been known at an instant, in the order in which they were said.

    Args:
        case: the case.
        known: an instant with a zone; what became known only later is left out.
    """
    names = {actor.id: actor.name for actor in case.actors}
    documents = {document.id: document for document in case.documents}
    return tuple(_event(found, case, known, names, documents) for found in position_events(case, known=known))


def not_yet_known(case: Case, known: datetime) -> tuple[str, ...]:
    """How many positions were not yet known at an instant, in words; nothing if none."""
    later = len(case.positions) - len(Lens(case, known).entries(case.positions))
    return (f"positions that were not yet known: {later}",) if later else ()


def _event(
    found: PositionEvent,
    case: Case,
    known: datetime,
    names: dict[str, str],
    documents: dict[str, Document],
) -> Event:
    position = found.position
    said = read(position.said, case.zones)
    return Event(
        position=position.id,
        earliest=utc(said.earliest),
        latest=utc(said.latest),
        said=as_given(position.said),
        actor=names.get(position.actor, position.actor),
        addressee=names.get(position.addressee, position.addressee),
        issue=position.issue,
        kind=position.kind.value,
        content=position.content,
        condition=position.condition,
        holds_from=as_given(position.start),
        holds_until=as_given(position.end),
        supersedes=position.supersedes,
        reversal=position.reversal,
        knowledge=knowledge_of(position.said, position.known, case.zones, known).value,
        origins=len(roots((passage.document for passage in position.rests_on), documents)),
        carried_by=found.documents,
        places=tuple(_place(passage, documents) for passage in position.rests_on),
    )


def _place(passage: Passage, documents: dict[str, Document]) -> Place:
    document = documents.get(passage.document)
    return Place(
        document=passage.document,
        publisher=document.publisher if document else "",
        title=document.title if document else "",
        published=as_given(document.published) if document else "",
        address=document.address if document else "",
        quote=passage.quote,
        at=passage.at,
    )


def as_given(when: When | None) -> str:
    """A time as its source gives it, with the zones in which it may be meant."""
    if when is None:
        return ""
    span = f"{when.given} .. {when.latest}" if when.latest else when.given
    return f"{span} ({' or '.join(when.zones)})" if when.zones else span


def utc(at: datetime | None) -> str:
    """An instant in UTC to the minute, or to the second where it has any: `2026-02-03T00:00Z`."""
    if at is None:
        return ""
    timespec = "seconds" if at.second else "minutes"
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec=timespec) + "Z"
