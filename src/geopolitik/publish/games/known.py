"""The English words that the games know: which letters make which words, and how common a word is."""

from __future__ import annotations

from collections import Counter
from enum import IntEnum
from functools import cache, lru_cache, reduce
from operator import or_

from geopolitik.lexicon import table


class Commonness(IntEnum):
    """How common a word is; the names of the list's columns."""

    MOST_COMMON = 10
    COMMON = 20
    KNOWN = 35
    RARE = 50


def commonness(word: str) -> Commonness | None:
    """How common the lower-case word is; None for what is no word of the list."""
    return _known().get(word)


def anagrams(letters: str) -> tuple[str, ...]:
    """Every known word made of exactly these letters, in the order of the alphabet."""
    return _by_letters().get(_sorted(letters), ())


@lru_cache(maxsize=256)
def within(letters: str) -> tuple[str, ...]:
    """Every known word that can be made with some of these letters, none used more often than it is given."""
    given, others = Counter(letters), ~_mask(letters)
    return tuple(
        sorted(
            word
            for mask, key, found in _masked()
            if not mask & others and Counter(key) <= given
            for word in found
        )
    )


def _mask(letters: str) -> int:
    """One bit for every letter that occurs: most words are ruled out by it alone."""
    return reduce(or_, (1 << ord(letter) - ord("a") for letter in letters), 0)


def _sorted(letters: str) -> str:
    return "".join(sorted(letters))


@cache
def _known() -> dict[str, Commonness]:
    return {
        row["beginning"] + ending.replace("-", ""): level
        for row in table("game_words")
        for level in Commonness
        for ending in row[str(level.value)].split()
    }


@cache
def _by_letters() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in sorted(_known()):
        found.setdefault(_sorted(word), []).append(word)
    return {key: tuple(group) for key, group in found.items()}


@cache
def _masked() -> tuple[tuple[int, str, tuple[str, ...]], ...]:
    return tuple((_mask(key), key, found) for key, found in _by_letters().items())
