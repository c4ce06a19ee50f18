"""The oriented pair, prepared once: both texts indexed, their words aligned, their partners known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span
from geopolitik.model.story import Alignment, CreditState
from geopolitik.steps.redline.holders import Report, reports
from geopolitik.steps.redline.side import Side, index
from geopolitik.steps.redline.words import Likes, answers

_AS_WRITTEN = (
    "redline_evaluative",
    "redline_force",
    "redline_generic",
    "redline_quantifiers",
    "redline_conditions",
    "redline_says",
    "redline_limits",
    "redline_caveats",
)
_INFLECTED = ("redline_embedding", "redline_attitude", "redline_negative")


_FIRM = 0.3
"""Similarity from which a pair of sentences of an excerpt is no chance likeness."""


@dataclass(frozen=True, slots=True, eq=False)
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
    likes_a: Likes
    """Which words of a are like a given one."""
    likes_b: Likes
    reports_a: tuple[Report, ...]
    """The cues of a with their holders."""
    reports_b: tuple[Report, ...]
    running_a: str
    """All words of a in normal form, a space before and behind each: for a passage that stands verbatim."""
    running_b: str

    @property
    def excerpted(self) -> bool:
        """Whether most of a has no counterpart: then what is missing was not taken, rather than cut."""
        return 3 * len(self.partners_a) < len(self.a.sentences)

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
            self.likes_b,
            self.likes_a,
            self.reports_b,
            self.reports_a,
            self.running_b,
            self.running_a,
        )

    def verbatim(self, tokens: Iterable[int]) -> bool:
        """Whether some words of b stand in a, one after another."""
        words = " ".join(self.b.norm(t) for t in tokens)
        return bool(words) and f" {words} " in self.running_a

    def coverage(self, span: Span) -> float:
        """The share of a passage of b, weighted by rarity, that the linked sentences of a answer to."""
        found = self._sentences_with(span)
        near = {p for t in found for p in self.partners_b.get(self.b.sentence_of[t], ())}
        total = sum(weight for weight, _ in found.values())
        return sum(w for w, there in found.values() if not near.isdisjoint(there)) / total if total else 1.0

    def best_elsewhere(self, span: Span) -> tuple[float, int]:
        """The largest such share that a sentence of a, with the next, answers to; and that sentence."""
        found = self._sentences_with(span)
        total = sum(weight for weight, _ in found.values())
        gains: dict[int, float] = {}
        alone: dict[int, float] = {}
        for weight, there in found.values():
            for sentence in there:
                alone[sentence] = alone.get(sentence, 0.0) + weight
                gains[sentence] = gains.get(sentence, 0.0) + weight
                if sentence and sentence - 1 not in there:
                    gains[sentence - 1] = gains.get(sentence - 1, 0.0) + weight
        if not gains or not total:
            return 0.0, -1
        most = max(gains.values())
        best = max((s for s, gain in gains.items() if gain == most), key=lambda s: (alone.get(s, 0.0), -s))
        return most / total, best

    def _sentences_with(self, span: Span) -> dict[int, tuple[float, frozenset[int]]]:
        """Per content word of a passage of b: its weight, and the sentences of a with a like word."""
        return {t: (self._weight(t), self.like_sentences(self.b.stem(t))) for t in self.b.contents_in(span)}

    def like_sentences(self, stem: str) -> frozenset[int]:
        """The sentences of a that have a word like this one."""
        return self.likes_a.sentences(stem)

    def _weight(self, token: int) -> float:
        """Words that stand in many sentences say little about any of them."""
        stem = self.b.stem(token)
        count = len(self.b.where[stem]) + len(self.a.where.get(stem, ()))
        return 1.0 / (1.0 + 0.15 * count)


class _Text:
    """An annotation as a key: the same object, not an equal one, for comparing two of them takes long."""

    __slots__ = ("annotation",)

    def __init__(self, annotation: Annotation) -> None:
        self.annotation = annotation

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Text) and self.annotation is other.annotation

    def __hash__(self) -> int:
        return id(self.annotation)


@lru_cache(maxsize=16)  # an original is redlined with each of its copies
def _read(text: _Text) -> tuple[Side, Likes, tuple[Report, ...], str]:
    side = index(text.annotation, _AS_WRITTEN, _INFLECTED)
    running = f" {' '.join(token.norm for token in side.annotation.tokens)} "
    return side, Likes(side.where), reports(side), running


def prepare(alignment: Alignment, credit: CreditState, credited_to: tuple[str, ...]) -> Comparison:
    """Index both texts of an oriented alignment and align their words."""
    a, likes_a, reports_a, running_a = _read(_Text(alignment.a))
    b, likes_b, reports_b, running_b = _read(_Text(alignment.b))
    pairs = _firm(alignment)
    to_b = answers(a, b, pairs, likes_b)
    partners_a: dict[int, list[int]] = {}
    partners_b: dict[int, list[int]] = {}
    for i, j, _ in pairs:
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
        clauses_a=_linked(a, partners_a, (s for link in alignment.links for s in link.a_only)),
        clauses_b=_linked(b, partners_b, (s for link in alignment.links for s in link.b_only)),
        alone_a=tuple(i for i in range(len(a.sentences)) if i not in partners_a),
        alone_b=tuple(j for j in range(len(b.sentences)) if j not in partners_b),
        likes_a=likes_a,
        likes_b=likes_b,
        reports_a=reports_a,
        reports_b=reports_b,
        running_a=running_a,
        running_b=running_b,
    )


def _firm(alignment: Alignment) -> tuple[tuple[int, int, float], ...]:
    """The aligned pairs; of an excerpt, where most sentences have no counterpart, only the firm ones."""
    firm = tuple(pair for pair in alignment.pairs if pair[2] >= _FIRM)
    ours, theirs = len({i for i, _, _ in firm}), len({j for _, j, _ in firm})
    excerpt = 3 * ours < len(alignment.a.sentences) or 3 * theirs < len(alignment.b.sentences)
    return firm if excerpt else alignment.pairs


def _linked(side: Side, partners: dict[int, list[int]], clauses: Iterable[Span]) -> tuple[Span, ...]:
    """The clauses of sentences that have a partner."""
    found = []
    for span in clauses:
        tokens = side.tokens_in(span)
        if tokens and side.sentence_of[tokens[0]] in partners:
            found.append(span)
    return tuple(found)
