"""The games' English words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geopolitik.lexicon
from geopolitik.publish.games.known import Commonness, anagrams, commonness, within
from geopolitik.publish.games.suitable import holds_barred, is_barred, is_suitable

LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=10)


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("state", Commonness.MOST_COMMON),
        ("treaty", Commonness.COMMON),
        ("ceasefire", Commonness.KNOWN),
        ("harbour", Commonness.KNOWN),
        ("harbor", Commonness.KNOWN),
        ("zyxwvu", None),
        ("Treaty", None),
        ("", None),
    ],
    ids=["daily", "common", "known", "British", "American", "no word", "capital", "empty"],
)
def test_how_common_a_word_is(word: str, level: Commonness | None) -> None:
    assert commonness(word) == level


def test_anagrams_are_found_and_nothing_else() -> None:
    assert anagrams("trains") == anagrams("strain")
    assert {"strain", "trains"} <= set(anagrams("nastri"))
    assert anagrams("qqqqqq") == ()


@given(LETTERS)
def test_words_within_letters_use_no_letter_too_often(letters: str) -> None:
    for word in within(letters):
        assert Counter(word) <= Counter(letters)
        assert commonness(word) is not None


def test_every_letter_given_can_be_used() -> None:
    assert "transit" in within("tisnart")
    assert "transits" not in within("tisnart")


def test_the_list_stays_small() -> None:
    path = Path(geopolitik.lexicon.__file__).parent / "data" / "game_words.tsv"
    assert path.stat().st_size < 300_000


@pytest.mark.parametrize(
    ("word", "suitable"),
    [("treaty", True), ("wounded", False), ("massacres", False), ("hostage", False), ("refugees", False)],
)
def test_cruelty_is_not_played_with(word: str, suitable: bool) -> None:
    assert is_suitable(word) is suitable
    assert not is_barred(word), "a reader may find it"


def test_vulgar_words_are_in_no_list() -> None:
    barred = [row["word"] for row in geopolitik.lexicon.table("game_unsuitable") if row["kind"] == "barred"]
    assert barred
    assert not [word for word in barred if commonness(word) is not None]
    assert all(holds_barred(f"xy{word}z") for word in barred if len(word) >= 4)


def test_kinds_of_unsuitable_words_are_two() -> None:
    assert {row["kind"] for row in geopolitik.lexicon.table("game_unsuitable")} == {"barred", "spared"}
