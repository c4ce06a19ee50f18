"""A server that misbehaves in sixty ways: each ends as it should, in time and within bounds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from benchmarks.hostile_web import End, fits, served

DATA = os.environ.get("GEOPOLITIK_DATA")


@pytest.mark.skipif(not DATA, reason="GEOPOLITIK_DATA is not set: no hostile server")
def test_every_case_ends_as_it_should_in_time_and_size() -> None:
    cases, ends = served(Path(DATA or "") / "hostile/own/hostile_server.py")
    assert len(ends) >= 58
    wrong = {name: (end, cases[name]) for name, end in ends.items() if not fits(end, cases[name])}
    assert wrong == {}


@pytest.mark.parametrize(
    ("end", "is_right"),
    [
        pytest.param(End("error", 2.0), True, id="as it should"),
        pytest.param(End("ok", 2.0), False, id="another end"),
        pytest.param(End("error", 20.0), False, id="late"),
        pytest.param(End("error", 2.0, 40 << 20), False, id="too much"),
    ],
)
def test_a_wrong_end_is_seen(end: End, is_right: bool) -> None:
    assert fits(end, {"outcome": "error: it is a bomb", "max_seconds": 10, "max_bytes": 0}) is is_right
