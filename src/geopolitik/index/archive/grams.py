"""The 4-grams by which texts are found: a sample of them, 38 bits of each, in shards."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geopolitik.text.fingerprints import SAMPLE

Grams = NDArray[np.uint64]
SHARDS = 64
"""Of an index. What one holds is named by 32 bits, its key."""
KEY = np.uint64(32)
BITS = np.uint64(38)
"""Of a 4-gram: the first six are its shard, the others its key."""
_SHORT = np.uint64(64) - BITS


def sampled(hashes: Grams) -> NDArray[np.bool_]:
    """Which of the runs of four words are in the sample; equal runs are in it or not in all texts."""
    # A power of two: the last bits say it, and a division takes five times as long.
    kept: NDArray[np.bool_] = hashes & np.uint64(SAMPLE - 1) == 0
    return kept


def short(hashes: Grams) -> Grams:
    """The bits by which 4-grams are told apart."""
    return hashes >> _SHORT
