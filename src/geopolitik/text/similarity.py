"""How similar sentences are: word and character n-grams, weighted by rarity; a sentence model as plug."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geopolitik.model.annotation import Token
from geopolitik.model.protocols import SentenceModel

Matrix = NDArray[np.float32]
Ids = NDArray[np.int64]

_BUCKETS = 1 << 13
"""Columns at the most; a larger vocabulary is folded into them (feature hashing, Weinberger et al. 2009)."""
_WORTH_THREADS = 30_000_000
"""Multiplications from which a threaded matrix product pays."""
_MODEL_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Space:
    """Passages of two texts as weighted n-gram counts, one row a passage; not normalised, so rows add up."""

    a: Matrix
    b: Matrix

    def cosine(self) -> Matrix:
        """Every passage of a with every one of b, shape (n, m), in 0..1."""
        norms = np.outer(_norms(self.a), _norms(self.b))
        # What only one side has adds nothing to a product; most features are such.
        shared = np.flatnonzero(np.logical_and(self.a.any(axis=0), self.b.any(axis=0)))
        result: Matrix = products(self.a[:, shared], self.b[:, shared]) / norms
        return result

    def gain_of_joining(self, tried: Sequence[Joining], *, of_b: bool) -> Matrix:
        """By how much a neighbour raises a passage's cosine with its match, shape (len(tried),)."""
        ours, theirs = (self.b, self.a) if of_b else (self.a, self.b)
        own, neighbour, match = (list(column) for column in zip(*tried, strict=True))
        matches = _unit(theirs[match])
        together, alone = _unit(ours[own] + ours[neighbour]), _unit(ours[own])
        result: Matrix = np.einsum("ij,ij->i", together - alone, matches)
        return result


Joining = tuple[int, int, int]
"""A passage, its neighbour on the same side, and the passage's match on the other side."""


@dataclass(frozen=True, slots=True)
class Lexical:
    """Half word 1-2-gram, half character 3-5-gram TF-IDF cosine."""

    words: Space
    characters: Space

    def cosine(self) -> Matrix:
        """Every passage of a with every one of b, shape (n, m), in 0..1."""
        result: Matrix = 0.5 * self.words.cosine() + 0.5 * self.characters.cosine()
        return result

    def gain_of_joining(self, tried: Sequence[Joining], *, of_b: bool) -> Matrix:
        """By how much a neighbour raises a passage's cosine with its match, shape (len(tried),)."""
        words = self.words.gain_of_joining(tried, of_b=of_b)
        characters = self.characters.gain_of_joining(tried, of_b=of_b)
        result: Matrix = 0.5 * words + 0.5 * characters
        return result


@dataclass(frozen=True, slots=True)
class Occurrences:
    """The features of a text's passages, wherever they occur."""

    passages: int
    features: Ids
    """The distinct features, as hashes that are alike within one process; sorted."""
    first: Ids
    """Beside each, at which occurrence it was met first."""
    which: Ids
    """For each occurrence the place of its feature among them."""
    where: Ids
    """Beside each, its passage."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a text's passages are compared by."""

    words: Occurrences
    """Content stems, and pairs of neighbouring stems."""
    characters: Occurrences
    """Character 3- to 5-grams inside content words."""


def counted(passages: Sequence[Sequence[Token]]) -> Counted:
    """What the passages of a text, each given as its tokens, are compared by."""
    words, characters = list[Ids](), list[Ids]()
    for tokens in passages:
        stems = [t.stem for t in tokens]
        row = [hash(t.stem) for t in tokens if t.content]
        row += map(hash, pairwise(stems))
        words.append(np.asarray(row, dtype=np.int64))
        grams = [_grams(t.norm) for t in tokens if t.content]
        characters.append(np.concatenate(grams) if grams else np.zeros(0, np.int64))
    return Counted(_occurrences(words), _occurrences(characters))


def _occurrences(rows: Sequence[Ids]) -> Occurrences:
    met = np.concatenate(rows) if rows else np.zeros(0, np.int64)
    features, first, which = np.unique(met, return_index=True, return_inverse=True)
    where = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    return Occurrences(len(rows), features, first, which, where)


def lexical(a: Counted, b: Counted) -> Lexical:
    """The lexical space of two texts."""
    return Lexical(_space(a.words, b.words), _space(a.characters, b.characters))


@lru_cache(maxsize=1 << 16)
def _grams(word: str) -> Ids:
    """Hashes of a word's 3- to 5-grams, alike within one process."""
    padded = f" {word} "
    return np.array(
        [hash(padded[i : i + n]) for n in (3, 4, 5) for i in range(len(padded) - n + 1)], dtype=np.int64
    )


def _space(a: Occurrences, b: Occurrences) -> Space:
    """Counts weighted by smoothed inverse document frequency over the passages of both texts."""
    vocabulary = np.unique(np.concatenate([a.features, b.features]))
    in_a, in_b = (np.searchsorted(vocabulary, text.features) for text in (a, b))
    if len(vocabulary) > _BUCKETS:
        # Numbered as they are met: hashes differ from process to process, and what is folded must not.
        first = np.empty(len(vocabulary), dtype=np.int64)
        first[in_b] = len(a.which) + b.first
        first[in_a] = a.first
        numbers = np.empty(len(vocabulary), dtype=np.int64)
        numbers[np.argsort(first)] = np.arange(len(vocabulary))
        in_a, in_b = numbers[in_a] % _BUCKETS, numbers[in_b] % _BUCKETS
    width = min(max(len(vocabulary), 1), _BUCKETS)
    ours, theirs = _counts(a, in_a, width), _counts(b, in_b, width)
    frequency = (ours > 0).sum(axis=0) + (theirs > 0).sum(axis=0)
    weights = (np.log((1 + len(ours) + len(theirs)) / (1 + frequency)) + 1).astype(np.float32)
    ours *= weights
    theirs *= weights
    return Space(ours, theirs)


def _counts(text: Occurrences, columns: Ids, width: int) -> Matrix:
    """How often each passage has each feature, shape (passages, width)."""
    flat = text.where * width + columns[text.which]
    counts = np.bincount(flat, minlength=text.passages * width)
    return counts.reshape(text.passages, width).astype(np.float32)


def _norms(rows: Matrix) -> Matrix:
    """The length of every row; 1 for a row of zeros, so that it can be divided by."""
    norms: Matrix = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    norms[norms == 0] = 1
    return norms


def _unit(rows: Matrix) -> Matrix:
    result: Matrix = rows / _norms(rows)[:, None]
    return result


def products(a: Matrix, b: Matrix) -> Matrix:
    """The products of all rows of a with all of b, shape (n, m)."""
    # BLAS wakes its threads for a product of two short texts, which costs more than the product.
    small = a.size * len(b) < _WORTH_THREADS
    result: Matrix = np.einsum("ik,jk->ij", a, b) if small else a @ b.T
    return result


def with_model(matrix: Matrix, model: SentenceModel, a: Sequence[str], b: Sequence[str]) -> Matrix:
    """The lexical matrix mixed with a sentence model's cosine (negative cosines count as 0)."""
    if not a or not b:
        return matrix
    vectors = np.asarray(model.encode([*a, *b]), dtype=np.float32)
    semantic: Matrix = np.clip(vectors[: len(a)] @ vectors[len(a) :].T, 0, 1)
    mixed: Matrix = (1 - _MODEL_WEIGHT) * matrix + _MODEL_WEIGHT * semantic
    return mixed
