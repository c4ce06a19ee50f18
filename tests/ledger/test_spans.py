"""Ranges of time in words: what both sides share is said once."""

from __future__ import annotations

import pytest
from tests.ledger.made import moment, utc

from geopolitik.ledger.spans import span_words
from geopolitik.model.ledger.times import Moment


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (moment("2026-02-01T21:00"), "1 February 2026, 21:00 UTC"),
        (moment("2026-02-01T00:00", "2026-02-01T05:00"), "1 February 2026, 00:00–05:00 UTC"),
        (moment("2020-01-28T00:00", "2020-01-29T00:00"), "28–29 January 2020"),
        (moment("2020-01-31T00:00", "2020-02-02T00:00"), "31 January – 2 February 2020"),
        (moment("2019-12-31T00:00", "2020-01-02T00:00"), "31 December 2019 – 2 January 2020"),
        (moment("2026-01-31T21:00", "2026-02-01T05:00"), "31 January, 21:00 – 1 February 2026, 05:00 UTC"),
        (
            moment("2025-12-31T21:00", "2026-01-01T05:00"),
            "31 December 2025, 21:00 – 1 January 2026, 05:00 UTC",
        ),
        (Moment(utc("2026-02-01T21:00"), None), "not before 1 February 2026, 21:00 UTC"),
        (Moment(None, utc("2026-02-01T21:00")), "by 1 February 2026, 21:00 UTC"),
        (Moment(None, None), ""),
        (None, ""),
    ],
    ids=[
        "an instant",
        "within a day",
        "midnights",
        "midnights of two months",
        "midnights of two years",
        "over midnight",
        "over new year",
        "no later side",
        "no earlier side",
        "nothing",
        "none",
    ],
)
def test_words(found: Moment | None, words: str) -> None:
    assert span_words(found) == words


def test_midnights_of_a_zone_are_told_as_its_days() -> None:
    found = moment("2020-01-27T23:00", "2020-01-28T23:00")
    assert span_words(found, zones=("Europe/Vienna",)) == "28–29 January 2020 (Europe/Vienna)"
    assert span_words(found, zones=("UTC",)) == "27 January, 23:00 – 28 January 2020, 23:00 UTC"


def test_midnights_across_the_change_of_the_clocks() -> None:
    found = moment("2026-03-28T23:00", "2026-03-29T22:00")
    assert span_words(found, zones=("Europe/Vienna",)) == "29–30 March 2026 (Europe/Vienna)"
