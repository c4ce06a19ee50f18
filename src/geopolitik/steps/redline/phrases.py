"""Where the words and phrases of a redline word list stand in a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from geopolitik.lexicon import table
from geopolitik.model.annotation import Token
from geopolitik.text.forms import norm, stem
from geopolitik.text.words import word_spans

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A list entry found at `tokens[first:last]`."""

    first: int
    last: int
    row: Row


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    row: Row


@cache
def _entries(name: str, by_stem: bool) -> dict[str, tuple[_Entry, ...]]:
    """The entries of a list by their first word, longest first."""
    reduce = stem if by_stem else norm
    found: dict[str, list[_Entry]] = {}
    for row in table(name):
        entry = row["word"]
        words = tuple(reduce(entry[s:e]) for s, e in word_spans(entry))
        found.setdefault(words[0], []).append(_Entry(words, row))
    return {first: tuple(sorted(rest, key=lambda e: -len(e.words))) for first, rest in found.items()}


def hits(name: str, tokens: Sequence[Token], *, by_stem: bool = True) -> dict[int, Hit]:
    """The entries of list `name` in the tokens, by first token; the longest entry wins.

    Args:
        name: of a list with a column `word`.
        tokens: of a whole text.
        by_stem: whether inflected forms count too; False compares the words as they stand.
    """
    entries = _entries(name, by_stem)
    words = [t.stem for t in tokens] if by_stem else [t.norm for t in tokens]
    found: dict[int, Hit] = {}
    for i, word in enumerate(words):
        for entry in entries.get(word, ()):
            last = i + len(entry.words)
            if tuple(words[i:last]) == entry.words:
                found[i] = Hit(i, last, entry.row)
                break
    return found


@cache
def stems(name: str) -> frozenset[str]:
    """The stems of a list's single words."""
    return frozenset(stem(row["word"]) for row in table(name) if " " not in row["word"])


@cache
def norms(name: str) -> frozenset[str]:
    """The normal forms of a list's single words."""
    return frozenset(norm(row["word"]) for row in table(name) if " " not in row["word"])


@cache
def values(name: str, column: str) -> dict[str, str]:
    """Normal form of each single word of a list → a column of its row."""
    return {norm(row["word"]): row[column] for row in table(name) if " " not in row["word"]}
