"""Certainty raised or lowered: how surely something is said has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geopolitik.lexicon import words as listed
from geopolitik.model.annotation import MarkerKind
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.judging import clause_window, verb_group
from geopolitik.steps.redline.phrases import Hit
from geopolitik.steps.redline.side import Side

_SURE = 0.65
"""From this level on a word leaves the claim as good as certain."""
_STEP = 0.25
"""Difference of two levels that a reader notices."""
_REACH = 8
_KEPT = 0.6
"""Share of a hedge's scope that must be answered if its predicate is not."""
_DOUBT = (MarkerKind.HEDGE, MarkerKind.MODAL)


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A word that leaves a claim less than certain, and the words it governs."""

    first: int
    last: int
    level: float
    scope: tuple[int, ...]
    predicate: int


def certainty(comparison: Comparison) -> Iterator[Change]:
    """Hedges and modals that the copy drops (raised) or puts in (lowered)."""
    for change in _lost(comparison):
        yield change
    for change in _lost(comparison.flipped()):
        yield Change(
            ChangeKind.CERTAINTY_LOWERED,
            change.severity,
            change.copy_span,
            change.original_span,
            change.reason,
        )


def _lost(comparison: Comparison) -> Iterator[Change]:
    """Doubts of a that b does not share."""
    a, b = comparison.a, comparison.b
    for doubt in _doubts(a):
        scope = comparison.answered(doubt.scope)
        if not _same_claim(comparison, doubt, scope):
            continue
        predicate = comparison.to_b.get(doubt.predicate)
        sentence = b.sentence_of[predicate if predicate is not None else scope[0]]
        there = [u for u in scope if b.sentence_of[u] == sentence]
        window = clause_window(b, there)
        if _doubtful(b, window):
            continue
        shown = predicate if predicate is not None else there[0]
        span_a = a.span(doubt.first, max(doubt.predicate, doubt.last - 1))
        span_b = b.span(verb_group(b, shown), shown)
        yield Change(
            ChangeKind.CERTAINTY_RAISED,
            Severity.HIGH if predicate is not None else Severity.MEDIUM,
            span_a,
            span_b,
            f"One text says {a.quote(span_a)}, the other {b.quote(span_b)}: "
            f"{a.quote(a.span(doubt.first, doubt.last - 1))} leaves it open.",
        )


def _doubts(side: Side) -> Iterator[_Doubt]:
    soft = listed("redline_soft")
    for first, last, marker in side.markers:
        if marker.kind not in _DOUBT or marker.level > _SURE or marker.lemma in soft or side.quoted[first]:
            continue
        scope = _scope(side, last)
        if scope:
            yield _Doubt(first, last, marker.level, tuple(scope), _predicate(side, scope))


def _scope(side: Side, after: int) -> list[int]:
    """The content words that a marker before them governs: to the end of the clause, or of a short sentence."""
    if after >= len(side.starts):
        return []
    sentence = side.tokens_of(side.sentence_of[after - 1])
    end = min(sentence.stop, after + _REACH)
    clause = side.clauses[side.clause_of[after - 1]][1]
    stop = clause if clause - after >= 2 else end
    return [t for t in range(after, min(stop, end)) if side.content(t)]


def _predicate(side: Side, scope: list[int]) -> int:
    """The first governed word that is no adverb."""
    return next((t for t in scope if not side.norm(t).endswith("ly")), scope[0])


def _same_claim(comparison: Comparison, doubt: _Doubt, scope: list[int]) -> bool:
    """Whether the copy makes the claim that the doubt is about."""
    if doubt.predicate in comparison.to_b:
        return len(scope) >= min(2, len(doubt.scope))
    return len(scope) >= max(2, _KEPT * len(doubt.scope))


def _doubtful(side: Side, window: range) -> bool:
    """Whether some word of the window leaves its claim open."""
    if any(m.level <= _SURE + 0.05 for _, _, m in side.markers_in(window, *_DOUBT)):
        return True
    if any(t in side.lists["redline_embedding"] for t in window):
        return True
    return any(float(h.row["certainty"]) < _SURE + _STEP for h in _attitudes(side, window))


def _attitudes(side: Side, window: range) -> list[Hit]:
    found = side.lists["redline_attitude"]
    return [found[t] for t in window if t in found]
