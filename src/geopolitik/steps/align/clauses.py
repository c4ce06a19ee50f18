"""Clauses that were cut from, or put into, sentences that survive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log

from geopolitik.model.annotation import Annotation, Clause, Token
from geopolitik.model.span import Span
from geopolitik.text.likeness import like_words

KEPT = 0.4
"""Share of a clause's weight that must be answered for it to count as kept."""
ELSEWHERE = 0.6
"""Share that one other sentence must answer for the clause to count as moved there, not gone."""


@dataclass(frozen=True, slots=True)
class Lexis:
    """The words of two texts: how much each tells, and which are like which."""

    weights: dict[str, float]
    like: dict[str, frozenset[str]]

    def weigh(self, tokens: Iterable[Token]) -> float:
        """How much the tokens tell together: rare words more than common ones."""
        return sum(self.weights.get(t.stem, 1.0) for t in tokens)

    def answered(self, token: Token, stems: frozenset[str]) -> bool:
        """Whether one of the stems is the token's own, or like it."""
        return token.stem in stems or not stems.isdisjoint(self.like.get(token.stem, _NONE))

    def coverage(self, tokens: Sequence[Token], stems: frozenset[str]) -> float:
        """The share of the tokens' weight that the stems answer, 0..1."""
        total = self.weigh(tokens)
        return self.weigh(t for t in tokens if self.answered(t, stems)) / total if total else 0.0


_NONE: frozenset[str] = frozenset()


def lexis(*annotations: Annotation) -> Lexis:
    """Inverse sentence frequency of every stem over the given texts, and the like words among them."""
    frequency: dict[str, int] = {}
    total = 0
    for annotation in annotations:
        total += len(annotation.sentences)
        for sentence in annotation.sentences:
            for stem in {t.stem for t in annotation.tokens_of(sentence)}:
                frequency[stem] = frequency.get(stem, 0) + 1
    weights = {stem: log((1 + total) / (1 + n)) + 0.5 for stem, n in frequency.items()}
    return Lexis(weights, like_words(weights))


def contents(annotation: Annotation, sentences: Iterable[int]) -> frozenset[str]:
    """The stems of the content words of some sentences."""
    return frozenset(
        t.stem for s in sentences for t in annotation.tokens_of(annotation.sentences[s]) if t.content
    )


def uncovered(
    ours: Annotation,
    theirs: Annotation,
    clauses: Sequence[Clause],
    partners: Callable[[int], Iterable[int]],
    words: Lexis,
) -> dict[int, list[Span]]:
    """Per sentence of ours, the clauses that neither its partners nor any other sentence answers to.

    Args:
        ours, theirs: the two texts.
        clauses: the clauses of ours to look at, of sentences that have a partner.
        partners: for a sentence of ours, all sentences of theirs that it is linked to.
        words: how much each word tells, and which are alike.
    """
    everywhere = [contents(theirs, [s]) for s in range(len(theirs.sentences))]
    found: dict[int, list[Span]] = {}
    for clause, tokens in zip(clauses, tokens_of_clauses(ours, clauses), strict=True):
        if len(tokens) < 2:
            continue
        if words.coverage(tokens, contents(theirs, partners(clause.sentence))) >= KEPT:
            continue
        if not _stands_elsewhere(tokens, everywhere, words):
            found.setdefault(clause.sentence, []).append(clause.span)
    return found


def _stands_elsewhere(tokens: Sequence[Token], sentences: Sequence[frozenset[str]], words: Lexis) -> bool:
    """Whether one sentence of the other text holds most of the clause, by two words at least."""
    stems = {t.stem for t in tokens}
    total = words.weigh(tokens)
    return any(
        words.weigh(t for t in tokens if t.stem in sentence) / total >= ELSEWHERE
        for sentence in sentences
        if len(stems & sentence) >= 2
    )


def tokens_of_clauses(annotation: Annotation, clauses: Sequence[Clause]) -> list[list[Token]]:
    """The content words of each clause."""
    result = []
    for clause in clauses:
        tokens = annotation.tokens_of(annotation.sentences[clause.sentence])
        result.append([t for t in tokens if t.content and clause.start <= t.start and t.end <= clause.end])
    return result
