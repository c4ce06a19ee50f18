"""Letters and words as a screen reader should say them."""

from __future__ import annotations

from collections.abc import Iterable

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def spelled(letters: Iterable[str]) -> str:
    """The letters one by one: `R, T, U, C, E`. In capitals, since `a` alone is read as an article."""
    return ", ".join(letter.upper() for letter in letters)


def counted(number: int) -> str:
    """A small number in words."""
    return _COUNTS[number] if 0 <= number < len(_COUNTS) else str(number)


def jumble_label(number: int, of: int, letters: str) -> str:
    """The accessible name of one jumbled word: which, how many letters, and the letters themselves."""
    return f"Jumbled word {number} of {of}, {counted(len(letters))} letters: {spelled(letters)}"


def letters_label(letters: str) -> str:
    """The accessible name of the word game's letters."""
    return f"{counted(len(letters)).capitalize()} letters: {spelled(letters)}"
