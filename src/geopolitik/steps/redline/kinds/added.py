"""Claim added, and gloss on a speaker: what stands in the copy only."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.judging import attributed, weighty
from geopolitik.steps.redline.onesided import one_sided
from geopolitik.steps.redline.phrases import stems
from geopolitik.steps.redline.side import Side


def added(comparison: Comparison) -> Iterator[Change]:
    """Clauses and sentences of the copy that nothing in the original answers to."""
    b = comparison.b
    for span, whole in one_sided(comparison):
        tokens = b.contents_in(span)
        sentence = b.sentence_of[tokens[0]]
        gloss = not whole and _opens_gloss(b, span)
        heavy = weighty(b, span)
        if gloss and attributed(b, sentence):
            kind, severity = ChangeKind.GLOSS, Severity.HIGH
        else:
            kind = ChangeKind.CLAIM_ADDED
            severity = Severity.HIGH if heavy >= 2 else Severity.MEDIUM if len(tokens) >= 3 else Severity.LOW
        what = "hangs its own reading on what is reported" if kind is ChangeKind.GLOSS else "adds"
        yield Change(
            kind, severity, None, span, f"The copy {what}: {b.quote(span)}; the original says nothing of it."
        )


def _opens_gloss(side: Side, span: Span) -> bool:
    first = side.contents_in(span)[0]
    return side.norm(first).endswith("ing") and side.stem(first) in stems("redline_gloss")
