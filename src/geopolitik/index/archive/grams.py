"""The 4-grams by which texts are found: a sample of them, 38 bits of each, in shards."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geopolitik.text.fingerprints import SAMPLE

Grams = NDArray[np.uint64]
SHARDS = 64
"""Of an index. What one holds is named by 32 bits, its key."""
KEY = np.uint64(32)
_SHORT = np.uint64(64 - 38)


def sampled(hashes: Grams) -> NDArray[np.bool_]:
    """Which of the runs of four words are in the sample; equal runs are in it or not in all texts."""
    kept: NDArray[np.bool_] = hashes % np.uint64(SAMPLE) == 0
    return kept


def short(hashes: Grams) -> Grams:
    """The 38 bits by which 4-grams are told apart: the first six are the shard, the others the key."""
    return hashes >> _SHORT
