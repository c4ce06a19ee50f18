"""Which words stand in a list."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.index.archive.making import text

from geopolitik.index.archive.lists import listed_before


def listed(written: str) -> list[bool]:
    return [bool(step) for step in np.diff(listed_before(written))]


def gallery(captions: int) -> str:
    return " ".join(f"{text(20, f'caption {n}')} Pictures from the river town" for n in range(captions))


def test_a_gallery_is_a_list_from_its_first_refrain_to_its_last() -> None:
    said = listed(f"{text(60, 'before')}{gallery(6)} {text(60, 'after')}")
    assert not any(said[:80])
    assert all(said[80 : 60 + 6 * 25])
    assert not any(said[60 + 6 * 25 :])


def test_a_saying_that_comes_back_now_and_then_makes_no_list() -> None:
    assert not any(listed(gallery(3)))
    assert not any(listed(" ".join(f"{text(120, n)} Pictures from the river town" for n in range(6))))


@given(st.text("ab \n", max_size=200))
def test_each_word_is_told_of(written: str) -> None:
    assert len(listed(written)) == len(written.split())
