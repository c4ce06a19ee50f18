"""What is counted on an alignment before anything is weighed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from geopolitik.model.annotation import Annotation, Token
from geopolitik.model.span import Span
from geopolitik.model.story import Alignment
from geopolitik.remembering import remembers
from geopolitik.steps.lineage.counts.voice import voiced

_GRAM = 4
_CUE = 8
"""Words that may stand between two parts of one utterance."""
_FEW = 60
"""With fewer words of narration than this, a share says little: it is counted as if there were so many."""
_SIDES = 16
"""So many texts are remembered with what is asked of them: each is weighed with several others."""
_SPEECH = 4
"""A quoted stretch of fewer words is a term rather than speech, unless its annotation says more."""


@remembers(_SIDES)
def side_of(annotation: Annotation) -> Side:
    """A text as one of a pair: the same for all its pairs."""
    return Side(annotation)


class Side:
    """One text of a pair, with what is asked of it again and again."""

    def __init__(self, annotation: Annotation) -> None:
        self.annotation = annotation
        self.quotations = [
            q.span
            for q in annotation.quotations
            if q.is_speech or len(q.span.of(annotation.text).split()) >= _SPEECH
        ]
        self._ends = [q.end for q in self.quotations]

    @cached_property
    def utterances(self) -> list[tuple[Span, ...]]:
        """Quotations, those parted only by a few words (`,” she said. “`) taken together."""
        found: list[list[Span]] = []
        for span in self.quotations:
            if found and len(self.annotation.text[found[-1][-1].end : span.start].split()) <= _CUE:
                found[-1].append(span)
            else:
                found.append([span])
        return [tuple(spans) for spans in found]

    def is_quoted(self, start: int) -> bool:
        """Whether the offset lies inside quotation marks."""
        at = bisect_left(self._ends, start + 1)
        return at < len(self.quotations) and self.quotations[at].start <= start

    @cached_property
    def quoted(self) -> tuple[bool, ...]:
        """Per token, whether it stands in a quotation."""
        found = [False] * len(self._starts)
        for span in self.quotations:
            first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
            found[first:last] = [True] * (last - first)
        return tuple(found)

    @cached_property
    def voiced(self) -> tuple[bool, ...]:
        """Per token, whether it is no narration of the text's own: speech, a post, a headline, a link."""
        return voiced(self.annotation, self.quoted)

    def is_voiced(self, start: int) -> bool:
        """Whether the token at an offset is no narration of the text's own."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and self.voiced[at]

    @cached_property
    def told(self) -> int:
        """Content words of the text's own narration."""
        return sum(t.content and not v for t, v in zip(self.annotation.tokens, self.voiced, strict=True))

    @property
    def told_grams(self) -> dict[tuple[str, ...], int]:
        """Word n-grams of the text's own narration, with the index of their first token."""
        return self._grams_by_voice[0]

    @property
    def spoken_grams(self) -> frozenset[tuple[str, ...]]:
        """Word n-grams that stand in somebody's words, wholly or in part."""
        return self._grams_by_voice[1]

    @cached_property
    def _grams_by_voice(self) -> tuple[dict[tuple[str, ...], int], frozenset[tuple[str, ...]]]:
        norms, spoken = tuple([token.norm for token in self.annotation.tokens]), self.voiced
        told: dict[tuple[str, ...], int] = {}
        others: list[tuple[str, ...]] = []
        for sentence in self.annotation.sentences:
            for i in range(sentence.first_token, sentence.last_token - _GRAM + 1):
                if True in spoken[i : i + _GRAM]:
                    others.append(norms[i : i + _GRAM])
                else:
                    told.setdefault(norms[i : i + _GRAM], i)
        return told, frozenset(others)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the text, in normal form."""
        return frozenset(token.norm for token in self.annotation.tokens)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.annotation.tokens]

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The tokens that start within a span."""
        first, last = (bisect_left(self._starts, offset) for offset in (span.start, span.end))
        return self.annotation.tokens[first:last]

    @cached_property
    def grams(self) -> dict[tuple[str, ...], int]:
        """Word n-grams that lie outside quotations, with the index of their first token."""
        norms, quoted = tuple([token.norm for token in self.annotation.tokens]), self.quoted
        found: dict[tuple[str, ...], int] = {}
        for sentence in self.annotation.sentences:
            for i in range(sentence.first_token, sentence.last_token - _GRAM + 1):
                if True not in quoted[i : i + _GRAM]:
                    found.setdefault(norms[i : i + _GRAM], i)
        return found

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.annotation.sentences]

    def sentence_at(self, offset: int) -> int | None:
        """Index of the sentence that an offset lies in."""
        at = bisect_right(self._sentence_starts, offset) - 1
        return at if at >= 0 and offset < self.annotation.sentences[at].end else None

    @cached_property
    def narration(self) -> int:
        """Content words outside quotations."""
        return sum(t.content and not q for t, q in zip(self.annotation.tokens, self.quoted, strict=True))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of one text's narration its matched sentences share with the other text."""

    share: float
    """Of all its content words outside quotations."""
    sentences: float
    """Share of its sentences that are matched."""
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """How far the matches stand in the same order in both texts."""

    matches: int
    score: float
    """0 for a random order, 1 for the same order."""


