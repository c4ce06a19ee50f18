"""Words of the original for which the copy, in the same surroundings, puts others from a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from geopolitik.lexicon import table
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.frames import context
from geopolitik.text.forms import stem

_BESIDE = 5
"""So many words off, the words that answer to a word's neighbours may stand."""


@cache
def partners(name: str, ours: str, theirs: str) -> dict[str, frozenset[str]]:
    """Stem of each word in one column of a list → stems of those in the other column."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in table(name):
        for word in row[ours].split():
            found[stem(word)].update(stem(other) for other in row[theirs].split())
    return {word: frozenset(others) for word, others in found.items()}


def exchanged(comparison: Comparison, pairs: dict[str, frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Words of a, and the listed words of b that stand in their place and not in a; outside quotations."""
    a, b = comparison.a, comparison.b
    for t, token in enumerate(a.annotation.tokens):
        others = pairs.get(token.stem)
        if others is None or a.quoted[t] or not comparison.partners_a.get(a.sentence_of[t]):
            continue
        u = _in_its_place(comparison, t, others)
        if u is not None and not b.quoted[u] and not _has(comparison, t, u):
            yield t, u


def _in_its_place(comparison: Comparison, t: int, others: frozenset[str]) -> int | None:
    """The listed word that answers to this one, or stands among the words that answer to its neighbours."""
    a, b = comparison.a, comparison.b
    direct = comparison.to_b.get(t)
    if direct is not None:
        return direct if b.stem(direct) in others else None
    around = comparison.answered(context(a, a.span(t, t)))
    for u in sorted({u for v in around for u in range(v - 3, v + 4) if 0 <= u < len(b.starts)}):
        if b.stem(u) not in others or u in comparison.to_a:
            continue
        if sum(abs(v - u) <= _BESIDE and b.sentence_of[v] == b.sentence_of[u] for v in around) >= 2:
            return u
    return None


def _has(comparison: Comparison, t: int, u: int) -> bool:
    """Whether the original's answering sentences have the copy's word, or the copy's the original's."""
    a, b = comparison.a, comparison.b
    near_a = comparison.partners_b.get(b.sentence_of[u], ())
    near_b = comparison.partners_a.get(a.sentence_of[t], ())
    there = a.where.get(b.stem(u), set())
    back = b.where.get(a.stem(t), set())
    return not there.isdisjoint(near_a) or not back.isdisjoint(near_b)
