"""Positions in a terminal: who wanted, offered, refused or promised what, issue by issue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from geopolitik.ledger.commitments import Committed
from geopolitik.ledger.positions import Cell, Entry, Holds, Matrix
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.positions import PositionKind
from geopolitik.publish.ledger.commitments import print_commitments
from geopolitik.publish.ledger.grid import row
from geopolitik.publish.ledger.words import Citing, given_words, opened
from geopolitik.publish.lines import put
from geopolitik.text.clean import one_line

if TYPE_CHECKING:
    from rich.console import Console

_ACTOR, _MARK = 22, 15
_EMPTY = "nothing is known"


def print_positions(
    case: Case,
    matrix: Matrix,
    commitments: Sequence[Committed],
    console: Console,
    *,
    on: datetime,
    known: datetime,
) -> None:
    """Print each issue with what each actor said on it, oldest first; then who has committed.

    Args:
        case: the case.
        matrix: what `matrix` found.
        commitments: who has committed to what and who hasn't.
        console: where to; its width and colours are kept.
        on: the instant that was asked for.
        known: as known at this instant.
    """
    from rich.text import Text

    opened(console, case, "Positions", on=on, known=known)
    put(console, "A statement that several texts carry counts once. Silence is no denial.")
    citing = Citing(case, known)
    for issue in matrix.issues:
        console.print()
        put(console, Text(one_line(issue), style="bold"))
        silent = [actor for actor in matrix.actors if matrix.cell(actor, issue) is None]
        for cell in matrix.cells:
            if cell.issue == issue:
                _cell(cell, citing, console)
        if silent:
            put(console, f"{one_line(citing.names.all_of(silent))}: {_EMPTY}", 2)
    if not matrix.issues:
        put(console, "No position was known then.")
    print_commitments(commitments, citing.names, console)


def _cell(cell: Cell, citing: Citing, console: Console) -> None:
    """What one actor said on an issue: who, where it stands now, what."""
    from rich.text import Text

    widths = [1, _ACTOR, _MARK, min(console.width, 120) - _ACTOR - _MARK - 4]
    for number, entry in enumerate(cell.history):
        who = one_line(citing.names.of(cell.actor)) if number == 0 else ""
        row(console, widths, ["", Text(who, style="bold"), _holds(entry), _told(entry, citing)])


def _holds(entry: Entry) -> str:
    if entry.position.kind is PositionKind.SILENCE:
        return "adds nothing"
    said = {Holds.NOT_YET: "not yet", Holds.POSSIBLY: "possibly stands"}
    return said.get(entry.holds, entry.holds.value)


def _told(entry: Entry, citing: Citing) -> str:
    """What was said, to whom and when, and what a reader must know of it."""
    position = entry.position
    to = f" to {citing.names.of(position.addressee)}" if position.addressee else ""
    told = f"{position.kind.value}{to}: {position.content} ({given_words(position.said)})"
    copies = {passage.document for passage in position.copies}
    carried = [f"Carried by {len(copies)} more; it counts once."] if copies else []
    rests = citing.words(position.rests_on)
    return "\n".join(map(one_line, [told, *entry.reasons, rests, *carried]))
