"""The order in which a reader meets the changes: it numbers them in every report."""

from __future__ import annotations

from dataclasses import replace

from geopolitik.model.story import Redline, Trace
from geopolitik.publish.rows import rows


def in_reading_order(trace: Trace) -> Trace:
    """The trace with the changes of each redline in the order in which they stand on the page.

    What concerns a text as a whole comes first; what only the original has follows what preceded it there.
    """
    return replace(trace, redlines=tuple(_ordered(redline) for redline in trace.redlines))


def _ordered(redline: Redline) -> Redline:
    places: dict[int, int] = {}
    for row in rows(redline):
        for _, piece in row.inline:
            for number in piece.ends:
                places.setdefault(number, len(places))
    order = sorted(range(1, len(redline.changes) + 1), key=lambda number: places.get(number, -1))
    return replace(redline, changes=tuple(redline.changes[number - 1] for number in order))
