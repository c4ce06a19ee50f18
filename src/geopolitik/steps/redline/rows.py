"""Figures in tables and lists of figures: which row and column of one text a number stands in."""

from __future__ import annotations

from bisect import bisect_left

from geopolitik.model.annotation import Quantity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.figures import first_of
from geopolitik.steps.redline.side import Side

_AROUND = 8
"""So many tokens each way are looked at."""
_MANY = 5
"""So many figures among them make a row of figures."""
_LABEL = 4
"""A row's label has no more words."""


def in_table(side: Side, quantity: Quantity) -> bool:
    """Whether a number stands among so many others that only its row tells what it counts."""
    at = first_of(side, quantity)
    near = range(max(0, at - _AROUND), min(len(side.starts), at + _AROUND + 1))
    start, end = side.starts[near[0]], side.annotation.tokens[near[-1]].end
    return _starting(side, start, end) >= _MANY


def one_cell(comparison: Comparison, quantity: Quantity, other: Quantity) -> bool:
    """Whether two numbers stand behind the same label, and as many numbers off it."""
    a, b = comparison.a, comparison.b
    label, column = _cell(a, quantity)
    there, place = _cell(b, other)
    if not label or not there or column != place:
        return False
    ours, theirs = {a.stem(t) for t in label}, {b.stem(u) for u in there}
    headed = a.stem(label[0]) in theirs or b.stem(there[0]) in ours
    return headed and 2 * len(ours & theirs) > min(len(ours), len(theirs))


def _cell(side: Side, quantity: Quantity) -> tuple[list[int], int]:
    """The words of the label before a number, the nearest first, and how many numbers stand between."""
    at, column = first_of(side, quantity) - 1, 0
    while at >= 0 and (side.norm(at)[:1].isdigit() or not side.content(at)):
        column += _starting(side, side.starts[at], side.starts[at] + 1)
        at -= 1
    label: list[int] = []
    while at >= 0 and len(label) < _LABEL and not side.norm(at)[:1].isdigit():
        label.append(at)
        at -= 1
    return [t for t in label if side.content(t)], column


def _starting(side: Side, start: int, end: int) -> int:
    """How many numbers start from one place on and before another."""
    numbers = side.annotation.quantities
    first, last = (bisect_left(numbers, place, key=lambda q: q.start) for place in (start, end))
    return last - first
