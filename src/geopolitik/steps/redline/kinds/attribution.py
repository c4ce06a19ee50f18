"""Attribution dropped or changed, and speakers generalised: on whose word a claim rests."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.annotation import MarkerKind
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.doubts import accused, open_claim
from geopolitik.steps.redline.holders import Holder, Report, surely_two
from geopolitik.steps.redline.judging import attributed, attributive, owns
from geopolitik.steps.redline.one_body import one_body
from geopolitik.steps.redline.phrases import closed
from geopolitik.steps.redline.reports import answering
from geopolitik.steps.redline.side import Side
from geopolitik.steps.redline.words import alike, share_name
from geopolitik.text.forms import stem

_DOCUMENTS = frozenset(stem(word) for word in closed("document"))
_CALLED = closed("calls it") | {"view", "opinion"}
_ACTS = frozenset(map(stem, ("declared", "named", "called", "described", "written", "revealed", "exposed")))
"""What somebody does in saying it, and no source if nobody is named."""
_PERFORMED = closed("performed")
_REFERRING = frozenset({"in", "at", "above", "below"})
_ASKED = frozenset({"ask", "asks", "asked", "asking"})
_QUESTIONS = closed("question word")
_DETERMINERS = closed("article") | closed("possessive")
_SUBORDINATING = closed("subordinating")
_TALKED = frozenset({"talked", "talks", "talking", "spoke", "speaks", "speaking", "discussed", "heard"})
_TALKED |= closed("speech")
_OFFICIAL = frozenset(map(stem, ("authorities", "police", "officials", "officers", "investigators")))
_REFUSED = frozenset({"declined", "refused", "declines", "refuses"})
_NAMING = "as"
"""Before this word, a cue calls something a name rather than makes a statement: described as."""
_KEPT = 0.6
_HALF, _MANY = 0.5, 4
"""Of so many kept words, half are enough."""
_LEAST = 2


def attribution(comparison: Comparison) -> Iterator[Change]:
    """Claims that lose their cue, or get another holder."""
    pairs = answering(comparison)
    paired = {one.first for one, _ in pairs}
    yield from _dropped(comparison, [r for r in comparison.reports_a if r.first not in paired])
    for one, other in pairs:
        yield from _changed(comparison, one, other)


def _dropped(comparison: Comparison, alone: list[Report]) -> Iterator[Change]:
    """Cues without a counterpart whose content stands in the copy as the copy's own word."""
    a, b = comparison.a, comparison.b
    for report in alone:
        said = _governed(report)
        if a.norm(a.tokens_of(a.sentence_of[report.first]).start) in _SUBORDINATING:
            said = _before_comma(a, said)
        kept = comparison.answered(said)
        if not _states(a, report) or not _told(comparison, said, kept):
            continue
        cue = a.stem(report.first)
        sentences = sorted({b.sentence_of[u] for u in kept})
        if len(sentences) > 2 or any(_sourced(b, s, cue) or _doubted(b, s) for s in sentences):
            continue
        holder = report.holder
        if holder and a.norm(report.first) == "according" and _there(comparison, holder, sentences):
            continue
        verb = a.span(report.first, report.last - 1)
        ours = a.span_of([report.first, report.last - 1, *(a.tokens_in(holder.span) if holder else ())])
        theirs = b.span_of(u for u in kept if b.sentence_of[u] == sentences[0])
        yield Change(
            ChangeKind.ATTRIBUTION_DROPPED,
            Severity.MEDIUM if holder and _named_beside(comparison, holder, sentences) else Severity.HIGH,
            ours if len(ours) < 80 else verb,
            theirs,
            f"The original reports this on somebody's word, {a.quote(ours)}; the copy states it as its own: "
            f"{b.quote(theirs)}.",
        )


def _there(comparison: Comparison, holder: Holder, sentences: list[int]) -> bool:
    """Whether the sentences name the source: the figures give."""
    a, b = comparison.a, comparison.b
    return any(b.sentence_of[u] in sentences for u in comparison.answered(a.tokens_in(holder.span)))


