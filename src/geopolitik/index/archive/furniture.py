"""What repeats within one site: 4-grams that are no evidence there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geopolitik.index.archive.grams import Grams

_SITE = 26
"""Bits of a site's number; the rest is the 4-gram's."""


def entries(grams: Grams, sites: NDArray[np.int32]) -> NDArray[np.uint64]:
    """4-grams with the sites whose furniture they are, in one number each."""
    return (grams << np.uint64(_SITE)) | sites.astype(np.uint64)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What repeats within sites."""

    known: NDArray[np.uint64]
    """`entries`, sorted."""

    def holds(self, grams: Grams, site: int) -> NDArray[np.bool_]:
        """Which 4-grams are furniture of a site."""
        if site < 0 or not len(self.known):
            return np.zeros(len(grams), np.bool_)
        wanted = entries(grams, np.full(len(grams), site, np.int32))
        at = np.minimum(np.searchsorted(self.known, wanted), len(self.known) - 1)
        same: NDArray[np.bool_] = self.known[at] == wanted
        return same


NO_FURNITURE = Furniture(np.empty(0, np.uint64))
