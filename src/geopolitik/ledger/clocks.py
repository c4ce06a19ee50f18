"""Clocks: times and durations as a source gives them, read as ranges of instants."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from geopolitik.errors import UsageError
from geopolitik.ledger.zones import hull, instants, midnight, readings
from geopolitik.model.ledger.times import Counting, Duration, EndDay, Moment, Unit, When

_GIVEN = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
)
_YEARS = range(1000, 9000)
"""Far enough from both ends of the calendar that no zone and no common duration leads beyond them."""
_DURATION = re.compile(r"([0-9]{1,6}|an?|one)\s+(minute|hour|day|week|month|year)s?", re.IGNORECASE)
_ELAPSING = {Unit.MINUTES: timedelta(minutes=1), Unit.HOURS: timedelta(hours=1)}
_DAYS = {Unit.DAYS: 1, Unit.WEEKS: 7}
_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}
_DAY = timedelta(days=1)
_TICK = timedelta(microseconds=1)
_MOST_LACKING = 3
"""So many days at most has one month more than another."""


@dataclass(frozen=True, slots=True)
class _Period:
    """What one ISO string names: a stretch of local time, or an instant if it has an offset."""

    first: datetime
    last: datetime
    """Where it ends; for a time of day the same as `first`."""

    @property
    def is_day_or_longer(self) -> bool:
        return self.first != self.last

    def first_day(self, zone: tzinfo) -> date:
        return _local(self.first, zone).date()

    def last_day(self, zone: tzinfo) -> date:
        return _local(self.last - _TICK if self.is_day_or_longer else self.last, zone).date()


def _local(at: datetime, zone: tzinfo) -> datetime:
    """A local time as it stands, an instant as clocks in a zone show it."""
    return at.astimezone(zone).replace(tzinfo=None, fold=0) if at.tzinfo else at


@lru_cache(maxsize=1 << 16)
def _period(given: str) -> _Period:
    """What an ISO string names."""
    found = _GIVEN.fullmatch(given)
    if not found or int(found[1]) not in _YEARS:
        raise _unreadable(given)
    month, day = (int(part) if part else None for part in found.groups()[1:3])
    try:
        if found[4]:
            at = datetime.fromisoformat(given)
            return _Period(at.astimezone(UTC), at.astimezone(UTC)) if at.tzinfo else _Period(at, at)
        first = date(int(found[1]), month or 1, day or 1)
        last = first + _DAY if day else _months_on(first, 1 if month else 12)[0]
    except ValueError as error:
        raise _unreadable(given) from error
    return _Period(datetime.combine(first, time()), datetime.combine(last, time()))


def _unreadable(given: str) -> UsageError:
    return UsageError(
        given[:80] or "a time",
        "not a time that can be read",
        "write 2026, 2026-02, 2026-02-03 or 2026-02-03T02:00",
    )


def is_day_or_longer(when: When) -> bool:
    """Whether a time, or its later limit, names a day, month or year and not an hour."""
    return any(_period(given).is_day_or_longer for given in (when.given, when.latest) if given)


@lru_cache(maxsize=1 << 16)
def edges(when: When, zones: tuple[str, ...]) -> tuple[Moment, Moment]:
    """The beginning and the end of the day, month or year that is named; of an hour, the hour itself twice.

    Args:
        when: the time as its source gives it.
        zones: IANA names to read it in, where it names none itself; none: any zone on Earth.

    Raises:
        UsageError: the time, or a zone, can't be read; or it lies between two times of which the second is
            earlier.
    """
    first, last = _period(when.given), _period(when.latest or when.given)
    placed = [placing for _, placing in readings(when.zones or zones)]
    begins = hull(*(_placed(first.first, zone) for zone in placed))
    ends = hull(*(_placed(last.last, zone) for zone in placed))
    if when.latest and _turned(first, last, begins, ends):
        raise UsageError(
            f"{when.given} .. {when.latest}", "the second is before the first", "turn them round"
        )
    return begins, ends


def _turned(first: _Period, last: _Period, begins: Moment, ends: Moment) -> bool:
    """Whether the later limit of a time lies before the earlier one: as clocks show them, or as instants."""
    over = _TICK if last.is_day_or_longer else timedelta(0)
    if not first.first.tzinfo and not last.last.tzinfo:
        return last.last - over < first.first
    return bool(begins.earliest and ends.latest and ends.latest - over < begins.earliest)


def _placed(at: datetime, zone: tzinfo) -> Moment:
    return Moment(at, at) if at.tzinfo else instants(at, zone)


def read(when: When, zones: tuple[str, ...]) -> Moment:
    """The range in which an instant lies: a day is the range from its midnight to the next.

    Several zones are read as the union of their ranges, no zone as that of all zones on Earth. Arguments and
    errors are those of `edges`.
    """
    begins, ends = edges(when, zones)
    return Moment(begins.earliest, ends.latest)


def ending(until: When, end_day: EndDay, zones: tuple[str, ...]) -> Moment:
    """The first instant at which something that holds until a time no longer holds.

    Whether a day (month, year) named as the end is itself included may be unstated: then it lies between the
    two readings.
    """
    begins, ends = edges(until, zones)
    if not is_day_or_longer(until) or end_day is EndDay.UNSTATED:
        return hull(begins, ends)
    if end_day is EndDay.INCLUDED:
        return ends if not until.latest else hull(edges(When(until.given, zones=until.zones), zones)[1], ends)
    return (
        begins if not until.latest else hull(begins, edges(When(until.latest, zones=until.zones), zones)[0])
    )


def later(
    moment: Moment, duration: Duration, zones: tuple[str, ...], counting: Counting = Counting.UNSTATED
) -> Moment:
    """A duration after an instant; where that is a range, a range.

    Minutes and hours elapse. Days and longer are counted as `counting` says: as calendar days in the zones,
    of which the first is the day of the instant, so that it ends at a midnight; as elapsed time; or,
    unstated, as the union of both. Where the calendar has no such day (a month after 31 January), the days
    on both sides of the gap count.

    Raises:
        UsageError: it leads beyond the calendar.
    """
    return _read_as(
        duration,
        counting,
        lambda: _moved(moment, duration, zones, 1),
        lambda: _counted(
            lambda zone: (_day_in(moment.earliest, zone), _day_in(moment.latest, zone)), duration, zones
        ),
    )


def lasting_from(start: When, duration: Duration, zones: tuple[str, ...], counting: Counting) -> Moment:
    """When something ends that begins at a time and lasts a while: as `later`, but a day given is one day."""
    first, last = _period(start.given), _period(start.latest or start.given)
    return _read_as(
        duration,
        counting,
        lambda: _moved(read(start, zones), duration, start.zones or zones, 1),
        lambda: _counted(
            lambda zone: (first.first_day(zone), last.last_day(zone)), duration, start.zones or zones
        ),
    )


def lasting_until(
    until: When, end_day: EndDay, duration: Duration, zones: tuple[str, ...], counting: Counting
) -> Moment:
    """When something began that lasted a while until a time."""
    ends = ending(until, end_day, zones)
    return _read_as(
        duration,
        counting,
        lambda: _moved(ends, duration, until.zones or zones, -1),
        lambda: _counted_back(until, end_day, duration, until.zones or zones),
    )


def _read_as(
    duration: Duration, counting: Counting, elapsed: Callable[[], Moment], calendar: Callable[[], Moment]
) -> Moment:
    """One of two readings of a duration, or their union."""
    try:
        if duration.unit in _ELAPSING or counting is Counting.ELAPSED:
            return elapsed()
        return calendar() if counting is Counting.CALENDAR else hull(elapsed(), calendar())
    except (OverflowError, ValueError) as error:
        raise UsageError(str(duration), "leads beyond the calendar", "name a shorter one") from error


def _moved(moment: Moment, duration: Duration, zones: tuple[str, ...], way: int) -> Moment:
    """A range moved by elapsed time; months and years by the local calendar."""
    if months := _MONTHS.get(duration.unit):
        return _months_moved(moment, way * months * duration.amount, zones)
    step = _ELAPSING.get(duration.unit) or _DAY * _DAYS[duration.unit]
    first, last = (
        at + way * duration.amount * step if at else None for at in (moment.earliest, moment.latest)
    )
    return Moment(first, last)


def _months_moved(moment: Moment, months: int, zones: tuple[str, ...]) -> Moment:
    """A range moved by the local calendar, by some months."""
    moved = []
    for telling, placing in readings(zones):
        for local in _ends_and_midnights(moment, telling):
            days = _months_on(local.date(), months)
            moved += [instants(datetime.combine(day, local.time()), placing) for day in days]
    whole = hull(*moved)
    return Moment(whole.earliest if moment.earliest else None, whole.latest if moment.latest else None)


def _ends_and_midnights(moment: Moment, zone: tzinfo) -> Iterator[datetime]:
    """The local times of a range that may lead furthest to either side, some months on.

    Besides its ends these are the midnights just within: where a month lacks a day, a time of the day before
    and one of the day after stand for it, and the clock runs back at such a midnight.
    """
    first = _local(moment.earliest, zone) if moment.earliest else None
    last = _local(moment.latest, zone) if moment.latest else None
    yield from (at for at in (first, last) if at)
    for days in range(1, _MOST_LACKING + 2):
        if first and (not last or _midnight_on(first, days) <= last):
            yield _midnight_on(first, days)
        if last and (not first or _midnight_on(last, 1 - days) - _TICK >= first):
            yield _midnight_on(last, 1 - days) - _TICK


def _midnight_on(local: datetime, days: int) -> datetime:
    return datetime.combine(local.date() + days * _DAY, time())


def _counted(
    days_in: Callable[[tzinfo], tuple[date | None, date | None]], duration: Duration, zones: tuple[str, ...]
) -> Moment:
    """The midnight after the last of some calendar days, counted from the first and the last possible day."""
    moments = []
    for telling, placing in readings(zones):
        first, last = days_in(telling)
        begins = midnight(_days_on(first, duration, 1)[0], placing) if first else Moment(None, None)
        ends = midnight(_days_on(last, duration, 1)[-1], placing) if last else Moment(None, None)
        moments.append(Moment(begins.earliest, ends.latest))
    return hull(*moments)


def _counted_back(until: When, end_day: EndDay, duration: Duration, zones: tuple[str, ...]) -> Moment:
    """The first of some calendar days, of which the last is the day of the end, or the day before it."""
    first, last = _period(until.given), _period(until.latest or until.given)
    stated = is_day_or_longer(until)
    moments = []
    for telling, placing in readings(zones):
        before, after = first.first_day(telling), last.last_day(telling) + _DAY
        if stated and end_day is EndDay.INCLUDED:
            before = first.last_day(telling) + _DAY
        elif stated and end_day is EndDay.EXCLUDED:
            after = last.first_day(telling)
        begins = midnight(_days_on(before, duration, -1)[0], placing)
        ends = midnight(_days_on(after, duration, -1)[-1] + _DAY, placing)
        moments.append(Moment(begins.earliest, ends.latest))
    return hull(*moments)


def _day_in(at: datetime | None, zone: tzinfo) -> date | None:
    return _local(at, zone).date() if at else None


def _days_on(day: date, duration: Duration, way: int) -> tuple[date, date]:
    """The day that lies a duration on (or back): twice, or the two beside it where the calendar has none."""
    if months := _MONTHS.get(duration.unit):
        return _months_on(day, way * months * duration.amount)
    there = day + way * duration.amount * _DAYS[duration.unit] * _DAY
    return there, there


def _months_on(day: date, months: int) -> tuple[date, date]:
    """The same day some months on: twice, or the last of that month and the first of the next."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    length = monthrange(year, month + 1)[1]
    if day.day <= length:
        return (there := date(year, month + 1, day.day)), there
    return (there := date(year, month + 1, length)), there + _DAY


def duration_of(text: str) -> Duration:
    """A duration in words: `24 hours`, `a week`.

    Raises:
        UsageError: the words name none, or one of nothing.
    """
    found = _DURATION.fullmatch(text.strip())
    amount = (int(found[1]) if found[1].isdigit() else 1) if found else 0
    if not found or not amount:
        raise UsageError(
            text[:80] or "a duration", "not a duration", "write a number and a unit: 24 hours, 1 week"
        )
    return Duration(amount, Unit(found[2].lower() + "s"))
