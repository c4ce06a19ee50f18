"""Certainty raised or lowered: a hedge, a modal verb, a belief or an attempt that only one text has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz.distance import Indel

from geopolitik.model.annotation import MarkerKind
from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.doubts import (
    Doubt,
    any_doubt,
    doubts,
    doubts_in,
    leaves_open,
    open_claim,
)
from geopolitik.steps.redline.firmer import fixed, possible_often, weaker_belief
from geopolitik.steps.redline.judging import condition_of, hedged_group, ordered, verb_group
from geopolitik.steps.redline.phrases import closed
from geopolitik.steps.redline.side import Side

_ALIKE = 0.35
"""Likeness of two sentences from which a doubt in the copy is a change of its own."""
_REACH = 8
_KEPT = 0.6
"""Share of a hedge's scope that must be answered if its predicate is not."""
_HALF = 0.5
"""The same of what is only believed, and of a doubt that only the copy has."""
_AUXILIARIES = closed("auxiliary")
_AHEAD = frozenset({"will", "would", "to", "shall", "could", "may", "might"})
_HEARSAY = closed("hearsay")
_PERMISSION = closed("permission")
_AWAITED = frozenset({"expected", "hoped", "anticipated", "likely"})
_QUESTIONS = closed("question word")
_WISH = closed("wish")
_WISHED = 4
"""So many words before a question word, somebody wants to know or asks."""
_WILL = frozenset({"will", "shall"})
_PLANNED = closed("planned")
_DOUBT = (MarkerKind.HEDGE, MarkerKind.MODAL)


def certainty(comparison: Comparison) -> Iterator[Change]:
    """Hedges, modals and attempts that the copy drops (raised) or puts in (lowered); beliefs exchanged."""
    for one_way, kind in (
        (comparison, ChangeKind.CERTAINTY_RAISED),
        (comparison.flipped(), ChangeKind.CERTAINTY_LOWERED),
    ):
        raised = kind is ChangeKind.CERTAINTY_RAISED
        found = [c for c in _lost(one_way, raised=raised) if not _told_otherwise(one_way, c, raised)]
        for change in (*found, *weaker_belief(one_way), *possible_often(one_way), *fixed(one_way)):
            if raised and _alike_open(one_way, change):
                continue
            if change.copy_span is not None:
                change = replace(change, copy_span=_with_condition(one_way.b, change.copy_span))
            change = replace(change, kind=kind)
            if kind is ChangeKind.CERTAINTY_LOWERED:
                severity = change.severity if _reads_alike(one_way, change) else Severity.LOW
                change = replace(change, severity=severity)
                change = replace(change, original_span=change.copy_span, copy_span=change.original_span)
            yield replace(change, reason=_reason(comparison, change))


def _reads_alike(comparison: Comparison, change: Change) -> bool:
    """Whether the two sentences have most words in common: a free wording may sound less sure than it is."""
    if change.original_span is None or change.copy_span is None:
        return True
    a, b = comparison.a, comparison.b
    ours = a.tokens_of(a.sentence_of[a.tokens_in(change.original_span)[0]])
    theirs = b.tokens_of(b.sentence_of[b.tokens_in(change.copy_span)[0]])
    return Indel.normalized_similarity([*map(a.stem, ours)], [*map(b.stem, theirs)]) >= _ALIKE


def _with_condition(side: Side, span: Span) -> Span:
    """The passage from the condition on that governs its last word: only if Kesten accepts."""
    at = condition_of(side, side.tokens_in(span)[-1])
    return span if at is None else Span(min(span.start, side.starts[at]), span.end)


def _alike_open(comparison: Comparison, change: Change) -> bool:
    """Whether the copy's whole clause leaves it open after all: by a condition that the original lacks."""
    if change.original_span is None or change.copy_span is None:
        return False
    ours, theirs = comparison.a.tokens_in(change.original_span), comparison.b.tokens_in(change.copy_span)
    return condition_of(comparison.b, theirs[-1]) is not None and condition_of(comparison.a, ours[-1]) is None


