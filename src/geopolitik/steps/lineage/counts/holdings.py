"""What only one of two texts holds: a digest has dropped it, an update has added it."""

from __future__ import annotations

from collections.abc import Iterable

from geopolitik.model.span import Span
from geopolitik.model.story import Alignment
from geopolitik.steps.lineage.counts.edits import Edited
from geopolitik.steps.lineage.counts.measures import Side
from geopolitik.steps.lineage.counts.quoting import Passages


def words_left_out(changes: Iterable[Edited]) -> tuple[Passages, Passages]:
    """Stretches of matched sentences in whose place the other text has nothing at all."""
    only_a: list[Span] = []
    only_b: list[Span] = []
    for change in changes:
        for edit in change.edits:
            if not edit.b and any(t.content for t in edit.a):
                only_a.append(Span(edit.a[0].start, edit.a[-1].end))
            elif not edit.a and any(t.content for t in edit.b):
                only_b.append(Span(edit.b[0].start, edit.b[-1].end))
    return _alone(only_a), _alone(only_b)


def own_sentences(alignment: Alignment, a: Side, b: Side) -> tuple[Passages, Passages]:
    """Sentences that answer to none of the other text."""
    ours, theirs = a.annotation.sentences, b.annotation.sentences
    return (
        _alone(ours[i].span for i in alignment.a_only),
        _alone(theirs[j].span for j in alignment.b_only),
    )


def _alone(spans: Iterable[Span]) -> Passages:
    return Passages(tuple(sorted(spans)), ())
