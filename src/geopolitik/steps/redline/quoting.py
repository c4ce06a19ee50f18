"""Quotations of two texts, cut at sentence ends and matched with their versions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from geopolitik.model.annotation import NameKind, Quotation
from geopolitik.model.article import Label
from geopolitik.model.span import Span
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.side import Side

_SHARED = 0.45
"""Share of the copy's words, in order, from which it is a version of the quotation."""
RUN = 5
"""So many words in a row are no accident."""
_ANSWERED = 0.4
"""Share of its content words that answer to the quotation's, from which it is a freer version."""


_OF_WHOLE = 0.25
"""The same of the quotation's own content words."""
_SURELY = 0.7
"""Share of words, in order, from which quotations of two speakers are one, given to another."""
_HEADS = (Label.TITLE, Label.STANDFIRST, Label.HEADING)


@dataclass(frozen=True, slots=True)
class Unit:
    """What a quotation says within one sentence."""

    quotation: Quotation
    tokens: range
    span: Span
    norms: tuple[str, ...]
    by_person: bool
    """Whether a named person says it."""


def units(side: Side) -> list[Unit]:
    """The quotations of a text, cut at sentence ends."""
    found = []
    for quotation in side.annotation.quotations:
        tokens = side.tokens_in(quotation.span)
        by_person = _is_by_person(side, quotation)
        for sentence in sorted({side.sentence_of[t] for t in tokens}):
            own = side.tokens_of(sentence)
            part = range(max(own.start, tokens.start), min(own.stop, tokens.stop))
            if part:
                span = side.span(part.start, part.stop - 1)
                found.append(Unit(quotation, part, span, tuple(side.norm(t) for t in part), by_person))
    return [unit for unit in found if not _repeated(side, unit, found)]


def _is_by_person(side: Side, quotation: Quotation) -> bool:
    speaker = quotation.speaker
    return speaker is not None and any(
        n.kind is NameKind.PERSON and not n.is_pronoun and n.span.overlaps(Span(speaker.start, speaker.end))
        for n in side.annotation.names
    )


def _repeated(side: Side, unit: Unit, others: Sequence[Unit]) -> bool:
    """Whether a headline only takes up what is quoted in full below it."""
    if side.sentences[side.sentence_of[unit.tokens.start]].label not in _HEADS:
        return False
    words = f" {' '.join(unit.norms)} "
    return any(
        o is not unit and len(o.norms) >= len(unit.norms) and words in f" {' '.join(o.norms)} "
        for o in others
    )


def match(comparison: Comparison, ours: Sequence[Unit], theirs: Sequence[Unit]) -> dict[int, list[int]]:
    """Per quotation of the original, by index, its versions in the copy, in order.

    A version has most of its words, in order, from the quotation, or, in an aligned sentence, answers to it.
    """
    scored = []
    for x, unit in enumerate(ours):
        for y, other in enumerate(theirs):
            score = _likeness(comparison, unit, other)
            if score:
                scored.append((score, -x, -y))
    pairs: dict[int, list[int]] = {}
    used: set[int] = set()
    for _, minus_x, minus_y in sorted(scored, reverse=True):
        x, y = -minus_x, -minus_y
        if y in used or (x in pairs and not _beside(pairs[x], y, theirs)):
            continue
        used.add(y)
        pairs.setdefault(x, []).append(y)
    return {x: sorted(found) for x, found in pairs.items()}


def _beside(found: Sequence[int], y: int, theirs: Sequence[Unit]) -> bool:
    """Whether a unit continues a version: its neighbour, by the same quotation or speaker."""
    return any(abs(y - k) == 1 and theirs[y].quotation.speaker == theirs[k].quotation.speaker for k in found)


def _rising(tokens: Sequence[int]) -> list[int]:
    """The longest run of the tokens that rises: words in their order."""
    tails: list[int] = []
    for t in tokens:
        at = bisect_left(tails, t)
        tails[at : at + 1] = [t]
    return tails


def _same_matter(comparison: Comparison, unit: Unit, other: Unit) -> bool:
    """Whether at least half of the shorter one's content words, and two, are the other's."""
    ours = {comparison.a.stem(t) for t in unit.tokens if comparison.a.content(t)}
    theirs = {comparison.b.stem(u) for u in other.tokens if comparison.b.content(u)}
    if len(ours & theirs) >= max(1, 0.3 * min(len(ours), len(theirs))):
        return True
    runs = {unit.norms[k : k + RUN] for k in range(len(unit.norms) - RUN + 1)}
    return any(other.norms[k : k + RUN] in runs for k in range(len(other.norms) - RUN + 1))


def merged(unit: Unit, theirs: Sequence[Unit]) -> bool:
    """Whether half of a quotation's words stand, in order, within one quotation of the copy."""
    least = max(RUN - 1, 0.5 * len(unit.norms))
    return any(LCSseq.similarity(unit.norms, other.norms) >= least for other in theirs)


def _is_title(side: Side, unit: Unit) -> bool:
    """Whether a few quoted words are a title: all have a capital."""
    own = [t for t in unit.tokens if side.content(t)]
    return 1 < len(own) < RUN and all(side.text[side.starts[t]].isupper() for t in own)


def _two_voices(unit: Unit, other: Unit) -> bool:
    """Whether two quotations have two named persons for speakers."""
    return unit.by_person and other.by_person and not one_voice(unit, other)


def _likeness(comparison: Comparison, unit: Unit, other: Unit) -> float:
    """How much of the shorter one's words are the other's; 0 if they are no versions of one another."""
    shortest = min(len(unit.norms), len(other.norms))
    shared = LCSseq.similarity(unit.norms, other.norms)
    if shared < _SURELY * shortest and _two_voices(unit, other):
        return 0.0
    if (
        shortest < RUN
        and max(len(unit.norms), len(other.norms)) > 2 * RUN
        and (_is_title(comparison.a, unit) or _is_title(comparison.b, other))
    ):
        return 0.0
    if shared == shortest or (
        shared >= 3 and shared >= _SHARED * shortest and _same_matter(comparison, unit, other)
    ):
        return 1.0 + shared / max(len(unit.norms), len(other.norms))
    b = comparison.b
    content = [u for u in other.tokens if b.content(u)]
    answered = _rising([t for u in content if (t := comparison.to_a.get(u, -1)) in unit.tokens])
    whole = sum(comparison.a.content(t) for t in unit.tokens)
    if len(answered) >= max(2, _ANSWERED * len(content), _OF_WHOLE * whole):
        return len(answered) / len(content)
    return 0.0


def one_voice(unit: Unit, other: Unit, *, loosely: bool = False) -> bool:
    """Whether two quotations may be by one speaker; loosely, a pronoun or `the author` may be anybody."""
    one, two = unit.quotation.speaker, other.quotation.speaker
    if one is None or two is None:
        return False
    if loosely and (one.name.islower() or two.name.islower()):
        return True
    words = [set(f"{s.name} {s.entity}".lower().replace("-", " ").split()) for s in (one, two)]
    return bool(words[0] & words[1])


def shared_words(comparison: Comparison, unit: Unit, other: Unit) -> int:
    """How many content words of a unit have a like one in another."""
    a, b = comparison.a, comparison.b
    there = {b.stem(u) for u in other.tokens if b.content(u)}
    words = {a.stem(t) for t in unit.tokens if a.content(t)}
    return sum(not there.isdisjoint(comparison.likes_b.of(word)) for word in words)
