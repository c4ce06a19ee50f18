"""How alike two words are: one stem, derived from one another, synonyms, or spelt nearly the same."""

from __future__ import annotations

from collections.abc import Iterable
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


def like_words(stems: Iterable[str]) -> dict[str, frozenset[str]]:
    """For every stem of a vocabulary, the other stems of it that are like it.

    Stems are compared only if they share a group or a beginning, so this does not grow with the square of
    the vocabulary.
    """
    shared: dict[tuple[str, int | str], list[str]] = {}
    vocabulary = sorted(set(stems))
    for stem in vocabulary:
        if len(stem) >= _PREFIX:
            shared.setdefault(("beginning", stem[:_PREFIX]), []).append(stem)
        for kind in ("derived", "synonym"):
            for number in _groups(kind).get(stem, ()):
                shared.setdefault((kind, number), []).append(stem)
    found: dict[str, set[str]] = {}
    for (kind, _), together in shared.items():
        for stem in together if len(together) > 1 else ():
            like = (u for u in together if u != stem and (kind != "beginning" or _same_beginning(stem, u)))
            found.setdefault(stem, set()).update(like)
    return {stem: frozenset(like) for stem, like in found.items()}


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
