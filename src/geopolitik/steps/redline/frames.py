"""Where the words around a passage stand in the other text: what is left of its surroundings."""

from __future__ import annotations

from collections.abc import Sequence

from geopolitik.model.span import Span
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.side import Side

_LOOK = 6
_AROUND = 4
_FEW = 2
_WIDE = 10
"""Answers further apart than this are no frame."""


def context(side: Side, span: Span) -> list[int]:
    """The content words beside a passage, up to four each way, in its clause (sentence if short)."""
    inside = side.tokens_in(span)
    sentence = side.clause_tokens(side.clause_of[inside[0]])
    if sum(side.content(t) for t in sentence if t not in inside) < _FEW:
        sentence = side.tokens_of(side.sentence_of[inside[0]])
    before = [t for t in range(max(sentence.start, inside[0] - _LOOK), inside[0]) if side.content(t)]
    after = [t for t in range(inside[-1] + 1, min(sentence.stop, inside[-1] + 1 + _LOOK)) if side.content(t)]
    return before[-_AROUND:] + after[:_AROUND]


def frame(comparison: Comparison, span: Span) -> list[int]:
    """The words of b, close together in one sentence, that answer to those around a passage of a.

    Empty unless at least two, and half of the surrounding words, are answered.
    """
    if not comparison.a.tokens_in(span):
        return []
    around = context(comparison.a, span)
    best = _densest(comparison.b, comparison.answered(around))
    return best if len(best) >= 2 and 2 * len(best) >= len(around) else []


def _densest(side: Side, tokens: Sequence[int]) -> list[int]:
    """The most tokens that stand in one sentence and not far apart."""
    ordered = sorted(tokens)
    best: list[int] = []
    for k, first in enumerate(ordered):
        run = [
            t for t in ordered[k:] if t - first <= _WIDE and side.sentence_of[t] == side.sentence_of[first]
        ]
        if len(run) > len(best):
            best = run
    return best


def nearest(comparison: Comparison, span: Span, frame_tokens: Sequence[int], *, before: bool = False) -> Span:
    """The short stretch of the frame that the passage stood beside: its nearest two words.

    Args:
        before: whether the words before the passage are the ones it belongs to.
    """
    inside = comparison.a.tokens_in(span)
    middle = inside[0] - 2 if before else (inside[0] + inside[-1]) / 2
    by_distance = sorted(frame_tokens, key=lambda u: abs(comparison.to_a[u] - middle))
    chosen = by_distance[:2]
    if max(chosen) - min(chosen) > _AROUND:
        chosen = chosen[:1]
    return comparison.b.span_of(chosen)
