"""Which texts tell of one event, whatever their wording: rare words in common, by average linkage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from geopolitik.model.candidates import Fingerprint
from geopolitik.text.fingerprints import rarities

EVENT = 0.15
"""The least average likeness of the texts of one event; chosen by `benchmarks/stories.py`."""
_MOST = 16
"""Texts of a story that a new one is compared with: those beyond cost time and change little."""


def alike(a: Fingerprint, b: Fingerprint) -> float:
    """The cosine of two texts' words, each weighed by its rarity; 0..1."""
    shared = np.intersect1d(a.terms, b.terms, assume_unique=True)
    both = _length(a) * _length(b)
    return float(np.square(rarities(shared)).sum() / both) if both else 0.0


def together(ours: Sequence[Fingerprint], theirs: Sequence[Fingerprint]) -> float:
    """The average likeness of the texts of two groups, the newest of each; 0 if one is empty."""
    pairs = [(a, b) for a in ours[-_MOST:] for b in theirs[-_MOST:]]
    return sum(alike(a, b) for a, b in pairs) / len(pairs) if pairs else 0.0


def likeliest(text: Fingerprint, stories: Mapping[str, Sequence[Fingerprint]]) -> str | None:
    """The story whose event a text tells of, if any."""
    scores = {story: together([text], texts) for story, texts in stories.items()}
    best = max(scores, key=lambda story: (scores[story], story), default=None)
    return best if best is not None and scores[best] >= EVENT else None


def late(story: Sequence[Fingerprint], others: Mapping[str, Sequence[Fingerprint]]) -> tuple[str, ...]:
    """Those of other stories that turn out to tell of the same event as a story that has grown."""
    return tuple(other for other, texts in others.items() if together(story, texts) >= EVENT)


def _length(text: Fingerprint) -> float:
    return float(np.sqrt(np.square(rarities(text.terms)).sum()))
