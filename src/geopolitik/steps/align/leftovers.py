"""Clauses that their own sentence's match leaves over, found again in another sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geopolitik.model.annotation import Annotation, Token
from geopolitik.steps.align.clauses import ELSEWHERE, KEPT, Lexis, contents, tokens_of_clauses
from geopolitik.steps.align.pairs import Pair

_MUTUAL = 0.35
"""Share of a left-over clause that one elsewhere must hold, when that is left over too."""
_GAP = 0.2
"""The same, for a sentence without a match whose neighbours' partner has a clause to spare."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A clause, or a whole sentence without a match, that nothing answers to yet."""

    sentence: int
    tokens: tuple[Token, ...]
    stems: frozenset[str]


def leftover_pairs(a: Annotation, b: Annotation, pairs: Mapping[Pair, float], words: Lexis) -> set[Pair]:
    """Further sentence pairs that share a moved clause, or fill a gap between two matched sentences."""
    of_a, of_b = partners(pairs)
    spare_a = _leftovers(a, b, of_a, words)
    spare_b = _leftovers(b, a, of_b, words)
    found = _moved(spare_a, spare_b, b, of_a, words)
    found |= {(i, j) for j, i in _moved(spare_b, spare_a, a, of_b, words)}
    found |= _gaps(a, spare_a, spare_b, of_a, words)
    found |= {(i, j) for j, i in _gaps(b, spare_b, spare_a, of_b, words)}
    return found


def partners(pairs: Mapping[Pair, float]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """For each sentence of a its partners in b, and the other way."""
    of_a: dict[int, list[int]] = {}
    of_b: dict[int, list[int]] = {}
    for i, j in pairs:
        of_a.setdefault(i, []).append(j)
        of_b.setdefault(j, []).append(i)
    return of_a, of_b


def _leftovers(
    ours: Annotation, theirs: Annotation, matched: Mapping[int, Sequence[int]], words: Lexis
) -> list[Leftover]:
    """Our clauses that the partners of their sentence don't answer to."""
    stems_near = {i: contents(theirs, js) for i, js in matched.items()}
    found = []
    for clause, tokens in zip(ours.clauses, tokens_of_clauses(ours, ours.clauses), strict=True):
        near = stems_near.get(clause.sentence, frozenset())
        if len(tokens) >= 2 and words.coverage(tokens, near) < KEPT:
            found.append(Leftover(clause.sentence, tuple(tokens), frozenset(t.stem for t in tokens)))
    return found


def _moved(
    ours: Sequence[Leftover],
    theirs: Sequence[Leftover],
    other: Annotation,
    matched: Mapping[int, Sequence[int]],
    words: Lexis,
) -> set[Pair]:
    """Where our left-over clauses went: to a sentence that holds most of one, or a left-over like it."""
    sentences = [contents(other, [j]) for j in range(len(other.sentences))]
    found = set()
    for spare in ours:
        best, share = -1, 0.0
        for j, stems in enumerate(sentences):
            shared = spare.stems & stems
            if len(shared) < 2 or j in matched.get(spare.sentence, ()):
                continue
            held = _held(spare, stems, words)
            mutual = held >= _MUTUAL and any(
                left.sentence == j
                and len(left.stems & spare.stems) >= 2
                and _held(left, spare.stems, words) >= _MUTUAL
                for left in theirs
            )
            if held > share and (held >= ELSEWHERE or mutual):
                best, share = j, held
        if best >= 0:
            found.add((spare.sentence, best))
    return found


def _held(spare: Leftover, stems: frozenset[str], words: Lexis) -> float:
    """The share of a left-over that stands, word for word, among some stems."""
    return words.weigh(t for t in spare.tokens if t.stem in stems) / words.weigh(spare.tokens)


def _gaps(
    ours: Annotation,
    spare_ours: Sequence[Leftover],
    spare_theirs: Sequence[Leftover],
    matched: Mapping[int, Sequence[int]],
    words: Lexis,
) -> set[Pair]:
    """Unmatched sentences of ours between matched ones, whose partners have a like clause to spare."""
    found = set()
    for i in range(len(ours.sentences)):
        if i in matched:
            continue
        near = {j for k in (i - 1, i + 1) for j in matched.get(k, ())}
        mine = [spare for spare in spare_ours if spare.sentence == i]
        options = [
            (min(words.coverage(m.tokens, t.stems), words.coverage(t.tokens, m.stems)), t.sentence)
            for m in mine
            for t in spare_theirs
            if t.sentence in near
        ]
        if options and max(options)[0] >= _GAP:
            found.add((i, max(options)[1]))
    return found
