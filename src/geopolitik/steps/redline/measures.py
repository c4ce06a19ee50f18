"""Numbers of a text as they are compared: dates left out, common measures in one unit."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from math import isclose

from geopolitik.lexicon import table
from geopolitik.model.annotation import Quantity, TimeKind
from geopolitik.model.span import Span
from geopolitik.steps.redline.conversions import AREA, SPEED, VOLUME, as_warm, in_one_unit
from geopolitik.steps.redline.side import Side

_IN_BASE = {
    "m": ("m", 1.0), "metr": ("m", 1.0), "metre": ("m", 1.0), "metres": ("m", 1.0), "meters": ("m", 1.0),
    "km": ("m", 1000.0), "cm": ("m", 0.01), "mm": ("m", 0.001),
    "ft": ("m", 0.3048), "foot": ("m", 0.3048), "feet": ("m", 0.3048),
    "yard": ("m", 0.9144), "yards": ("m", 0.9144),
    "mile": ("m", 1609.3), "miles": ("m", 1609.3), "inch": ("m", 0.0254), "inches": ("m", 0.0254),
    "kg": ("kg", 1.0), "lb": ("kg", 0.4536), "lbs": ("kg", 0.4536), "pounds": ("kg", 0.4536),
    "tonn": ("kg", 1000.0), "tonne": ("kg", 1000.0), "tonnes": ("kg", 1000.0),
    "ha": ("ha", 1.0), "hectar": ("ha", 1.0), "hectares": ("ha", 1.0),
    "acr": ("ha", 0.4047), "acre": ("ha", 0.4047), "acres": ("ha", 0.4047),
}  # fmt: skip
"""Unit or the word behind the number → base unit, and how much of it."""
_TIMES = {
    "minute": ("hour", 1 / 60), "hour": ("hour", 1.0), "day": ("hour", 24.0), "week": ("hour", 168.0),
    "fortnight": ("hour", 336.0), "month": ("month", 1.0), "year": ("month", 12.0),
    "decade": ("month", 120.0), "century": ("month", 1200.0),
}  # fmt: skip
"""Unit of time → hours or months, and how many."""
_SIZES = ("height", "length", "depth", "width", " high", " tall", " deep", " wide", " long")
_REACH = 30
"""So near before a bracket stands the number that it converts."""
_ENDS_YEARS = re.compile(r"\b(?:1[89]|20)\d\d[-–/]$")
_YEAR_ENDS = 100
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_CODE = re.compile(r"\d-$")
"""Before a number: an earlier part of a code."""
_REFERENCE = re.compile(r"(?:\bpp?\. ?|\bpp? |\bno\. ?|\bvol\. ?|[^\W\d] \d{1,3}:)$", re.IGNORECASE)
"""Before a number: that it counts pages, volumes or verses."""
_A_CODE = 10_000_000
"""Digits in a row from which they are the number of a book or a telephone."""
_PART = re.compile(r"/\d|px\b")
"""Behind a number: the rest of a fraction, or that it is a size in pixels."""
_ROUNDED = 0.12
"""Conversions are rounded so far in news texts."""


def numbers_of(side: Side) -> list[Quantity]:
    """The quantities that are no part of a date or clock time; measures in metres, kilograms, hectares."""
    times = [t for t in side.annotation.times if t.kind is not TimeKind.DURATION]
    items = _items(side)
    return [
        _in_base(side, q)
        for q in side.annotation.quantities
        if side.tokens_in(q.span)
        and q not in items
        and not _is_no_count(side, q)
        and not any(q.start < t.end and t.start < q.end for t in times)
    ]


def _items(side: Side) -> frozenset[Quantity]:
    """The numbers that only count the items of a list: each opens a line, one after another."""
    leading = [q for q in side.annotation.quantities if _leads_line(side, q)]
    values = {q.value for q in leading}
    return frozenset(q for q in leading if q.value + 1 in values or q.value - 1 in values)


def restated(side: Side, quantity: Quantity) -> bool:
    """Whether a number in brackets says the one before it in another unit: 60 mph (97 km/h)."""
    before = side.text[max(0, quantity.start - _REACH) : quantity.start]
    lead, bracket, between = before.rpartition("(")
    near = not between.strip("~£$€ 0123456789.,byx×-–")
    return bool(bracket) and near and any(c.isdigit() for c in lead)


def _is_no_count(side: Side, quantity: Quantity) -> bool:
    """Whether it is no number: the couple (two people), the early 80s (years), 2015-6, 1/3, 300px."""
    tokens = side.tokens_in(quantity.span)
    if _ENDS_YEARS.search(side.text, max(0, quantity.start - 6), quantity.start):
        return quantity.value < _YEAR_ENDS
    written = quantity.span.of(side.text)
    if quantity.value >= _A_CODE and written.isdigit():
        return True
    if _YEAR.fullmatch(written) and not quantity.unit and not quantity.qualifier:
        return True
    if _REFERENCE.search(side.text, max(0, quantity.start - 8), quantity.start):
        return quantity.upper is not None or side.text[quantity.start - 1] != ":"
    if _CODE.search(side.text, max(0, quantity.start - 3), quantity.start) and quantity.upper is None:
        return True
    if any(n.start < quantity.start < n.end for n in side.names_of.get(side.sentence_of[tokens[0]], ())):
        return True
    if side.text[quantity.start - 1 : quantity.start] == "/" or _PART.match(side.text, quantity.end):
        return True
    last = tokens[-1]
    if side.norm(last) == "couple":
        return last + 1 >= len(side.starts) or side.norm(last + 1) not in ("of", "more")
    end = side.annotation.tokens[last].end
    return side.text[quantity.start : quantity.end].strip().isdigit() and (
        side.text[end : end + 1] == "s" or side.norm(last).endswith("0s")
    )


def _leads_line(side: Side, quantity: Quantity) -> bool:
    before = side.text[max(0, quantity.start - 8) : quantity.start]
    opens = quantity.start == 0 or (not before.rpartition("\n")[2].strip(" #*(") and "\n" in before)
    written = quantity.span.of(side.text).split()
    return opens and bool(written) and written[0].rstrip(".)").isdigit()


def _in_base(side: Side, quantity: Quantity) -> Quantity:
    """The quantity in its base unit; as it is if it's no measure."""
    measured = in_one_unit(side, quantity)
    if measured is not None:
        return measured
    metres = _metres(side, quantity)
    if metres is not None:
        return replace(quantity, value=metres, unit="m")
    if " per " in side.text[quantity.end : quantity.end + 16] or "p" in _behind(side, quantity)[1:2]:
        return quantity  # a speed, or another rate
    found = _IN_BASE.get(quantity.unit) or _IN_BASE.get(_behind(side, quantity))
    if found is None:
        return quantity
    unit, factor = found
    upper = quantity.upper * factor if quantity.upper is not None else None
    return replace(quantity, value=quantity.value * factor, unit=unit, upper=upper)


