"""Quotations: altered, cut, turned into narration, invented, given to another; in the whole text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geopolitik.model.annotation import NameKind
from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.direct import unmarked_speech
from geopolitik.steps.redline.judging import owns
from geopolitik.steps.redline.phrases import closed
from geopolitik.steps.redline.quoting import Unit, match, merged, units
from geopolitik.steps.redline.quoting_places import in_gap, in_slot, in_turn, joined, taken_up
from geopolitik.steps.redline.retold import gone, narrated, turns
from geopolitik.steps.redline.rewording import Difference, difference
from geopolitik.steps.redline.side import Side
from geopolitik.steps.redline.unmarked import without_marks
from geopolitik.steps.redline.unsourced import invented, put_in_marks
from geopolitik.steps.redline.words import share_name
from geopolitik.text.forms import stem
from geopolitik.text.words import word_spans

_LEAST = 4
"""A quoted phrase shorter than this is a term rather than speech, unless the text says who said it."""
_OFFICE = 30
"""A name follows its office within so many characters."""
_LEAST_CUT = 2
"""A cut of fewer content words, that turns nothing, is style."""
_LITTLE = 2
"""So many content words that a quotation lost or gained are a little."""
_MEANING = closed("meaning")
_BEHIND, _OUTSIDE = 10, 0.6
"""So near behind a closing mark so many of the words that it left out make the mark the only change."""


def quotations(comparison: Comparison) -> Iterator[Change]:
    """What became of every quotation of the original, and where those of the copy come from."""
    ours, theirs = units(comparison.a), units(comparison.b)
    if comparison.excerpted:
        ours = [u for u in ours if _linked(comparison.a, u, comparison.partners_a)]
    if comparison.flipped().excerpted:
        theirs = [u for u in theirs if _linked(comparison.b, u, comparison.partners_b)]
    pairs = match(comparison, ours, theirs)
    pairs |= in_turn(comparison, ours, theirs, pairs)
    pairs |= in_slot(comparison, ours, theirs, pairs)
    pairs |= in_gap(comparison, ours, theirs, pairs)
    for x, unit in enumerate(ours):
        if x in pairs:
            versions = [theirs[y] for y in pairs[x]]
            yield from _kept(comparison, unit, versions)
            yield from _speaker(comparison, unit, versions[0])
        elif (unit.quotation.is_speech and len(unit.norms) > 2) or len(unit.norms) >= _LEAST:
            survives = any(k != x and ours[k].quotation is unit.quotation for k in pairs)
            found_there = merged(unit, theirs) or joined(comparison, x, ours, theirs, pairs)
            if not found_there and not taken_up(comparison, x, ours, theirs, pairs):
                spoken = unmarked_speech(comparison, unit) if without_marks(comparison, unit) is None else []
                yield from _unmarked(comparison, unit, spoken) if spoken else gone(comparison, unit, survives)
    matched = {y for found in pairs.values() for y in found}
    for y, unit in enumerate(theirs):
        if y in matched or _words_of(ours, unit):
            continue
        if len(unit.norms) >= _LEAST:
            yield from invented(comparison, unit)
        else:
            yield from put_in_marks(comparison, unit)


def _linked(side: Side, unit: Unit, partners: dict[int, tuple[int, ...]]) -> bool:
    return side.sentence_of[unit.tokens[0]] in partners


def _words_of(ours: Sequence[Unit], unit: Unit) -> bool:
    """Whether some quotation of the original has these words in this order."""
    inside = " ".join(stem(w) for w in unit.norms)
    return any(f" {inside} " in f" {' '.join(stem(w) for w in o.norms)} " for o in ours)


def _kept(comparison: Comparison, unit: Unit, versions: list[Unit]) -> Iterator[Change]:
    """A quotation that stands in the copy as quotation: altered, cut, or the same."""
    a, b = comparison.a, comparison.b
    theirs = Span(versions[0].span.start, versions[-1].span.end)
    words = tuple(w for v in versions for w in v.norms)
    if words == unit.norms or "".join(words) == "".join(unit.norms):
        return
    if f" {' '.join(unit.norms)} " in f" {' '.join(words)} ":
        yield from _longer(comparison, unit, versions)
        return
    if _in_order(words, unit.norms):
        cut = _missing(a, unit, words)
        if not turns(a, cut) and _outside(comparison, cut, versions[-1]):
            return
        opening = cut == [unit.tokens.start] and not a.content(
            cut[0]
        )  # but, and: they join it to what was said
        if sum(a.content(t) for t in cut) < _LEAST_CUT and (opening or not turns(a, cut)):
            severity = Severity.LOW
        else:
            severity = Severity.HIGH if turns(a, cut) else Severity.MEDIUM
        told = _told_next(comparison, cut, versions[-1])
        if told is not None:
            yield narrated(comparison, a.span_of(cut), told, severity)
            return
        small = not any(
            a.content(t) for t in cut
        )  # no: left out, it alters the quotation rather than cuts it
        yield Change(
            ChangeKind.QUOTATION_ALTERED if small else ChangeKind.QUOTATION_CUT,
            severity,
            a.span_of(cut),
            theirs,
            f"The quotation now reads {b.quote(theirs)}; {a.quote(a.span_of(cut))} is gone.",
        )
        return
    found = difference(comparison, unit.tokens, [t for v in versions for t in v.tokens])
    before, after = a.excerpt(unit.span, found.first_ours), b.excerpt(theirs, found.first_theirs)
    harmless = _filled_in(a, unit, words) or _explains(a, unit)
    yield Change(
        ChangeKind.QUOTATION_ALTERED,
        Severity.LOW if harmless else _gravity(unit, found),
        unit.span,
        theirs,
        f"Words inside the quotation marks differ: {before} became {after}.",
    )


def _filled_in(side: Side, unit: Unit, words: Sequence[str]) -> bool:
    """Whether the original's quotation leaves words out, with points, and the copy only fills them in."""
    quoted = unit.span.of(side.text)
    rest = iter(words)
    return ("..." in quoted or "…" in quoted) and all(any(w == x for x in rest) for w in unit.norms)


