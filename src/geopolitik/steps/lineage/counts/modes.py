"""What became of a text between two states of it, told from what is alike on either side of the pair.

The same asymmetry means one thing in a digest and another in an update: what only one text holds, a digest
has dropped and an update has added. So before any direction is weighed it is asked, of the pair and not of
either side, which of the two it looks like.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from geopolitik.model.annotation import Annotation, TimeKind
from geopolitik.model.story import Alignment
from geopolitik.steps.lineage.counts.edits import Edited
from geopolitik.steps.lineage.counts.measures import Side, order
from geopolitik.steps.lineage.counts.revised_words import plainness

_UNTOUCHED = 0.4
"""Share of matched sentences left as they were, from which nobody went over the whole text."""
_IN_ORDER = 0.6
_LEFT_OF_SHORT = 0.25
_LEFT_OF_LONG = 0.6
_SHORTER = 1.12
_SHORTER_SENTENCES = 1.03
_PLAINER = 0.1
"""Letters a word, on average."""
_OF_THE_DAY = 0.05
"""Day words a sentence, from which a text reports what happened on a day."""


class Mode(StrEnum):
    """What a pair looks like, whichever side came first."""

    DIGEST = "digest"
    """The same told throughout in other words; the shorter text in plainer words and shorter sentences."""
    UPDATE = "update"
    """Two states of a text that is not the report of a day: such texts grow, and are mended."""
    REWRITE = "rewrite"
    """Anything else: reports of a day are extended, cut and rewritten."""


NOTES = {
    Mode.DIGEST: "The shorter text tells what the longer one tells, in plainer words and shorter sentences.",
    Mode.UPDATE: "Neither text reports what happened on a day: such texts are mostly extended and mended.",
    Mode.REWRITE: "A report may be extended, cut or rewritten: what only one text holds is no sign alone.",
}


def mode_of(alignment: Alignment, changes: Sequence[Edited], a: Side, b: Side) -> Mode:
    """Which of the three a pair looks like."""
    if _is_digest(alignment, changes, a, b):
        return Mode.DIGEST
    # A copy may have lost every day word of its original: one report among the two is enough.
    return Mode.REWRITE if _is_of_the_day(a) or _is_of_the_day(b) else Mode.UPDATE


def _is_of_the_day(side: Side) -> bool:
    days = sum(time.kind is TimeKind.DAY_WORD for time in side.annotation.times)
    return days >= max(1, _OF_THE_DAY * len(side.annotation.sentences))


def untouched(changes: Sequence[Edited]) -> float:
    """Share of the matched sentences whose words are the same."""
    return sum(change.is_untouched for change in changes) / max(1, len(changes))


def _is_digest(alignment: Alignment, changes: Sequence[Edited], a: Side, b: Side) -> bool:
    if untouched(changes) >= _UNTOUCHED or order(alignment).score < _IN_ORDER:
        return False
    sides = [(a, len(alignment.a_only)), (b, len(alignment.b_only))]
    (long_, left_long), (short, left_short) = sorted(sides, key=lambda s: -len(s[0].annotation.tokens))
    if _share(left_short, short.annotation) > _LEFT_OF_SHORT:
        return False
    if _share(left_long, long_.annotation) > _LEFT_OF_LONG:
        return False
    return (
        len(long_.annotation.tokens) >= _SHORTER * len(short.annotation.tokens)
        and _words_a_sentence(long_.annotation) >= _SHORTER_SENTENCES * _words_a_sentence(short.annotation)
        and plainness(long_, short) >= _PLAINER
    )


def _share(left: int, annotation: Annotation) -> float:
    return left / max(1, len(annotation.sentences))


def _words_a_sentence(annotation: Annotation) -> float:
    return len(annotation.tokens) / max(1, len(annotation.sentences))
