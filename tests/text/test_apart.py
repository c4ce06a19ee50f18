"""What is read apart: a worker's loading isn't laid to what it is to read."""

from __future__ import annotations

import pytest
from tests.text.slow_worker import LOADING

from geopolitik.errors import ExtractionError
from geopolitik.text.apart import Child


def test_what_is_read_first_may_take_as_long_as_what_is_read_later() -> None:
    child = Child("tests.text.slow_worker", ExtractionError, seconds=LOADING / 2)
    try:
        assert child.ask("first", {"page": 1}) == {"again": {"page": 1}}
    finally:
        child.close()


def test_a_worker_that_does_not_come_up_breaks_nothing_but_its_answer() -> None:
    child = Child("tests.text.no_such_worker", ExtractionError)
    try:
        with pytest.raises(ExtractionError, match="broke the parser"):
            child.ask("page", {})
    finally:
        child.close()
