"""Alignment of texts too long for a full matrix: only sentences that share a rare word are compared."""

from __future__ import annotations

from collections import Counter
from math import sqrt

from geopolitik.steps.align.pairs import Pair, Thresholds
from geopolitik.steps.align.words import Bags, Lexis

FULL_MATRIX = 1_000_000
"""Sentence pairs up to which every one is compared."""
_RARE = 12
"""A word in more sentences of a text than this makes no candidates."""
_COMPARED = 64
"""Candidates looked at for one sentence, those that share most rare words first."""


def is_large(a: Bags, b: Bags) -> bool:
    """Whether a full matrix of the two would be too large."""
    return len(a.of) * len(b.of) > FULL_MATRIX


def decode_large(a: Bags, b: Bags, words: Lexis, thresholds: Thresholds) -> dict[Pair, float]:
    """The best matches both ways among sentences that share a rare word, with their similarity.

    Similarity is the cosine of stems weighted by rarity; equal sentences without a rare word are found too.
    """
    equal = {bag: j for j, bag in enumerate(b.of) if bag}
    lengths = [_length(bag, words) for bag in b.of]
    best_of_a: dict[int, tuple[float, int]] = {}
    best_of_b: dict[int, tuple[float, int]] = {}
    for i, bag in enumerate(a.of):
        near = Counter(j for stem in bag for j in _rare(b, stem))
        candidates = [j for j, _ in near.most_common(_COMPARED)]
        if bag in equal:
            candidates.append(equal[bag])
        own = _length(bag, words)
        for j in candidates:
            shared = sum(words.weights[stem] ** 2 for stem in bag & b.of[j])
            score = shared / (own * lengths[j]) if own and lengths[j] else 0.0
            best_of_a[i] = max(best_of_a.get(i, (0.0, j)), (score, j))
            best_of_b[j] = max(best_of_b.get(j, (0.0, i)), (score, i))
    pairs = {(i, j): score for i, (score, j) in best_of_a.items()}
    pairs |= {(i, j): score for j, (score, i) in best_of_b.items()}
    return {pair: round(score, 4) for pair, score in sorted(pairs.items()) if score >= thresholds.best}


def _rare(text: Bags, stem: str) -> list[int]:
    """The sentences in which a stem stands, if they are few."""
    sentences = text.where.get(stem, [])
    return sentences if len(sentences) <= _RARE else []


def _length(bag: frozenset[str], words: Lexis) -> float:
    return sqrt(sum(words.weights[stem] ** 2 for stem in bag))
