"""Where the words and phrases of the redline word lists stand in a text."""

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
    name: str
    words: tuple[str, ...]
    row: Row


@cache
def _entries(names: tuple[str, ...], by_stem: bool) -> dict[str, tuple[_Entry, ...]]:
    """The entries of some lists by their first word, longest first."""
    reduce = stem if by_stem else norm
    found: dict[str, list[_Entry]] = {}
    for name in names:
        for row in table(name):
            entry = row["word"]
            words = tuple(reduce(entry[s:e]) for s, e in word_spans(entry))
            found.setdefault(words[0], []).append(_Entry(name, words, row))
    return {first: tuple(sorted(rest, key=lambda e: -len(e.words))) for first, rest in found.items()}


def hits(names: tuple[str, ...], tokens: Sequence[Token], *, by_stem: bool) -> dict[str, dict[int, Hit]]:
    """The entries of some lists in the tokens: per list, by first token; the longest entry wins.

    Args:
        names: of lists with a column `word`.
        tokens: of a whole text.
        by_stem: whether inflected forms count too; False compares the words as they stand.
    """
    entries = _entries(names, by_stem)
    words = [t.stem for t in tokens] if by_stem else [t.norm for t in tokens]
    found: dict[str, dict[int, Hit]] = {name: {} for name in names}
    for i, word in enumerate(words):
        if word not in entries:
            continue
        for entry in entries[word]:
            last = i + len(entry.words)
            if i not in found[entry.name] and (len(entry.words) == 1 or tuple(words[i:last]) == entry.words):
                found[entry.name][i] = Hit(i, last, entry.row)
    return found


@cache
def stems(name: str) -> frozenset[str]:
    """The stems of a list's single words."""
    return frozenset(stem(row["word"]) for row in table(name) if " " not in row["word"])


@cache
def closed(name: str) -> frozenset[str]:
    """One of the small closed sets of words, in normal form."""
    return frozenset(row["word"] for row in table("redline_closed") if row["set"] == name)
