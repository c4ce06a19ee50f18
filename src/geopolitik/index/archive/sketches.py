"""Sketches by which texts that are nearly the same meet, and how alike two texts are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geopolitik.index.archive.grams import BITS
from geopolitik.text.fingerprints import mixed

BANDS = 6
"""Two texts of which .9 is the same meet in one of them with a probability of .9999 (.81 each)."""
LEAST = 16
"""Sampled 4-grams, some 130 words; shorter texts are the same only if all words are."""
_EACH = 2


def sketches(grams: NDArray[np.uint64], rows: NDArray[np.int64], count: int) -> NDArray[np.uint64]:
    """Bands of least hashes (Broder 1997; Indyk and Motwani 1998), shape (count, BANDS).

    Args:
        grams: 4-grams of all texts.
        rows: of which text each is.
        count: how many texts there are. Those with few 4-grams get bands of zeros, which meet nobody's.
    """
    found = np.zeros((count, BANDS), np.uint64)
    if not len(grams):
        return found
    by_text = np.sort((rows.astype(np.uint64) << BITS) | grams)
    texts = (by_text >> BITS).astype(np.int64)
    starts = np.flatnonzero(np.concatenate(([True], texts[1:] != texts[:-1])))
    texts, by_text = texts[starts], by_text << (np.uint64(64) - BITS)
    for band in range(BANDS):
        for place in range(_EACH):
            salt = mixed(np.array([band * _EACH + place + 1], np.uint64)) | np.uint64(1)
            # 4-grams are hashes already: to be in another order, times an odd number is enough.
            least = np.minimum.reduceat(by_text * salt, starts)
            found[texts, band] = mixed(found[texts, band] + least)
    found[np.bincount(rows, minlength=count) < LEAST] = 0
    return found
