"""The word game of a story: as many words as one can make from the letters of one of its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import islice

from geopolitik.model.annotation import Annotation
from geopolitik.publish.games.jumble import jumble_of, read_guess
from geopolitik.publish.games.known import Commonness, commonness, within
from geopolitik.publish.games.salience import salient_words
from geopolitik.publish.games.scramble import order, scramble, seed
from geopolitik.publish.games.suitable import is_suitable

SHORTEST = 4
"""Letters that a word of the game must have."""
_ENOUGH = 8
"""Common words that letters must hold to make a game."""
_SHARE = 0.4
"""Of the common words that can be found: so many are the target. To find all would weary most readers."""
_LOWEST_TARGET, _HIGHEST_TARGET = 5, 20
_BONUS = 5
_MOST_GUESSES = 500
_LONGEST_TEXT = 6000


@dataclass(frozen=True, slots=True)
class WordGame:
    """The letters of one story on one day, with how many words are the target."""

    story_id: str
    on: date
    letters: str
    """Mixed, lower case."""
    target: int
    """Words to find; can be reached with common words alone."""
    word: str = field(repr=False)
    """The story's word that the letters come from. For the server alone."""

    @property
    def possible(self) -> int:
        """How many suitable words can be made."""
        return len(solutions(self))


class Reason(StrEnum):
    """Why a guess scores nothing."""

    TOO_SHORT = "shorter than four letters"
    OTHER_LETTERS = "uses letters that are not given, or not so often"
    NO_WORD = "not in our list of words"
    TWICE = "found already"


@dataclass(frozen=True, slots=True)
class Found:
    """A word that was found, with its points."""

    word: str
    points: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A guess that scores nothing, and why."""

    guess: str
    reason: Reason

    @property
    def message(self) -> str:
        """Guess and reason in one sentence."""
        return f"“{self.guess}”: {self.reason.value}."


@dataclass(frozen=True, slots=True)
class Score:
    """What a reader's guesses have come to."""

    found: tuple[Found, ...]
    """In the order in which they were guessed."""
    refused: tuple[Refused, ...]
    target: int

    @property
    def points(self) -> int:
        """The points of all words together."""
        return sum(found.points for found in self.found)

    @property
    def carried(self) -> str:
        """The words found, for the hidden field that carries them to the next request; see `read_guesses`."""
        return " ".join(found.word for found in self.found)

    @property
    def is_reached(self) -> bool:
        """Whether the target is reached."""
        return len(self.found) >= self.target

    @property
    def summary(self) -> str:
        """The standing in one sentence."""
        points = f"{self.points} {'point' if self.points == 1 else 'points'}"
        if self.is_reached:
            return f"{len(self.found)} words, {points}: target reached."
        return f"{len(self.found)} of {self.target} words, {points}."


def letters(annotations: Sequence[Annotation], *, story_id: str, on: date) -> WordGame | None:
    """The word game of a story on a day; None if none of its salient words holds enough others."""
    return letters_of(salient_words(annotations), story_id=story_id, on=on)


def letters_of(words: Sequence[str], *, story_id: str, on: date) -> WordGame | None:
    """The word game with the letters of one of these words; which one the story and the day decide."""
    # Words of the day's jumble come last: the letters, side by side with it, would give them away.
    jumbled = {puzzle.word for puzzle in jumble_of(words, story_id=story_id, on=on).puzzles}
    mixed_up = [words[i] for i in order(len(words), seed("word game", story_id, on))]
    for word in sorted(mixed_up, key=lambda word: word in jumbled):
        common = sum(_is_common(other) for other in _suitable(word))
        if common >= _ENOUGH:
            mixed = scramble(word, seed("word game", story_id, on, word))
            target = min(max(round(common * _SHARE), _LOWEST_TARGET), _HIGHEST_TARGET)
            return WordGame(story_id, on, mixed, target, word)
    return None


def read_guesses(text: str) -> tuple[str, ...]:
    """The words typed into one field, with spaces, commas or line breaks between them; the first 500."""
    parts = re.split(r"[\s,;]+", text[:_LONGEST_TEXT])
    return tuple(part for part in parts if part)[:_MOST_GUESSES]


def score(game: WordGame, guesses: Iterable[str]) -> Score:
    """What the guesses come to, read one after the other; those after the first 500 are not read.

    A word is worth its letters less three; one that uses all letters five more.
    """
    found: dict[str, Found] = {}
    refused: list[Refused] = []
    for guess in filter(None, map(read_guess, islice(guesses, _MOST_GUESSES))):
        reason = _reason(game, guess, found)
        if reason is None:
            found[guess] = Found(guess, points(game, guess))
        else:
            refused.append(Refused(guess, reason))
    return Score(tuple(found.values()), tuple(refused), game.target)


def points(game: WordGame, word: str) -> int:
    """What a word of the game is worth."""
    return len(word) - SHORTEST + 1 + (_BONUS if len(word) == len(game.letters) else 0)


def solutions(game: WordGame) -> tuple[str, ...]:
    """The words to show a reader who gives up: long ones first, none that is unsuitable."""
    return tuple(sorted(_suitable(game.letters), key=lambda word: (-len(word), word)))


def _reason(game: WordGame, guess: str, found: dict[str, Found]) -> Reason | None:
    if guess in found:
        return Reason.TWICE
    if len(guess) < SHORTEST:
        return Reason.TOO_SHORT
    if not Counter(guess) <= Counter(game.letters):
        return Reason.OTHER_LETTERS
    return None if commonness(guess) is not None else Reason.NO_WORD


def _suitable(given: str) -> list[str]:
    # The list ends at ten letters and begins with four, and so do the games.
    return [word for word in within("".join(sorted(given))) if is_suitable(word)]


def _is_common(word: str) -> bool:
    level = commonness(word)
    return level is not None and level <= Commonness.COMMON
