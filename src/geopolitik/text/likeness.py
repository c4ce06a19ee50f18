"""How alike two words are: one stem, derived from one another, synonyms, or spelt nearly the same."""

from __future__ import annotations

from functools import cache, lru_cache

from geopolitik.lexicon import table

SAME, DERIVED, SPELLING, SYNONYM = 1.0, 0.9, 0.8, 0.7
_PREFIX = 5
"""Shorter common beginnings join words that have nothing to do with one another."""


@cache
def _groups(kind: str) -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, row in enumerate(table("like_words")):
        if row["kind"] == kind:
            for stem in row["stems"].split():
                groups.setdefault(stem, set()).add(number)
    return {stem: frozenset(numbers) for stem, numbers in groups.items()}


@lru_cache(maxsize=1 << 18)
def likeness(a: str, b: str) -> float:
    """How alike two stems are, from 0 (not at all) to 1 (the same).

    Args:
        a, b: Snowball stems, as in `Token.stem`.
    """
    if a == b:
        return SAME
    if _share(a, b, "derived"):
        return DERIVED
    if _same_beginning(a, b):
        return SPELLING
    if _share(a, b, "synonym"):
        return SYNONYM
    return 0.0


def _share(a: str, b: str, kind: str) -> bool:
    groups = _groups(kind)
    ours = groups.get(a)
    return ours is not None and not ours.isdisjoint(groups.get(b, ()))


def _same_beginning(a: str, b: str) -> bool:
    shorter = min(len(a), len(b))
    if shorter < _PREFIX or a[:_PREFIX] != b[:_PREFIX]:
        return False
    common = _PREFIX
    while common < shorter and a[common] == b[common]:
        common += 1
    return common >= 0.75 * max(len(a), len(b))
