"""Clauses that were cut from, or put into, sentences that survive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log

from geopolitik.model.annotation import Annotation, Clause, Token
from geopolitik.model.span import Span
from geopolitik.text.likeness import likeness

_COVERED = 0.4
"""Share of a clause's weight that must be answered for it to count as kept."""
_LIKE = 0.7
_ELSEWHERE = 0.6
"""Share that one other sentence must answer for the clause to count as moved there, not gone."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a word tells: rare words of the two texts more than common ones."""

    of: dict[str, float]

    def __call__(self, tokens: Iterable[Token]) -> float:
        return sum(self.of.get(t.stem, 1.0) for t in tokens)


def weigh(*annotations: Annotation) -> Weights:
    """Inverse sentence frequency of every stem over the given texts."""
    frequency: dict[str, int] = {}
    total = 0
    for annotation in annotations:
        total += len(annotation.sentences)
        for sentence in annotation.sentences:
            for stem in {t.stem for t in annotation.tokens_of(sentence)}:
                frequency[stem] = frequency.get(stem, 0) + 1
    return Weights({stem: log((1 + total) / (1 + n)) + 0.5 for stem, n in frequency.items()})


def contents(annotation: Annotation, sentences: Iterable[int]) -> list[Token]:
    """The content words of some sentences."""
    return [t for s in sentences for t in annotation.tokens_of(annotation.sentences[s]) if t.content]


def answered(tokens: Sequence[Token], stems: frozenset[str]) -> list[Token]:
    """Those of the tokens that some of the stems is the same as, or like."""
    return [t for t in tokens if t.stem in stems or any(likeness(t.stem, s) >= _LIKE for s in stems)]


def uncovered(
    ours: Annotation,
    theirs: Annotation,
    clauses: Sequence[Clause],
    partners: Callable[[int], Iterable[int]],
    weights: Weights,
) -> dict[int, list[Span]]:
    """Per sentence of ours, the clauses that neither its partners nor any other sentence answers to.

    Args:
        ours, theirs: the two texts.
        clauses: the clauses of ours to look at, of sentences that have a partner.
        partners: for a sentence of ours, all sentences of theirs that it is linked to.
        weights: how much each word tells.
    """
    everywhere = [frozenset(t.stem for t in contents(theirs, [s])) for s in range(len(theirs.sentences))]
    found: dict[int, list[Span]] = {}
    for clause, tokens in zip(clauses, _tokens_of(ours, clauses), strict=True):
        total = weights(tokens)
        if len(tokens) < 2 or not total:
            continue
        near = frozenset(t.stem for t in contents(theirs, partners(clause.sentence)))
        kept = answered(tokens, near)
        if weights(kept) / total >= _COVERED:
            continue
        if not _stands_elsewhere(tokens, everywhere, weights, total):
            found.setdefault(clause.sentence, []).append(clause.span)
    return found


def _stands_elsewhere(
    tokens: Sequence[Token], sentences: Sequence[frozenset[str]], weights: Weights, total: float
) -> bool:
    """Whether one sentence of the other text answers to most of the clause, by two words at least."""
    for stems in sentences:
        exact = [t for t in tokens if t.stem in stems]
        if len({t.stem for t in exact}) >= 2 and weights(exact) / total >= _ELSEWHERE:
            return True
    return False


def _tokens_of(annotation: Annotation, clauses: Sequence[Clause]) -> list[list[Token]]:
    """The content words of each clause."""
    result = []
    for clause in clauses:
        sentence = annotation.sentences[clause.sentence]
        result.append(
            [
                t
                for t in annotation.tokens_of(sentence)
                if t.content and clause.start <= t.start and t.end <= clause.end
            ]
        )
    return result
