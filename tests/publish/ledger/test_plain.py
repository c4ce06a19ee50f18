"""Answers as JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from geopolitik.model.ledger.ladders import Duty
from geopolitik.model.ledger.times import Duration, Moment, Unit, When
from geopolitik.publish.ledger.plain import plain, to_json


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2031, 3, 1, tzinfo=UTC), "2031-03-01T00:00:00Z"),
        (datetime(2031, 3, 1, 2, tzinfo=timezone(timedelta(hours=2))), "2031-03-01T00:00:00Z"),
        (Moment(None, None), {"earliest": None, "latest": None}),
        (Duty.MUST_NOT, "MUST NOT"),
        (Duration(24, Unit.HOURS), {"amount": 24, "unit": "hours"}),
        (When("2031", zones=("UTC",)), {"given": "2031", "latest": "", "zones": ["UTC"], "note": ""}),
        (True, True),
        (3, 3),
    ],
    ids=["UTC", "another zone", "open", "enum", "duration", "time", "truth", "number"],
)
def test_values_are_plain(value: object, expected: object) -> None:
    assert plain(value) == expected


def test_a_document_says_its_format() -> None:
    answer = json.loads(to_json({"answer": "status", "on": datetime(2031, 3, 1, tzinfo=UTC)}))
    assert list(answer) == ["format", "version", "answer", "on"]
