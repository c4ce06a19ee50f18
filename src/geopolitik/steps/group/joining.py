"""Which bodies are the same text: equal letters first, then near-equal shingles, checked word by word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from geopolitik.steps.group.bodies import Body
from geopolitik.steps.group.linking import Linked

Shingles = NDArray[np.uint64]
"""Hashes, sorted and distinct."""
_SHINGLE = 5
_SAMPLE = 8
"""One shingle in so many is indexed, chosen by its hash, so that equal texts keep equal shingles."""
_FACTORS = np.array(
    [1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64
)
"""One for each place of a run: the order of its words counts."""
_LOWEST = np.uint64(8)
"""Bits that mix least."""
_COMMON = 64
"""A shingle in more texts than this tells nothing; its posting list is not walked."""
_RESEMBLANCE = 0.8
_TABLE = 400_000_000
"""Words of one text times words of the other; beyond it a comparison takes too much memory (a bit each)."""
_VERSION = 0.1
"""Two texts of one maker that share so many shingles are versions of one story, not two stories."""
_EDGE_WORDS = 12
_EDGE_MARKS = frozenset(
    (
        "additional",
        "and",
        "by",
        "contributed",
        "editing",
        "from",
        "inputs",
        "reporting",
        "source",
        "via",
        "with",
        "writing",
    )
)


def joined(bodies: Sequence[Body]) -> list[list[int]]:
    """Indices of the bodies that are the same text, each group in order; the groups in order too."""
    linked = Linked(range(len(bodies)))
    for a, b in _equal(bodies):
        linked.link(a, b)
    for a, b in _near(bodies, [group[0] for group in linked.groups()]):
        if linked.first(a) != linked.first(b) and same_text(bodies[a], bodies[b]):
            linked.link(a, b)
    return linked.groups()


def same_text(a: Body, b: Body) -> bool:
    """Whether two bodies differ by trifles only: word division, and credit words at either end.

    A single other word may be a correction or a bending: then they are two wordings, and the redline
    shows the difference.
    """
    if not _languages_agree(a, b):
        return False
    if a.letters == b.letters:
        return True
    if len(a.words) * len(b.words) > _TABLE:
        return False
    from rapidfuzz.distance import Indel

    codes = Indel.opcodes(a.words, b.words)
    gaps = [(c.src_start, c.src_end, c.dest_start, c.dest_end) for c in codes if c.tag != "equal"]
    return all(_is_trifle(a, b, gap) for gap in _merged(gaps))


def _merged(gaps: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """A deletion beside an insertion is one place."""
    places: list[tuple[int, int, int, int]] = []
    for gap in gaps:
        if places and places[-1][1] == gap[0] and places[-1][3] == gap[2]:
            places[-1] = (places[-1][0], gap[1], places[-1][2], gap[3])
        else:
            places.append(gap)
    return places


def _is_trifle(a: Body, b: Body, gap: tuple[int, int, int, int]) -> bool:
    ours, theirs = a.words[gap[0] : gap[1]], b.words[gap[2] : gap[3]]
    if "".join(ours) == "".join(theirs):
        return True
    if (not ours and _is_loose(b, gap[2], gap[3])) or (not theirs and _is_loose(a, gap[0], gap[1])):
        return True
    at_start = gap[0] == 0 and gap[2] == 0
    at_end = gap[1] == len(a.words) and gap[3] == len(b.words)
    extra = ours + theirs
    if not (at_start or at_end) or len(extra) > _EDGE_WORDS:
        return False
    return set(extra) <= a.edges | b.edges | _EDGE_MARKS


def _is_loose(body: Body, start: int, end: int) -> bool:
    """Whether a stretch is made of whole short blocks beside furniture."""
    for block_start, block_end in body.loose:
        if block_start == start < end:
            start = block_end
    return start == end


def _languages_agree(a: Body, b: Body) -> bool:
    return a.language is None or b.language is None or a.language == b.language


def _equal(bodies: Sequence[Body]) -> Iterator[tuple[int, int]]:
    at: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for index, body in enumerate(bodies):
        if body.letters:
            at[body.letters, body.language].append(index)
    for group in at.values():
        yield from pairwise(group)


def _near(bodies: Sequence[Body], firsts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of some bodies, one of each group so far, that share most of their shingles."""
    firsts = [i for i in firsts if bodies[i].words]
    if len(firsts) < 2:
        return
    shingles = {i: _shingles(bodies[i].core) for i in firsts}
    where: dict[int, list[int]] = defaultdict(list)
    for i in firsts:
        sample = shingles[i][shingles[i] % _SAMPLE == 0]
        for shingle in (sample if len(sample) else shingles[i]).tolist():
            where[shingle].append(i)
    shared: set[tuple[int, int]] = set()
    for holders in where.values():
        if len(holders) <= _COMMON:
            shared.update((a, b) for n, a in enumerate(holders) for b in holders[n + 1 :])
    for a, b in sorted(shared):
        both = len(np.intersect1d(shingles[a], shingles[b], assume_unique=True))
        if both >= _RESEMBLANCE * (len(shingles[a]) + len(shingles[b]) - both):
            yield a, b


def versions(bodies: Sequence[Body]) -> list[bool]:
    """For each body, whether another of them holds a good part of its shingles."""
    if len(bodies) < 2:
        return [False] * len(bodies)
    shingles = [_shingles(body.core) for body in bodies]
    found, holders = np.unique(np.concatenate(shingles), return_counts=True)
    several = found[holders > 1]
    shared = [len(np.intersect1d(held, several, assume_unique=True)) for held in shingles]
    return [count >= _VERSION * len(held) for count, held in zip(shared, shingles, strict=True)]


def _shingles(words: Sequence[str]) -> Shingles:
    """Hashes of all runs of a few words."""
    words = words or ("",)
    hashed = np.fromiter(map(_hashed, words), np.uint64, len(words))
    count = max(1, len(words) - _SHINGLE + 1)
    found = np.zeros(count, np.uint64)
    for place, factor in enumerate(_FACTORS[: len(words)]):
        found += hashed[place : place + count] * factor
    return np.unique(found >> _LOWEST)


@lru_cache(maxsize=1 << 16)
def _hashed(word: str) -> int:
    return crc32(word.encode())
