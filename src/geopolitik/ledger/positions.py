"""Positions: who wanted, offered, refused or promised what, on which issue, when - as known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from geopolitik.ledger.clocks import read
from geopolitik.ledger.knowledge import instant, knowledge_at
from geopolitik.ledger.lens import Lens
from geopolitik.model.ledger.accounts import Knowledge
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.positions import Position, PositionKind
from geopolitik.model.ledger.times import Moment


class Holds(StrEnum):
    """Whether a position is its actor's at an instant, by what is known."""

    NOT_YET = "not yet"
    STANDS = "stands"
    """Nothing known ended or replaced it."""
    POSSIBLY = "possibly"
    """It began, ended or was replaced at about that time, or by something only possibly known."""
    REPLACED = "replaced"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Entry:
    """A position in the history of its cell."""

    position: Position
    """With all texts that carry the same statement among its copies."""
    said: Moment
    knowledge: Knowledge
    holds: Holds
    replaced_by: tuple[Position, ...] = ()
    turns: Position | None = None
    """The position that it turns round."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """What a reader must know of it, in plain sentences."""
        found = []
        if self.turns is not None:
            found.append(f"It turns round what was said before: “{self.turns.content}”.")
        if self.position.condition:
            found.append(f"Only on a condition: {self.position.condition}.")
        if self.position.kind is PositionKind.SILENCE:
            found.append("Declining to say is no denial and changes nothing.")
        if self.position.kind is PositionKind.READINESS:
            found.append("Readiness is no commitment.")
        found += [f"Replaced by: “{other.content}”." for other in self.replaced_by]
        if self.knowledge is Knowledge.POSSIBLY:
            found.append("Only possibly known then.")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one actor said on one issue, oldest first."""

    actor: str
    issue: str
    history: tuple[Entry, ...]

    @property
    def standing(self) -> tuple[Entry, ...]:
        """What stands, or possibly does; silence is no position."""
        return tuple(
            each
            for each in self.history
            if each.holds in (Holds.STANDS, Holds.POSSIBLY) and each.position.kind is not PositionKind.SILENCE
        )

    @property
    def only_silence(self) -> bool:
        """Whether the actor was asked and never said anything: not the same as having said no."""
        return all(each.position.kind is PositionKind.SILENCE for each in self.history)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Actor × issue; a cell that isn't there means that nothing is known, which is not silence either."""

    actors: tuple[str, ...]
    issues: tuple[str, ...]
    cells: tuple[Cell, ...]

    def cell(self, actor: str, issue: str) -> Cell | None:
        """The cell of an actor and an issue, if anything is known."""
        return next((each for each in self.cells if (each.actor, each.issue) == (actor, issue)), None)


@dataclass(frozen=True, slots=True)
class PositionEvent:
    """A position as an event: from when, until when, out of which documents."""

    position: Position
    start: Moment
    end: Moment | None
    """None: nobody says until when."""
    documents: tuple[str, ...]
    """Ids of all that carry it; together they are one event."""


def matrix(case: Case, *, on: datetime, known: datetime) -> Matrix:
    """Positions by actor and issue at an instant, as known at an instant.

    Actors stand in the case's order, the parties of its arrangements among them even if they said nothing;
    issues in the order in which the case names them.

    Raises:
        UsageError: an instant has no zone, or a time can't be read.
    """
    at, lens = instant(on), Lens(case, known)
    positions = once(case, lens)
    by_id = {each.id: each for each in positions}
    replacing: dict[str, list[Position]] = {}
    for each in positions:
        # Declining to say adds nothing, so it replaces nothing.
        if each.supersedes in by_id and each.kind is not PositionKind.SILENCE:
            replacing.setdefault(each.supersedes, []).append(each)
    cells: dict[tuple[str, str], list[Entry]] = {}
    for each in positions:
        entry = _entry(each, replacing.get(each.id, ()), by_id, at, lens)
        cells.setdefault((each.actor, each.issue), []).append(entry)
    actors = _actors(case, positions)
    issues = tuple(dict.fromkeys(each.issue for each in lens.entries(case.positions)))
    return Matrix(
        actors,
        issues,
        tuple(
            Cell(actor, issue, tuple(cells[actor, issue]))
            for actor in actors
            for issue in issues
            if (actor, issue) in cells
        ),
    )


