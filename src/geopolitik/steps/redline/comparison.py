"""The oriented pair, prepared once: both texts indexed, their words aligned, their partners known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geopolitik.model.span import Span
from geopolitik.model.story import Alignment, CreditState
from geopolitik.steps.redline.side import Side, index
from geopolitik.steps.redline.words import alike, answers

_LISTS = (
    ("redline_evaluative", False),
    ("redline_embedding", True),
    ("redline_attitude", True),
    ("redline_force", False),
    ("redline_generic", False),
    ("redline_quantifiers", False),
    ("redline_conditions", False),
    ("redline_negative", True),
    ("redline_says", True),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What every kind of change looks at. `a` is the original, `b` the copy."""

    alignment: Alignment
    """As handed in: its a is the original also where this comparison is flipped."""
    credit: CreditState
    credited_to: tuple[str, ...]
    a: Side
    b: Side
    to_b: dict[int, int]
    """Content word of a → the word of b that answers."""
    to_a: dict[int, int]
    partners_a: dict[int, tuple[int, ...]]
    """Sentence of a → the sentences of b that it is linked with."""
    partners_b: dict[int, tuple[int, ...]]
    clauses_a: tuple[Span, ...]
    """Clauses of linked sentences of a that the aligner found no answer to."""
    clauses_b: tuple[Span, ...]
    alone_a: tuple[int, ...]
    """Sentences of a without any link."""
    alone_b: tuple[int, ...]

    def answered(self, tokens: Iterable[int]) -> list[int]:
        """The words of b that answer to words of a."""
        return [self.to_b[t] for t in tokens if t in self.to_b]

    def sources(self, tokens: Iterable[int]) -> list[int]:
        """The words of a that words of b answer to."""
        return [self.to_a[t] for t in tokens if t in self.to_a]

    def flipped(self) -> Comparison:
        """The same with the texts exchanged, for rules that look both ways."""
        return Comparison(
            self.alignment,
            self.credit,
            self.credited_to,
            self.b,
            self.a,
            self.to_a,
            self.to_b,
            self.partners_b,
            self.partners_a,
            self.clauses_b,
            self.clauses_a,
            self.alone_b,
            self.alone_a,
        )

    def coverage(self, span: Span) -> float:
        """The share of a passage of b, weighted by rarity, that the linked sentences of a answer to."""
        tokens = self.b.contents_in(span)
        sentences = {self.b.sentence_of[t] for t in tokens}
        near = {p for s in sentences for p in self.partners_b.get(s, ())}
        return _share(self.b, tokens, self.a, near)

    def best_elsewhere(self, span: Span) -> float:
        """The largest such share that any one sentence of a, with the next, answers to."""
        tokens = self.b.contents_in(span)
        count = len(self.a.sentences)
        return max(
            (_share(self.b, tokens, self.a, {s, min(s + 1, count - 1)}) for s in range(count)), default=0.0
        )


def _share(side: Side, tokens: list[int], other: Side, sentences: Iterable[int]) -> float:
    stems = {other.stem(u) for s in sentences for u in other.tokens_of(s) if other.content(u)}
    total = sum(_weight(side, other, t) for t in tokens)
    kept = sum(
        _weight(side, other, t)
        for t in tokens
        if side.stem(t) in stems or any(alike(side.stem(t), s) for s in stems)
    )
    return kept / total if total else 1.0


def _weight(side: Side, other: Side, token: int) -> float:
    """Words that stand in many sentences say little about any of them."""
    stem = side.stem(token)
    return 1.0 / (1.0 + 0.15 * (side.frequency.get(stem, 0) + other.frequency.get(stem, 0)))


def prepare(alignment: Alignment, credit: CreditState, credited_to: tuple[str, ...]) -> Comparison:
    """Index both texts of an oriented alignment and align their words."""
    a, b = index(alignment.a, _LISTS), index(alignment.b, _LISTS)
    to_b = answers(a, b, alignment.pairs)
    partners_a: dict[int, list[int]] = {}
    partners_b: dict[int, list[int]] = {}
    for i, j, _ in alignment.pairs:
        partners_a.setdefault(i, []).append(j)
        partners_b.setdefault(j, []).append(i)
    return Comparison(
        alignment=alignment,
        credit=credit,
        credited_to=credited_to,
        a=a,
        b=b,
        to_b=to_b,
        to_a={u: t for t, u in to_b.items()},
        partners_a={i: tuple(js) for i, js in partners_a.items()},
        partners_b={j: tuple(i_s) for j, i_s in partners_b.items()},
        clauses_a=tuple(s for link in alignment.links for s in link.a_only),
        clauses_b=tuple(s for link in alignment.links for s in link.b_only),
        alone_a=alignment.a_only,
        alone_b=alignment.b_only,
    )
