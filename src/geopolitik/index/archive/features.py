"""What the index needs of a partition's texts: sampled 4-grams, a hash of all words, and a sketch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geopolitik.index.archive.files import load
from geopolitik.index.archive.grams import KEY, Grams, sampled, short
from geopolitik.index.archive.sketches import BANDS, LEAST, sketch
from geopolitik.text.distinct import distinct
from geopolitik.text.word_arrays import GRAM, WordHashes, all_runs, word_hashes

_AT_ONCE = 8
"""Texts whose words are found together: few enough for the processor's cache."""
_SKETCHED = 64
"""Parts whose 4-grams are sketched together, for the same reason: some 500 kB."""
_ROW = np.uint64(26)
"""Bits of a row; those of a 4-gram stand above."""
_SHARD = _ROW + KEY
_OF_SHARD = (np.uint64(1) << _SHARD) - np.uint64(1)
_ROWS = np.uint64((1 << 26) - 1)


@dataclass(frozen=True, slots=True)
class Features:
    """What the index needs of some texts, which are named by their row."""

    entries: NDArray[np.uint64]
    """Sampled 4-grams in order, each once for a text, with the row of the text in one number (`entered`)."""
    forms: NDArray[np.uint64]
    """A hash of each text's words in order: equal for texts that are the same up to signs."""
    bands: NDArray[np.uint64]
    """Texts that are nearly the same have one in common; shape (texts, sketches.BANDS)."""


def entered(grams: Grams, rows: NDArray[Any]) -> NDArray[np.uint64]:
    """4-grams with rows in one number each; those of one 4-gram stand together."""
    return (grams << _ROW) | rows.astype(np.uint64)


def parted(entries: NDArray[np.uint64]) -> tuple[Grams, NDArray[np.int64]]:
    """The 4-grams of entries, and their rows."""
    return entries >> _ROW, (entries & _ROWS).astype(np.int64)


def of_shard(entries: NDArray[np.uint64], shard: int) -> NDArray[np.uint64]:
    """The entries of one shard of the index: a 4-gram begins with the shard's number."""
    low = np.uint64(shard) << _SHARD
    first, end = np.searchsorted(entries, low), np.searchsorted(entries, low | _OF_SHARD, side="right")
    return entries[first:end]


def features(texts: Sequence[str]) -> Features:
    """What the index needs of some texts, 2^26 at most."""
    parts = range(0, len(texts), _AT_ONCE)
    return features_of(word_hashes(texts[first : first + _AT_ONCE]) for first in parts)


def features_of(parts: Iterable[WordHashes]) -> Features:
    """The same of texts whose words are known, in parts."""
    entries, forms = [np.empty(0, np.uint64)], [np.empty(0, np.uint64)]
    count = 0
    for words in parts:
        hashed = all_runs(words)
        at = np.flatnonzero(sampled(hashed))
        row = np.searchsorted(words.bounds, at, side="right") - 1
        within = at + GRAM <= words.bounds[row + 1]
        entries.append(entered(short(hashed[at[within]]), row[within] + count))
        forms.append(_forms(words))
        count += len(words.bounds) - 1
    found = distinct(np.concatenate(entries))
    return Features(found, np.concatenate(forms), _bands(entries, found, count))


def _bands(parts: Sequence[NDArray[np.uint64]], found: NDArray[np.uint64], count: int) -> NDArray[np.uint64]:
    """The sketches of some texts.

    Args:
        parts: their entries in parts, text by text in each.
        found: all of them in order, each once.
        count: how many texts there are.
    """
    bands = np.zeros((count, BANDS), np.uint64)
    for first in range(0, len(parts), _SKETCHED):
        sketch(bands, *parted(np.concatenate(parts[first : first + _SKETCHED])))
    bands[np.bincount(parted(found)[1], minlength=count) < LEAST] = 0
    return bands


def write(folder: Path, texts: Sequence[str]) -> None:
    """Write the features of some texts into a folder that isn't there yet."""
    found = features(texts)
    folder.mkdir()
    for field, array in zip(fields(found), astuple(found), strict=True):
        np.save(folder / f"{field.name}.npy", array, allow_pickle=False)


def read_entries(folder: Path) -> NDArray[np.uint64]:
    """Of the features that `write` wrote, the entries alone, memory-mapped."""
    return load(folder / "entries.npy")


def read(folder: Path) -> Features:
    """The features that `write` wrote, memory-mapped."""
    arrays: dict[str, Any] = {field.name: load(folder / f"{field.name}.npy") for field in fields(Features)}
    return Features(**arrays)


def _forms(words: WordHashes) -> NDArray[np.uint64]:
    """Of each text the sum of its words' hashes, each times an odd number that tells its place."""
    starts = words.bounds[:-1].astype(np.uint64)
    # Places are counted from the first text on, and what that is too much is taken off.
    places = np.arange(1, 2 * len(words.hashes), 2, dtype=np.uint64)
    forms: NDArray[np.uint64] = _sums(words.hashes * places, words.bounds)
    forms -= np.uint64(2) * starts * _sums(words.hashes, words.bounds)
    return forms


def _sums(numbers: NDArray[np.uint64], bounds: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The sum of each text's numbers."""
    sums = np.zeros(len(numbers) + 1, np.uint64)
    np.cumsum(numbers, out=sums[1:])
    found: NDArray[np.uint64] = np.diff(sums[bounds])
    return found
