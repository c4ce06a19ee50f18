"""The word jumble of a story: words of its texts with their letters mixed, new every day."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from geopolitik.model.annotation import Annotation
from geopolitik.publish.games.known import anagrams
from geopolitik.publish.games.salience import salient_words
from geopolitik.publish.games.scramble import order, scramble, seed
from geopolitik.publish.games.spoken import counted, spelled

PUZZLES = 5
_LONGEST_GUESS = 60
"""Characters of a guess that are read; no word is longer, and what is posted may be endless."""


@dataclass(frozen=True, slots=True)
class Puzzle:
    """One jumbled word."""

    number: int
    """From 1, as readers count."""
    letters: str
    """The scramble: lower case, never the word."""
    word: str = field(repr=False)
    """The solution. For the server alone: no page and no log shows it before the reader asks."""


@dataclass(frozen=True, slots=True)
class Jumble:
    """The puzzles of one story on one day; the same on every machine."""

    story_id: str
    on: date
    puzzles: tuple[Puzzle, ...]

    @property
    def note(self) -> str:
        """What to tell readers if there are fewer than five puzzles; empty if there are five."""
        count = len(self.puzzles)
        if count >= PUZZLES:
            return ""
        if not count:
            return "This story has no words that make a jumble."
        return f"This story has words for {counted(count)} {'jumble' if count == 1 else 'jumbles'} only."


class Outcome(StrEnum):
    """What a guess is."""

    EMPTY = "empty"
    STORY_WORD = "the story's word"
    ANAGRAM = "another word with the same letters"
    OTHER_LETTERS = "other letters"
    NO_WORD = "no word"


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict on one guess."""

    outcome: Outcome
    guess: str
    """As it was read: lower case, without spaces and hyphens."""
    message: str
    """A plain sentence for the reader; empty for an empty guess. It never holds the solution unguessed."""

    @property
    def is_right(self) -> bool:
        """Whether the guess solves the puzzle."""
        return self.outcome in (Outcome.STORY_WORD, Outcome.ANAGRAM)


def jumble(annotations: Sequence[Annotation], *, story_id: str, on: date) -> Jumble:
    """The jumble of a story on a day: five of its salient words, mixed; fewer if it has fewer.

    Hand in one annotation per wording of the story; see `salient_words`.
    """
    return jumble_of(salient_words(annotations), story_id=story_id, on=on)


def jumble_of(words: Sequence[str], *, story_id: str, on: date) -> Jumble:
    """The jumble made of five of these words; which five, and in which order, the story and the day decide.

    For callers that keep a story's salient words, so as not to read its texts for every guess.
    """
    chosen = [words[i] for i in order(len(words), seed("words", story_id, on))[:PUZZLES]]
    puzzles = (
        Puzzle(number, scramble(word, seed("letters", story_id, on, word)), word)
        for number, word in enumerate(chosen, start=1)
    )
    return Jumble(story_id, on, tuple(puzzles))


def check(puzzle: Puzzle, guess: str) -> Answer:
    """Whether a guess solves the puzzle: the story's word, or any known word with the same letters."""
    read = read_guess(guess)
    outcome = _outcome(puzzle, read)
    return Answer(outcome, read, _message(puzzle, read, outcome))


def read_guess(guess: str) -> str:
    """What was typed, in lower case and without spaces and hyphens, so that `T R A-N` will do for `tran`."""
    folded = unicodedata.normalize("NFKC", guess[:_LONGEST_GUESS]).casefold()
    return "".join(char for char in folded if char.isalnum())[:_LONGEST_GUESS]


def hint(puzzle: Puzzle) -> str:
    """A sentence that tells the first letter of the word."""
    return f"It begins with {puzzle.word[0].upper()}."


def reveal(puzzle: Puzzle) -> str:
    """The story's word, for a reader who gives up."""
    return puzzle.word


def _outcome(puzzle: Puzzle, read: str) -> Outcome:
    if not read:
        return Outcome.EMPTY
    if read == puzzle.word:
        return Outcome.STORY_WORD
    if Counter(read) != Counter(puzzle.letters):
        return Outcome.OTHER_LETTERS
    return Outcome.ANAGRAM if read in anagrams(puzzle.letters) else Outcome.NO_WORD


def _message(puzzle: Puzzle, read: str, outcome: Outcome) -> str:
    match outcome:
        case Outcome.EMPTY:
            return ""
        case Outcome.STORY_WORD:
            return f"Right: “{read}”."
        case Outcome.ANAGRAM:
            return f"Right: “{read}” has the same letters, though the story has another word."
        case Outcome.NO_WORD:
            return f"“{read}” has the right letters, but is not in our list of words."
        case Outcome.OTHER_LETTERS:
            return _letters_amiss(puzzle.letters, read)


def _letters_amiss(letters: str, read: str) -> str:
    """Which letters a guess has too many, and which it leaves out."""
    given, used = Counter(letters), Counter(read)
    parts = {"Too many": used - given, "Left over": given - used}
    listed = (f"{name}: {spelled(sorted(found.elements()))}." for name, found in parts.items() if found)
    return f"“{read}” does not fit. {' '.join(listed)}"
