"""Scope widened by a stronger word: an incident becomes a violation, to harm becomes to derail."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.exchanged import exchanged, partners


def stronger(comparison: Comparison) -> Iterator[Change]:
    """Mild words of the original where the copy, in the same surroundings, has a stronger one of its own."""
    a, b = comparison.a, comparison.b
    for t, u in exchanged(comparison, partners("redline_stronger", "mild", "strong")):
        ours, theirs = a.span(t, t), b.span(u, u)
        reason = f"The original says {a.phrase(ours)}, the copy {b.phrase(theirs)}: a stronger word."
        yield Change(ChangeKind.SCOPE_WIDENED, Severity.HIGH, ours, theirs, reason)
