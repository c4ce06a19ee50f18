"""What repeats within one outlet: 4-grams that are no evidence there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geopolitik.index.archive.grams import Grams

_OUTLET = 24
"""Bits of an outlet's number; the rest is the 4-gram's."""


def entries(grams: Grams, outlets: NDArray[np.int32]) -> NDArray[np.uint64]:
    """4-grams with the outlets whose furniture they are, in one number each."""
    return (grams << np.uint64(_OUTLET)) | outlets.astype(np.uint64)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What repeats within outlets."""

    known: NDArray[np.uint64]
    """`entries`, sorted."""

    def holds(self, grams: Grams, outlet: int) -> NDArray[np.bool_]:
        """Which 4-grams are furniture of an outlet."""
        if outlet < 0 or not len(self.known):
            return np.zeros(len(grams), np.bool_)
        wanted = entries(grams, np.full(len(grams), outlet, np.int32))
        at = np.minimum(np.searchsorted(self.known, wanted), len(self.known) - 1)
        same: NDArray[np.bool_] = self.known[at] == wanted
        return same


NO_FURNITURE = Furniture(np.empty(0, np.uint64))
