"""The words of two texts: what each tells, which are alike, and in which sentences they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from geopolitik.model.annotation import Annotation, Clause, Token
from geopolitik.remembering import remembers
from geopolitik.text.likeness import Groups, grouped, like_among

_ENOUGH = 2
"""A clause of fewer content words says too little to be missed."""
_TEXTS = 16
"""So many texts are remembered with their words: each is compared with several others."""
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexis:
    """The vocabulary of two texts: how much each word tells, and which are like which."""

    weights: dict[str, float]
    like: dict[str, frozenset[str]]

    def weigh(self, tokens: Iterable[Token]) -> float:
        """How much the tokens tell together: rare words more than common ones."""
        return sum([self.weights.get(t.stem, 1.0) for t in tokens])

    def answered(self, token: Token, stems: frozenset[str]) -> bool:
        """Whether one of the stems is the token's own, or like it."""
        return token.stem in stems or not stems.isdisjoint(self.like.get(token.stem, _NONE))

    def coverage(self, tokens: Sequence[Token], stems: frozenset[str]) -> float:
        """The share of the tokens' weight that the stems answer, 0..1."""
        total = self.weigh(tokens)
        return self.weigh(t for t in tokens if self.answered(t, stems)) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Bags:
    """The content stems of each sentence of a text, and where each stem stands."""

    of: tuple[frozenset[str], ...]
    where: dict[str, list[int]]
    groups: Groups
    """The same stems by what they may share with others."""

    def union(self, sentences: Iterable[int]) -> frozenset[str]:
        """The content stems of some sentences together."""
        return frozenset().union(*(self.of[s] for s in sentences))

    def sharing(self, stems: Iterable[str], least: int) -> list[int]:
        """The sentences that share at least so many of the stems."""
        counts = Counter(s for stem in stems for s in self.where.get(stem, ()))
        return sorted(s for s, n in counts.items() if n >= least)


def bags(annotation: Annotation) -> Bags:
    """The content stems of each sentence of a text."""
    of = tuple(frozenset(t.stem for t in annotation.tokens_of(s) if t.content) for s in annotation.sentences)
    where: dict[str, list[int]] = {}
    for s, stems in enumerate(of):
        for stem in stems:
            where.setdefault(stem, []).append(s)
    return Bags(of, where, grouped(where))


def lexis(*texts: Bags) -> Lexis:
    """Inverse sentence frequency of every content stem over some texts, and the like words among them."""
    frequency: Counter[str] = Counter()
    for text in texts:
        frequency.update({stem: len(sentences) for stem, sentences in text.where.items()})
    total = sum(len(text.of) for text in texts)
    weights = {stem: log((1 + total) / (1 + n)) + 0.5 for stem, n in frequency.items()}
    return Lexis(weights, like_among(*(text.groups for text in texts)))


@dataclass(frozen=True, slots=True)
class Text:
    """One of two texts that are aligned, with its words by sentence and by clause."""

    annotation: Annotation
    bags: Bags
    clauses: tuple[tuple[Clause, tuple[Token, ...]], ...]
    """Every clause with two content words or more, and these."""


@remembers(_TEXTS)
def text_of(annotation: Annotation) -> Text:
    """The words of a text, by sentence and by clause."""
    clauses = []
    for clause in annotation.clauses:
        tokens = annotation.tokens_of(annotation.sentences[clause.sentence])
        held = tuple([t for t in tokens if t.content and clause.start <= t.start and t.end <= clause.end])
        if len(held) >= _ENOUGH:
            clauses.append((clause, held))
    return Text(annotation, bags(annotation), tuple(clauses))
