"""Which records carry one wording: equal words first, then nearly equal 4-grams, found without all pairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from geopolitik.index.archive.features import Features, parted
from geopolitik.index.archive.joining import join, settled
from geopolitik.index.archive.ordering import NOWHERE
from geopolitik.text.distinct import distinct

NEAR = 0.9
"""Of their sampled 4-grams together two texts must share so many to be one wording."""
_HALF = np.uint64(32)
_LAST = np.uint64(2**32 - 1)
Numbers = NDArray[np.int64]
_Grams = Callable[[int], NDArray[np.uint64]]


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
        near = _alike(edges, _grams_of(found, numbers, count, distinct(edges.ravel())))
        for a, b in edges[near].tolist():
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


def _grams_of(found: Sequence[Features], numbers: Sequence[Numbers], count: int, wanted: Numbers) -> _Grams:
    """The sampled 4-grams of some records, by number, sorted."""
    is_wanted = np.zeros(count + 1, np.bool_)  # the last is NOWHERE's
    is_wanted[wanted] = True
    grams: list[NDArray[np.uint64]] = []
    owners: list[Numbers] = []
    for part, number in zip(found, numbers, strict=True):
        gram, row = parted(part.entries)
        owner = number[row]
        kept = is_wanted[owner]
        grams.append(gram[kept])
        owners.append(owner[kept])
    owner = np.concatenate(owners)
    order = np.argsort(owner, kind="stable")  # within a record they stay sorted
    gram, bounds = np.concatenate(grams)[order], np.searchsorted(owner[order], np.arange(count + 1))
    return lambda number: gram[bounds[number] : bounds[number + 1]]


def _alike(edges: Numbers, grams: _Grams) -> NDArray[np.bool_]:
    """Which pairs share so much that they are one wording."""
    near = np.zeros(len(edges), np.bool_)
    for n, (a, b) in enumerate(edges.tolist()):
        ours, theirs = grams(a), grams(b)
        if min(len(ours), len(theirs)) < NEAR * max(len(ours), len(theirs)):
            continue
        shared = len(np.intersect1d(ours, theirs, assume_unique=True))
        near[n] = shared >= NEAR * (len(ours) + len(theirs) - shared)
    return near
