"""Each number once, in order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.text.distinct import distinct


@given(st.lists(st.integers(0, 2**64 - 1)))
def test_each_number_once_in_order(numbers: list[int]) -> None:
    found = distinct(np.array(numbers, np.uint64))
    assert found.tolist() == sorted(set(numbers))


@pytest.mark.parametrize("kind", [np.uint32, np.int64], ids=["small", "signed"])
def test_the_kind_of_number_stays(kind: type[np.integer]) -> None:
    assert distinct(np.array([2, 1, 2], kind)).dtype == kind
