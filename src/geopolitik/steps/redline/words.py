"""Which content words of two texts answer to one another, within aligned sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from rapidfuzz.distance import Indel

from geopolitik.lexicon import table
from geopolitik.steps.redline.side import Side
from geopolitik.text.likeness import likeness, news_groups

_ALIKE = 0.7
"""Likeness from which two words can answer to one another."""
_SPELLING = 0.72
"""Likeness of letters from which two words of names may be spellings of one."""
_BEGINNING = 5
"""Words that are spelt alike share so many letters at least."""


@cache
def _own_groups() -> dict[str, frozenset[int]]:
    """Stem → groups of the project's own list of news vocabulary."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, stems in enumerate(news_groups("word")):
        for word in stems:
            found[word].add(number)
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


@lru_cache(maxsize=1 << 16)
def same_name(one: str, other: str) -> bool:
    """Whether two words of names are one, in two spellings perhaps: Khasadi, Kassadi."""
    if one == other:
        return True
    return min(len(one), len(other)) >= _BEGINNING and Indel.normalized_similarity(one, other) >= _SPELLING


def share_name(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether two names have a word in common, in two spellings perhaps."""
    others = tuple(theirs)
    return any(same_name(x, y) for x in ours for y in others)


class Likes:
    """Which stems of a text are like a given one, and where they stand; each is looked up once."""

    def __init__(self, where: Mapping[str, set[int]]) -> None:
        self._where = where
        self._known = frozenset(where)
        self._by_beginning: dict[str, list[str]] = defaultdict(list)
        for word in self._known:
            self._by_beginning[word[:_BEGINNING]].append(word)
        self._found: dict[str, dict[str, float]] = {}
        self._sentences: dict[str, frozenset[int]] = {}

    def of(self, word: str) -> dict[str, float]:
        """The like stems of the text with their likeness; the stem itself, if it is there, with 1."""
        found = self._found.get(word)
        if found is None:
            maybe = self._known & kin(word)
            if len(word) >= _BEGINNING:
                maybe = maybe.union(self._by_beginning.get(word[:_BEGINNING], ()))
            found = {other: like for other in maybe if (like := alike(word, other))}
            if word in self._known:
                found[word] = 1.0
            self._found[word] = found
        return found

    def sentences(self, word: str) -> frozenset[int]:
        """The sentences of the text that have a word like this one."""
        found = self._sentences.get(word)
        if found is None:
            found = self._sentences[word] = frozenset(s for w in self.of(word) for s in self._where[w])
        return found


@lru_cache(maxsize=1 << 16)
def kin(word: str) -> frozenset[str]:
    """All stems that share a group with this one, in the general or in the news list."""
    members = _members()
    return frozenset(other for group in _groups_of().get(word, ()) for other in members[group])


@cache
def _members() -> tuple[tuple[str, ...], ...]:
    general = [tuple(row["stems"].split()) for row in table("like_words")]
    own = [tuple(stems) for stems in news_groups("word")]
    return (*general, *own)


@cache
def _groups_of() -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, members in enumerate(_members()):
        for word in members:
            found[word].append(number)
    return {word: tuple(numbers) for word, numbers in found.items()}


def answers(a: Side, b: Side, pairs: Iterable[tuple[int, int, float]], likes: Likes) -> dict[int, int]:
    """For content words of a, the word of b that answers; one to one, best context first.

    Args:
        a, b: the two texts.
        pairs: aligned sentences with their similarity.
        likes: of the words of b.
    """
    contents_a = {i: _contents(a, i) for i, _, _ in pairs}
    contents_b = {j: _contents(b, j) for _, j, _ in pairs}
    found: list[tuple[float, int, int]] = []
    for i, j, similarity in pairs:
        ours, theirs = contents_a[i], contents_b[j]
        stems = [a.stem(t) for t in ours], [b.stem(u) for u in theirs]
        scored = candidates(*stems, likes, similarity)
        found += [(score, ours[x], theirs[y]) for score, x, y in scored]
    return one_to_one(found)


def one_to_one(scored: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    """The best partners: the highest score first, every word once."""
    to_b: dict[int, int] = {}
    taken: set[int] = set()
    for _, t, u in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if t not in to_b and u not in taken:
            to_b[t] = u
            taken.add(u)
    return to_b


def _contents(side: Side, sentence: int) -> list[int]:
    tokens = side.annotation.tokens
    return [t for t in side.tokens_of(sentence) if tokens[t].content]


def candidates(
    ours: Sequence[str], theirs: Sequence[str], likes: Likes, similarity: float
) -> list[tuple[float, int, int]]:
    """Candidate answers of two sentences: likeness, raised by alike neighbours and a like place.

    Args:
        ours, theirs: the stems of their content words.
        likes: of the words of theirs.
        similarity: of the two sentences.

    Returns:
        Score, place in ours, place in theirs.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for y, stem_ in enumerate(theirs):
        places[stem_].append(y)
    like: dict[tuple[int, int], float] = {}
    for x, stem_ in enumerate(ours):
        for word, value in likes.of(stem_).items():
            for y in places.get(word, ()):
                like[x, y] = value
    n, m = len(ours), len(theirs)
    return [
        (value + 0.3 * similarity + 0.15 * _context(like, x, y) - 0.1 * abs(x / n - y / m), x, y)
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
