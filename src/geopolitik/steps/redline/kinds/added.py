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

_SOME = 3


def added(comparison: Comparison) -> Iterator[Change]:
    """Clauses and sentences of the copy that nothing in the original answers to."""
    b = comparison.b
    collage = comparison.flipped().excerpted
    for span, whole in one_sided(comparison):
        tokens = b.contents_in(span)
        sentence = b.sentence_of[tokens[0]]
        gloss = not whole and _opens_gloss(b, span)
        heavy = weighty(b, span)
        claimed = attributed(b, sentence)
        if gloss and claimed:
            kind, severity = ChangeKind.GLOSS, Severity.HIGH
        else:
            kind, severity = ChangeKind.CLAIM_ADDED, _severity(len(tokens), heavy, claimed or whole)
        if whole and collage:
            severity = Severity.LOW
        what = "hangs its own reading on what is reported" if kind is ChangeKind.GLOSS else "adds"
        yield Change(
            kind, severity, None, span, f"The copy {what}: {b.quote(span)}; the original says nothing of it."
        )


def _severity(length: int, heavy: int, weighs: bool) -> Severity:
    """High for what can be checked; a weighty word is enough in a reported claim or a sentence of its own."""
    if heavy >= 2 or (heavy and weighs and length >= _SOME):
        return Severity.HIGH
    return Severity.MEDIUM if length >= _SOME else Severity.LOW


def _opens_gloss(side: Side, span: Span) -> bool:
    first = side.contents_in(span)[0]
    return side.norm(first).endswith("ing") and side.stem(first) in stems("redline_gloss")
