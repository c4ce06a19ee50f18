"""Certainty that one word gives for another: hoped and expected, can and often, expected and will."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.annotation import MarkerKind
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.doubts import leaves_open, scope_of, unable
from geopolitik.steps.redline.judging import ordered
from geopolitik.steps.redline.phrases import closed
from geopolitik.steps.redline.side import Side

_STEP = 0.25
"""Difference of two levels that a reader notices."""
_REACH = 8
_BEFORE = 6
_BE = closed("form of be")
_FREQUENCY = closed("frequency")
_MAY = frozenset({"can", "may", "might", "could"})
_AWAITED = frozenset({"expected", "hoped", "anticipated", "likely"})
_WILL = frozenset({"will", "shall"})
_PLANNED = closed("planned")


def possible_often(comparison: Comparison) -> Iterator[Change]:
    """What can or may be, of which the copy says how often: can point to → often points to."""
    a, b = comparison.a, comparison.b
    for first, last, marker in a.markers:
        if marker.lemma not in _MAY or a.quoted[first] or unable(a, first, last):
            continue
        scope = scope_of(a, last)
        there = comparison.to_b.get(scope[0]) if scope else None
        if there is None or b.quoted[there] or len(comparison.answered(scope)) < min(2, len(scope)):
            continue
        beside = range(max(b.tokens_of(b.sentence_of[there]).start, there - 2), there)
        often = [t for t in beside if b.norm(t) in _FREQUENCY]
        before = range(max(b.tokens_of(b.sentence_of[there]).start, there - _BEFORE), there)
        if often and not any(b.norm(t) in _MAY for t in before) and not _hedged(b, there):
            yield Change(
                ChangeKind.CERTAINTY_RAISED,
                Severity.HIGH,
                ordered(a, first, scope[0]),
                ordered(b, often[0], there),
                "",
            )


def _hedged(side: Side, predicate: int) -> bool:
    """Whether a hedge other than a word of frequency stands in the clause."""
    hedges = side.markers_in(side.clause_tokens(side.clause_of[predicate]), MarkerKind.HEDGE)
    return any(leaves_open(m) and m.lemma not in _FREQUENCY for _, _, m in hedges)


def fixed(comparison: Comparison) -> Iterator[Change]:
    """What is expected, without a verb, and will be in the copy: a vote is expected on Friday."""
    a, b = comparison.a, comparison.b
    for t in range(1, len(a.starts) - 1):
        if a.norm(t) not in _AWAITED or a.norm(t - 1) not in _BE or a.norm(t + 1) == "to" or a.quoted[t]:
            continue
        sentence = a.tokens_of(a.sentence_of[t])
        subject = [u for u in range(max(sentence.start, t - _REACH), t) if a.content(u)]
        after = [u for u in range(t + 1, min(sentence.stop, t + _BEFORE)) if a.content(u)]
        kept = comparison.answered(subject[-3:])
        when = comparison.answered(after[:2])
        if not kept or not when or b.sentence_of[kept[-1]] != b.sentence_of[when[0]] or b.quoted[kept[-1]]:
            continue
        between = range(min(max(kept), when[0]), max(max(kept), when[0]))
        told = [u for u in between if b.norm(u) in _WILL]
        if told and t not in comparison.to_b and not any(b.norm(u) in _PLANNED for u in between):
            yield Change(
                ChangeKind.CERTAINTY_RAISED,
                Severity.HIGH,
                ordered(a, t - 1, after[0]),
                ordered(b, told[0], when[0]),
                "",
            )


def weaker_belief(comparison: Comparison) -> Iterator[Change]:
    """Beliefs of a that the copy makes surer: hoped for → expected."""
    a, b = comparison.a, comparison.b
    ours, theirs = a.lists["redline_attitude"], b.lists["redline_attitude"]
    for first, hit in ours.items():
        if a.quoted[first]:
            continue
        scope = [t for t in scope_of(a, hit.last) if t not in ours]
        answered = comparison.answered(scope)
        if not answered or len(answered) < min(2, len(scope)):
            continue
        at = min(answered)
        near = range(max(b.tokens_of(b.sentence_of[at]).start, at - 5), at + 1)
        beliefs = [t for t in near if t in theirs]
        if not beliefs:
            continue
        if float(theirs[beliefs[-1]].row["certainty"]) - float(hit.row["certainty"]) >= _STEP:
            yield Change(
                ChangeKind.CERTAINTY_RAISED,
                Severity.HIGH,
                ordered(a, first, scope[0]),
                ordered(b, beliefs[-1], at),
                "",
            )