@dataclass(frozen=True, slots=True)
class Grams:
    """Word 4-grams outside quotations that both texts hold."""

    share_a: float
    share_b: float
    longest: int
    """Words of the longest shared run."""
    a_spans: tuple[Span, ...]
    b_spans: tuple[Span, ...]


def coverage(alignment: Alignment, a: Side, b: Side) -> tuple[Coverage, Coverage]:
    """Coverage of a by b, and of b by a."""
    covered_a: set[int] = set()
    covered_b: set[int] = set()
    linked_a: set[int] = set()
    linked_b: set[int] = set()
    for link in alignment.links:
        tokens_a, tokens_b = _tokens(a, link.a), _tokens(b, link.b)
        stems_a = {a.annotation.tokens[i].stem for i in tokens_a}
        stems_b = {b.annotation.tokens[i].stem for i in tokens_b}
        covered_a |= {i for i in tokens_a if a.annotation.tokens[i].stem in stems_b}
        covered_b |= {i for i in tokens_b if b.annotation.tokens[i].stem in stems_a}
        linked_a |= set(link.a)
        linked_b |= set(link.b)
    return _covered(a, covered_a, linked_a), _covered(b, covered_b, linked_b)


def _tokens(side: Side, sentences: Sequence[int]) -> list[int]:
    """Content words outside quotations of the given sentences."""
    all_sentences, tokens = side.annotation.sentences, side.annotation.tokens
    return [
        i
        for s in sentences
        for i in range(all_sentences[s].first_token, all_sentences[s].last_token)
        if tokens[i].content and not side.quoted[i]
    ]


def _covered(side: Side, covered: set[int], linked: set[int]) -> Coverage:
    sentences = side.annotation.sentences
    return Coverage(
        share=len(covered) / max(side.narration, _FEW),
        sentences=len(linked) / max(len(sentences), 1),
        spans=tuple(sentences[i].span for i in sorted(linked)),
    )


def order(alignment: Alignment) -> Order:
    """The longest run of matches in common order, against what chance gives."""
    return in_order(
        [min(link.b) for link in sorted(alignment.links, key=lambda link: (min(link.a), min(link.b)))]
    )


def in_order(places: Sequence[int]) -> Order:
    """How far numbers rise, against what chance gives."""
    n = len(places)
    if n < 2:
        return Order(n, 0.0)
    # Baik, Deift and Johansson 1999: the longest increasing run of a random order is 2√n - 1.77 n^(1/6).
    chance = max(1.0, 2 * n**0.5 - 1.77 * n ** (1 / 6))
    longest = _longest_increasing(places)
    return Order(n, max(0.0, (longest - chance) / (n - chance)) if n > chance else 0.0)


def _longest_increasing(places: Sequence[int]) -> int:
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)


def grams(a: Side, b: Side) -> Grams:
    """Shared word 4-grams outside quotations, and the longest run they make."""
    shared = a.grams.keys() & b.grams.keys()
    starts = sorted((a.grams[g], b.grams[g]) for g in shared)
    found = runs(starts)
    longest = max(found, key=lambda run: run[2], default=None)
    return Grams(
        share_a=len(shared) / max(len(a.grams), _FEW),
        share_b=len(shared) / max(len(b.grams), _FEW),
        longest=longest[2] if longest else 0,
        a_spans=(run_span(a, longest[0], longest[2]),) if longest else (),
        b_spans=(run_span(b, longest[1], longest[2]),) if longest else (),
    )


def runs(starts: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Adjacent shared n-grams joined: start in a, start in b, length in words."""
    found: list[tuple[int, int, int]] = []
    for at_a, at_b in starts:
        if found:
            start_a, start_b, length = found[-1]
            if at_a - start_a == at_b - start_b == length - _GRAM + 1:
                found[-1] = (start_a, start_b, length + 1)
                continue
        found.append((at_a, at_b, _GRAM))
    return found


def run_span(side: Side, first: int, length: int) -> Span:
    """Where a run of tokens stands."""
    tokens = side.annotation.tokens
    return Span(tokens[first].start, tokens[first + length - 1].end)


def particulars(side: Side) -> frozenset[str]:
    """Names and numbers of the narration, in forms that meet across texts."""
    names = {
        "name " + n.entity for n in side.annotation.names if not n.is_pronoun and not side.is_voiced(n.start)
    }
    numbers = {
        f"number {q.value:g} {q.unit}" for q in side.annotation.quantities if not side.is_voiced(q.start)
    }
    return frozenset(names | numbers)
