"""Quantities in one normal form: digits, words, per cent, shares, currencies, ranges, qualifiers."""

from __future__ import annotations

from geopolitik.model.annotation import Quantity
from geopolitik.steps.annotate.reading import Reading


def find_quantities(reading: Reading) -> list[Quantity]:
    """The quantities of the story; digits of dates and times are none."""
    found = []
    taken = [(time.start, time.end) for time in reading.times]
    for at, token in enumerate(reading.tokens):
        if not token.norm[:1].isdigit() or any(start <= token.start < end for start, end in taken):
            continue
        try:
            value = float(token.norm)
        except ValueError:
            continue
        following = reading.tokens[at + 1] if at + 1 < len(reading.tokens) else None
        end, unit = token.end, ""
        if following is not None and following.norm == "percent":
            end, unit = following.end, "%"
        found.append(Quantity(token.start, end, value, unit))
    return found
