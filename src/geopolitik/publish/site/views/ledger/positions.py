"""The matrix of positions, actor by issue, each cell its history."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.ledger.naming import Names
from geopolitik.ledger.positions import Cell, Entry, Holds, matrix
from geopolitik.model.ledger.accounts import Knowledge
from geopolitik.model.ledger.case import Case
from geopolitik.publish.site.views.ledger.asking import Asked
from geopolitik.publish.site.views.ledger.passages import Rest, entry_address, rests, when_words


@dataclass(frozen=True, slots=True)
class PositionView:
    """One position in a cell's history."""

    kind: str
    content: str
    said: str
    holds: str
    """Empty if it stands."""
    address: str
    to: str
    reasons: tuple[str, ...]
    rests: tuple[Rest, ...]
    copies: int


@dataclass(frozen=True, slots=True)
class MatrixView:
    """Actors by issues."""

    issues: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[tuple[PositionView, ...], ...]], ...]
    """Actor, address, and a cell for each issue; an empty one means that nothing is known."""


def matrix_view(case: Case, asked: Asked) -> MatrixView:
    """The positions at an instant, as known at an instant."""
    found = matrix(case, on=asked.on, known=asked.known)
    names = Names(case)
    rows = tuple(
        (
            names.of(actor),
            entry_address(case.id, "actors", actor),
            tuple(_cell(case, names, found.cell(actor, issue)) for issue in found.issues),
        )
        for actor in found.actors
    )
    return MatrixView(found.issues, rows)


def _cell(case: Case, names: Names, cell: Cell | None) -> tuple[PositionView, ...]:
    return tuple(position_view(case, names, entry) for entry in cell.history) if cell else ()


def position_view(case: Case, names: Names, entry: Entry) -> PositionView:
    """A position with what a reader must know of it."""
    position = entry.position
    holds = "" if entry.holds is Holds.STANDS else entry.holds.value
    known = "" if entry.knowledge is Knowledge.KNOWN else entry.knowledge.value
    return PositionView(
        kind=position.kind.value,
        content=position.content,
        said=when_words(position.said),
        holds="; ".join(part for part in (holds, known) if part),
        address=entry_address(case.id, "positions", position.id),
        to=names.of(position.addressee) if position.addressee else "",
        reasons=entry.reasons,
        rests=rests(case, position.rests_on),
        copies=len(position.copies),
    )
