"""What a sentence's own match leaves over, found again in another sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geopolitik.model.annotation import Annotation, Token
from geopolitik.steps.align.clauses import ELSEWHERE, KEPT
from geopolitik.steps.align.pairs import Pair
from geopolitik.steps.align.words import Bags, Lexis, Text

_MUTUAL = 0.35
"""Share of a left-over clause that a left-over elsewhere must hold to be where it went."""
_GAP = 0.18
"""The same, for a sentence without a match, among what its neighbours' partners leave over."""
_NEXT_DOOR = 0.30
"""The same, for what a matched sentence leaves over, among the neighbours of its partners."""
_WORDS = 3
"""So many words must be shared before a match far from its neighbours counts."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A clause that the partners of its sentence don't answer to."""

    sentence: int
    tokens: tuple[Token, ...]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts, with what its matches leave over."""

    text: Annotation
    matched: Mapping[int, Sequence[int]]
    """For each matched sentence its partners on the other side."""
    bags: Bags
    spare: tuple[Leftover, ...]


def leftover_pairs(a: Text, b: Text, pairs: Mapping[Pair, float], words: Lexis) -> set[Pair]:
    """Further sentence pairs: a moved clause, a rare phrase gone elsewhere, a gap between two matches."""
    of_a, of_b = partners(pairs)
    ours, theirs = _side(a, b, of_a, words), _side(b, a, of_b, words)
    found = {*_moved(ours, theirs, words), *_next_door(ours, theirs, words), *_phrases(ours, theirs)}
    back = {*_moved(theirs, ours, words), *_next_door(theirs, ours, words)}
    return found | {(i, j) for j, i in back}


def partners(pairs: Mapping[Pair, float]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """For each sentence of a its partners in b, and the other way."""
    of_a: dict[int, list[int]] = {}
    of_b: dict[int, list[int]] = {}
    for i, j in pairs:
        of_a.setdefault(i, []).append(j)
        of_b.setdefault(j, []).append(i)
    return of_a, of_b


def _side(ours: Text, theirs: Text, matched: Mapping[int, Sequence[int]], words: Lexis) -> Side:
    near = {i: theirs.bags.union(js) for i, js in matched.items()}
    spare = [
        Leftover(clause.sentence, tokens, frozenset(t.stem for t in tokens))
        for clause, tokens in ours.clauses
        if words.coverage(tokens, near.get(clause.sentence, frozenset())) < KEPT
    ]
    return Side(ours.annotation, matched, ours.bags, tuple(spare))


def _moved(ours: Side, theirs: Side, words: Lexis) -> Iterator[Pair]:
    """Where our left-over clauses went: the sentence that holds most of one, or a left-over like it."""
    spare_of = _by_sentence(theirs)
    for spare in ours.spare:
        options = [
            (_held(spare, theirs.bags.of[j], words), j)
            for j in theirs.bags.sharing(spare.stems, 2)
            if j not in ours.matched.get(spare.sentence, ())
        ]
        fitting = [
            (held, j)
            for held, j in options
            if (held >= ELSEWHERE and len(spare.stems & theirs.bags.of[j]) >= _WORDS)
            or (
                held >= _MUTUAL
                and any(_held(left, spare.stems, words) >= _MUTUAL for left in spare_of.get(j, ()))
            )
        ]
        if fitting:
            yield spare.sentence, max(fitting)[1]


def _by_sentence(side: Side) -> dict[int, list[Leftover]]:
    found: dict[int, list[Leftover]] = {}
    for left in side.spare:
        found.setdefault(left.sentence, []).append(left)
    return found


def _held(spare: Leftover, stems: frozenset[str], words: Lexis) -> float:
    """The share of a left-over that stands, word for word, among some stems."""
    return words.weigh(t for t in spare.tokens if t.stem in stems) / words.weigh(spare.tokens)


def _next_door(ours: Side, theirs: Side, words: Lexis) -> Iterator[Pair]:
    """What our left-overs answer to among the left-overs where their neighbours lead."""
    spare_of = _by_sentence(theirs)
    for spare in ours.spare:
        i = spare.sentence
        own = set(ours.matched.get(i, ()))
        near = {j for k in (i - 1, i + 1) for j in ours.matched.get(k, ())}
        near |= {k for j in own for k in (j - 1, j + 1)}
        options = [
            ((words.coverage(spare.tokens, t.stems) + words.coverage(t.tokens, spare.stems)) / 2, t.sentence)
            for j in near - own
            for t in spare_of.get(j, ())
            if spare.stems & t.stems
        ]
        if options and max(options)[0] >= (_NEXT_DOOR if own else _GAP):
            yield i, max(options)[1]


def _phrases(ours: Side, theirs: Side) -> Iterator[Pair]:
    """Sentences that share a phrase which each text has only once, and their matches leave over."""
    our_phrases, their_phrases = _single_phrases(ours.text), _single_phrases(theirs.text)
    for phrase in our_phrases.keys() & their_phrases.keys():
        i, j = our_phrases[phrase], their_phrases[phrase]
        if j in ours.matched.get(i, ()):
            continue
        shared = ours.bags.of[i] & theirs.bags.of[j]
        new_here = shared - theirs.bags.union(ours.matched.get(i, ()))
        new_there = shared - ours.bags.union(theirs.matched.get(j, ()))
        if len(new_here | new_there) >= _WORDS and set(phrase) <= new_here | new_there:
            yield i, j


def _single_phrases(text: Annotation) -> dict[tuple[str, str], int]:
    """Pairs of neighbouring content stems that the text has once, with their sentence."""
    where: dict[tuple[str, str], int] = {}
    count: Counter[tuple[str, str]] = Counter()
    for s, sentence in enumerate(text.sentences):
        for t, u in pairwise(text.tokens_of(sentence)):
            if t.content and u.content:
                count[t.stem, u.stem] += 1
                where[t.stem, u.stem] = s
    return {phrase: where[phrase] for phrase, n in count.items() if n == 1}
