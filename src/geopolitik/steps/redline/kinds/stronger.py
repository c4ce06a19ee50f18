"""Scope widened by a stronger word: an incident becomes a violation, to harm becomes to derail."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from geopolitik.lexicon import table
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.exchanged import exchanged, partners
from geopolitik.text.forms import stem


def stronger(comparison: Comparison) -> Iterator[Change]:
    """Mild words of the original where the copy, in the same surroundings, has a stronger one of its own."""
    a, b = comparison.a, comparison.b
    for t, u in exchanged(comparison, partners("redline_stronger", "mild", "strong")):
        ours, theirs = a.span(t, t), b.span(u, u)
        reason = f"The original says {a.phrase(ours)}, the copy {b.phrase(theirs)}: a stronger word."
        if t in a.lists["redline_says"] and u in b.lists["redline_says"]:
            kind = ChangeKind.VERB_LOADED
        else:
            kind = ChangeKind.CERTAINTY_RAISED if a.stem(t) in _surer() else ChangeKind.SCOPE_WIDENED
        yield Change(kind, Severity.HIGH, ours, theirs, reason)


@cache
def _surer() -> frozenset[str]:
    """The mild words whose stronger ones say the same more surely: indicates, shows."""
    rows = [row for row in table("redline_stronger") if row["kind"] == "certainty"]
    return frozenset(stem(word) for row in rows for word in row["mild"].split())
