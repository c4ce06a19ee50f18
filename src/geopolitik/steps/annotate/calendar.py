"""Dates against the stamp of an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from geopolitik.model.article import Timestamp

Resolved = tuple[str | None, str]
"""ISO 8601 and its basis: `text`, `stamp` or `open`."""

_OPEN: Resolved = (None, "open")


def iso_date(year: int, month: int, day: int) -> str | None:
    """The date if there is such a day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def partial_date(year: int, month: int | None = None) -> str:
    """`2026` or `2026-02`."""
    return f"{year:04d}" if month is None else f"{year:04d}-{month:02d}"


def _day(stamp: Timestamp | None) -> date | None:
    if stamp is None or stamp.iso is None:
        return None
    try:
        return date.fromisoformat(stamp.iso[:10])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Resolves expressions against the day of the stamp; without a stamp they stay open."""

    day: date | None = None

    @classmethod
    def of(cls, *stamps: Timestamp | None) -> Calendar:
        """The calendar of an article's stamps; a text is told from the day of its last update."""
        days = [day for day in map(_day, stamps) if day is not None]
        return cls(max(days, default=None))

    def date(self, year: int | None, month: int, day: int | None) -> Resolved:
        """A named date; a missing year is the one that puts the day nearest to the stamp."""
        if year is not None:
            iso = partial_date(year, month) if day is None else iso_date(year, month, day)
            return (iso, "text") if iso else _OPEN
        if self.day is None:
            return (f"--{month:02d}" if day is None else f"--{month:02d}-{day:02d}"), "open"
        near = min(
            (self.day.year - 1, self.day.year, self.day.year + 1),
            key=lambda year: abs((year - self.day.year) * 12 + month - self.day.month) if self.day else 0,
        )
        iso = partial_date(near, month) if day is None else iso_date(near, month, day)
        return (iso, "stamp") if iso else _OPEN

    def weekday(self, weekday: int, *, future: bool) -> Resolved:
        """The last such day up to the stamp, or the first behind it."""
        if self.day is None:
            return _OPEN
        back = (self.day.weekday() - weekday) % 7
        found = self.day - timedelta(days=back)
        if future:
            found = self.day + timedelta(days=(weekday - self.day.weekday()) % 7 or 7)
        return found.isoformat(), "stamp"

    def offset(self, days: int) -> Resolved:
        """The day so many days from the stamp."""
        if self.day is None or abs(days) > 3660:
            return _OPEN
        return (self.day + timedelta(days=days)).isoformat(), "stamp"

    def span(self, unit: str, step: int) -> Resolved:
        """The week, month or year so many steps from the stamp's."""
        if self.day is None:
            return _OPEN
        if unit == "W":
            year, week, _ = (self.day + timedelta(weeks=step)).isocalendar()
            return f"{year:04d}-W{week:02d}", "stamp"
        if unit == "M":
            months = self.day.year * 12 + self.day.month - 1 + step
            return partial_date(months // 12, months % 12 + 1), "stamp"
        if unit == "Y":
            return partial_date(self.day.year + step), "stamp"
        return _OPEN
