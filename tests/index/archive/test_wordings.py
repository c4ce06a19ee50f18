"""Which records carry one wording."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.index.archive.making import text, words

from geopolitik.index.archive.features import Features, entered, features
from geopolitik.index.archive.grams import BITS
from geopolitik.index.archive.sketches import BANDS
from geopolitik.index.archive.wordings import wordings

GRAMS = st.sets(st.integers(0, 2 ** int(BITS) - 1), min_size=16, max_size=40)


def grouped(*texts: str, cut: int | None = None) -> list[int]:
    """Of each text the first with its wording; they lie in two partitions if they are cut."""
    parts = [texts] if cut is None else [texts[:cut], texts[cut:]]
    numbers = np.split(np.arange(len(texts)), [] if cut is None else [cut])
    found: list[int] = wordings([features(part) for part in parts], numbers).tolist()
    return found


def with_words_changed(original: list[str], every: int) -> str:
    return " ".join("other" if n % every == every - 1 else word for n, word in enumerate(original))


def test_texts_that_differ_in_signs_only_are_one_wording() -> None:
    original = text(200, "one")
    assert grouped(text(200, 0), original, original.upper().replace(".", "!")) == [0, 1, 1]


def test_short_texts_are_one_wording_only_if_all_words_are() -> None:
    assert grouped("Ferry line closes", "Ferry line, closes", "Ferry line opens") == [0, 0, 2]


def test_a_site_s_line_at_the_end_makes_no_other_wording() -> None:
    original = text(400, "one")
    assert grouped(original, f"{original} Read more in our newsletter.") == [0, 0]


@pytest.mark.parametrize("every", [8, 20], ids=["every eighth word", "every twentieth word"])
def test_an_edited_text_is_a_wording_of_its_own(every: int) -> None:
    original = words(400, "one")
    assert grouped(" ".join(original), with_words_changed(original, every)) == [0, 1]


def test_many_copies_are_joined_wherever_they_lie() -> None:
    copies = [f"{text(300, 'one')} Seen on site {n}." for n in range(40)]
    for cut in (None, 1, 17):
        assert grouped(*copies, cut=cut) == [0] * 40


@given(GRAMS, st.integers(0, 5), st.integers(0, 5))
def test_texts_that_meet_are_one_wording_if_nine_tenths_are_shared(
    grams: set[int], fewer: int, more: int
) -> None:
    one = sorted(grams)
    other = sorted({*one[fewer:], *(gram ^ 1 for gram in one[:more])})
    shared = len(set(one) & set(other)) / len(set(one) | set(other))
    rows = np.repeat([0, 1], [len(one), len(other)])
    entries = np.sort(entered(np.array(one + other, np.uint64), rows))
    found = Features(entries, np.arange(2, dtype=np.uint64), np.ones((2, BANDS), np.uint64))
    assert wordings([found], [np.arange(2)]).tolist() == ([0, 0] if shared >= 0.9 else [0, 1])
