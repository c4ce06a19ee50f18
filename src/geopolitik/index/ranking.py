"""Which of the texts that share something with one share most: pure reckoning over what an index found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geopolitik.index.features import Asked

COMMON = 100
"""A feature of more texts than this tells little of any of them, and is not looked up."""
LEAST_GRAMS = 2
"""Sampled 4-grams in common that make a candidate: some sixteen in all, a sentence taken over."""
LEAST_SHARE = 0.1
"""Or this share of what is rare in it."""
_LONE = 0.25
"""What nobody else has is a slip of the pen as often as a name: it counts for so much of the whole."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """What an index found: an entry for each text that has one of the features asked for."""

    base: Ints
    """The 4-gram or word that the feature stands for (`Asked.base`)."""
    texts: Ints
    """Numbers of texts, beside `base`."""


def ranked(found: Found, of: Asked, held: int) -> tuple[Ints, Ints, Floats]:
    """Numbers of the texts that are candidates, the 4-grams they share, and their share; best first.

    Args:
        found: what others have of the features asked for; common ones left out.
        of: the features asked for.
        held: how many texts the index holds.
    """
    holders = np.bincount(found.base, minlength=of.bases)
    rarity = np.log1p(held / np.maximum(holders, 1))
    rarity[holders == 0] *= _LONE
    texts, which = np.unique(found.texts, return_inverse=True)
    is_gram = found.base < of.grams
    grams = np.bincount(which, weights=is_gram, minlength=len(texts)).astype(np.int64)
    weights = np.bincount(which, weights=rarity[found.base], minlength=len(texts))
    words = np.bincount(which, weights=np.where(is_gram, 0.0, rarity[found.base]), minlength=len(texts))
    share = np.minimum(1.0, words / max(float(rarity[of.grams :].sum()), 1e-9))
    chosen = np.flatnonzero((grams >= LEAST_GRAMS) | (share >= LEAST_SHARE))
    order = chosen[np.lexsort((texts[chosen], -weights[chosen]))]
    return texts[order], grams[order], share[order]