def _told_otherwise(comparison: Comparison, change: Change, raised: bool) -> bool:
    """Whether the copy's sentence leaves something open by a word that no sentence it answers to has.

    Before a copy is said to leave more open, nothing in the original's sentences may leave anything open.
    """
    if change.original_span is None or change.copy_span is None:
        return False
    a, b = comparison.a, comparison.b
    shown = b.tokens_in(change.copy_span)
    predicate = shown[-1]
    there = b.sentence_of[predicate]
    lost = a.tokens_in(change.original_span)
    answered = (t for i in comparison.partners_b.get(there, ()) for t in doubts_in(a, i) if t not in lost)
    clause = b.clause_tokens(b.clause_of[predicate])
    if _kept(comparison, lost, there):
        return True
    sentences = {there, *comparison.partners_a.get(a.sentence_of[lost[0]], ())}
    if not raised and any_doubt(b, sentences, comparison.to_a):
        return True
    near = range(min(clause.start, predicate - _REACH), clause.stop) if raised else b.tokens_of(there)
    own = Counter(b.norm(t) for t in doubts_in(b, there) if t in near and t not in shown)
    return bool(own - Counter(map(a.norm, answered)))


def _kept(comparison: Comparison, lost: range, there: int) -> bool:
    """Whether the copy's sentence has the same open word as often as the sentences that it answers."""
    a, b = comparison.a, comparison.b
    words = {a.norm(t) for t in lost if t in doubts_in(a, a.sentence_of[lost[0]])}
    mine = Counter(a.norm(t) for t in doubts_in(a, a.sentence_of[lost[0]]))
    yours = Counter(b.norm(t) for t in doubts_in(b, there))
    return any(yours[w] >= mine[w] > 0 for w in words)


def _reason(comparison: Comparison, change: Change) -> str:
    raised = change.kind is ChangeKind.CERTAINTY_RAISED
    ours = comparison.a.phrase(change.original_span) if change.original_span else ""
    theirs = comparison.b.phrase(change.copy_span) if change.copy_span else ""
    hedged = change.copy_span is not None and any(
        leaves_open(m)
        for _, _, m in comparison.b.markers_in(comparison.b.tokens_in(change.copy_span), *_DOUBT)
    )
    if raised:
        what = "it claims more" if hedged else "what the original left open is stated as settled"
    else:
        what = "it leaves more open"
    return f"The original says {ours}, the copy {theirs}: {what}."


def _lost(comparison: Comparison, *, raised: bool) -> Iterator[Change]:
    """Doubts of a, and what somebody there only believes, that b does not share.

    Args:
        raised: whether a is the original. What the original says without any doubt is often told by a noun,
            so that a doubt of the copy's own needs more of its claim there.
    """
    a, b = comparison.a, comparison.b
    for doubt in doubts(a, beliefs=raised):
        answered = comparison.answered(doubt.scope)
        direct = comparison.to_b.get(doubt.predicate)
        if not raised and not _mostly(comparison, doubt.first):
            continue
        firm = len(answered) >= max(min(2, len(doubt.scope)), _HALF * len(doubt.scope))
        if not _same_claim(doubt, answered, direct) or not (firm or (raised and not doubt.believed)):
            continue
        shown = direct if direct is not None else min(answered)
        if b.quoted[shown] or (_asks(a, doubt) and _asked_too(b, shown)):
            continue
        if (
            _ability(a, doubt, b, shown)
            or _permitted(b, shown)
            or (doubt.plan and not _surer(a, doubt, b, shown))
        ):
            continue
        hearsay = a.norm(doubt.first) in _HEARSAY
        must = _necessity(b, shown) if doubt.possible else None
        if must is not None and a.stem(comparison.to_a.get(must, doubt.first)) == b.stem(must):
            must = None  # it is the original's own word, under the doubt
        if must is None and (open_claim(b, shown) or (hearsay and _reported(b, shown))):
            continue
        first = hedged_group(b, shown if must is None else must)
        yield Change(
            ChangeKind.CERTAINTY_RAISED,
            Severity.HIGH,
            ordered(a, min(doubt.first, doubt.predicate), max(doubt.predicate, doubt.last - 1)),
            ordered(b, first, shown) if not doubt.asked else ordered(b, first, _last(b, shown, answered)),
            "",
        )


