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
from geopolitik.index.archive.sketches import sketches
from geopolitik.text.distinct import distinct
from geopolitik.text.word_arrays import WordHashes, runs, word_hashes

_AT_ONCE = 8
"""Texts whose words are found together: few enough for the processor's cache."""
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
        hashed, at = runs(words)
        kept = sampled(hashed)
        row = np.searchsorted(words.bounds, at[kept], side="right") - 1 + count
        entries.append(entered(short(hashed[kept]), row))
        forms.append(_forms(words))
        count += len(words.bounds) - 1
    found = distinct(np.concatenate(entries))
    return Features(found, np.concatenate(forms), sketches(*parted(found), count))


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
    starts = np.repeat(words.bounds[:-1], np.diff(words.bounds))
    places = (2 * (np.arange(len(starts)) - starts) + 1).astype(np.uint64)
    sums = np.zeros(len(starts) + 1, np.uint64)
    np.cumsum(words.hashes * places, out=sums[1:])
    forms: NDArray[np.uint64] = np.diff(sums[words.bounds])
    return forms
