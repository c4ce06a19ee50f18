"""Time expressions, and what they resolve to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geopolitik.model.annotation import Annotation

Found = tuple[str, str, str | None, str]

CASES: dict[str, tuple[str, list[Found]]] = {
    "full date": ("It ended on February 1, 2026.", [("February 1, 2026", "date", "2026-02-01", "text")]),
    "day first": ("It ended on 1 February 2026.", [("1 February 2026", "date", "2026-02-01", "text")]),
    "year from the stamp": ("It ended on December 30.", [("December 30", "date", "2025-12-30", "stamp")]),
    "month of a year": ("It ended in May 2025.", [("May 2025", "date", "2025-05", "text")]),
    "may is a modal": ("It may end.", []),
    "year": ("It began in 2015.", [("2015", "date", "2015", "text")]),
    "weekday": ("He left on Tuesday.", [("Tuesday", "day word", "2026-02-03", "stamp")]),
    "weekday to come": ("He will leave on Tuesday.", [("Tuesday", "day word", "2026-02-10", "stamp")]),
    "weekday due": (
        "The talks are due to resume on Friday.",
        [("Friday", "day word", "2026-02-06", "stamp")],
    ),
    "weekday told of, not to come": (
        "She said on Monday that he will leave.",
        [("Monday", "day word", "2026-02-02", "stamp")],
    ),
    "weekday left open": ("He would leave on Friday.", [("Friday", "day word", None, "open")]),
    "yesterday": ("He left yesterday.", [("yesterday", "day word", "2026-02-03", "stamp")]),
    "yesterday in speech": ("“It all ended yesterday,” he said.", [("yesterday", "day word", None, "open")]),
    "previous day": ("The previous day he left.", [("The previous day", "relative", None, "open")]),
    "last month": ("He left last month.", [("last month", "relative", "2026-01", "stamp")]),
    "ago": ("He left three days ago.", [("three days ago", "relative", "2026-02-01", "stamp")]),
    "last summer": ("He left last summer.", [("last summer", "relative", None, "open")]),
    "duration": ("It holds for 24 hours.", [("24 hours", "duration", "PT24H", "text")]),
    "duration of one": ("It held for a week.", [("a week", "duration", "P1W", "text")]),
    "clock": ("It began at 4:30 p.m. sharp.", [("4:30 p.m.", "clock", "T16:30", "text")]),
    "ambiguous digits": ("It began 02/03/2024.", [("02/03/2024", "date", None, "open")]),
    "ISO": ("It began 2024-03-02.", [("2024-03-02", "date", "2024-03-02", "text")]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_times(read: Callable[..., Annotation], text: str, expected: list[Found]) -> None:
    annotation = read(text, stamp="2026-02-04T16:33:00")
    assert [(text[t.start : t.end], t.kind.value, t.iso, t.basis) for t in annotation.times] == expected


def test_without_a_stamp_nothing_is_guessed(read: Callable[..., Annotation]) -> None:
    annotation = read("He left on Tuesday, February 1.\nYesterday it snowed.")
    assert [(time.iso, time.basis) for time in annotation.times] == [("--02-01", "open"), (None, "open")]
