"""Which wordings are worth comparing: those that hold two sampled 4-grams in common, never all with all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Pairs = NDArray[np.uint64]
"""Two wordings in one number: the earlier times 2^32, plus the later."""

SHARED = 2
"""Sampled 4-grams that make a pair worth a look: of 60 words taken over, some 7 are sampled, fewer than two
once in 200 times."""
_FEW = 12
"""Up to so many wordings with one 4-gram, all are paired."""
_BEFORE = 3
"""Beyond, each is paired with so many before it, and with the first. A passage that went through many hands
has the same holders for all its 4-grams, so its neighbours meet again; those of a turn of phrase don't."""
_COMMON = (256, 200)
_SHIFT = np.uint64(32)


def most(held: int) -> int:
    """In how many of all wordings a 4-gram may stand: one in more is a turn of phrase, and left out.

    Copies of one text don't count, since they are one wording.
    """
    return max(_COMMON[0], held // _COMMON[1])


def pairs_of(
    keys: NDArray[np.uint32], wordings: NDArray[np.uint32], held: int
) -> tuple[Pairs, NDArray[np.uint8]]:
    """The pairs of wordings that hold 4-grams of one shard in common, sorted, and how many they do.

    Args:
        keys: the shard's 4-grams in order.
        wordings: beside each the wording that holds it, in order within a 4-gram.
        held: how many wordings the archive holds.
    """
    if not len(keys):
        return np.empty(0, np.uint64), np.empty(0, np.uint8)
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    sizes = np.diff(np.append(starts, len(keys)))
    parts = [*_all_with_all(wordings, starts, sizes), *_neighbours(wordings, starts, sizes, held)]
    pairs, counts = np.unique(np.concatenate([np.empty(0, np.uint64), *parts]), return_counts=True)
    return pairs, np.minimum(counts, 255).astype(np.uint8)


def merged(slices: Sequence[tuple[Pairs, NDArray[np.uint8]]]) -> Pairs:
    """The pairs of some shards that hold enough in common, sorted."""
    pairs = np.concatenate([pairs for pairs, _ in slices])
    order = np.argsort(pairs, kind="stable")
    pairs = pairs[order]
    if not len(pairs):
        return pairs
    starts = np.flatnonzero(np.concatenate(([True], pairs[1:] != pairs[:-1])))
    counts = np.concatenate([counts for _, counts in slices])[order]
    enough = np.add.reduceat(counts, starts, dtype=np.int64) >= SHARED
    return pairs[starts[enough]]


def _all_with_all(
    wordings: NDArray[np.uint32], starts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> Iterator[Pairs]:
    for size in range(2, _FEW + 1):
        first = starts[sizes == size]
        if len(first):
            lists = wordings[first[:, None] + np.arange(size)]
            one, other = np.triu_indices(size, 1)
            yield _paired(lists[:, one], lists[:, other])


def _neighbours(
    wordings: NDArray[np.uint32], starts: NDArray[np.int64], sizes: NDArray[np.int64], held: int
) -> Iterator[Pairs]:
    many = (sizes > _FEW) & (sizes <= most(held))
    first = np.repeat(starts[many], sizes[many])
    if not len(first):
        return
    place = np.arange(len(first)) - np.repeat(np.cumsum(sizes[many]) - sizes[many], sizes[many])
    at = first + place
    later = place > _BEFORE
    yield _paired(wordings[first[later]], wordings[at[later]])
    for before in range(1, _BEFORE + 1):
        later = place >= before
        yield _paired(wordings[at[later] - before], wordings[at[later]])


def _paired(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> Pairs:
    pairs: Pairs = ((one.astype(np.uint64) << _SHIFT) | other.astype(np.uint64)).ravel()
    return pairs
