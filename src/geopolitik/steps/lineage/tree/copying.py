"""What a copyist did to a text, and how much that asks one to believe.

What a copy changes it changes in passages, so losses and additions are paid for by the number of ways to
choose them, cut into as many runs as they have.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import lgamma

AGAIN = 0.45
"""A reading that has to arise a second time."""
_WHERE = 0.13
"""For each natural unit of choosing what a copy loses or adds: changes come in crowds."""
_CHANCE_ALIKE, _CHANCE_BACK = 2.4, 0.8
"""Two copyists of one text hit on the same change, or one undoes the other's, so many times as often as
if each had chosen blindly: some words are easier to change than others. Counted on known traditions."""
_WORD = 4.0
"""So many readings tell of one changed word."""
_MOST = 20_000
"""Sets of readings that are remembered."""


@dataclass(frozen=True, slots=True)
class Copying:
    """What a copyist did: its price by itself, and single words changed, as readings added and lost."""

    number: int
    price: float
    added: int
    lost: int
    words_added: float
    words_lost: float
    length: float
    """Words that could have been changed."""


class Copyings:
    """Works out copyings, and remembers them: trees that differ in one place have most of them in common."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._found: dict[tuple[int, int], Copying] = {}
        self._coincided: dict[tuple[int, int], float] = {}

    def numbers(self, readings: Mapping[int, int]) -> dict[int, int]:
        """A number for what each text reads: the same for the same readings, until the next call at least."""
        if len(self._numbers) > _MOST:
            for remembered in (self._numbers, self._found, self._coincided):
                remembered.clear()
        known = self._numbers
        return {text: known.setdefault(held, len(known)) for text, held in readings.items()}

    def of(self, numbers: tuple[int, int], readings: tuple[int, int], long: int) -> Copying:
        """What a copyist did.

        Args:
            numbers: those of what the original and the copy read.
            readings: what these read.
            long: readings that are passages.
        """
        found = self._found.get(numbers)
        if found is None:
            found = self._found[numbers] = _copying(len(self._found), *readings, long)
        return found

    def coincided(self, copyings: Sequence[Copying]) -> float:
        """Changes that copyists of one family made alike, in words, beyond what chance lets expect."""
        total = 0.0
        for one, other in combinations(copyings, 2):
            key = (one.number, other.number) if one.number < other.number else (other.number, one.number)
            found = self._coincided.get(key)
            if found is None:
                found = self._coincided[key] = _coincided(one, other)
            total += found
        return total


def _copying(number: int, had: int, has: int, long: int) -> Copying:
    """What one copying costs: what was lost, what was added, and what arose though it stood elsewhere."""
    gone, new = had & ~has, has & ~had
    price = AGAIN * new.bit_count() + _WHERE * (_ways(gone, had) + _ways(new, has))
    added, lost = new & ~long, gone & ~long
    length = max(20.0, (had | has).bit_count() / _WORD)
    return Copying(number, price, added, lost, added.bit_count() / _WORD, lost.bit_count() / _WORD, length)


def _coincided(one: Copying, other: Copying) -> float:
    """Changes that were made in two copyings of one family, in words, as far as they are more than by chance.

    Who rewrites much hits upon another rewriter's words often, who edits lightly hardly ever: by chance
    two copyists agree in a share of the product of what either changed.
    """
    if not (one.added | one.lost) & (other.added | other.lost):
        return 0.0
    total, length = 0.0, min(one.length, other.length)
    for common, expected in (
        ((one.added & other.added).bit_count(), one.words_added * other.words_added * _CHANCE_ALIKE),
        ((one.lost & other.lost).bit_count(), one.words_lost * other.words_lost * _CHANCE_ALIKE),
        (
            (one.added & other.lost | one.lost & other.added).bit_count(),
            (one.words_added * other.words_lost + one.words_lost * other.words_added) * _CHANCE_BACK,
        ),
    ):
        total += max(0.0, common / _WORD - expected / length - 1)
    return total


def _ways(part: int, whole: int) -> float:
    """The logarithm of the number of ways to choose as many of a text's readings in as many runs."""
    chosen = part.bit_count()
    if not chosen:
        return 0.0
    runs = _runs(part, whole)
    return _choose(whole.bit_count() - chosen + 1, runs) + _choose(chosen - 1, runs - 1)


def _choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _runs(part: int, whole: int) -> int:
    """In how many runs a part of a text's readings stands; readings of other texts between don't count."""
    kept = whole & ~part
    width = whole.bit_length() + 1
    gaps = ((1 << width) - 1) & ~whole
    # A carry walks over the gap behind each kept reading to the next one of the text.
    behind_kept = ((kept << 1) + gaps) & whole
    first = whole & -whole
    return (part & behind_kept).bit_count() + bool(part & first)
