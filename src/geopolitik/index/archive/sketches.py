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


def sketch(bands: NDArray[np.uint64], grams: NDArray[np.uint64], rows: NDArray[np.int64]) -> None:
    """Make the bands of some texts: least hashes (Broder 1997; Indyk and Motwani 1998).

    Args:
        bands: of all texts, shape (texts, BANDS), noughts as yet; those of texts without 4-grams stay so, and
            meet nobody's.
        grams: 4-grams, text by text.
        rows: beside each the row of its text.
    """
    if not len(grams):
        return
    starts = np.flatnonzero(np.concatenate(([True], rows[1:] != rows[:-1])))
    texts, by_text = rows[starts], grams << (np.uint64(64) - BITS)
    for band in range(BANDS):
        for place in range(_EACH):
            salt = mixed(np.array([band * _EACH + place + 1], np.uint64)) | np.uint64(1)
            # 4-grams are hashes already: to be in another order, times an odd number is enough.
            least = np.minimum.reduceat(by_text * salt, starts)
            bands[texts, band] = mixed(bands[texts, band] + least)
