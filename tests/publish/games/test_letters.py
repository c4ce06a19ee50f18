"""The word game."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.model.annotation import Annotation
from geopolitik.publish.games import (
    Reason,
    WordGame,
    jumble_of,
    letters,
    letters_of,
    read_guesses,
    score,
    solutions,
)
from geopolitik.publish.games.suitable import is_suitable

DAY = date(2026, 3, 3)
GAME = WordGame("case", DAY, "tisnart", 3, "transit")
WORDS = ("traders", "diesel", "inspectors", "delegates", "proposals", "observers", "transit", "pipeline")


def test_the_letters_are_those_of_a_word_of_the_story(story: Annotation) -> None:
    game = letters([story], story_id="a-story", on=DAY)
    assert game is not None
    assert game.word in story.text
    assert sorted(game.letters) == sorted(game.word)
    assert game.letters != game.word
    assert game.word not in repr(game)


@given(st.dates(), st.text(max_size=10))
def test_a_game_can_be_won(on: date, story_id: str) -> None:
    game = letters_of(WORDS, story_id=story_id, on=on)
    assert game is not None
    assert game == letters_of(WORDS, story_id=story_id, on=on)
    assert 5 <= game.target <= 20
    assert game.target <= game.possible
    assert all(is_suitable(word) for word in solutions(game))
    everything = score(game, solutions(game))
    assert everything.is_reached
    assert everything.refused == ()
    assert score(game, read_guesses(everything.carried)) == everything


def test_a_word_of_the_days_jumble_is_not_given_away() -> None:
    for day in range(50):
        on = DAY + timedelta(day)
        game = letters_of(WORDS, story_id="case", on=on)
        assert game is not None
        assert game.word not in {puzzle.word for puzzle in jumble_of(WORDS, story_id="case", on=on).puzzles}


@pytest.mark.parametrize("words", [(), ("mummify",)], ids=["no words", "letters without words"])
def test_no_game_where_there_are_too_few_words(words: tuple[str, ...]) -> None:
    assert letters_of(words, story_id="case", on=DAY) is None


@pytest.mark.parametrize(
    ("guess", "points"),
    [("rain", 1), ("train", 2), ("artist", 3), ("TRANSIT", 9), ("tra ins", 3)],
    ids=["four", "five", "six", "all letters", "typed with a space"],
)
def test_points(guess: str, points: int) -> None:
    assert score(GAME, [guess]).points == points


@pytest.mark.parametrize(
    ("guesses", "reason"),
    [
        (["ran"], Reason.TOO_SHORT),
        (["rains", "rains"], Reason.TWICE),
        (["raisin"], Reason.OTHER_LETTERS),
        (["diesel"], Reason.OTHER_LETTERS),
        (["tsitra"], Reason.NO_WORD),
    ],
    ids=["short", "twice", "a letter too often", "other letters", "no word"],
)
def test_refused(guesses: list[str], reason: Reason) -> None:
    refused = score(GAME, guesses).refused
    assert [item.reason for item in refused] == [reason]
    assert refused[0].message == f"“{guesses[-1]}”: {reason.value}."


@pytest.mark.parametrize(
    ("guesses", "summary"),
    [
        ([], "0 of 3 words, 0 points."),
        (["rain"], "1 of 3 words, 1 point."),
        (["rain", "train", "trains"], "3 words, 6 points: target reached."),
    ],
    ids=["nothing yet", "one", "reached"],
)
def test_the_standing_in_a_sentence(guesses: list[str], summary: str) -> None:
    assert score(GAME, guesses).summary == summary


@pytest.mark.parametrize(
    ("text", "guesses"),
    [("", ()), ("rain, train;\r\n trains ", ("rain", "train", "trains")), (" ,; ", ())],
    ids=["empty", "several", "marks only"],
)
def test_words_typed_into_one_field(text: str, guesses: tuple[str, ...]) -> None:
    assert read_guesses(text) == guesses


def test_endless_guesses_are_not_read() -> None:
    assert len(read_guesses("rain " * 100_000)) == 500
    assert len(score(GAME, ["x"] * 100_000).refused) == 500


@given(st.text(max_size=300))
def test_any_text_can_be_guessed(text: str) -> None:
    result = score(GAME, read_guesses(text))
    assert len(result.found) + len(result.refused) <= len(read_guesses(text))
