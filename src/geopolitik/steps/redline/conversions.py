"""Measures that news texts convert: speeds, areas, volumes and temperatures, in one unit each."""

from __future__ import annotations

import re
from dataclasses import replace

from geopolitik.model.annotation import Quantity
from geopolitik.steps.redline.side import Side

SPEED, AREA, VOLUME, HEAT = "km/h", "ha", "l", "°C"
_MILE, _FOOT, _YARD = 2.58999, 9.2903e-8, 8.3613e-7
"""Their squares, in square kilometres."""
_MEASURES = (
    (re.compile(r"mph\b|miles? (?:per|an) hour"), SPEED, 1.60934, 0.0),
    (re.compile(r"km/h|kph\b|kmh\b|kilomet(?:er|re)s? (?:per|an) hour"), SPEED, 1.0, 0.0),
    (re.compile(r"knots?\b"), SPEED, 1.852, 0.0),
    (re.compile(r"sq(?:uare)?\.?[ -]mi(?:les?)?\b"), AREA, 100 * _MILE, 0.0),
    (re.compile(r"sq(?:uare)?\.?[ -](?:kilomet(?:er|re)s?|km)\b|km²"), AREA, 100.0, 0.0),
    (re.compile(r"sq(?:uare)?\.?[ -](?:met(?:er|re)s?|m)\b|m²"), AREA, 1e-4, 0.0),
    (re.compile(r"sq(?:uare)?\.?[ -](?:feet|foot|ft)\b"), AREA, 100 * _FOOT, 0.0),
    (re.compile(r"sq(?:uare)?\.?[ -](?:yards?|yd)\b"), AREA, 100 * _YARD, 0.0),
    (re.compile(r"gallons?\b"), VOLUME, 4.1, 0.0),  # between the American and the British
    (re.compile(r"lit(?:er|re)s?\b"), VOLUME, 1.0, 0.0),
    (re.compile(r"(?:° ?|degrees? )?F(?:ahrenheit)?\b"), HEAT, 5 / 9, -32.0),
    (re.compile(r"(?:° ?|degrees? )?C(?:elsius|entigrade)?\b"), HEAT, 1.0, 0.0),
)
"""What follows a number → the unit it is compared in, how much of it, and what is added before."""
_BETWEEN = re.compile(r"(?: (?:million|billion|thousand))?[ \xa0-]?")
_LONGEST = 24
_ONE_DEGREE = 1.0


def in_one_unit(side: Side, quantity: Quantity) -> Quantity | None:
    """The quantity in the unit that its kind is compared in; None if it is no such measure."""
    token = side.annotation.tokens[side.tokens_in(quantity.span)[0]]
    text = side.text[: token.end + _LONGEST]
    between = _BETWEEN.match(text, token.end)
    at = between.end() if between else token.end
    for pattern, unit, factor, shift in _MEASURES:
        if pattern.match(text, at):
            upper = None if quantity.upper is None else (quantity.upper + shift) * factor
            return replace(quantity, value=(quantity.value + shift) * factor, unit=unit, upper=upper)
    return None


def as_warm(one: Quantity, other: Quantity) -> bool:
    """Whether two temperatures differ by no more than rounding makes them, and one was converted."""
    converted = not (one.value.is_integer() and other.value.is_integer())
    return one.unit == other.unit == HEAT and converted and abs(one.value - other.value) <= _ONE_DEGREE
