"""Attribution beyond the cue: who saw the document, to whom it was said, who would not be named."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.frames import frame, nearest
from geopolitik.steps.redline.holders import Report
from geopolitik.steps.redline.judging import trimmed, unnamed
from geopolitik.steps.redline.phrases import closed
from geopolitik.steps.redline.reports import answering
from geopolitik.steps.redline.side import Side

_SEEN = closed("seen by")
_HEARERS = closed("hearer")
_OTHERS = ("another", "other", "second", "third")
_TELLING = ("told", "tells", "telling")
_BEFORE = 4


def sourcing(comparison: Comparison) -> Iterator[Change]:
    """Documents seen by nobody, words told to others, sources no longer unnamed, one speaker for two."""
    yield from _unseen(comparison)
    for one, other in answering(comparison):
        yield from _retold(comparison, one, other)
        yield from _no_longer_unnamed(comparison, one, other)
        yield from _one_for_two(comparison, one, other)


def _unseen(comparison: Comparison) -> Iterator[Change]:
    """`Seen by` somebody, of a document that the copy keeps without it."""
    a, b = comparison.a, comparison.b
    for t in range(len(a.starts) - 2):
        if a.norm(t) not in _SEEN or a.norm(t + 1) != "by" or a.quoted[t]:
            continue
        name = next((n for n in a.names_of.get(a.sentence_of[t], ()) if _follows(a, t + 2, n.span)), None)
        near = comparison.partners_a.get(a.sentence_of[t], ())
        if name is None or any(_seen(b, s) for s in near):
            continue
        ours = Span(a.starts[t], name.end)
        kept = frame(comparison, ours)
        if kept:
            theirs = nearest(comparison, ours, kept)
            reason = f"The original says who saw it, {a.quote(ours)}; the copy doesn't: {b.phrase(theirs)}."
            yield Change(ChangeKind.ATTRIBUTION_DROPPED, Severity.HIGH, ours, theirs, reason)


def _follows(side: Side, token: int, span: Span) -> bool:
    """Whether a name begins at a token, or behind its article."""
    return side.starts[token] <= span.start <= side.starts[min(token + 1, len(side.starts) - 1)]


def _seen(side: Side, sentence: int) -> bool:
    tokens = side.tokens_of(sentence)
    return any(
        side.norm(t) == "seen" or (side.norm(t) in _SEEN and t + 1 in tokens and side.norm(t + 1) == "by")
        for t in tokens
    )


def _retold(comparison: Comparison, one: Report, other: Report) -> Iterator[Change]:
    """What was told to one outlet is told to the press."""
    a, b = comparison.a, comparison.b
    if a.norm(one.first) not in _TELLING or b.norm(other.first) not in _TELLING:
        return
    names = a.names_of.get(a.sentence_of[one.first], ())
    hearer = next((n for n in names if one.last < len(a.starts) and _follows(a, one.last, n.span)), None)
    public = next((t for t in range(other.last, other.last + 2) if t < len(b.starts)), None)
    if hearer is None or hearer.is_pronoun or public is None or b.norm(public) not in _HEARERS:
        return
    if comparison.answered(a.tokens_in(hearer.span)):
        return
    ours, theirs = Span(a.starts[one.first], hearer.end), b.span(other.first, public)
    reason = f"The original says to whom, {a.quote(ours)}; the copy says {b.quote(theirs)}."
    yield Change(ChangeKind.ATTRIBUTION_CHANGED, Severity.HIGH, ours, theirs, reason)


def _no_longer_unnamed(comparison: Comparison, one: Report, other: Report) -> Iterator[Change]:
    """A source that would not be named, of which the copy does not say so."""
    a, b = comparison.a, comparison.b
    sentence, there = a.sentence_of[one.first], b.sentence_of[other.first]
    word = unnamed(a, [sentence])
    if one.holder is None or other.holder is None or word is None:
        return
    if one.holder.entity is not None and other.holder.entity is not None:
        return  # somebody else in the sentence would not be named
    if unnamed(b, [s for s in (there - 1, there, there + 1) if 0 <= s < len(b.sentences)]) is not None:
        return
    answered = set(comparison.answered(a.tokens_in(one.holder.span)))
    same = answered.intersection(b.tokens_in(other.holder.span)) or one.holder.stems & other.holder.stems
    reason = (
        f"The original has it from {a.quote(one.holder.span)}, who would not be named; "
        f"the copy from {b.quote(other.holder.span)}."
    )
    if same:
        reason = f"The copy does not say that {b.quote(other.holder.span)} would not be named."
    severity = Severity.MEDIUM if same else Severity.HIGH
    ours = trimmed(a, a.span_of(a.clause_tokens(a.clause_of[word]))) if same else one.holder.span
    yield Change(ChangeKind.ATTRIBUTION_CHANGED, severity, ours, other.holder.span, reason)


def _one_for_two(comparison: Comparison, one: Report, other: Report) -> Iterator[Change]:
    """What another said is given to the same one."""
    a, b = comparison.a, comparison.b
    ours, theirs = _leads(a, one.first, _OTHERS), _leads(b, other.first, ("same",))
    if ours is None or theirs is None or _leads(a, one.first, ("same",)) is not None:
        return
    before, after = a.span(ours, one.last - 1), b.span(theirs, other.last - 1)
    reason = f"The original says {a.quote(before)}, the copy {b.quote(after)}: two speakers became one."
    yield Change(ChangeKind.SPEAKER_CHANGED, Severity.HIGH, before, after, reason)


def _leads(side: Side, cue: int, words: tuple[str, ...]) -> int | None:
    """The word, of some, shortly before a cue and in its clause."""
    start = side.tokens_of(side.sentence_of[cue]).start
    return next((t for t in range(max(start, cue - _BEFORE), cue) if side.norm(t) in words), None)