def _asks(side: Side, doubt: Doubt) -> bool:
    """Whether a question word follows what leaves a claim open: wondering why."""
    return doubt.last < len(side.starts) and side.norm(doubt.last) in _QUESTIONS


def _asked_too(side: Side, shown: int) -> bool:
    """Whether the sentence asks, too: they want to know why."""
    tokens = side.tokens_of(side.sentence_of[shown])
    asked = [t for t in tokens if side.norm(t) in _QUESTIONS and t > tokens.start]
    return any(side.norm(u) in _WISH for t in asked for u in range(max(tokens.start, t - _WISHED), t))


def _mostly(comparison: Comparison, token: int) -> bool:
    """Whether most of a sentence is answered: a freer wording tells nothing of how sure it is."""
    a = comparison.a
    own = [t for t in a.tokens_of(a.sentence_of[token]) if a.content(t)]
    return len(comparison.answered(own)) >= _HALF * len(own)


def _last(side: Side, shown: int, answered: list[int]) -> int:
    """The last of the words of a claim that stand in the sentence of one of them."""
    return max(u for u in (shown, *answered) if side.sentence_of[u] == side.sentence_of[shown])


def _reported(side: Side, predicate: int) -> bool:
    """Whether somebody is made to say it: what is alleged is then still said by somebody."""
    sentence = side.tokens_of(side.sentence_of[predicate])
    return any(
        t in side.lists["redline_says"] for t in range(max(sentence.start, predicate - _REACH), predicate)
    )


def _permitted(side: Side, predicate: int) -> bool:
    """Whether a word of right, freedom or permission before the predicate says what may be: free to leave."""
    start = side.tokens_of(side.sentence_of[predicate]).start
    return any(side.norm(t) in _PERMISSION for t in range(max(start, predicate - _REACH), predicate))


def _surer(side: Side, doubt: Doubt, other: Side, shown: int) -> bool:
    """Whether what is ahead is told as over, or what is only expected as sure to come."""
    if _over(other, shown):
        return True
    group = range(max(other.tokens_of(other.sentence_of[shown]).start, shown - 3), shown)
    awaited = any(side.norm(t) in _AWAITED for t in range(doubt.first, doubt.last))
    told = any(other.norm(t) in _WILL for t in group)
    return awaited and told and not any(other.norm(t) in _PLANNED | _AWAITED for t in group)


def _over(side: Side, shown: int) -> bool:
    """Whether a verb tells a deed as done."""
    group = range(verb_group(side, shown), shown)
    return side.norm(shown).endswith("ed") and not any(side.norm(t) in _AHEAD for t in group)


def _ability(side: Side, doubt: Doubt, other: Side, shown: int) -> bool:
    """Whether `could` may just be the past of `can`, beside a plain past tense in the other text."""
    if not any(side.norm(t) == "could" for t in range(doubt.first, doubt.last)):
        return False
    if side.norm(doubt.last) in ("be", "have", "reportedly", "possibly", "potentially"):
        return False
    group = range(verb_group(other, shown), shown)
    if any(other.norm(t) in ("got", "able", "can", "could") for t in group):
        return True
    plain = not any(other.norm(t) in _AUXILIARIES for t in group)
    return plain and other.norm(shown).endswith(("ed", "ew", "aw", "ent", "ot", "elt"))


def _same_claim(doubt: Doubt, answered: list[int], direct: int | None) -> bool:
    """Whether the copy makes the claim that the doubt is about."""
    if direct is not None:
        return len(answered) >= min(2, len(doubt.scope))
    return len(answered) >= max(2, _KEPT * len(doubt.scope))


def _necessity(side: Side, predicate: int) -> int | None:
    """The word near the predicate that says it must be so, if no word says that it only may."""
    forces = side.lists["redline_force"]
    near = range(max(side.tokens_of(side.sentence_of[predicate]).start, predicate - 3), predicate + 1)
    levels = {t: float(forces[t].row["force"]) for t in near if t in forces}
    if not levels or min(levels.values()) < 1:
        return None
    return min(levels)
