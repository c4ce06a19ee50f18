"""Which content words of two texts answer to one another, within aligned sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from geopolitik.lexicon import table
from geopolitik.steps.redline.side import Side
from geopolitik.text.forms import stem
from geopolitik.text.likeness import likeness

_ALIKE = 0.7
"""Likeness from which two words can answer to one another."""


@cache
def _own_groups() -> dict[str, frozenset[int]]:
    """Stem → groups of the project's own list of news vocabulary."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(table("redline_synonyms")):
        for word in row["words"].split():
            found[stem(word)].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@lru_cache(maxsize=1 << 18)
def alike(a: str, b: str) -> float:
    """How alike two stems are, 0..1: the same, derived, spelt alike, synonyms in general or in the news."""
    found = likeness(a, b)
    if found >= _ALIKE:
        return found
    groups = _own_groups()
    ours = groups.get(a)
    if ours is not None and not ours.isdisjoint(groups.get(b, ())):
        return _ALIKE
    return 0.0


def answers(a: Side, b: Side, pairs: Iterable[tuple[int, int, float]]) -> dict[int, int]:
    """For content words of a, the word of b that answers; one to one, best context first.

    Args:
        a, b: the two texts.
        pairs: aligned sentences with their similarity.
    """
    scored: list[tuple[float, int, int]] = []
    for i, j, similarity in pairs:
        scored += _scored(a, b, _contents(a, i), _contents(b, j), similarity)
    scored.sort(key=lambda s: (-s[0], s[1], s[2]))
    to_b: dict[int, int] = {}
    taken: set[int] = set()
    for _, t, u in scored:
        if t not in to_b and u not in taken:
            to_b[t] = u
            taken.add(u)
    return to_b


def _contents(side: Side, sentence: int) -> list[int]:
    return [t for t in side.tokens_of(sentence) if side.content(t)]


def _scored(
    a: Side, b: Side, ours: Sequence[int], theirs: Sequence[int], similarity: float
) -> list[tuple[float, int, int]]:
    """Candidate answers of two sentences: likeness, raised by alike neighbours and a like place."""
    if not ours or not theirs:
        return []
    stems_b = [b.stem(u) for u in theirs]
    like: dict[tuple[int, int], float] = {}
    for x, t in enumerate(ours):
        word = a.stem(t)
        for y, other in enumerate(stems_b):
            value = 1.0 if word == other else alike(word, other)
            if value:
                like[x, y] = value
    n, m = len(ours), len(theirs)
    return [
        (
            value + 0.3 * similarity + 0.15 * _context(like, x, y) - 0.1 * abs(x / n - y / m),
            ours[x],
            theirs[y],
        )
        for (x, y), value in like.items()
    ]


def _context(like: dict[tuple[int, int], float], x: int, y: int) -> float:
    """How many of the neighbours are alike, nearer ones counting more."""
    near = like.get((x - 1, y - 1), 0.0) + like.get((x + 1, y + 1), 0.0)
    far = max(
        like.get((x - 1, y - 2), 0.0),
        like.get((x - 2, y - 1), 0.0),
        like.get((x + 1, y + 2), 0.0),
        like.get((x + 2, y + 1), 0.0),
    )
    return near + 0.5 * far
