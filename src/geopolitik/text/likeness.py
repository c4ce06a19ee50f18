"""How alike two words are: one stem, derived from one another, synonyms, or spelt nearly the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from geopolitik.lexicon import table
from geopolitik.text.forms import stem

SAME, DERIVED, SPELLING, SYNONYM = 1.0, 0.9, 0.8, 0.7
_PREFIX = 5
"""Shorter common beginnings join words that have nothing to do with one another."""
_CROWD = 64
"""No real vocabulary has more words with one beginning or meaning; a made-up one must not cost its square."""


Group = str | int
"""What stems share: a beginning, the number of a group of derived ones, or -1 less that of synonyms."""


@cache
def _groups(kind: str) -> dict[str, frozenset[int]]:
    """For every stem the numbers of the groups of one kind that it belongs to."""
    groups: dict[str, set[int]] = {}
    for number, stems in enumerate(_rows(kind)):
        for word in stems:
            groups.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


def _rows(kind: str) -> list[list[str]]:
    rows = [row["stems"].split() for row in table("like_words") if row["kind"] == kind]
    if kind == "synonym":
        rows += news_groups("passage")
    return rows


def news_groups(use: str) -> list[list[str]]:
    """The stems of every group of news words for one use: to recognise a `passage`, or to join a `word`."""
    return [
        [stem(word) for word in row["words"].split()]
        for row in table("news_words")
        if row["only"] in ("", use)
    ]


@lru_cache(maxsize=1 << 16)
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


Groups = Mapping[Group, Sequence[str]]
"""The stems of a vocabulary by what they share with others."""


def grouped(stems: Iterable[str]) -> Groups:
    """A vocabulary by what its stems may share."""
    found: defaultdict[Group, list[str]] = defaultdict(list)
    for word in sorted(set(stems)):
        for group in _groups_of(word):
            found[group].append(word)
    return dict(found)


def like_among(*vocabularies: Groups) -> dict[str, frozenset[str]]:
    """For every stem of some vocabularies, the other stems of them that are like it.

    Stems are compared only if they share a group or a beginning, so this does not grow with the square of
    the vocabulary.
    """
    shared: dict[Group, Sequence[str]] = {}
    for vocabulary in vocabularies:
        for group, words in vocabulary.items():
            before = shared.get(group)
            if before is None or len(words) > _CROWD:
                shared[group] = words
            elif len(before) <= _CROWD:
                shared[group] = (*before, *(word for word in words if word not in before))
    found: dict[str, set[str]] = {}
    for group, together in shared.items():
        if not 1 < len(together) <= _CROWD:
            continue
        begin_alike = isinstance(group, str)
        for word in together:
            like = [u for u in together if u != word and (not begin_alike or _same_beginning(word, u))]
            found.setdefault(word, set()).update(like)
    return {word: frozenset(like) for word, like in found.items()}


@lru_cache(maxsize=1 << 16)
def _groups_of(word: str) -> tuple[Group, ...]:
    """What a stem may share with those like it: its beginning, and the groups that it belongs to."""
    groups: list[Group] = [word[:_PREFIX]] if len(word) >= _PREFIX else []
    groups += _groups("derived").get(word, ())
    groups += [-1 - number for number in _groups("synonym").get(word, ())]
    return tuple(groups)


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
