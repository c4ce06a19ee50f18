"""How similar sentences are: word and character n-grams, weighted by rarity; a sentence model as plug."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geopolitik.model.annotation import Token
from geopolitik.model.protocols import SentenceModel

Matrix = NDArray[np.float32]

_BUCKETS = 1 << 13
"""Columns when the vocabulary is larger than that: features are then hashed (Weinberger et al. 2009)."""


@lru_cache(maxsize=1 << 16)
def _character_grams(word: str) -> tuple[str, ...]:
    padded = f" {word} "
    return tuple(padded[i : i + n] for n in (3, 4, 5) for i in range(len(padded) - n + 1))


def word_features(tokens: Sequence[Token]) -> list[str]:
    """Stems of content words, and pairs of neighbouring stems."""
    return [t.stem for t in tokens if t.content] + [f"{t.stem} {u.stem}" for t, u in pairwise(tokens)]


def character_features(tokens: Sequence[Token]) -> list[str]:
    """Character 3- to 5-grams inside content words."""
    return [gram for t in tokens if t.content for gram in _character_grams(t.norm)]


def _counts(rows: Sequence[Iterable[str]]) -> Matrix:
    """Feature counts, shape (len(rows), features or `_BUCKETS`)."""
    numbers: dict[str, int] = {}
    row_of: list[int] = []
    column_of: list[int] = []
    for row, features in enumerate(rows):
        before = len(column_of)
        column_of += [numbers.setdefault(feature, len(numbers)) for feature in features]
        row_of += [row] * (len(column_of) - before)
    width = min(max(len(numbers), 1), _BUCKETS)
    flat = np.asarray(row_of, dtype=np.int64) * width + np.asarray(column_of, dtype=np.int64) % width
    return np.bincount(flat, minlength=len(rows) * width).reshape(len(rows), width).astype(np.float32)


def _tf_idf(rows: Sequence[Iterable[str]]) -> Matrix:
    """Unit rows of log-free term frequency times smoothed inverse document frequency."""
    counts = _counts(rows)
    document_frequency = (counts > 0).sum(axis=0)
    counts *= np.log((1 + len(rows)) / (1 + document_frequency)).astype(np.float32) + 1
    norms = np.sqrt((counts * counts).sum(axis=1, keepdims=True))
    counts /= np.where(norms == 0, 1, norms)
    return counts


def cosine(
    a: Sequence[Sequence[Token]],
    b: Sequence[Sequence[Token]],
    features: Callable[[Sequence[Token]], list[str]],
) -> Matrix:
    """TF-IDF cosine of every passage of `a` with every one of `b`, shape (len(a), len(b)), in 0..1."""
    if not a or not b:
        return np.zeros((len(a), len(b)), dtype=np.float32)
    vectors = _tf_idf([features(tokens) for tokens in (*a, *b)])
    return vectors[: len(a)] @ vectors[len(a) :].T


def lexical(a: Sequence[Sequence[Token]], b: Sequence[Sequence[Token]]) -> Matrix:
    """Half word 1-2-gram, half character 3-5-gram TF-IDF cosine, shape (len(a), len(b))."""
    both: Matrix = 0.5 * cosine(a, b, word_features) + 0.5 * cosine(a, b, character_features)
    return both


def with_model(matrix: Matrix, model: SentenceModel, a: Sequence[str], b: Sequence[str]) -> Matrix:
    """The lexical matrix averaged with a sentence model's cosine (negative cosines count as 0)."""
    if not a or not b:
        return matrix
    vectors = np.asarray(model.encode([*a, *b]), dtype=np.float32)
    semantic: Matrix = np.clip(vectors[: len(a)] @ vectors[len(a) :].T, 0, 1)
    averaged: Matrix = 0.5 * matrix + 0.5 * semantic
    return averaged
