"""Words of many texts at once: the same as one by one, at their places."""

from __future__ import annotations

import gc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.text.fingerprints import words_of
from geopolitik.text.word_arrays import runs, word_arrays, word_hashes

TEXTS = st.lists(st.text(st.characters(max_codepoint=0x1F64F), max_size=60), max_size=5)


@given(TEXTS)
def test_words_stand_where_they_are_told(texts: list[str]) -> None:
    arrays = word_arrays(texts)
    for n, text in enumerate(texts):
        own = arrays.of(n)
        places = zip(arrays.begins[own].tolist(), arrays.ends[own].tolist(), strict=True)
        told = [text[begin:end] for begin, end in places]
        assert [len(words_of(word)) for word in told] == [1] * len(told)
        assert [word for piece in told for word in words_of(piece)] == words_of(text)


@given(TEXTS)
def test_a_text_s_words_do_not_hang_on_its_neighbours(texts: list[str]) -> None:
    together = word_arrays(texts)
    for n, text in enumerate(texts):
        alone = word_arrays([text])
        assert together.hashes[together.of(n)].tolist() == alone.hashes.tolist()
        assert together.begins[together.of(n)].tolist() == alone.begins.tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [("The Truce", "the truce"), ("Teskar’s fuel", "teskars fuel"), ("Élan ÉTÉ", "élan été")],
    ids=["case", "apostrophe", "accented capitals"],
)
def test_words_that_are_equal_but_for_trifles_have_one_hash(one: str, other: str) -> None:
    assert word_arrays([one]).hashes.tolist() == word_arrays([other]).hashes.tolist()


@pytest.mark.parametrize(
    "text",
    [
        "Plain. Words",
        "“Teskar’s” fuel — 5 €…",
        "Élan\xa0vital\u200b, ‘so’ ™",
        "Пять 'слов' и İstanbul",
        "",
    ],
    ids=["ASCII", "signs", "blanks", "other letters", "nothing"],
)
def test_hashes_without_places_are_the_same(text: str) -> None:
    arrays, alone, wide = word_arrays([text]), word_hashes([text]), word_hashes([text, "停火"])
    assert arrays.hashes.tolist() == alone.hashes.tolist() == wide.hashes[wide.of(0)].tolist()
    assert arrays.bounds.tolist() == alone.bounds.tolist() == wide.bounds[:2].tolist()
    assert len(arrays.hashes) == len(words_of(text.replace("İ", "I")))


@given(TEXTS)
def test_no_place_is_needed_for_hashes(texts: list[str]) -> None:
    arrays, hashes = word_arrays(texts), word_hashes(texts)
    assert arrays.hashes.tolist() == hashes.hashes.tolist()
    assert arrays.bounds.tolist() == hashes.bounds.tolist()


def test_different_words_have_different_hashes() -> None:
    arrays = word_arrays(["truce truces trucE ruce 停火 停"])
    assert len(np.unique(arrays.hashes)) == 5
    assert len(arrays.hashes) == 7


def test_runs_stay_within_a_text() -> None:
    hashed, at = runs(word_arrays(["one two three", "four five six seven eight", ""]))
    assert at.tolist() == [3, 4]
    again, _ = runs(word_arrays(["four five six seven", "Five, six; SEVEN eight"]))
    assert hashed.tolist() == again.tolist()


def test_no_text_has_no_words() -> None:
    arrays = word_arrays([])
    assert len(arrays.hashes) == 0
    assert len(runs(arrays)[0]) == len(runs(word_hashes([]))[0]) == 0


def test_a_text_that_is_given_up_is_not_kept_in_a_cycle() -> None:
    word_hashes(["Пять слов"])
    gc.collect()
    gc.disable()
    try:
        word_hashes(["Перемирие и topliwo"])
        assert gc.collect() == 0
    finally:
        gc.enable()
