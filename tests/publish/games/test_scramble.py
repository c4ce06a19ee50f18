"""Letters put in another order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.publish.games.known import anagrams, within
from geopolitik.publish.games.scramble import order, scramble, seed

WORDS = st.sampled_from(within("abcdefghijklmnopqrstuvwxyz" * 3)[::7])


@given(WORDS, st.text(max_size=20))
def test_a_scramble_has_the_words_letters_and_is_not_the_word(word: str, start: str) -> None:
    letters = scramble(word, start)
    assert sorted(letters) == sorted(word)
    assert letters != word
    assert letters == scramble(word, start)


@given(WORDS.filter(lambda word: len(word) >= 6), st.integers())
def test_a_scramble_of_a_long_word_is_no_word_at_all(word: str, number: int) -> None:
    letters = scramble(word, f"day {number}")
    assert letters not in anagrams(word)
    assert letters[:3] != word[:3]


@pytest.mark.parametrize("word", ["aab", "ab", "aaaaab", "baaaaa"])
def test_few_other_orders_are_enough(word: str) -> None:
    assert scramble(word, "x") != word


@pytest.mark.parametrize("word", ["", "a", "aaaa"])
def test_no_other_order_is_an_error(word: str) -> None:
    with pytest.raises(ValueError, match="no other order"):
        scramble(word, "x")


def test_the_order_is_the_same_on_every_machine() -> None:
    assert scramble("harbour", seed("a story", date(2026, 3, 3))) == "uhrbroa"
    assert order(5, "five") == [3, 4, 2, 1, 0]


def test_parts_of_a_seed_do_not_run_together() -> None:
    assert seed("ab", "c") != seed("a", "bc")
    assert seed("a|1:b") != seed("a", "b")
