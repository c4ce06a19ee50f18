"""An index of candidates in memory, in sorted arrays: for traces, and for measuring."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geopolitik.index.features import Asked, asked, held
from geopolitik.index.ranking import COMMON, Found, ranked
from geopolitik.model.candidates import Candidate, Fingerprint

_FRESH = 1 << 16
"""So many entries wait unsorted before they become a run of their own."""
_Features = NDArray[np.int64]
_Texts = NDArray[np.int32]
_Run = tuple[_Features, _Texts]
"""Entries sorted by feature: the features, and beside them the texts."""


class MemoryIndex:
    """Sorted runs of (feature, text), merged as they grow (O'Neil et al. 1996): twelve bytes an entry."""

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._numbers: dict[str, int] = {}
        self._runs: list[_Run] = []
        self._fresh: list[tuple[_Features, int]] = []
        self._waiting = 0

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, key: str, fingerprint: Fingerprint) -> None:
        """Hold a text under a key; a key that is held already is left as it is."""
        if key in self._numbers:
            return
        number = self._numbers[key] = len(self._keys)
        self._keys.append(key)
        features = held(fingerprint)
        self._fresh.append((features, number))
        self._waiting += len(features)
        if self._waiting >= _FRESH:
            self._settle()

    def find(self, fingerprint: Fingerprint, *, most: int = 20) -> tuple[Candidate, ...]:
        """The texts that share most with one, best first, itself included if it is held."""
        self._settle()
        of = asked(fingerprint)
        texts, grams, shares = (found[:most].tolist() for found in ranked(self._entries(of), of, len(self)))
        return tuple(
            Candidate(self._keys[text], shared, share)
            for text, shared, share in zip(texts, grams, shares, strict=True)
        )

    def _entries(self, of: Asked) -> Found:
        """Which texts have which of some features, common ones left out."""
        bounds = [
            (np.searchsorted(features, of.features, "left"), np.searchsorted(features, of.features, "right"))
            for features, _ in self._runs
        ]
        holders = sum((high - low for low, high in bounds), np.zeros(len(of.features), np.int64))
        few = holders <= COMMON
        bases, texts = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for (low, high), (_, beside) in zip(bounds, self._runs, strict=True):
            for at in np.flatnonzero(few & (high > low)):
                stretch = beside[low[at] : high[at]]
                texts.append(stretch.astype(np.int64))
                bases.append(np.full(len(stretch), of.base[at]))
        return Found(np.concatenate(bases), np.concatenate(texts))

    def _settle(self) -> None:
        """Make a run of what waits, and merge runs until each is twice as long as the next."""
        if not self._fresh:
            return
        features = np.concatenate([held for held, _ in self._fresh])
        texts = np.repeat(
            np.array([number for _, number in self._fresh], np.int32), [len(held) for held, _ in self._fresh]
        )
        self._fresh, self._waiting = [], 0
        self._runs.append(_sorted(features, texts))
        while len(self._runs) > 1 and len(self._runs[-2][0]) < 2 * len(self._runs[-1][0]):
            (first, beside_first), (second, beside_second) = self._runs[-2:]
            del self._runs[-2:]
            both = np.concatenate((first, second)), np.concatenate((beside_first, beside_second))
            self._runs.append(_sorted(*both))


def _sorted(features: _Features, texts: _Texts) -> _Run:
    # Stable, so that equal features stand in the order in which their texts came; fast on two sorted runs.
    order = np.argsort(features, kind="stable")
    return features[order], texts[order]
