"""Which records carry one wording: equal words first, then nearly equal 4-grams, found without all pairs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geopolitik.index.archive.features import Features, of_shard, parted
from geopolitik.index.archive.grams import SHARDS
from geopolitik.index.archive.joining import join, settled
from geopolitik.index.archive.ordering import NOWHERE
from geopolitik.text.distinct import distinct

NEAR = 0.9
"""Of their sampled 4-grams together two texts must share so many to be one wording."""
_HALF = np.uint64(32)
_LAST = np.uint64(2**32 - 1)
Numbers = NDArray[np.int64]
_Entries = NDArray[np.uint64]
_Which = NDArray[np.bool_]


def wordings(found: Sequence[Features], numbers: Sequence[Numbers]) -> Numbers:
    """Of each record, by number, the first record that carries the same wording: itself if none does.

    Texts meet in bands of their sketches; in each band all are compared with the first only, so that the
    cost grows with the texts and not with their pairs.

    Args:
        found: the features of each partition.
        numbers: the numbers of each partition's records, by row.
    """
    count = sum(int((part != NOWHERE).sum()) for part in numbers)
    leader = _same(_by_number([part.forms for part in found], numbers, count))
    alone = np.flatnonzero(leader == np.arange(count))
    edges = _met(_by_number([part.bands for part in found], numbers, count), alone)
    if len(edges):
        for a, b in edges[_alike(edges, found, numbers, count)].tolist():
            join(leader, a, b)
    return settled(leader)


def _by_number(
    parts: Sequence[NDArray[np.uint64]], numbers: Sequence[Numbers], count: int
) -> NDArray[np.uint64]:
    """Rows of all partitions in the order of their records' numbers."""
    ordered = np.zeros((count, *parts[0].shape[1:]), np.uint64)
    for part, number in zip(parts, numbers, strict=True):
        kept = number != NOWHERE
        ordered[number[kept]] = part[kept]
    return ordered


def _same(forms: NDArray[np.uint64]) -> Numbers:
    """The first record with the same form."""
    _, first, which = np.unique(forms, return_index=True, return_inverse=True)
    same: Numbers = first[which].astype(np.int64)
    return same


def _met(bands: NDArray[np.uint64], among: Numbers) -> Numbers:
    """Pairs of records that meet in a band: each with the first there; shape (pairs, 2)."""
    pairs = [np.empty((0, 2), np.int64)]
    for band in bands[among].T:
        some = np.flatnonzero(band != 0)
        _, first, which = np.unique(band[some], return_index=True, return_inverse=True)
        both = np.stack((among[some[first[which]]], among[some]), axis=1)
        pairs.append(both[both[:, 0] != both[:, 1]])
    one, other = np.concatenate(pairs).T.astype(np.uint64)
    both = distinct((one << _HALF) | other)
    return np.stack((both >> _HALF, both & _LAST), axis=1).astype(np.int64)


def _alike(edges: Numbers, found: Sequence[Features], numbers: Sequence[Numbers], count: int) -> _Which:
    """Which pairs share so much that they are one wording; counted shard by shard, so that little is held."""
    is_wanted = np.zeros(count + 1, np.bool_)  # the last is NOWHERE's
    is_wanted[edges] = True
    sizes, shared = np.zeros(count, np.int64), np.zeros(len(edges), np.int64)
    for shard in range(SHARDS):
        held = _held(shard, found, numbers, is_wanted)
        bounds = np.searchsorted(held >> _HALF, np.arange(count + 1, dtype=np.uint64))
        sizes += np.diff(bounds)
        shared += _shared(edges, held, bounds)
    a, b = edges.T
    alike: _Which = shared >= NEAR * (sizes[a] + sizes[b] - shared)
    return alike


def _held(shard: int, found: Sequence[Features], numbers: Sequence[Numbers], is_wanted: _Which) -> _Entries:
    """The records that are wanted, each with the keys of its sampled 4-grams in a shard, sorted."""
    parts = []
    for part, number in zip(found, numbers, strict=True):
        grams, rows = parted(of_shard(part.entries, shard))
        owners = number[rows]
        kept = is_wanted[owners]
        parts.append((owners[kept].astype(np.uint64) << _HALF) | (grams[kept] & _LAST))
    held = np.concatenate(parts)
    held.sort()
    return held


def _shared(edges: Numbers, held: _Entries, bounds: Numbers) -> Numbers:
    """How many of a shard's 4-grams the two of each pair share."""
    first, end = bounds[edges[:, 1]], bounds[edges[:, 1] + 1]
    which = np.repeat(np.arange(len(edges)), end - first)
    # The places from `first` to `end` of each pair, one pair after another.
    places = np.arange(len(which)) + np.repeat(first - np.cumsum(end - first) + (end - first), end - first)
    wanted = (edges[which, 0].astype(np.uint64) << _HALF) | (held[places] & _LAST)
    at = np.searchsorted(held, wanted)
    met = at < len(held)
    met[met] = held[at[met]] == wanted[met]
    return np.bincount(which[met], minlength=len(edges))