def _explains(side: Side, unit: Unit) -> bool:
    """Whether the marks hold what a name or a word means: nobody says it."""
    first = unit.tokens.start
    return first > 0 and side.norm(first - 1) in _MEANING and len(unit.norms) < 2 * _LEAST


def _unmarked(comparison: Comparison, unit: Unit, spoken: Sequence[int]) -> Iterator[Change]:
    """A quotation that the copy has as direct speech without marks: altered, or only that."""
    a, b = comparison.a, comparison.b
    theirs = b.span_of(spoken)
    found = difference(comparison, unit.tokens, spoken)
    severity = _gravity(unit, found)
    if severity is Severity.LOW:
        reason = f"The copy has {a.quote(unit.span)} as direct speech, without quotation marks."
        yield Change(ChangeKind.QUOTATION_NARRATED, severity, unit.span, theirs, reason)
        return
    before, after = a.excerpt(unit.span, found.first_ours), b.excerpt(theirs, found.first_theirs)
    reason = f"Words of the quotation differ, which has lost its marks: {before} became {after}."
    yield Change(ChangeKind.QUOTATION_ALTERED, severity, unit.span, theirs, reason)


def _outside(comparison: Comparison, cut: Sequence[int], version: Unit) -> bool:
    """Whether the words that a version lacks stand right behind its closing mark, in the copy's own words."""
    a, b = comparison.a, comparison.b
    words = {a.stem(t) for t in cut if a.content(t)}
    sentence = b.tokens_of(b.sentence_of[version.tokens.start])
    behind = range(version.tokens.stop, min(sentence.stop, version.tokens.stop + _BEHIND))
    there = {b.stem(u) for u in behind if b.content(u)}
    kept = sum(not there.isdisjoint(comparison.likes_b.of(word)) for word in words)
    return bool(words) and kept >= _OUTSIDE * len(words)


def _told_next(comparison: Comparison, cut: Sequence[int], version: Unit) -> Span | None:
    """What a version lacks, if the sentence behind it tells most of it in the copy's own words."""
    a, b = comparison.a, comparison.b
    after = b.sentence_of[version.tokens.start] + 1
    words = {a.stem(t) for t in cut if a.content(t)}
    if after >= len(b.sentences) or len(words) < _LEAST_CUT + 1:
        return None
    own = [u for u in b.tokens_of(after) if b.content(u) and not b.quoted[u]]
    kept = [u for u in own if any(b.stem(u) in comparison.likes_b.of(word) for word in words)]
    return b.span_of(kept) if len(kept) > _LEAST_CUT and 2 * len(kept) >= len(words) else None


def _longer(comparison: Comparison, unit: Unit, versions: Sequence[Unit]) -> Iterator[Change]:
    """A quotation to which the copy puts words that the original's sentences there don't have."""
    a, b = comparison.a, comparison.b
    here = a.sentence_of[unit.tokens.start]
    near = {
        *range(here - 2, here + 3),
        *comparison.partners_b.get(b.sentence_of[versions[0].tokens.start], ()),
    }
    words = set(unit.norms).union(
        a.norm(t) for s in near if 0 <= s < len(a.sentences) for t in a.tokens_of(s)
    )
    new = [u for v in versions for u in v.tokens if b.norm(u) not in words]
    if not new:
        return
    theirs = Span(versions[0].span.start, versions[-1].span.end)
    content = sum(b.content(u) for u in new)
    reason = (
        f"The copy quotes {b.quote(theirs)}; {b.quote(b.span_of(new))} is not in the original's quotation."
    )
    severity = Severity.HIGH if turns(b, new) or content > _LITTLE else Severity.MEDIUM
    yield Change(
        ChangeKind.QUOTATION_ALTERED, severity if content else Severity.LOW, unit.span, theirs, reason
    )