def _metres(side: Side, quantity: Quantity) -> float | None:
    """The number of `2m`, where the words around it speak of size and not of millions."""
    written = quantity.span.of(side.text)
    around = side.text[max(0, quantity.start - 24) : quantity.end + 8].lower()
    if not written.endswith("m") or not any(word in around for word in _SIZES):
        return None
    digits = written[:-1].strip()
    return float(digits) if digits.replace(".", "", 1).isdigit() else None


def _behind(side: Side, quantity: Quantity) -> str:
    """The word right behind the number, with or without a space: 300 feet, 11,000ft."""
    rest = side.text[quantity.end : quantity.end + 10].lstrip(" \xa0-").lower()
    end = next((k for k, c in enumerate(rest) if not c.isalpha()), len(rest))
    return "" if rest[end : end + 1] in ("²", "³") else rest[:end]


def equal(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers say the same; the unit may be counted otherwise, and measures converted."""
    if one.unit in _TIMES and other.unit in _TIMES and one.unit != other.unit:
        return _as_long(one, other)
    if isclose(one.value, other.value, rel_tol=1e-6) and one.upper == other.upper:
        return True
    if one.unit == other.unit == "%" and one.upper is None and other.upper is None:
        return _rounds(one.value, other.value) or _rounds(other.value, one.value)
    if as_warm(one, other) or _as_heavy(one, other) or _as_heavy(other, one):
        return True
    measured = one.unit == other.unit and one.unit in ("m", "kg", AREA, SPEED, VOLUME)
    return measured and isclose(one.value, other.value, rel_tol=_ROUNDED) and not _round(one, other)


def _as_heavy(one: Quantity, other: Quantity) -> bool:
    """Whether pounds, which may be money, weigh as much as what the other text gives in kilograms."""
    weights = (one.unit, other.unit) == ("pound", "kg")
    return weights and isclose(one.value * _IN_BASE["pounds"][1], other.value, rel_tol=_ROUNDED)


def _rounds(fine: float, whole: float) -> bool:
    """Whether a per cent figure with a fraction is given as a whole one: 55.3, 55."""
    return whole.is_integer() and not fine.is_integer() and abs(fine - whole) <= 0.5


def of_one_sort(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers count the same thing, or both a time."""
    return one.unit == other.unit or (one.unit in _TIMES and other.unit in _TIMES)


def _as_long(one: Quantity, other: Quantity) -> bool:
    """Whether two times in different units last equally long: four decades, forty years."""
    (unit, factor), (other_unit, other_factor) = _TIMES[one.unit], _TIMES[other.unit]
    if unit != other_unit or (one.upper is None) != (other.upper is None):
        return False
    ends = [(one.value, other.value), (one.upper or 0.0, other.upper or 0.0)]
    return all(isclose(ours * factor, theirs * other_factor, rel_tol=1e-6) for ours, theirs in ends)


@cache
def number_words() -> dict[str, str]:
    """Small numbers as words, with their digits."""
    return {row["word"]: row["value"] for row in table("numbers")}


def months_in(side: Side, span: Span) -> float | None:
    """How many months an expression counts: two decades ago, twenty years ago; None if it counts none."""
    words = [side.norm(t) for t in side.tokens_in(span)]
    counts = [number_words().get(word, word) for word in words]
    number = next((float(c) for c in counts if c.replace(".", "", 1).isdigit()), None)
    units = [_TIMES[word.rstrip("s")] for word in words if word.rstrip("s") in _TIMES]
    months = next((factor for unit, factor in units if unit == "month"), None)
    return None if number is None or months is None else number * months


def _round(one: Quantity, other: Quantity) -> bool:
    """Whether both stand in the base unit as they were written, so that nothing was converted."""
    return all(float(q.value).is_integer() and q.value < 1000 for q in (one, other))
