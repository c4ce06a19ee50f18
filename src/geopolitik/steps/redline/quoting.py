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
_RUN = 5
"""So many words in a row are no accident."""
_SHARE_IN_GAP = 2
"""So many like words make one quotation another's version if speaker and place agree."""
_SHORT = 3
"""A quotation of fewer words is a term."""
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


def units(side: Side) -> list[Unit]:
    """The quotations of a text, cut at sentence ends."""
    found = []
    for quotation in side.annotation.quotations:
        tokens = side.tokens_in(quotation.span)
        for sentence in sorted({side.sentence_of[t] for t in tokens}):
            own = side.tokens_of(sentence)
            part = range(max(own.start, tokens.start), min(own.stop, tokens.stop))
            if part:
                span = side.span(part.start, part.stop - 1)
                found.append(Unit(quotation, part, span, tuple(side.norm(t) for t in part)))
    return [unit for unit in found if not _repeated(side, unit, found)]


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
    runs = {unit.norms[k : k + _RUN] for k in range(len(unit.norms) - _RUN + 1)}
    return any(other.norms[k : k + _RUN] in runs for k in range(len(other.norms) - _RUN + 1))


def merged(unit: Unit, theirs: Sequence[Unit]) -> bool:
    """Whether half of a quotation's words stand, in order, within one quotation of the copy."""
    least = max(_RUN - 1, 0.5 * len(unit.norms))
    return any(LCSseq.similarity(unit.norms, other.norms) >= least for other in theirs)


def _two_voices(comparison: Comparison, unit: Unit, other: Unit) -> bool:
    """Whether two quotations have two named persons for speakers."""
    one, two = unit.quotation.speaker, other.quotation.speaker
    if one is None or two is None or _one_voice(unit, other):
        return False
    sides = ((comparison.a, one), (comparison.b, two))
    return all(
        any(
            n.kind is NameKind.PERSON and not n.is_pronoun and n.span.overlaps(Span(s.start, s.end))
            for n in side.annotation.names
        )
        for side, s in sides
    )


def _likeness(comparison: Comparison, unit: Unit, other: Unit) -> float:
    """How much of the shorter one's words are the other's; 0 if they are no versions of one another."""
    shortest = min(len(unit.norms), len(other.norms))
    shared = LCSseq.similarity(unit.norms, other.norms)
    if shared < _SURELY * shortest and _two_voices(comparison, unit, other):
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


def in_turn(
    comparison: Comparison, ours: Sequence[Unit], theirs: Sequence[Unit], pairs: dict[int, list[int]]
) -> dict[int, list[int]]:
    """Quotations without a version, with one of the copy's own by the same speaker in the same place."""
    used = {y for found in pairs.values() for y in found}
    free = [x for x in range(len(ours)) if x not in pairs and len(ours[x].norms) >= _RUN]
    found: dict[int, list[int]] = {}
    for y, other in enumerate(theirs):
        if y in used or len(other.norms) < _RUN - 1 or other.quotation.speaker is None:
            continue
        places = {p for s in _around(comparison.b, other) for p in comparison.partners_b.get(s, ())}
        near = [
            (_shared(comparison, ours[x], other), -x)
            for x in free
            if comparison.a.sentence_of[ours[x].tokens.start] in places
            and x not in found
            and _one_voice(ours[x], other)
        ]
        if near and max(near)[0] >= _least(comparison, other):
            found[-max(near)[1]] = [y]
    return found