def _named_beside(comparison: Comparison, holder: Holder, sentences: list[int]) -> bool:
    """Whether a sentence before or behind reports the same holder: a reader may take this for theirs, too."""
    a, b = comparison.a, comparison.b
    beside = {n for s in sentences for n in (s - 1, s + 1)} - set(sentences)
    answered = set(comparison.answered(a.tokens_in(holder.span)))
    return any(
        share_name(holder.stems, report.holder.stems)
        or answered.intersection(b.tokens_in(report.holder.span))
        for report in comparison.reports_b
        if report.holder is not None and b.sentence_of[report.first] in beside
    )


def _governed(report: Report) -> list[int]:
    """The content words that the cue introduces: those after it, or, if it ends its sentence, before it."""
    after = [t for t in report.said if t >= report.last]
    return after if len(after) >= 2 else [t for t in report.said if t < report.first]


def _before_comma(side: Side, said: list[int]) -> list[int]:
    """The words up to the comma that ends a clause at a sentence's head: While Orr listed terms, he ..."""
    tokens = side.annotation.tokens
    end = next((t for t in said if side.text[tokens[t].end : tokens[t].end + 1] == ","), None)
    return said if end is None else [t for t in said if t <= end]


def _told(comparison: Comparison, said: list[int], kept: list[int]) -> bool:
    """Whether the copy tells most of what is reported, outside quotation marks."""
    enough = _KEPT if len(kept) < _MANY else _HALF
    if len(said) < _LEAST or len(kept) < enough * len(said) or any(comparison.b.quoted[u] for u in kept):
        return False
    return len(said) > _LEAST or len(kept) == len(said)


def _states(side: Side, report: Report) -> bool:
    """Whether the cue introduces a statement of its own: with a holder, in the passive, or by its form."""
    if report.row["view"] == "1" or (report.last < len(side.starts) and side.norm(report.last) == _NAMING):
        return False
    if (
        report.first > 1
        and side.norm(report.first - 1) == "to"
        and side.norm(report.first - 2) not in _REFUSED
    ):
        return False  # somebody to express it
    if report.row["colour"] == "1" and report.last < len(side.starts) and side.norm(report.last) != "that":
        return False  # it tells an act: slammed the door, blasted the rock
    if report.first and side.norm(report.first - 1) == "as" and side.norm(report.last) in _REFERRING:
        return False  # as explained in
    if _performs(side, report) or _only_acts(side, report):
        return False
    if report.first and side.quoted[report.first - 1]:
        return False  # it closes a quotation, and quotations are compared as such
    passive = report.first and side.norm(report.first - 1) in closed("form of be")
    passive = passive and side.stem(report.first) not in _ACTS
    return report.holder is not None or bool(passive) or side.norm(report.first) in ("according", "thought")


def _performs(side: Side, report: Report) -> bool:
    """Whether the cue is a deed done by saying it, or a request: announced the ban, asked the board to."""
    behind = side.norm(report.last) if report.last < len(side.starts) else ""
    if side.norm(report.first) in _PERFORMED:
        return behind in _DETERMINERS
    return side.norm(report.first) in _ASKED and behind not in _QUESTIONS


def _only_acts(side: Side, report: Report) -> bool:
    """Whether a thing is named or measured rather than speaks: names revealed, a rift estimated to be."""
    if report.holder is None or report.holder.entity is not None or report.last >= len(side.starts):
        return False
    if side.norm(report.last) == "that" or any(
        t in side.lists["redline_generic"] for t in side.tokens_in(report.holder.span)
    ):
        return False
    measured = side.norm(report.first).endswith("ed") and side.norm(report.last) == "to"
    return measured or side.stem(report.first) in _ACTS


def _sourced(side: Side, sentence: int, cue: str) -> bool:
    """Whether the sentence reports somebody, if only by a noun: urging a truce, his call for a truce."""
    if attributed(side, sentence) or accused(side, side.tokens_of(sentence)):
        return True
    if any(side.norm(t) in _CALLED | _TALKED for t in side.tokens_of(sentence)):
        return True
    return any(alike(cue, side.stem(t)) and not attributive(side, t) for t in side.tokens_of(sentence))