def _gravity(unit: Unit, found: Difference) -> Severity:
    """High if what is said differs; medium if a little is put in or left out; low for equivalents."""
    if len(unit.norms) < _LEAST:
        return Severity.HIGH if found.exchanged or found.grave else Severity.LOW
    if found.grave or found.exchanged or len(found.gone) + len(found.new) > _LITTLE:
        return Severity.HIGH
    return Severity.MEDIUM if found.gone or found.new else Severity.LOW


def _speaker(comparison: Comparison, unit: Unit, version: Unit) -> Iterator[Change]:
    """A quotation put into another mouth."""
    one, other = unit.quotation.speaker, version.quotation.speaker
    if one is None or other is None or one.entity == other.entity or version.quotation.cue is None:
        return
    a, b = comparison.a, comparison.b
    ours, theirs = Span(one.start, one.end), Span(other.start, other.end)
    if owns(a, ours) or owns(b, theirs):
        return
    if _may_be_one(comparison, f"{one.name} {one.entity}", f"{other.name} {other.entity}", ours, theirs):
        return
    if _generic(a, ours) and _in_reach(a, ours, [b.stem(t) for t in b.tokens_in(theirs) if b.content(t)]):
        return  # a spokesman of a body that the original names beside him
    if not (_is_person(a, ours) or _generic(a, ours)) or not (_is_person(b, theirs) or _generic(b, theirs)):
        return
    general = all(not b.content(t) or t in b.lists["redline_generic"] for t in b.tokens_in(theirs))
    yield Change(
        ChangeKind.NAME_GENERALISED if general else ChangeKind.SPEAKER_CHANGED,
        Severity.HIGH,
        ours,
        theirs,
        f"The original quotes {a.quote(ours)} with {a.quote(unit.span)}, the copy {b.quote(theirs)}.",
    )


def _in_reach(side: Side, span: Span, words: Sequence[str]) -> bool:
    """Whether all the words stand within two sentences of a passage."""
    here = side.sentence_of[side.tokens_in(span)[0]]
    return bool(words) and all(any(abs(s - here) <= 2 for s in side.where.get(w, ())) for w in words)


def _is_person(side: Side, span: Span) -> bool:
    return any(n.kind is NameKind.PERSON and n.span.overlaps(span) for n in side.annotation.names)


def _generic(side: Side, span: Span) -> bool:
    return any(t in side.lists["redline_generic"] for t in side.tokens_in(span))


def _may_be_one(comparison: Comparison, one: str, other: str, ours: Span, theirs: Span) -> bool:
    """Whether two names of speakers may mean one: a shared or answering word, or a pronoun."""
    a, b = comparison.a, comparison.b
    mine = {stem(one[s:e]) for s, e in word_spans(one)}
    yours = {stem(other[s:e]) for s, e in word_spans(other)}
    if share_name(mine, yours):
        return True
    tokens = set(b.tokens_in(theirs))
    office = b.tokens_in(Span(theirs.start, theirs.end + _OFFICE))
    if share_name(mine, [b.stem(t) for t in office if b.text[b.starts[t]].isupper()]):
        return True  # the copy's speaker is read as the office before the name
    if tokens.intersection(comparison.answered(a.tokens_in(ours))):
        return True
    return not any(b.content(t) for t in tokens) or not any(a.content(t) for t in a.tokens_in(ours))


def _in_order(words: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether all the words stand in the whole, in one or two runs."""
    rest = iter(whole)
    if not all(any(w == x for x in rest) for w in words):
        return False
    text, joined = f" {' '.join(whole)} ", f" {' '.join(words)} "
    if joined in text:
        return True
    return any(
        f" {' '.join(words[:k])} " in text and f" {' '.join(words[k:])} " in text
        for k in range(2, len(words) - 1)
    )


def _missing(side: Side, unit: Unit, words: Sequence[str]) -> list[int]:
    """The tokens of the quotation that the copy's version lacks."""
    kept = list(words)
    missing = []
    for token in unit.tokens:
        if kept and side.norm(token) == kept[0]:
            kept.pop(0)
        else:
            missing.append(token)
    return missing or list(unit.tokens)
