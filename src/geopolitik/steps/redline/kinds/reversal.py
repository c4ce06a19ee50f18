"""Negation by an opposite word, and roles exchanged: rose becomes fell, who fired at whom."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.annotation import MarkerKind
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.exchanged import exchanged, partners
from geopolitik.steps.redline.phrases import closed, stems
from geopolitik.steps.redline.side import Side

_PAST = closed("irregular past")
_SIDE = 4
_REACHED = frozenset({"in", "at", "to", "on"})
_PASSIVE = closed("passive")


def reversal(comparison: Comparison) -> Iterator[Change]:
    """Words of the original where the copy has the opposite, with no denial on either side."""
    a, b = comparison.a, comparison.b
    both = (("one", "other"), ("other", "one"))
    for t, u in (p for x, y in both for p in exchanged(comparison, partners("redline_antonyms", x, y))):
        if _denied(a, t) or _denied(b, u) or _one_trip(a, t, b, u):
            continue
        ours, theirs = a.span(t, t), b.span(u, u)
        reason = f"The original says {a.phrase(ours)}, the copy the opposite, {b.phrase(theirs)}."
        yield Change(ChangeKind.NEGATION, Severity.HIGH, ours, theirs, reason)


def _one_trip(a: Side, t: int, b: Side, u: int) -> bool:
    """Whether one leaves for where the other arrives: departing for Orsk, arriving in Orsk."""
    behind = [s.norm(x + 1) if x + 1 < len(s.starts) else "" for s, x in ((a, t), (b, u))]
    return "for" in behind and any(word in _REACHED for word in behind)


def without(comparison: Comparison) -> Iterator[Change]:
    """What happened without something in the original, and with it in the copy, or the other way round."""
    pairs = [(t, u, "the copy") for t, u in _turned(comparison)]
    pairs += [(u, t, "the copy") for t, u in _turned(comparison.flipped())]
    a, b = comparison.a, comparison.b
    for t, u, whose in pairs:
        ours, theirs = a.span(t, t), b.span(u, u)
        reason = f"The original says {a.phrase(ours)}, {whose} the opposite, {b.phrase(theirs)}."
        yield Change(ChangeKind.NEGATION, Severity.HIGH, ours, theirs, reason)


def _turned(comparison: Comparison) -> Iterator[tuple[int, int]]:
    """Every `without` of a whose noun follows `with` in b."""
    a, b = comparison.a, comparison.b
    for t in range(len(a.starts) - 1):
        if a.norm(t) != "without" or a.quoted[t]:
            continue
        noun = next((k for k in range(t + 1, min(t + 4, len(a.starts))) if a.content(k)), None)
        there = comparison.to_b.get(noun) if noun is not None else None
        if there is None or b.quoted[there]:
            continue
        start = b.tokens_of(b.sentence_of[there]).start
        led = [u for u in range(max(start, there - 3), there) if b.norm(u) == "with"]
        both = any(b.norm(u) == "without" for u in b.tokens_of(b.sentence_of[there]))
        if led and not both and not _denied(b, there):
            yield t, led[-1]


def _denied(side: Side, token: int) -> bool:
    clause = side.clause_tokens(side.clause_of[token])
    return any(not m[0] <= token < m[1] for m in side.markers_in(clause, MarkerKind.NEGATION))


def roles(comparison: Comparison) -> Iterator[Change]:
    """Grave deeds whose doer and sufferer have changed places."""
    a, b = comparison.a, comparison.b
    for t, u in comparison.to_b.items():
        if not _deed(a, t) or a.stem(t) != b.stem(u) or b.quoted[u] or a.quoted[t]:
            continue
        doer, sufferer = _around(a, t)
        there, here = _around(b, u)
        moved_on = [x for x in doer if comparison.to_b.get(x) in here]
        moved_up = [x for x in sufferer if comparison.to_b.get(x) in there]
        stayed = [x for x in doer if comparison.to_b.get(x) in there]
        if (
            stayed
            or len(moved_on) < len(doer)
            or not moved_on
            or not moved_up
            or _passive(a, t) != _passive(b, u)
        ):
            continue
        ours, theirs = a.span_of([*doer, t, *sufferer]), b.span_of([*there, u, *here])
        reason = f"Who did it to whom is exchanged: {a.quote(ours)} became {b.quote(theirs)}."
        yield Change(ChangeKind.NAME_CHANGED, Severity.HIGH, ours, theirs, reason)


def _deed(side: Side, token: int) -> bool:
    word = side.norm(token)
    return side.stem(token) in stems("redline_checkable") and (word.endswith("ed") or word in _PAST)


def _around(side: Side, token: int) -> tuple[list[int], list[int]]:
    """The content words shortly before and behind a verb, in its sentence."""
    sentence = side.tokens_of(side.sentence_of[token])
    before = [t for t in range(max(sentence.start, token - _SIDE), token) if side.content(t)]
    after = [t for t in range(token + 1, min(sentence.stop, token + _SIDE + 1)) if side.content(t)]
    return before, after


def _passive(side: Side, token: int) -> bool:
    start = side.tokens_of(side.sentence_of[token]).start
    return any(side.norm(t) in _PASSIVE for t in range(max(start, token - 2), token))


def doers(comparison: Comparison) -> Iterator[Change]:
    """Grave deeds done by somebody in the original, and just done in the copy."""
    a, b = comparison.a, comparison.b
    for t, u in comparison.to_b.items():
        agent = _agent(a, t) if _deed(a, t) and not a.quoted[t] else []
        if not agent or comparison.answered(agent):
            continue
        sentence = b.tokens_of(b.sentence_of[u])
        if _agent(b, u) or any(b.content(v) and v not in comparison.to_a for v in sentence):
            continue
        ours, theirs = a.span_of([t, *agent]), b.span(u, u)
        reason = f"The original says by whom, {a.quote(ours)}; the copy does not: {b.quote(theirs)}."
        yield Change(ChangeKind.NAME_DROPPED, Severity.HIGH, ours, theirs, reason)


def _agent(side: Side, verb: int) -> list[int]:
    """The content words of the by-phrase that follows a verb."""
    stop = side.tokens_of(side.sentence_of[verb]).stop
    by = next((t for t in range(verb + 1, min(stop, verb + 4)) if side.norm(t) == "by"), None)
    if by is None:
        return []
    first = by + 1
    while first < stop and not side.content(first):
        first += 1
    last = first
    while last < stop and side.content(last) and last - first < 3:
        last += 1
    return list(range(first, last))
