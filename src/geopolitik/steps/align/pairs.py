"""Which sentences answer to which: similarity, then best matches both ways, neighbours, and leftovers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Label
from geopolitik.model.protocols import SentenceModel
from geopolitik.remembering import remembers
from geopolitik.text.similarity import Counted, Lexical, Matrix, counted, lexical, with_model

Pair = tuple[int, int]
_TEXTS = 16
"""So many texts are remembered with what they are compared by: each is compared with several others."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which similarity on a pair counts."""

    best: float
    """For a sentence's best match."""
    gain: float = 0.03
    """By how much a neighbour must raise the similarity of the two together to be taken in."""
    neighbour: float = 0.10
    """The least similarity such a neighbour must have by itself."""
    order: float = 0.06
    """Bonus for a pair that stands where its neighbours' matches let one expect it."""


UNRELATED = Thresholds(best=0.28, order=0.0)
RELATED = Thresholds(best=0.15)
UNRELATED_BY_MODEL = Thresholds(best=0.30, order=0.0)
RELATED_BY_MODEL = Thresholds(best=0.20)
"""A sentence model finds every two sentences somewhat alike, so more is asked of what it has a say in."""
_ANCHOR = 0.30
"""Mutual best matches above this are trusted to show the order of the texts."""


@dataclass(frozen=True, slots=True)
class Similarity:
    """How similar the sentences of two texts are."""

    matrix: Matrix
    """Every sentence of a with every one of b, shape (n, m), in 0..1."""
    lexical: Lexical
    """For joining neighbours."""
    by_model: bool
    """Whether a sentence model has a say in the matrix."""
    heads: tuple[tuple[bool, ...], tuple[bool, ...]]
    """For the sentences of a and of b, whether they stand above the story: title, standfirst, heading."""


def similarity(a: Annotation, b: Annotation, model: SentenceModel | None) -> Similarity:
    """How similar the sentences of `a` and `b` are, by words and, if given, by a sentence model."""
    space = lexical(_counted(a), _counted(b))
    matrix = space.cosine()
    if model is not None:
        ours, theirs = ([s.span.of(text.article.legible) for s in text.sentences] for text in (a, b))
        matrix = with_model(matrix, model, ours, theirs)
    return Similarity(matrix, space, by_model=model is not None, heads=(_heads(a), _heads(b)))


@remembers(_TEXTS)
def _counted(text: Annotation) -> Counted:
    """What the sentences of a text are compared by."""
    return counted([text.tokens_of(sentence) for sentence in text.sentences])


def _heads(text: Annotation) -> tuple[bool, ...]:
    return tuple(sentence.label is not Label.BODY for sentence in text.sentences)


def order_bonus(matrix: Matrix, weight: float) -> Matrix:
    """A bonus up to `weight` near the path that the anchors draw through the matrix; zero without anchors.

    The anchors are mutual best matches; between them the path is interpolated.
    """
    n, m = matrix.shape
    bonus = np.zeros_like(matrix)
    columns = matrix.argmax(axis=1)
    anchors = [
        (i, int(j))
        for i, j in enumerate(columns)
        if matrix[i, j] >= _ANCHOR and int(matrix[:, j].argmax()) == i
    ]
    if len(anchors) < 3:
        return bonus
    rows = np.array([i for i, _ in anchors], dtype=np.float64)
    expected = np.interp(np.arange(n), rows, [j for _, j in anchors])
    distance = np.abs(np.arange(m)[None, :] - expected[:, None])
    result: Matrix = (weight * np.exp(-distance / 2.0)).astype(np.float32)
    return result


def best_both_ways(matrix: Matrix, scores: Matrix, least: float) -> set[Pair]:
    """The union of every row's and every column's best pair, if its similarity reaches `least`."""
    pairs = {(i, int(j)) for i, j in enumerate(scores.argmax(axis=1))}
    pairs |= {(int(i), j) for j, i in enumerate(scores.argmax(axis=0))}
    return {(i, j) for i, j in pairs if scores[i, j] >= least and matrix[i, j] >= 0.6 * least}


def decode(similar: Similarity, *, related: bool) -> dict[Pair, float]:
    """The aligned sentence pairs with their similarity."""
    if similar.by_model:
        thresholds = RELATED_BY_MODEL if related else UNRELATED_BY_MODEL
    else:
        thresholds = RELATED if related else UNRELATED
    matrix = similar.matrix
    scores = matrix + order_bonus(matrix, thresholds.order) if thresholds.order else matrix
    pairs = best_both_ways(matrix, scores, thresholds.best)
    pairs |= neighbours(similar, pairs, thresholds)
    return {(i, j): round(float(matrix[i, j]), 4) for i, j in sorted(pairs)}


def neighbours(similar: Similarity, pairs: set[Pair], thresholds: Thresholds) -> set[Pair]:
    """Pairs by which a neighbouring sentence joins a match: the two together answer better than one."""
    flipped = {(j, i) for i, j in pairs}
    return _absorb(similar, pairs, thresholds, of_b=False) | {
        (i, j) for j, i in _absorb(similar, flipped, thresholds, of_b=True)
    }


def _absorb(similar: Similarity, pairs: set[Pair], thresholds: Thresholds, *, of_b: bool) -> set[Pair]:
    """Neighbours i±1 of a matched i that make i and its neighbour together more similar to j."""
    matrix = similar.matrix.T if of_b else similar.matrix
    # A headline says what the story says; it is no part of the story's first sentence.
    heads = similar.heads[1 if of_b else 0]
    tried = [
        (i, k, j)
        for i, j in pairs
        for k in (i - 1, i + 1)
        if 0 <= k < len(matrix)
        and heads[i] == heads[k]
        and (k, j) not in pairs
        and matrix[k, j] >= thresholds.neighbour
    ]
    if not tried:
        return set()
    gains = similar.lexical.gain_of_joining(tried, of_b=of_b)
    return {(k, j) for gain, (_, k, j) in zip(gains, tried, strict=True) if gain >= thresholds.gain}


def moved_pairs(pairs: Sequence[Pair]) -> set[Pair]:
    """The pairs that stand out of the common order: not on the longest run that rises on both sides."""
    ordered = sorted(pairs)
    tails: list[int] = []
    tail_at: list[int] = []
    before: list[int] = []
    for at, (_, j) in enumerate(ordered):
        place = bisect_right(tails, j)
        before.append(tail_at[place - 1] if place else -1)
        tails[place : place + 1] = [j]
        tail_at[place : place + 1] = [at]
    kept: set[Pair] = set()
    at = tail_at[-1] if tail_at else -1
    while at >= 0:
        kept.add(ordered[at])
        at = before[at]
    return set(ordered) - kept
