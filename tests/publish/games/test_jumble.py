"""The word jumble."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.games.conftest import Reader

from geopolitik.model.annotation import Annotation
from geopolitik.publish.games import (
    Jumble,
    Outcome,
    Puzzle,
    check,
    hint,
    jumble,
    jumble_of,
    read_guess,
    reveal,
)
from geopolitik.publish.games.known import anagrams

DAY = date(2026, 3, 3)
WORDS = ("orchard", "treaty", "harbour", "pipeline", "traders", "diesel", "strain", "council")
PUZZLE = Puzzle(1, "nartis", "strain")

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def made(on: date = DAY, story_id: str = "a-story") -> Jumble:
    return jumble_of(WORDS, story_id=story_id, on=on)


def test_five_words_of_the_story(story: Annotation) -> None:
    found = jumble([story], story_id="a-story", on=DAY)
    assert [puzzle.number for puzzle in found.puzzles] == [1, 2, 3, 4, 5]
    assert all(puzzle.word in story.text for puzzle in found.puzzles)
    assert found.note == ""


@pytest.mark.parametrize(
    ("text", "count", "note"),
    [
        ("It is so.", 0, "This story has no words that make a jumble."),
        ("It is a treaty.", 1, "This story has words for one jumble only."),
        ("It is a treaty on the orchard.", 2, "This story has words for two jumbles only."),
    ],
    ids=["none", "one", "two"],
)
def test_too_few_words_are_said_so(read: Reader, text: str, count: int, note: str) -> None:
    found = jumble([read(text)], story_id="short", on=DAY)
    assert len(found.puzzles) == count
    assert found.note == note


@given(st.text(max_size=30), days)
def test_a_jumble_is_fair(story_id: str, on: date) -> None:
    found = jumble_of(WORDS, story_id=story_id, on=on)
    assert found == jumble_of(WORDS, story_id=story_id, on=on)
    assert len({puzzle.word for puzzle in found.puzzles}) == 5
    for puzzle in found.puzzles:
        assert puzzle.word in WORDS
        assert sorted(puzzle.letters) == sorted(puzzle.word)
        assert puzzle.letters not in anagrams(puzzle.word)
        assert check(puzzle, puzzle.word).outcome is Outcome.STORY_WORD
        assert not check(puzzle, puzzle.letters).is_right


def test_most_days_bring_another_jumble() -> None:
    letters = {tuple(p.letters for p in made(DAY + timedelta(day)).puzzles) for day in range(100)}
    assert len(letters) >= 99
    assert made(story_id="another").puzzles != made().puzzles


def test_a_jumble_is_the_same_in_another_process() -> None:
    script = (
        "from datetime import date\n"
        "from geopolitik.publish.games import jumble_of\n"
        f"print(jumble_of({WORDS!r}, story_id='a-story', on=date(2026, 3, 3)))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout.strip() == repr(made())


def test_the_solution_does_not_leak_when_a_jumble_is_printed() -> None:
    assert not [word for word in WORDS if word in repr(made())]


@pytest.mark.parametrize(
    ("guess", "outcome", "message"),
    [
        ("strain", Outcome.STORY_WORD, "Right: “strain”."),
        (" S T R-A I N ", Outcome.STORY_WORD, "Right: “strain”."),
        ("STRAIN", Outcome.STORY_WORD, "Right: “strain”."),
        (
            "trains",
            Outcome.ANAGRAM,
            "Right: “trains” has the same letters, though the story has another word.",
        ),
        ("nastri", Outcome.NO_WORD, "“nastri” has the right letters, but is not in our list of words."),
        ("stains", Outcome.OTHER_LETTERS, "“stains” does not fit. Too many: S. Left over: R."),
        ("train", Outcome.OTHER_LETTERS, "“train” does not fit. Left over: S."),
        ("strains", Outcome.OTHER_LETTERS, "“strains” does not fit. Too many: S."),
        ("", Outcome.EMPTY, ""),
        ("  - ", Outcome.EMPTY, ""),
    ],
    ids=[
        "word",
        "spelled",
        "capitals",
        "anagram",
        "no word",
        "other",
        "short",
        "long",
        "empty",
        "marks only",
    ],
)
def test_a_guess(guess: str, outcome: Outcome, message: str) -> None:
    answer = check(PUZZLE, guess)
    assert (answer.outcome, answer.message) == (outcome, message)
    assert answer.is_right is (outcome in (Outcome.STORY_WORD, Outcome.ANAGRAM))


@given(st.text(max_size=200))
def test_a_wrong_guess_never_tells_the_solution(guess: str) -> None:
    answer = check(PUZZLE, guess)
    if read_guess(guess) != "strain":
        assert "strain" not in answer.message.replace(answer.guess, "")
    assert len(answer.message) < 400


@given(st.text())
def test_reading_a_guess_twice_changes_nothing(guess: str) -> None:
    read = read_guess(guess)
    assert len(read) <= 60
    assert read_guess(read) == read


def test_hint_and_reveal() -> None:
    assert hint(PUZZLE) == "It begins with S."
    assert reveal(PUZZLE) == "strain"