def _doubted(side: Side, sentence: int) -> bool:
    """Whether some word of the sentence leaves its claim open: then it isn't stated as the copy's own."""
    hedges = side.markers_in(side.tokens_of(sentence), MarkerKind.HEDGE)
    return any(open_claim(side, t) for t, _, _ in hedges)


def _changed(comparison: Comparison, one: Report, other: Report) -> Iterator[Change]:
    """Holders of the same words that are not the same."""
    if one.holder is None or other.holder is None or not _same_words(comparison, one, other):
        return
    before, after = one.holder, other.holder
    if not any(comparison.b.content(t) for t in comparison.b.tokens_in(after.span)):
        return  # a pronoun
    if _same_holder(comparison, before, after) or _written(before) or _written(after):
        return
    a, b = comparison.a, comparison.b
    if before.entity is not None and after.entity is None:
        kind, what = ChangeKind.NAME_GENERALISED, "no longer names who says so"
    elif before.entity is not None and after.entity is not None:
        if not surely_two(a, before.span, b, after.span):
            return
        if owns(a, before.span) or owns(b, after.span) or _reported_by_another(comparison, one):
            return  # the president's envoy speaks; he says the president can say
        kind, what = ChangeKind.PASSAGE_MOVED, "gives it to another"
    else:
        kind, what = ChangeKind.ATTRIBUTION_CHANGED, "gives another source"
    yield Change(
        kind,
        Severity.HIGH,
        before.span,
        after.span,
        f"The original has it from {a.quote(before.span)}; the copy {what}: {b.quote(after.span)}.",
    )


def _reported_by_another(comparison: Comparison, report: Report) -> bool:
    """Whether the cue stands within what somebody else says in the same sentence."""
    a = comparison.a
    here = a.sentence_of[report.first]
    return any(
        r.first < report.first and r.holder is not None and a.sentence_of[r.first] == here
        for r in comparison.reports_a
    )


def _written(holder: Holder) -> bool:
    """Whether it's a document that speaks, which may be its authors' word."""
    return holder.entity is None and not holder.stems.isdisjoint(_DOCUMENTS)


def _same_words(comparison: Comparison, one: Report, other: Report) -> bool:
    """Whether both cues introduce mostly the same words."""
    ours = _governed(one)
    kept = set(comparison.answered(ours)).intersection(other.said)
    return len(kept) >= 2 and len(kept) >= 0.5 * len(ours)


def _same_holder(comparison: Comparison, one: Holder, other: Holder) -> bool:
    """Whether two holders are, or may be, the same: a shared word, an answering word, or one body."""
    if (
        _officials(one, other)
        or one_body(one.span.of(comparison.a.text), other.span.of(comparison.b.text))
        or share_name(one.stems, other.stems)
        or (one.entity is not None and one.entity == other.entity)
    ):
        return True
    ours = comparison.a.tokens_in(one.span)
    theirs = set(comparison.b.tokens_in(other.span))
    return bool(theirs.intersection(comparison.answered(ours))) or _named_elsewhere(comparison, one, other)


def _officials(one: Holder, other: Holder) -> bool:
    """Whether both are unnamed officials of some sort: the authorities, police."""
    return one.entity is None and other.entity is None and one.stems <= _OFFICIAL and other.stems <= _OFFICIAL


def _named_elsewhere(comparison: Comparison, one: Holder, other: Holder) -> bool:
    """Whether the copy's holder stands in the original's sentence too, or the original's in the copy's."""
    a, b = comparison.a, comparison.b
    ours = {a.stem(t) for t in a.tokens_of(_sentence(a, one))}
    theirs = {b.stem(t) for t in b.tokens_of(_sentence(b, other))}
    if other.stems & ours or one.stems & theirs:
        return True
    # A body that was named just before is called the company, the charity.
    return one.entity is None and not other.stems.isdisjoint(_before(a, _sentence(a, one)))


def _before(side: Side, sentence: int) -> set[str]:
    """The words of the names in the two sentences before one."""
    return {
        side.stem(t)
        for s in range(max(0, sentence - 2), sentence)
        for n in side.names_of.get(s, ())
        for t in side.tokens_in(n.span)
    }


def _sentence(side: Side, holder: Holder) -> int:
    return side.sentence_of[side.tokens_in(holder.span)[0]]
