"""What the index needs of a partition's texts: sampled 4-grams, a hash of all words, and a sketch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geopolitik.index.archive.files import load
from geopolitik.index.archive.grams import sampled, short
from geopolitik.index.archive.partition import columns
from geopolitik.index.archive.sketches import sketches
from geopolitik.text.word_arrays import runs, word_arrays

_AT_ONCE = 32
"""Texts whose words are found together: few enough for the processor's cache."""


@dataclass(frozen=True, slots=True)
class Features:
    """What the index needs of some texts, which are named by their row."""

    grams: NDArray[np.uint64]
    """Sampled 4-grams in order, each once for a text; `rows` says of which."""
    rows: NDArray[np.uint16]
    forms: NDArray[np.uint64]
    """A hash of each text's words in order: equal for texts that are the same up to signs."""
    bands: NDArray[np.uint64]
    """Texts that are nearly the same have one in common; shape (texts, sketches.BANDS)."""


def features(texts: Sequence[str]) -> Features:
    """What the index needs of some texts, 65,536 at most."""
    keys, forms = [np.empty(0, np.uint64)], []
    for first in range(0, len(texts), _AT_ONCE):
        words = word_arrays(texts[first : first + _AT_ONCE])
        hashed, at = runs(words)
        kept = sampled(hashed)
        row = np.searchsorted(words.bounds, at[kept], side="right") - 1 + first
        keys.append((short(hashed[kept]) << np.uint64(16)) | row.astype(np.uint64))
        forms += [_form(words.hashes[words.of(n)]) for n in range(len(words.bounds) - 1)]
    both = np.unique(np.concatenate(keys))
    grams, rows = both >> np.uint64(16), both.astype(np.uint16)
    return Features(grams, rows, np.array(forms, np.uint64), sketches(grams, rows, len(texts)))


def write(folder: Path, partition: Path) -> None:
    """Write the features of a partition into a folder that isn't there yet."""
    found = features(columns(partition, "text")["text"].to_pylist())
    folder.mkdir()
    for field, array in zip(fields(found), astuple(found), strict=True):
        np.save(folder / f"{field.name}.npy", array, allow_pickle=False)


def read(folder: Path) -> Features:
    """The features that `write` wrote, memory-mapped."""
    arrays: dict[str, Any] = {field.name: load(folder / f"{field.name}.npy") for field in fields(Features)}
    return Features(**arrays)


def _form(words: NDArray[np.uint64]) -> int:
    return int.from_bytes(blake2b(words.tobytes(), digest_size=8).digest(), "little")
