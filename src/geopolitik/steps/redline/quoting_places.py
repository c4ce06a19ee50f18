"""Versions of quotations that their place gives away: same speaker, same neighbours, same words around."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.quoting import RUN, Unit, one_voice, shared_words
from geopolitik.steps.redline.side import Side

_SHARE_IN_GAP = 2
"""So many like words make one quotation another's version if speaker and place agree."""
_SHORT = 3
"""A quotation of fewer words is a term."""


def in_turn(
    comparison: Comparison, ours: Sequence[Unit], theirs: Sequence[Unit], pairs: dict[int, list[int]]
) -> dict[int, list[int]]:
    """Quotations without a version, with one of the copy's own by the same speaker in the same place."""
    used = {y for found in pairs.values() for y in found}
    free = [x for x in range(len(ours)) if x not in pairs and len(ours[x].norms) >= RUN]
    found: dict[int, list[int]] = {}
    for y, other in enumerate(theirs):
        if y in used or len(other.norms) < RUN - 1 or other.quotation.speaker is None:
            continue
        places = {p for s in _around(comparison.b, other) for p in comparison.partners_b.get(s, ())}
        near = [
            (shared_words(comparison, ours[x], other), -x)
            for x in free
            if comparison.a.sentence_of[ours[x].tokens.start] in places
            and x not in found
            and one_voice(ours[x], other)
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
        if x in pairs or len(unit.norms) > RUN:
            continue
        for y, other in enumerate(theirs):
            if y not in used and len(other.norms) <= RUN and _same_place(comparison, unit, other):
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
            and (one_voice(unit, theirs[y], loosely=True) or _of_one(x, y, ours, theirs, pairs))
            and _across(comparison, unit, theirs[y])
        ]
        scored = [(shared_words(comparison, unit, theirs[y]), -y) for y in free]
        shared, place = max(scored, default=(0, 0))
        hemmed = bool(scored) and _hemmed_in(x, -place, pairs)
        hemmed = hemmed and (shared > 0 or _as_long(unit, theirs[-place]))
        if shared >= _SHARE_IN_GAP or hemmed:
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
    shared = max((shared_words(comparison, ours[x], other) for other in beside), default=0)
    return shared >= 2 and 2 * shared >= len(words)
