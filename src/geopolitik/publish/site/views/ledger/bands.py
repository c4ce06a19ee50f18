"""Bands: when something holds, certainly and possibly, drawn along a time axis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from geopolitik.ledger.timeline import Band, Break, Stretch
from geopolitik.text.dates import day_words

WIDTH = 1000
"""Of the axis, in the drawing's own units."""
_LEAST = timedelta(days=2)
_MARGIN = 0.06
_YEARS = 5 * 365
"""From so many days on the axis counts in years."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a band, in the drawing's units."""

    x: int
    width: int
    sort: str
    """`possible`, `certain` or `broken`; `unstated` where neither side is named."""
    open_left: bool = False
    """Whether nobody says how far it reaches there."""
    open_right: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis."""

    x: int
    words: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The stretch of time that a drawing shows."""

    first: datetime
    last: datetime

    def x(self, at: datetime) -> int:
        """Where an instant stands; what lies outside stands at the edge."""
        share = (at - self.first) / (self.last - self.first)
        return round(min(1.0, max(0.0, share)) * WIDTH)

    def ticks(self) -> tuple[Tick, ...]:
        """Some five marks, at midnights in UTC."""
        days = max(1, (self.last - self.first).days)
        if days > _YEARS:
            return self._years()
        step = next((n for n in (1, 2, 5, 7, 14, 30, 91, 182) if days / n <= 6), 365)
        at = self.first.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        found: list[Tick] = []
        while at < self.last and len(found) < 12:
            found.append(Tick(self.x(at), day_words(at)))
            at += timedelta(days=step)
        return tuple(found)

    def _years(self) -> tuple[Tick, ...]:
        """Some five marks at the beginnings of years."""
        count = self.last.year - self.first.year
        step = next((n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500) if count / n <= 6), 1000)
        first = -(-(self.first.year + 1) // step) * step
        years = range(first, self.last.year + 1, step)
        return tuple(Tick(self.x(datetime(year, 1, 1, tzinfo=UTC)), str(year)) for year in years)


def axis(found: Iterable[Band], marks: Sequence[datetime]) -> Axis:
    """An axis on which every stated start and end stands, and the marks too."""
    stretches = [band.possible for band in found if band.possible]
    instants = [at for stretch in stretches for at in (stretch.start, stretch.end) if at]
    first, last = min((*instants, *marks)), max((*instants, *marks))
    room = max(last - first, _LEAST) * _MARGIN
    first, last = first - room, max(last, first + _LEAST) + room
    return Axis(first.astimezone(UTC), last.astimezone(UTC))


def bars(band: Band, shown: Axis) -> tuple[Bar, ...]:
    """A band as drawn: the possible part, upon it the certain one, and what by this account broke it."""
    found = [_bar(band.possible, shown, _sort(band.possible))] if band.possible else []
    if band.certain:
        found.append(_bar(band.certain, shown, "certain"))
    found += [_broken(broke, shown) for broke in band.breaks]
    return tuple(bar for bar in found if bar.width > 0)


def _sort(possible: Stretch) -> str:
    return "possible" if possible.start or possible.end else "unstated"


def _bar(stretch: Stretch, shown: Axis, sort: str) -> Bar:
    left = shown.x(stretch.start) if stretch.start else 0
    right = shown.x(stretch.end) if stretch.end else WIDTH
    return Bar(left, right - left, sort, not stretch.start, not stretch.end)


def _broken(broke: Break, shown: Axis) -> Bar:
    left = shown.x(broke.occurred.earliest) if broke.occurred.earliest else 0
    right = shown.x(broke.occurred.latest) if broke.occurred.latest else WIDTH
    return Bar(left, max(3, right - left), "broken")