def _least(comparison: Comparison, other: Unit) -> int:
    """How many like words a quotation of the same speaker must share to be a version of another."""
    content = sum(comparison.b.content(u) for u in other.tokens)
    return min(_SHARE_IN_GAP, max(1, content // 3))


def in_slot(
    comparison: Comparison, ours: Sequence[Unit], theirs: Sequence[Unit], pairs: dict[int, list[int]]
) -> dict[int, list[int]]:
    """Short quotations without a version, with one of the copy's that stands beside the same words."""
    used = {y for found in pairs.values() for y in found}
    found: dict[int, list[int]] = {}
    for x, unit in enumerate(ours):
        if x in pairs or len(unit.norms) > _RUN:
            continue
        for y, other in enumerate(theirs):
            if y not in used and len(other.norms) <= _RUN and _same_place(comparison, unit, other):
                found[x] = [y]
                used.add(y)
                break
    return found


def in_gap(
    comparison: Comparison, ours: Sequence[Unit], theirs: Sequence[Unit], pairs: dict[int, list[int]]
) -> dict[int, list[int]]:
    """Quotations without a version, with the copy's own by the same speaker between the same neighbours.

    They need two like words, or a like length if nothing else in the gap could be meant.
    """
    used = {y for found in pairs.values() for y in found}
    found: dict[int, list[int]] = {}
    for x, unit in enumerate(ours):
        if x in pairs or len(unit.norms) < 2:
            continue
        low = max((max(ys) for k, ys in pairs.items() if k < x), default=-1)
        high = min((min(ys) for k, ys in pairs.items() if k > x), default=len(theirs))
        free = [
            y
            for y in range(low + 1, high)
            if y not in used
            and (len(theirs[y].norms) >= _SHORT or _of_one(x, y, ours, theirs, pairs))
            and (_one_voice(unit, theirs[y], loosely=True) or _of_one(x, y, ours, theirs, pairs))
            and _across(comparison, unit, theirs[y])
        ]
        scored = [(_shared(comparison, unit, theirs[y]), -y) for y in free]
        shared, place = max(scored, default=(0, 0))
        hemmed = bool(scored) and _hemmed_in(x, -place, pairs)
        if shared >= _SHARE_IN_GAP or (hemmed and (shared or _as_long(unit, theirs[-place]))):
            y = -place
            found[x] = [y]
            used.add(y)
    return found


def _as_long(unit: Unit, other: Unit) -> bool:
    """Whether neither of two quotations is more than three times as long as the other."""
    lengths = (len(unit.norms), len(other.norms))
    return max(lengths) <= 3 * min(lengths)


def _hemmed_in(x: int, y: int, pairs: dict[int, list[int]]) -> bool:
    """Whether the quotations right before, or right behind, two are versions of one another."""
    return y - 1 in pairs.get(x - 1, ()) or y + 1 in pairs.get(x + 1, ())


def _of_one(
    x: int, y: int, ours: Sequence[Unit], theirs: Sequence[Unit], pairs: dict[int, list[int]]
) -> bool:
    """Whether other sentences of the same two quotations are versions of one another."""
    return any(
        ours[k].quotation is ours[x].quotation and theirs[v].quotation is theirs[y].quotation
        for k in (x - 1, x + 1)
        for v in pairs.get(k, ())
    )


def _across(comparison: Comparison, unit: Unit, other: Unit) -> bool:
    """Whether the sentences about two quotations, or those beside them, are linked."""
    a, b = comparison.a, comparison.b
    here, there = a.sentence_of[unit.tokens.start], b.sentence_of[other.tokens.start]
    linked = {j for i in range(here - 1, here + 2) for j in comparison.partners_a.get(i, ())}
    return any(abs(j - there) <= 1 for j in linked)


def joined(
    comparison: Comparison, x: int, ours: Sequence[Unit], theirs: Sequence[Unit], pairs: dict[int, list[int]]
) -> bool:
    """Whether a half of a quotation that a tag broke in two stands in the version of the other half."""
    sentence = comparison.a.sentence_of
    unit = ours[x]
    halves = [
        k
        for k in (x - 1, x + 1)
        if k in pairs and sentence[ours[k].tokens.start] == sentence[unit.tokens.start]
    ]
    return any(
        2 * LCSseq.similarity(unit.norms, theirs[y].norms) >= len(unit.norms)
        for k in halves
        for y in pairs[k]
    )


def _same_place(comparison: Comparison, unit: Unit, other: Unit) -> bool:
    """Whether the two words before, or before and behind, a quotation are those around the other."""
    a, b = comparison.a, comparison.b
    i, j = a.sentence_of[unit.tokens.start], b.sentence_of[other.tokens.start]
    if j not in comparison.partners_a.get(i, ()):
        return False
    mine, yours = a.tokens_of(i), b.tokens_of(j)
    before = [(unit.tokens.start - k, other.tokens.start - k) for k in (1, 2)]
    behind = [(unit.tokens.stop - 1 + k, other.tokens.stop - 1 + k) for k in (1, 2)]
    same = [t in mine and u in yours and a.stem(t) == b.stem(u) for t, u in (*before, *behind)]
    return (same[0] and same[1]) or (same[2] and same[3]) or (same[0] and same[2])


def _around(side: Side, unit: Unit) -> list[int]:
    sentence = side.sentence_of[unit.tokens.start]
    return [s for s in (sentence - 1, sentence, sentence + 1) if 0 <= s < len(side.sentences)]


def _one_voice(unit: Unit, other: Unit, *, loosely: bool = False) -> bool:
    """Whether two quotations may be by one speaker; loosely, a pronoun or `the author` may be anybody."""
    one, two = unit.quotation.speaker, other.quotation.speaker
    if one is None or two is None:
        return False
    if loosely and (one.name.islower() or two.name.islower()):
        return True
    words = [set(f"{s.name} {s.entity}".lower().replace("-", " ").split()) for s in (one, two)]
    return bool(words[0] & words[1])


def _shared(comparison: Comparison, unit: Unit, other: Unit) -> int:
    """How many content words of a unit have a like one in another."""
    a, b = comparison.a, comparison.b
    there = {b.stem(u) for u in other.tokens if b.content(u)}
    words = {a.stem(t) for t in unit.tokens if a.content(t)}
    return sum(not there.isdisjoint(comparison.likes_b.of(word)) for word in words)


def taken_up(
    comparison: Comparison,
    x: int,
    ours: Sequence[Unit],
    theirs: Sequence[Unit],
    pairs: dict[int, list[int]],
) -> bool:
    """Whether the versions of its neighbours hold half of a quotation's content: it was merged there."""
    a = comparison.a
    words = {a.stem(t) for t in ours[x].tokens if a.content(t)}
    beside = [theirs[y] for k in (x - 1, x + 1) for y in pairs.get(k, ())]
    shared = max((_shared(comparison, ours[x], other) for other in beside), default=0)
    return shared >= 2 and 2 * shared >= len(words)
