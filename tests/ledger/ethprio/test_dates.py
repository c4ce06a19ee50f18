"""Dates of the data set: three cells to a time and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.ledger.ethprio.dates import (
    NO_CALENDAR,
    NO_MONTH,
    NO_NUMBER,
    NO_YEAR,
    NOT_GIVEN,
    Parts,
    is_before,
    parts_of,
    read_date,
    read_parts_until_they_fail,
)
from geopolitik.model.ledger.times import When


@pytest.mark.parametrize(
    ("parts", "given"),
    [
        (("1994", "1", "12"), "1994-01-12"),
        (("1994", "01", "02"), "1994-01-02"),
        (("1994", "1", "-1"), "1994-01"),
        (("1994", "-1", "-1"), "1994"),
        (("1994", "", ""), "1994"),
        (("1994", "0", "0"), "1994"),
        (("1996", "2", "29"), "1996-02-29"),
    ],
    ids=["day", "zeros in front", "month", "year", "empty cells", "zeros", "leap day"],
)
def test_a_date_is_read_as_precisely_as_it_is_given(parts: Parts, given: str) -> None:
    read = read_date(parts)
    assert read.when == When(given)
    assert read.problem == ""


@pytest.mark.parametrize("parts", [("-1", "-1", "-1"), ("0", "0", "0"), ("", "", "")])
def test_a_date_that_is_not_given_is_no_problem(parts: Parts) -> None:
    assert read_date(parts).when is None
    assert read_date(parts).problem == ""


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        (("1994", "2", "31"), NO_CALENDAR),
        (("1995", "2", "29"), NO_CALENDAR),
        (("1994", "13", "1"), NO_CALENDAR),
        (("9999", "1", "1"), NO_CALENDAR),
        (("-1", "6", "-1"), NO_YEAR),
        (("-1", "-1", "1"), NO_YEAR),
        (("1994", "spring", "-1"), NO_NUMBER),
        (("1994", "-2", "-1"), NO_NUMBER),
        (("１９９４", "1", "1"), NO_NUMBER),
        (("19940", "1", "1"), NO_NUMBER),
    ],
)
def test_a_date_that_cannot_be_says_why_and_gives_no_time(parts: Parts, problem: str) -> None:
    assert read_date(parts).problem == problem
    assert read_date(parts).when is None


def test_a_day_without_a_month_is_read_as_its_year() -> None:
    read = read_date(("1994", "-1", "5"))
    assert (read.when, read.problem) == (When("1994"), NO_MONTH)


@pytest.mark.parametrize(
    ("parts", "given"),
    [(("2020", "6", "31"), "2020-06"), (("2020", "13", "1"), "2020"), (("2020", "6", "30"), "2020-06-30")],
)
def test_of_an_impossible_date_its_beginning_is_read(parts: Parts, given: str) -> None:
    assert read_parts_until_they_fail(parts) == When(given)


def test_nothing_is_read_of_no_year() -> None:
    assert read_parts_until_they_fail(NOT_GIVEN) is None


@pytest.mark.parametrize(
    ("when", "parts"),
    [
        (None, NOT_GIVEN),
        (When("2031-03-02"), ("2031", "3", "2")),
        (When("2031-03"), ("2031", "3", "-1")),
        (When("2031"), ("2031", "-1", "-1")),
        (When("2031-03-02T18:00Z"), ("2031", "3", "2")),
        (When("2031-03-02", "2031-03-05"), ("2031", "3", "-1")),
        (When("2031-03", "2031-05-05"), ("2031", "-1", "-1")),
        (When("2031-03-02", "2032-03-02"), NOT_GIVEN),
        (When("2031-03-02T18:00", "2031-03-02T20:00"), ("2031", "3", "2")),
        (When("in spring"), NOT_GIVEN),
    ],
    ids=str,
)
def test_a_time_is_written_as_far_as_three_numbers_can_say_it(when: When | None, parts: Parts) -> None:
    assert parts_of(when) == parts


@given(st.dates(), st.integers(0, 2))
def test_what_is_written_reads_the_same(day: object, less: int) -> None:
    given = str(day)[: 10 - 3 * less]
    if 1800 <= int(given[:4]) <= 2100:
        assert read_date(parts_of(When(given))).when == When(given)


@given(st.tuples(*[st.text(max_size=6) | st.integers(-2, 3000).map(str)] * 3))
def test_no_cells_crash_it(parts: Parts) -> None:
    read = read_date(parts)
    assert read.when is None or read_parts_until_they_fail(parts) is not None


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("1990", "1991-07-05", True),
        ("2000-11-24", "2000-11-25", True),
        ("2000-11", "2000-11-25", False),
        ("2000", "2000-01-01", False),
        ("2000-11-25", "2000-11-25", False),
        ("2001-01-01", "2000-12-31", False),
    ],
)
def test_before_means_however_the_missing_parts_are_filled_in(one: str, other: str, before: bool) -> None:
    assert is_before(When(one), When(other)) is before
