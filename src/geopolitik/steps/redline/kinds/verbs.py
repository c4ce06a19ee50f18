"""Reporting verb loaded: the cue vouches for, doubts or paints what the original reported plainly."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.holders import Report
from geopolitik.steps.redline.phrases import closed
from geopolitik.steps.redline.reports import answering
from geopolitik.steps.redline.side import Side
from geopolitik.steps.redline.words import alike, share_name

_BE = closed("form of be")


def loaded_verbs(comparison: Comparison) -> Iterator[Change]:
    """Pairs of cues for the same words whose loads differ."""
    a, b = comparison.a, comparison.b
    for one, other in answering(comparison):
        if one.row["view"] == "1" or other.row["view"] == "1" or a.stem(one.first) == b.stem(other.first):
            continue
        if not _one_holder(comparison, one, other) or b.norm(other.first - 1) in _BE:
            continue
        what = _difference(one, other)
        if what is None or (alike(a.stem(one.first), b.stem(other.first)) and "mood" in what[1]):
            continue
        severity, effect = what
        ours, theirs = a.span(one.first, one.last - 1), b.span(other.first, other.last - 1)
        yield Change(
            ChangeKind.VERB_LOADED,
            severity,
            ours,
            theirs,
            f"The cue {a.quote(ours)} became {_in_place(b, theirs)}, which {effect}.",
        )


def _in_place(side: Side, cue: Span) -> str:
    """The cue, and the words that follow it if there are any."""
    quoted, longer = side.quote(cue), side.phrase(cue)
    return quoted if longer == quoted else f"{quoted} ({longer})"


def _one_holder(comparison: Comparison, one: Report, other: Report) -> bool:
    """Whether the two cues may have the same holder."""
    if one.holder is None or other.holder is None or share_name(one.holder.stems, other.holder.stems):
        return True
    theirs = set(comparison.b.tokens_in(other.holder.span))
    if theirs.intersection(comparison.answered(comparison.a.tokens_in(one.holder.span))):
        return True
    if one.holder.entity is None and other.holder.entity is None:
        return any(alike(x, y) for x in one.holder.stems for y in other.holder.stems)
    return (
        one.holder.entity == other.holder.entity or one.holder.entity is None or other.holder.entity is None
    )


def _difference(one: Report, other: Report) -> tuple[Severity, str] | None:
    """How grave the difference of two cues is, and what it does; None if there is none to speak of."""
    before, after = int(one.row["load"]), int(other.row["load"])
    if after and after != before:
        return Severity.HIGH, "vouches for what is said" if after > 0 else "casts doubt on what is said"
    if before < 0 == after:
        return Severity.LOW, "no longer casts doubt on what is said"
    if before > 0 == after:
        return Severity.LOW, "no longer vouches for what is said"
    if other.row["colour"] == "1" and one.row["colour"] == "0":
        return Severity.MEDIUM, "paints the speaker's mood or motive"
    return None
