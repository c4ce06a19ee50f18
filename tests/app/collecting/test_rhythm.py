"""When to come back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.app.collecting.rhythm import (
    FIRST,
    OFTENEST,
    SELDOMEST,
    back_off,
    fresh_for,
    next_try,
    next_visit,
    rhythm,
)

NOON = datetime(2031, 5, 14, 12, tzinfo=UTC)


@given(st.integers(0, 10**9), st.booleans(), st.floats(0, 1e18))
def test_no_feed_is_asked_too_often_or_forgotten(seconds: int, found: bool, hinted: float) -> None:
    assert OFTENEST <= rhythm(seconds, found=found, hinted=hinted) <= SELDOMEST


@given(st.integers(0, 10**9), st.integers(1, 10**6), st.none() | st.floats(0, 1e18))
def test_no_back_off_is_longer_than_a_day(seconds: int, failures: int, asked: float | None) -> None:
    assert OFTENEST <= back_off(seconds, failures, asked) <= SELDOMEST


def test_one_failure_keeps_the_rhythm_and_further_ones_slow_it() -> None:
    assert [back_off(FIRST, failures) // FIRST for failures in range(1, 5)] == [1, 2, 4, 8]
    assert back_off(FIRST, 1, asked=3 * FIRST) == 3 * FIRST


def test_what_is_new_quickens_and_what_is_not_slows() -> None:
    assert rhythm(FIRST, found=True) < FIRST < rhythm(FIRST, found=False)


def test_re_visits_are_counted_from_the_first_version() -> None:
    moments = [next_visit(NOON, visits, NOON) for visits in range(4)]
    assert moments == [NOON + timedelta(hours=1), NOON + timedelta(hours=24), NOON + timedelta(days=7), None]


def test_whoever_was_away_visits_a_page_once_and_not_three_times_in_a_row() -> None:
    late = NOON + timedelta(days=30)
    assert next_visit(NOON, 1, late) == late + timedelta(minutes=30)


def test_a_page_is_tried_ever_later_and_given_up() -> None:
    waits = [next_try(failures, NOON) for failures in range(1, 6)]
    assert waits[-1] is None
    assert [(at - NOON) / timedelta(minutes=15) for at in waits[:-1] if at] == [1, 2, 4, 8]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        pytest.param("public, max-age=600", 600, id="ten minutes"),
        pytest.param("max-age=1000000000000000000", SELDOMEST, id="for ever"),
        pytest.param("max-age=-1", 0, id="negative"),
        pytest.param("no-store", 0, id="nothing"),
        pytest.param("", 0, id="no header"),
    ],
)
def test_how_long_an_answer_stays_fresh(header: str, seconds: float) -> None:
    assert fresh_for(header) == seconds
