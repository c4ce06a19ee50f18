"""The text's units: lines of its own, or hard-wrapped lines that make one paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from geopolitik.model.article import Label

_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_WIDEST_COLUMN = 120
_NARROWEST_COLUMN = 40
_NEARLY = 0.75
_ENDING = ".!?…:;。！？؟۔।\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, heading or line of the page, before it has a label."""

    start: int
    end: int
    text: str
    """`page[start:end]`; begins and ends with a visible character."""
    group: int
    """Units with equal number stand together without an empty line between them."""
    hint: Label | None = None
    """What the markup says it is, if it says so."""
    votes: tuple[str, ...] | None = None
    """Who takes it for body text; None where nobody was asked."""
    italic: bool = False
    """Set in italics as a whole."""
    elected: bool = False
    """Whether those who take it for body text are enough."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    group: int


def split_units(text: str) -> list[Unit]:
    """Cut `text` into units that together hold every visible character."""
    lines = _lines(text)
    column = _column(lines)
    units: list[Unit] = []
    first = 0
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else None
        if following and _runs_on(line, following, column):
            continue
        start, end = lines[first].start, line.end
        units.append(Unit(start, end, text[start:end], line.group))
        first = i + 1
    return units


def _lines(text: str) -> list[_Line]:
    """The lines that show something, trimmed, with the number of empty lines' gaps before them."""
    lines: list[_Line] = []
    group = 0
    at = 0
    length = len(text)
    while at <= length:
        found = _BREAK.search(text, at)
        stop = found.start() if found else length
        raw = text[at:stop]
        shown = raw.strip()
        if shown:
            start = at + len(raw) - len(raw.lstrip())
            lines.append(_Line(start, start + len(shown), shown, group))
        elif lines and lines[-1].group == group:
            group += 1
        if not found:
            break
        at = found.end()
    return lines


def _column(lines: list[_Line]) -> int | None:
    """The width at which the text was wrapped by hand, or None if its lines are paragraphs.

    Evidence is a group of three or more lines in which each line but the last could not have taken in the
    next one's first word; or, where all paragraphs are shorter, nearly all breaks of the text being such.
    """
    widths: list[int] = []
    start = 0
    for i in range(1, len(lines) + 1):
        if i < len(lines) and lines[i].group == lines[start].group:
            continue
        widths += _wrapped_widths(lines[start:i])
        start = i
    return max(widths) if len(widths) >= 3 else _column_of_short_paragraphs(lines)


def _column_of_short_paragraphs(lines: list[_Line]) -> int | None:
    width = max((len(line.text) for line in lines), default=0)
    if not _NARROWEST_COLUMN <= width <= _WIDEST_COLUMN:
        return None
    breaks = [(a, b) for a, b in pairwise(lines) if a.group == b.group]
    wrapped = [a for a, b in breaks if _could_not_take(a.text, b.text, width) and " " in a.text]
    inside = [a for a in wrapped if a.text[-1] not in _ENDING]
    return width if len(inside) >= 2 and len(wrapped) >= 0.75 * len(breaks) else None


def _wrapped_widths(group: list[_Line]) -> list[int]:
    full = [line for line in group if " " in line.text]
    if len(full) < 3 or max(len(line.text) for line in full) > _WIDEST_COLUMN:
        return []
    width = max(len(line.text) for line in full)
    if width < _NARROWEST_COLUMN:
        return []
    breaks = list(pairwise(group))
    wrapped = [a for a, b in breaks if _could_not_take(a.text, b.text, width)]
    inside = [a for a in wrapped if a.text[-1] not in ".!?…"]
    if len(wrapped) < 0.75 * len(breaks) or len(inside) < 0.5 * len(breaks):
        return []
    return [len(line.text) for line in wrapped]


def _could_not_take(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would have crossed the column."""
    return len(line) + 1 + len(following.split(None, 1)[0]) > width


def _runs_on(line: _Line, following: _Line, column: int | None) -> bool:
    """Whether `following` continues the sentence or paragraph of `line`."""
    if line.group != following.group:
        return False
    if column is not None and len(line.text) <= column:
        if _could_not_take(line.text, following.text, column):
            return True
        # A word cut from the line since it was wrapped leaves it short, but not finished.
        if len(line.text) >= _NEARLY * column and line.text[-1] not in _ENDING:
            return True
    # A sentence broken in the middle, whatever the column: it stops without a stop and goes on in lower case.
    return (
        _NARROWEST_COLUMN <= len(line.text) <= _WIDEST_COLUMN
        and line.text[-1] not in _ENDING
        and following.text[0].islower()
    )
