"""Claim dropped: what stands in the original only."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.judging import attributed, weighty
from geopolitik.steps.redline.onesided import one_sided


def dropped(comparison: Comparison) -> Iterator[Change]:
    """Clauses and sentences of the original that nothing in the copy answers to."""
    a = comparison.a
    flipped = comparison.flipped()
    for span, whole in one_sided(flipped):
        tokens = a.contents_in(span)
        sentence = a.sentence_of[tokens[0]]
        heavy = weighty(a, span)
        if not whole and heavy >= 2 and attributed(a, sentence):
            severity = Severity.HIGH
        else:
            severity = Severity.MEDIUM if heavy or len(tokens) >= 4 else Severity.LOW
        reason = f"The original says {a.quote(span)}; the copy leaves it out."
        yield Change(ChangeKind.CLAIM_DROPPED, severity, span, None, reason)
