"""The index of 4-grams: shards by hash, each a sorted array of 4-grams beside the wordings that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geopolitik.index.archive import furniture
from geopolitik.index.archive.features import of_shard, parted
from geopolitik.index.archive.files import load
from geopolitik.index.archive.grams import KEY
from geopolitik.text.distinct import distinct

FURNITURE = 3
"""On so many different days a 4-gram must stand in a site's wordings to be that site's furniture: a call to
subscribe, a notice, a gallery's captions. Days and not wordings: a running story has many in a day or two."""
ALWAYS = 16
"""On so many days it is on the site's every page, and leads nobody to a text: it isn't in the index."""
_Keys = NDArray[np.uint32]


class Shard:
    """One shard, memory-mapped."""

    def __init__(self, folder: Path) -> None:
        self.keys: _Keys = load(folder / "keys.npy")
        """4-grams in order, as often as wordings hold them."""
        self.wordings: _Keys = load(folder / "wordings.npy")
        """Beside each the wording, by the number of its first record; in order within a 4-gram."""


def write(
    folder: Path,
    number: int,
    found: Sequence[NDArray[np.uint64]],
    leads: Sequence[NDArray[np.int64]],
    sites: NDArray[np.int32],
    days: NDArray[np.int32],
) -> None:
    """Write one shard into a folder that isn't there yet.

    Args:
        number: which; 0 to SHARDS - 1.
        found: the entries of each partition.
        leads: of each partition, by row: the record's number if it leads a wording, else negative.
        sites: by number: the record's site; negative for records without one.
        days: by number: when it was published; different for all records without a date.
    """
    keys, wordings = _entries(number, found, leads)
    counts = _days(keys, sites[wordings], days[wordings])
    odd, always = counts >= FURNITURE, counts >= ALWAYS
    folder.mkdir()
    grams = (np.uint64(number) << KEY) | keys[odd]
    known = distinct(furniture.entries(grams, sites[wordings[odd]]))
    for name, array in (("keys", keys[~always]), ("wordings", wordings[~always]), ("furniture", known)):
        np.save(folder / f"{name}.npy", array, allow_pickle=False)


def _entries(
    number: int, found: Sequence[NDArray[np.uint64]], leads: Sequence[NDArray[np.int64]]
) -> tuple[_Keys, _Keys]:
    """The 4-grams of one shard with the wordings that hold them, sorted."""
    entries = [np.empty(0, np.uint64)]
    for part, lead in zip(found, leads, strict=True):
        grams, rows = parted(of_shard(part, number))
        wording = lead[rows]
        kept = wording >= 0
        # The shift drops the bits of the shard: what is left is the key.
        entries.append((grams[kept] << KEY) | wording[kept].astype(np.uint64))
    both = distinct(np.concatenate(entries))
    return (both >> KEY).astype(np.uint32), both.astype(np.uint32)


def _days(keys: _Keys, sites: NDArray[np.int32], days: NDArray[np.int32]) -> NDArray[np.int64]:
    """Beside each entry, on how many days its site has the 4-gram; 0 where it can't be furniture."""
    found = np.zeros(len(keys), np.int64)
    some = _repeated(keys, sites)
    if not len(some):
        return found
    order = some[np.lexsort((days[some], sites[some], keys[some]))]
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = (np.diff(keys[order]) != 0) | (np.diff(sites[order]) != 0)
    later = fresh.copy()
    later[1:] |= np.diff(days[order]) != 0
    counts = np.add.reduceat(later, np.flatnonzero(fresh), dtype=np.int64)
    found[order] = counts[np.cumsum(fresh) - 1]
    return found


def _repeated(keys: _Keys, sites: NDArray[np.int32]) -> NDArray[np.int64]:
    """The entries whose 4-gram stands in as many of a site's wordings as furniture must: few of all."""
    # Most 4-grams stand in one wording or two, and needn't be sorted by site.
    named = np.flatnonzero((_times(keys) >= FURNITURE) & (sites >= 0))
    both = (keys[named].astype(np.uint64) << KEY) | sites[named].astype(np.uint64)
    order = np.argsort(both)
    many: NDArray[np.int64] = named[order[_times(both[order]) >= FURNITURE]]
    return many


def _times(ordered: NDArray[Any]) -> NDArray[np.int64]:
    """Of each of some numbers in order, how often it stands there."""
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    sizes = np.diff(np.append(starts, len(ordered)))
    times: NDArray[np.int64] = np.repeat(sizes, sizes)
    return times
