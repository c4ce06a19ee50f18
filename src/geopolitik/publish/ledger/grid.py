"""Rows of fixed columns in a terminal, without spaces at the ends of their lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def row(console: Console, widths: Sequence[int], cells: Sequence[str | Text]) -> None:
    """Print one row; each cell wraps in its column, a column apart from the next.

    Args:
        console: where to.
        widths: of the columns.
        cells: one per column.
    """
    from rich.text import Text

    columns = [
        [part for line in _text(cell).split("\n") for part in line.wrap(console, width)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    for number in range(max(map(len, columns))):
        line = Text()
        at = 0
        for width, column in zip(widths, columns, strict=True):
            part = column[number] if number < len(column) else Text()
            part.rstrip()
            line.append(" " * (at - line.cell_len))
            line.append_text(part)
            at += width + 1
        line.rstrip()
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def _text(cell: str | Text) -> Text:
    from rich.text import Text

    return Text(cell) if isinstance(cell, str) else cell
