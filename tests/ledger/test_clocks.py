"""Times and durations as given, read as ranges of instants: zones, days, daylight saving, ends, lengths."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.ledger.made import KYIV, MOSCOW, WASHINGTON, WEEK, moment, utc, when

from geopolitik.errors import UsageError
from geopolitik.ledger.clocks import duration_of, ending, lasting_from, lasting_until, later, read
from geopolitik.ledger.zones import instants, zone_of
from geopolitik.model.ledger.times import Counting, Duration, EndDay, Moment, Unit, When

CALENDAR, ELAPSED = Counting.CALENDAR, Counting.ELAPSED
ZONES = (
    *("UTC", KYIV, MOSCOW, WASHINGTON, "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"),
    *("Pacific/Kiritimati", "America/Havana", "Asia/Beirut", "America/Sao_Paulo", "Africa/Casablanca"),
)


@pytest.mark.parametrize(
    ("given", "zones", "expected"),
    [
        ("2026-02-03", (KYIV,), moment("2026-02-02T22:00", "2026-02-03T22:00")),
        ("2026-02-03T02:00", (KYIV,), moment("2026-02-03T00:00")),
        ("2026-02-03T02:00:30", (KYIV,), moment("2026-02-03T00:00:30")),
        ("2026-02-03T00:00Z", (KYIV,), moment("2026-02-03T00:00")),
        ("2026-02-03T02:00+02:00", (), moment("2026-02-03T00:00")),
        ("2026-02", (KYIV,), moment("2026-01-31T22:00", "2026-02-28T22:00")),
        ("2026", ("UTC",), moment("2026-01-01T00:00", "2027-01-01T00:00")),
        ("2026-12", ("UTC",), moment("2026-12-01T00:00", "2027-01-01T00:00")),
        ("2026-02-03", (KYIV, WASHINGTON), moment("2026-02-02T22:00", "2026-02-04T05:00")),
        ("2026-02-03T02:00", (KYIV, MOSCOW), moment("2026-02-02T23:00", "2026-02-03T00:00")),
        ("2026-02-03", (), moment("2026-02-02T10:00", "2026-02-04T12:00")),
        ("2026-02-03T02:00", (), moment("2026-02-02T12:00", "2026-02-03T14:00")),
        ("2026-02-02T18:00 .. 2026-02-03T08:00", (KYIV,), moment("2026-02-02T16:00", "2026-02-03T06:00")),
        ("2026-02-02 .. 2026-02-03", (KYIV,), moment("2026-02-01T22:00", "2026-02-03T22:00")),
        ("2026-02-02 .. 2026-03", ("UTC",), moment("2026-02-02T00:00", "2026-04-01T00:00")),
        ("2026-03-29", (KYIV,), moment("2026-03-28T22:00", "2026-03-29T21:00")),
        ("2026-03-29T03:30", (KYIV,), moment("2026-03-29T00:30", "2026-03-29T01:30")),
        ("2026-10-25T03:30", (KYIV,), moment("2026-10-25T00:30", "2026-10-25T01:30")),
        ("2026-01-01", ("Asia/Kathmandu",), moment("2025-12-31T18:15", "2026-01-01T18:15")),
        ("2026-07-01T12:00", ("Australia/Lord_Howe",), moment("2026-07-01T01:30")),
        ("2026-01-01", ("Pacific/Kiritimati",), moment("2025-12-31T10:00", "2026-01-01T10:00")),
        ("2011-12-31", ("Pacific/Apia",), moment("2011-12-30T10:00", "2011-12-31T10:00")),
    ],
    ids=[
        "a day",
        "a local time",
        "a local time with seconds",
        "an instant",
        "an instant by offset, zones don't matter",
        "a month",
        "a year",
        "the last month of a year",
        "a day in one of two zones",
        "a time in one of two zones",
        "a day in no stated zone",
        "a time in no stated zone",
        "between two times",
        "between two days, both included",
        "between a day and a month",
        "a day of 23 hours",
        "an hour that daylight saving skips",
        "an hour that it repeats",
        "a zone with an odd offset",
        "a zone that moves by half an hour",
        "east of the date line",
        "the day after the one that Samoa left out",
    ],
)
def test_read(given: str, zones: tuple[str, ...], expected: Moment) -> None:
    assert read(when(given), zones) == expected


def test_own_zones_go_before_those_of_the_case() -> None:
    assert read(when("2026-02-03", KYIV), (WASHINGTON,)) == read(when("2026-02-03"), (KYIV,))


def test_a_day_that_the_date_line_left_out_is_no_instant() -> None:
    assert read(when("2011-12-30"), ("Pacific/Apia",)) == moment("2011-12-29T10:00", "2011-12-30T10:00")


@pytest.mark.parametrize(
    "given",
    [
        *("", "soon", "2026-13", "2026-02-30", "2026-02-03T25:00", "2026-2-3", "26-02-03", "2026-02-03T02"),
        *("0001-01-01", "9999-12-31", "２０２６", "2026-02-03 ", "2026-02-03T02:00+99:00", "2026-02-03Z"),
        "2026-02-03 .. 2026-02-02",
    ],
)
def test_unreadable_times_are_refused(given: str) -> None:
    with pytest.raises(UsageError):
        read(when(given), ("UTC",))


@pytest.mark.parametrize(
    "zone",
    [
        "",
        "Kyiv",
        "Europe/Nowhere",
        "../etc/passwd",
        "/etc/passwd",
        "right/Europe/Kyiv",
        "a/\0",
        "localtime",
        "Europe/",
        "\ud800/x",
    ],
)
def test_unknown_zones_are_refused(zone: str) -> None:
    with pytest.raises(UsageError):
        read(when("2026-02-03"), (zone,))


@pytest.mark.parametrize(
    ("until", "end_day", "expected"),
    [
        ("2026-02-01", EndDay.EXCLUDED, moment("2026-01-31T21:00")),
        ("2026-02-01", EndDay.INCLUDED, moment("2026-02-01T21:00")),
        ("2026-02-01", EndDay.UNSTATED, moment("2026-01-31T21:00", "2026-02-01T21:00")),
        ("2026-02-01T18:00", EndDay.INCLUDED, moment("2026-02-01T15:00")),
        ("2026-02", EndDay.EXCLUDED, moment("2026-01-31T21:00")),
        ("2026-02", EndDay.INCLUDED, moment("2026-02-28T21:00")),
        ("2026-02-01 .. 2026-02-03", EndDay.EXCLUDED, moment("2026-01-31T21:00", "2026-02-02T21:00")),
        ("2026-02-01 .. 2026-02-03", EndDay.INCLUDED, moment("2026-02-01T21:00", "2026-02-03T21:00")),
        ("2026-02-01 .. 2026-02-03", EndDay.UNSTATED, moment("2026-01-31T21:00", "2026-02-03T21:00")),
    ],
    ids=[
        "day excluded",
        "day included",
        "unstated: both readings",
        "an hour is the end itself",
        "month excluded",
        "month included",
        "one of three days, excluded",
        "one of three days, included",
        "one of three days, unstated",
    ],
)
def test_ending(until: str, end_day: EndDay, expected: Moment) -> None:
    assert ending(when(until), end_day, (MOSCOW,)) == expected


@pytest.mark.parametrize(
    ("start", "duration", "counting", "expected"),
    [
        ("2026-01-30", WEEK, CALENDAR, moment("2026-02-05T22:00")),
        ("2026-01-30", WEEK, ELAPSED, moment("2026-02-05T22:00", "2026-02-06T22:00")),
        ("2026-01-30", WEEK, Counting.UNSTATED, moment("2026-02-05T22:00", "2026-02-06T22:00")),
        ("2026-01-30T18:00", WEEK, CALENDAR, moment("2026-02-05T22:00")),
        ("2026-01-30T18:00", WEEK, ELAPSED, moment("2026-02-06T16:00")),
        ("2026-01-30T22:00Z", WEEK, CALENDAR, moment("2026-02-06T22:00")),
        ("2026-01-30T18:00", Duration(24, Unit.HOURS), CALENDAR, moment("2026-01-31T16:00")),
        (
            "2026-01-31T00:00",
            Duration(1, Unit.MONTHS),
            CALENDAR,
            moment("2026-02-27T22:00", "2026-02-28T22:00"),
        ),
        ("2026-02-01", Duration(1, Unit.MONTHS), CALENDAR, moment("2026-02-28T22:00")),
        ("2024-02-29", Duration(1, Unit.YEARS), CALENDAR, moment("2025-02-27T22:00", "2025-02-28T22:00")),
        ("2026-03-28", Duration(2, Unit.DAYS), CALENDAR, moment("2026-03-29T21:00")),
        ("2026-03-28T12:00", Duration(1, Unit.DAYS), ELAPSED, moment("2026-03-29T10:00")),
        ("2026-01-28 .. 2026-01-30", WEEK, CALENDAR, moment("2026-02-03T22:00", "2026-02-05T22:00")),
    ],
    ids=[
        "a week of calendar days from a day",
        "a week elapsed from some hour of a day",
        "a week, unstated: both",
        "calendar days from an hour",
        "a week elapsed from an hour",
        "calendar days from an instant that is the next day already",
        "hours always elapse",
        "a month after the 31st: no such day",
        "a month from the 1st",
        "a year after 29 February",
        "calendar days over daylight saving: 47 hours",
        "24 hours elapsed over daylight saving",
        "a week from one of three days",
    ],
)
def test_lasting_from(start: str, duration: Duration, counting: Counting, expected: Moment) -> None:
    assert lasting_from(when(start), duration, (KYIV,), counting) == expected


@pytest.mark.parametrize(
    ("until", "end_day", "counting", "expected"),
    [
        ("2026-02-01", EndDay.EXCLUDED, CALENDAR, moment("2026-01-25T00:00", "2026-01-26T00:00")),
        ("2026-02-01", EndDay.INCLUDED, CALENDAR, moment("2026-01-26T00:00", "2026-01-27T00:00")),
        ("2026-02-01", EndDay.EXCLUDED, ELAPSED, moment("2026-01-25T00:00")),
        ("2026-02-01", EndDay.UNSTATED, Counting.UNSTATED, moment("2026-01-25T00:00", "2026-01-27T00:00")),
        ("2026-02-01T18:00", EndDay.UNSTATED, ELAPSED, moment("2026-01-25T18:00")),
    ],
    ids=["excluded", "included", "excluded, elapsed", "all readings", "an hour"],
)
def test_lasting_until(until: str, end_day: EndDay, counting: Counting, expected: Moment) -> None:
    assert lasting_until(when(until), end_day, WEEK, ("UTC",), counting) == expected


@pytest.mark.parametrize(
    ("start", "duration", "zones", "expected"),
    [
        (moment("2026-02-03T00:00"), Duration(24, Unit.HOURS), (), moment("2026-02-04T00:00")),
        (
            moment("2020-01-14T12:00"),
            Duration(15, Unit.DAYS),
            ("UTC",),
            moment("2020-01-29T00:00", "2020-01-29T12:00"),
        ),
        (
            moment("2020-01-14T12:00"),
            Duration(15, Unit.DAYS),
            (),
            moment("2020-01-28T10:00", "2020-01-30T12:00"),
        ),
        (Moment(None, utc("2026-02-03T00:00")), WEEK, ("UTC",), Moment(None, utc("2026-02-10T00:00"))),
        (Moment(None, None), WEEK, (), Moment(None, None)),
        (
            Moment(utc("2026-01-31T12:00"), None),
            Duration(1, Unit.MONTHS),
            ("UTC",),
            Moment(utc("2026-02-28T00:00"), None),
        ),
    ],
    ids=["hours", "days", "days in no stated zone", "no earliest", "nothing known", "months"],
)
def test_later(start: Moment, duration: Duration, zones: tuple[str, ...], expected: Moment) -> None:
    assert later(start, duration, zones) == expected


def test_what_leads_beyond_the_calendar_is_refused() -> None:
    for unit in Unit:
        with pytest.raises(UsageError, match="beyond the calendar"):
            later(moment("2026-02-03T00:00"), Duration(10**12, unit), ("UTC",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24 hours", Duration(24, Unit.HOURS)),
        ("a week", WEEK),
        ("1 Week", WEEK),
        ("an hour", Duration(1, Unit.HOURS)),
        (" 15 days ", Duration(15, Unit.DAYS)),
    ],
)
def test_duration_of(text: str, expected: Duration) -> None:
    assert duration_of(text) == expected
    assert duration_of(str(expected)) == expected


@pytest.mark.parametrize(
    "text", ["", "week", "0 days", "-1 day", "1.5 days", "some days", "9999999 days", "3 ₂ days"]
)
def test_no_duration(text: str) -> None:
    with pytest.raises(UsageError):
        duration_of(text)


zones = st.sampled_from(ZONES)
locals_ = st.datetimes(datetime(1970, 1, 1), datetime(2060, 1, 1))
durations = st.builds(Duration, st.integers(1, 400), st.sampled_from(Unit))
countings = st.sampled_from(Counting)


@given(locals_, zones)
@example(datetime(2026, 10, 25, 3, 30), KYIV)
@example(datetime(2026, 3, 29, 3, 30), KYIV)
def test_a_local_time_comes_back_from_its_instants_unless_it_was_skipped(local: datetime, zone: str) -> None:
    found = instants(local, zone_of(zone))
    assert found.earliest
    assert found.latest
    back = {
        at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) for at in (found.earliest, found.latest)
    }
    assert back == {local} or min(back) < local < max(back)


@given(st.datetimes(datetime(1970, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)), zones)
def test_an_instant_lies_in_the_reading_of_its_own_local_time_and_day(at: datetime, zone: str) -> None:
    local = at.astimezone(ZoneInfo(zone))
    for given_ in (local.isoformat()[:19], local.date().isoformat(), f"{local:%Y-%m}", f"{local:%Y}"):
        found = read(When(given_), (zone,))
        assert found.earliest
        assert found.latest
        assert found.earliest <= at.replace(microsecond=0)
        assert at.replace(microsecond=0) <= found.latest


def within(inner: Moment, outer: Moment) -> bool:
    """Whether one range lies in another."""
    assert inner.earliest
    assert inner.latest
    assert outer.earliest
    assert outer.latest
    return outer.earliest <= inner.earliest <= inner.latest <= outer.latest


givens = locals_.flatmap(
    lambda at: st.sampled_from(
        (f"{at:%Y}", f"{at:%Y-%m}", f"{at:%Y-%m-%d}", f"{at:%Y-%m-%dT%H:%M}", f"{at:%Y-%m-%dT%H:%M}Z")
    )
)


@given(givens, st.lists(zones, unique=True), zones, durations, countings, st.sampled_from(EndDay))
def test_reading_in_more_zones_only_widens(
    given_: str, named: list[str], more: str, duration: Duration, counting: Counting, end_day: EndDay
) -> None:
    time, some, all_ = When(given_), tuple(named) or (more,), (*named, more)
    for zones_ in (all_, ()):
        assert within(read(time, some), read(time, zones_))
        assert within(ending(time, end_day, some), ending(time, end_day, zones_))
        assert within(
            lasting_from(time, duration, some, counting), lasting_from(time, duration, zones_, counting)
        )
        assert within(
            lasting_until(time, end_day, duration, some, counting),
            lasting_until(time, end_day, duration, zones_, counting),
        )
        narrow = later(read(time, some), duration, some, counting)
        assert within(narrow, later(read(time, zones_), duration, zones_, counting))


@given(locals_, st.timedeltas(timedelta(0), timedelta(days=3)), zones, durations, countings)
@example(datetime(2000, 7, 29), timedelta(microseconds=1), "UTC", Duration(199, Unit.MONTHS), ELAPSED)
@example(datetime(2000, 7, 28, 12), timedelta(days=1), "UTC", Duration(199, Unit.MONTHS), ELAPSED)
def test_what_starts_within_a_range_ends_within_its_range(
    at: datetime, width: timedelta, zone: str, duration: Duration, counting: Counting
) -> None:
    start = at.replace(tzinfo=UTC)
    exact = later(Moment(start, start), duration, (zone,), counting)
    for wide in (Moment(start - width, start), Moment(start, start + width)):
        assert within(exact, later(wide, duration, (zone,), counting))


@given(givens, zones, durations, st.sampled_from((CALENDAR, ELAPSED)))
def test_a_stated_counting_lies_within_the_unstated_one(
    given_: str, zone: str, duration: Duration, counting: Counting
) -> None:
    time = When(given_)
    one = lasting_from(time, duration, (zone,), counting)
    assert within(one, lasting_from(time, duration, (zone,), Counting.UNSTATED))
    assert within(one, later(read(time, (zone,)), duration, (zone,), Counting.UNSTATED))


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    for call in (
        lambda: read(When(text), ()),
        lambda: read(When("2026", text), ()),
        lambda: duration_of(text),
    ):
        try:
            call()
        except UsageError:
            continue