def events(case: Case, *, known: datetime | None = None) -> tuple[PositionEvent, ...]:
    """Every statement of a position once, however many texts carry it, in order of time.

    Args:
        case: the case.
        known: what wasn't known by then is left out; None leaves out nothing.
    """
    found = []
    for position in once(case, Lens(case, known) if known is not None else None):
        passages = (*position.rests_on, *position.copies)
        documents = tuple(dict.fromkeys(passage.document for passage in passages))
        start = read(position.start or position.said, case.zones)
        end = read(position.end, case.zones) if position.end else None
        found.append(PositionEvent(position, start, end, documents))
    return tuple(found)


def once(case: Case, lens: Lens | None = None) -> tuple[Position, ...]:
    """The positions that were known, by the time at which they were said; texts of one statement make one.

    Two entries are one statement if actor, addressee, issue, kind, content, condition and time are the same.
    """
    positions = lens.entries(case.positions) if lens is not None else case.positions
    kept: dict[tuple[object, ...], Position] = {}
    alias: dict[str, str] = {}
    for each in positions:
        words = (" ".join(text.casefold().split()) for text in (each.content, each.condition))
        key = (each.actor, each.addressee, each.issue, each.kind, each.said, each.supersedes, *words)
        first = kept.get(key)
        copies = each.copies if lens is None else tuple(c for c in each.copies if lens.is_out((c,)))
        if first is None:
            kept[key] = replace(each, copies=copies)
        else:
            alias[each.id] = first.id
            more = (*first.copies, *each.rests_on, *copies)
            kept[key] = replace(first, copies=tuple(dict.fromkeys(more)))
    renamed = [
        replace(each, supersedes=alias.get(each.supersedes, each.supersedes)) for each in kept.values()
    ]
    return tuple(sorted(renamed, key=lambda each: _said_first(each, case)))


def _said_first(position: Position, case: Case) -> tuple[bool, str]:
    earliest = read(position.said, case.zones).earliest
    return earliest is not None, earliest.isoformat() if earliest else ""


def _actors(case: Case, positions: Iterable[Position]) -> tuple[str, ...]:
    """Who has a row: who said something and the parties, in the case's order, then those it doesn't list."""
    speaking = [each.actor for each in positions]
    rows = {*speaking, *(party for arrangement in case.arrangements for party in arrangement.parties)}
    listed = [actor.id for actor in case.actors if actor.id in rows]
    return tuple(dict.fromkeys([*listed, *speaking]))


def _entry(
    position: Position,
    replacing: Sequence[Position],
    by_id: Mapping[str, Position],
    on: datetime,
    lens: Lens,
) -> Entry:
    begun = [each for each in replacing if _begun(each, on, lens) is not Knowledge.NOT_YET]
    turned = by_id.get(position.supersedes) if position.reversal else None
    return Entry(
        position,
        read(position.said, lens.zones),
        lens.knowledge(position),
        _holds(position, begun, on, lens),
        tuple(begun),
        turned,
    )


def _holds(position: Position, replacing: Sequence[Position], on: datetime, lens: Lens) -> Holds:
    begun = _begun(position, on, lens)
    if begun is Knowledge.NOT_YET:
        return Holds.NOT_YET
    ended = knowledge_at(read(position.end, lens.zones), on) if position.end else Knowledge.NOT_YET
    if ended is Knowledge.KNOWN:
        return Holds.ENDED
    certain = [
        each for each in replacing if _begun(each, on, lens) is Knowledge.KNOWN and not lens.is_doubtful(each)
    ]
    if certain:
        return Holds.REPLACED
    doubt = begun is Knowledge.POSSIBLY or ended is Knowledge.POSSIBLY or bool(replacing)
    return Holds.POSSIBLY if doubt else Holds.STANDS


def _begun(position: Position, on: datetime, lens: Lens) -> Knowledge:
    """Whether a position had begun at an instant."""
    return knowledge_at(read(position.start or position.said, lens.zones), on)
