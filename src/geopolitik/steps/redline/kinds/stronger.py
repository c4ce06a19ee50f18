"""A stronger word: an incident becomes a violation, may harm becomes will derail, suggests becomes shows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from geopolitik.lexicon import table
from geopolitik.model.annotation import MarkerKind
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.doubts import leaves_open
from geopolitik.steps.redline.exchanged import exchanged, partners
from geopolitik.steps.redline.judging import hedged_group, verb_group
from geopolitik.steps.redline.side import Side
from geopolitik.text.forms import stem

_THINGS = ("or", "ors", "ion", "ions", "ment", "ments")
"""How nouns end that a verb of showing may be made into."""


def stronger(comparison: Comparison) -> Iterator[Change]:
    """Mild words of the original where the copy, in the same surroundings, has a stronger one of its own."""
    a, b = comparison.a, comparison.b
    for t, u in exchanged(comparison, partners("redline_stronger", "mild", "strong")):
        if a.stem(t) in _surer() and a.norm(t).endswith(_THINGS):
            continue  # indicators
        opened = _opener(a, t) is not None and _opener(b, u) is None
        first, there = (_opener(a, t) or t, verb_group(b, u)) if opened else (t, u)
        ours, theirs = a.span(first, t), b.span(there, u)
        reason = f"The original says {a.phrase(ours)}, the copy {b.phrase(theirs)}: a stronger word."
        if t in a.lists["redline_says"] and u in b.lists["redline_says"]:
            kind = ChangeKind.VERB_LOADED
        else:
            surer = opened or a.stem(t) in _surer()
            kind = ChangeKind.CERTAINTY_RAISED if surer else ChangeKind.SCOPE_WIDENED
        yield Change(kind, Severity.HIGH, ours, theirs, reason)


def _opener(side: Side, token: int) -> int | None:
    """The modal verb or hedge that governs a word directly: could harm."""
    near = range(hedged_group(side, token), token)
    found = side.markers_in(near, MarkerKind.MODAL, MarkerKind.HEDGE)
    return next((first for first, _, marker in found if leaves_open(marker)), None)


@cache
def _surer() -> frozenset[str]:
    """The mild words whose stronger ones say the same more surely: indicates, shows."""
    rows = [row for row in table("redline_stronger") if row["kind"] == "certainty"]
    return frozenset(stem(word) for row in rows for word in row["mild"].split())
