"""Dates of the data set: year, month and day in a column each, with codes for what isn't given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from geopolitik.model.ledger.times import When

Parts = tuple[str, str, str]
"""Year, month and day as they stand in the row."""

NOT_GIVEN = ("-1", "-1", "-1")
NO_CALENDAR = "no calendar has this date"
NO_NUMBER = "a part is no number"
NO_YEAR = "a month or day without a year"
NO_MONTH = "a day without a month"

_CODES = frozenset({"-1", "0", ""})
_NUMBER = re.compile(r"[0-9]{1,4}")
_YEARS = range(1800, 2101)
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class ReadDate:
    """What three cells say."""

    when: When | None
    """As precise as the parts given; None: no date is given, or none that can be."""
    problem: str = ""
    """Why the parts can't be read as they stand."""


def read_date(parts: Parts) -> ReadDate:
    """Read a date: `1994, 1, -1` is some time in January 1994."""
    if any(part not in _CODES and not _NUMBER.fullmatch(part) for part in parts):
        return ReadDate(None, NO_NUMBER)
    year, month, day = (0 if part in _CODES else int(part) for part in parts)
    if not year:
        return ReadDate(None, NO_YEAR if month or day else "")
    if year not in _YEARS or not _exists(year, month or 1, day or 1):
        return ReadDate(None, NO_CALENDAR)
    if not month:
        return ReadDate(When(f"{year}"), NO_MONTH if day else "")
    return ReadDate(When(f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"))


def read_parts_until_they_fail(parts: Parts) -> When | None:
    """The longest beginning of a date that can be read: of 31 June its month."""
    year, month, _ = parts
    for shorter in (parts, (year, month, "-1"), (year, "-1", "-1")):
        if when := read_date(shorter).when:
            return when
    return None


def parts_of(when: When | None) -> Parts:
    """A time as the data set writes it: what the ends of a range share, `-1` for the rest, no hours."""
    if when is None or not (found := _DATE.match(when.given)):
        return NOT_GIVEN
    parts = list(found.groups())
    if when.latest:
        last = _DATE.match(when.latest)
        others = last.groups() if last else (None, None, None)
        shared = next((n for n in range(3) if parts[n] != others[n]), 3)
        parts = [part if n < shared else None for n, part in enumerate(parts)]
    year, month, day = (str(int(part)) if part else "-1" for part in parts)
    return year, month, day


def is_before(one: When, other: When) -> bool:
    """Whether a date lies before another however the missing parts are filled in."""
    for a, b in zip(one.given.split("-"), other.given.split("-"), strict=False):
        if a != b:
            return a < b
    return False


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
