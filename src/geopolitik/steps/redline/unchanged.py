"""Passages that stand the same in both texts: nothing was changed there, whatever a rule may think."""

from __future__ import annotations

from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.side import Side

_OF_WORDS = frozenset(
    {
        ChangeKind.NEGATION,
        ChangeKind.NUMBER,
        ChangeKind.TIME,
        ChangeKind.CONDITION_DROPPED,
        ChangeKind.CERTAINTY_RAISED,
        ChangeKind.CERTAINTY_LOWERED,
        ChangeKind.NAME_CHANGED,
        ChangeKind.NAME_DROPPED,
        ChangeKind.NAME_GENERALISED,
        ChangeKind.VERB_LOADED,
        ChangeKind.ATTRIBUTION_DROPPED,
        ChangeKind.SCOPE_WIDENED,
        ChangeKind.SCOPE_NARROWED,
        ChangeKind.INTENSIFIER_ADDED,
    }
)
"""Kinds that rest on other words in a kept sentence."""


def unchanged(comparison: Comparison, change: Change) -> bool:
    """Whether a change of words is said of two sentences that have the same words."""
    if change.kind not in _OF_WORDS or change.original_span is None or change.copy_span is None:
        return False
    if change.kind is ChangeKind.NUMBER and _written(comparison.a, change.original_span) == _written(
        comparison.b, change.copy_span
    ):
        return True
    ours = _sentence(comparison.a, change.original_span)
    return bool(ours) and ours == _sentence(comparison.b, change.copy_span)


def _written(side: Side, span: Span) -> str:
    return span.of(side.text).strip().lower()


def _sentence(side: Side, span: Span) -> list[str]:
    tokens = side.tokens_in(span)
    return [side.norm(t) for t in side.tokens_of(side.sentence_of[tokens[0]])] if tokens else []
