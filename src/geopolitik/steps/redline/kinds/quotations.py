"""Quotations: altered, cut, turned into narration, invented, given to another; in the whole text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq

from geopolitik.model.annotation import MarkerKind, NameKind
from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.judging import attributed, trimmed
from geopolitik.steps.redline.phrases import closed
from geopolitik.steps.redline.quoting import (
    Unit,
    in_gap,
    in_slot,
    in_turn,
    joined,
    match,
    merged,
    taken_up,
    units,
)
from geopolitik.steps.redline.rewording import Difference, difference
from geopolitik.steps.redline.side import Side
from geopolitik.steps.redline.words import share_name
from geopolitik.text.forms import stem
from geopolitik.text.words import word_spans

_TOLD = 0.34
"""Share of a quotation's content words that narration must answer to, to be that quotation retold."""
_REPORTED = 0.25
"""The same if the narration names a speaker."""
_LEAST = 4
"""A quoted phrase shorter than this is a term rather than speech, unless the text says who said it."""
_FIRM = 3
"""So many words of a quotation, told in one sentence, are no accident."""
_HALF = 0.5
_RARE = 3
"""Words that stand in more sentences tie a quotation to none."""
_OPEN = 0.65
"""Up to this level a hedge or modal verb leaves a claim open."""
_OFFICE = 30
"""A name follows its office within so many characters."""
_LEAST_CUT = 2
"""A cut of fewer content words, that turns nothing, is style."""
_LITTLE = 2
"""So many content words that a quotation lost or gained are a little."""
_LOTS = closed("vague count") | {"lots", "lot", "people", "things", "way"}
"""Words of any talk: they tie narration to no quotation."""
_BEHIND, _OUTSIDE = 10, 0.6
"""So near behind a closing mark so many of the words that it left out make the mark the only change."""
_TURNS = closed("turn")


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
                yield from _gone(comparison, unit, survives)
    matched = {y for found in pairs.values() for y in found}
    for y, unit in enumerate(theirs):
        if y in matched or _words_of(ours, unit):
            continue
        if len(unit.norms) >= _LEAST:
            yield from _invented(comparison, unit)
        else:
            yield from _put_in_marks(comparison, unit)


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
    if words == unit.norms:
        return
    if f" {' '.join(unit.norms)} " in f" {' '.join(words)} ":
        yield from _longer(comparison, unit, versions)
        return
    if _in_order(words, unit.norms):
        cut = _missing(a, unit, words)
        if not _turns(a, cut) and _outside(comparison, cut, versions[-1]):
            return
        opening = cut == [unit.tokens.start] and not a.content(
            cut[0]
        )  # but, and: they join it to what was said
        if sum(a.content(t) for t in cut) < _LEAST_CUT and (opening or not _turns(a, cut)):
            severity = Severity.LOW
        else:
            severity = Severity.HIGH if _turns(a, cut) else Severity.MEDIUM
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
    yield Change(
        ChangeKind.QUOTATION_ALTERED,
        _gravity(unit, found),
        unit.span,
        theirs,
        f"Words inside the quotation marks differ: {before} became {after}.",
    )


def _outside(comparison: Comparison, cut: Sequence[int], version: Unit) -> bool:
    """Whether the words that a version lacks stand right behind its closing mark, in the copy's own words."""
    a, b = comparison.a, comparison.b
    words = {a.stem(t) for t in cut if a.content(t)}
    sentence = b.tokens_of(b.sentence_of[version.tokens.start])
    behind = range(version.tokens.stop, min(sentence.stop, version.tokens.stop + _BEHIND))
    there = {b.stem(u) for u in behind if b.content(u)}
    kept = sum(not there.isdisjoint(comparison.likes_b.of(word)) for word in words)
    return bool(words) and kept >= _OUTSIDE * len(words)


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
    severity = Severity.HIGH if _turns(b, new) or content > _LITTLE else Severity.MEDIUM
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


def _turns(side: Side, tokens: Sequence[int]) -> bool:
    """Whether the words deny or qualify something, so that without them the rest says more or other."""
    reach = range(min(tokens), max(tokens) + 1)
    if side.markers_in(reach, MarkerKind.NEGATION, MarkerKind.CONDITION):
        return True
    if any(m.level <= _OPEN for _, _, m in side.markers_in(reach, MarkerKind.HEDGE, MarkerKind.MODAL)):
        return True
    return any(t in side.lists["redline_limits"] or side.norm(t) in _TURNS for t in tokens)


def _gone(comparison: Comparison, unit: Unit, survives: bool) -> Iterator[Change]:
    """A quotation that the copy does not quote: told in its own words, or left out.

    Args:
        survives: whether another sentence of the same quotation is still quoted.
    """
    a, b = comparison.a, comparison.b
    content = [t for t in unit.tokens if a.content(t)]
    told = _in_one_sentence(b, [u for u in comparison.answered(content) if not b.quoted[u]])
    told = told if len(told) >= _FIRM else max(told, _retold(comparison, unit, content), key=len)
    if not told and (span := _spoken(comparison, unit)) is not None:
        yield _narrated(comparison, unit, span, Severity.MEDIUM)
        return
    reported = bool(told) and attributed(b, b.sentence_of[told[0]])
    loose = len(told) < _FIRM and all(len(b.where[b.stem(u)]) > _RARE or b.norm(u) in _LOTS for u in told)
    if told and len(unit.norms) <= _LEAST + 1 and _titled(a, content):
        return
    loose = loose and not _names_speaker(comparison, unit, told)
    if not loose and len(told) >= max(2, (_REPORTED if reported else _TOLD) * len(content)):
        severity = Severity.HIGH if len(unit.norms) > _LEAST else Severity.MEDIUM
        yield _narrated(comparison, unit, trimmed(b, b.span_of(told)), severity)
    elif len(content) >= 2 or (content and survives and len(unit.norms) >= _LEAST):
        high = survives and _turns(a, unit.tokens)
        yield Change(
            ChangeKind.QUOTATION_CUT,
            Severity.HIGH if high else Severity.MEDIUM,
            unit.span,
            None,
            f"The quotation {a.quote(unit.span)} is left out"
            + (" of what is still quoted." if survives else "."),
        )


def _titled(side: Side, content: Sequence[int]) -> bool:
    """Whether every word has a capital: the title of a work, which needs no marks."""
    return len(content) > 1 and all(side.text[side.starts[t]].isupper() for t in content)


def _clauses(side: Side, span: Span) -> Span:
    """A passage with the whole of the clauses that it touches, for a reader to see what is told."""
    tokens = side.tokens_in(span)
    inside = [t for c in {side.clause_of[t] for t in tokens} for t in side.clause_tokens(c)]
    return trimmed(side, side.span_of([*inside, *tokens]))


def _narrated(comparison: Comparison, unit: Unit, span: Span, severity: Severity) -> Change:
    ours, theirs = comparison.a.quote(unit.span), comparison.b.quote(_clauses(comparison.b, span))
    reason = f"The original quotes {ours}; the copy tells it in its own words: {theirs}."
    return Change(ChangeKind.QUOTATION_NARRATED, severity, unit.span, span, reason)


def _spoken(comparison: Comparison, unit: Unit) -> Span | None:
    """A reported sentence of the same speaker in the quotation's place that answers to nothing else."""
    a, b, speaker = comparison.a, comparison.b, unit.quotation.speaker
    if speaker is None:
        return None
    words = {stem(speaker.name[s:e]) for s, e in word_spans(f"{speaker.name}")}
    here = a.sentence_of[unit.tokens.start]
    before = max((j for i in range(here - 2, here) for j in comparison.partners_a.get(i, ())), default=None)
    after = min(
        (j for i in range(here + 1, here + 3) for j in comparison.partners_a.get(i, ())), default=None
    )
    if before is None or after is None:
        return None
    like = {w for t in unit.tokens if a.content(t) for w in comparison.likes_b.of(a.stem(t))}
    for report in comparison.reports_b:
        at = b.sentence_of[report.first]
        if not before <= at <= after or report.holder is None or words.isdisjoint(report.holder.stems):
            continue
        own = [u for u in report.said if u >= report.last and u not in comparison.to_a and not b.quoted[u]]
        if (
            len(own) >= _FIRM
            and 2 * len(own) >= len(report.said)
            and any(b.stem(u) in like for u in report.said)
        ):
            return trimmed(b, b.span_of(own))
    return None


def _retold(comparison: Comparison, unit: Unit, content: Sequence[int]) -> list[int]:
    """Words like the quotation's in a reported sentence near its place, though nothing was aligned there."""
    a, b = comparison.a, comparison.b
    here = a.sentence_of[unit.tokens.start]
    around = [j for i in range(here - 2, here + 3) for j in comparison.partners_a.get(i, ())]
    best: list[int] = []
    for j in range(max(0, min(around, default=0) - 1), min(len(b.sentences), max(around, default=-1) + 2)):
        if not attributed(b, j):
            continue
        tokens = [
            u for u in b.tokens_of(j) if b.content(u) and not b.quoted[u] and _free(comparison, unit, u)
        ]
        answered = {
            a.stem(t) for t in content if any(b.stem(u) in comparison.likes_b.of(a.stem(t)) for u in tokens)
        }
        found = [u for u in tokens if any(b.stem(u) in comparison.likes_b.of(word) for word in answered)]
        rare = [u for u in found if len(b.where[b.stem(u)]) <= _RARE]
        if len(answered) >= max(_FIRM, _HALF * len(content)) and len(rare) > 1 and len(found) > len(best):
            best = found
    return best


def _names_speaker(comparison: Comparison, unit: Unit, told: Sequence[int]) -> bool:
    """Whether the copy's sentence names who is quoted."""
    b, speaker = comparison.b, unit.quotation.speaker
    if speaker is None or not told:
        return False
    words = {stem(speaker.name[s:e]) for s, e in word_spans(speaker.name)}
    return any(b.content(u) and b.stem(u) in words for u in b.tokens_of(b.sentence_of[told[0]]))


def _free(comparison: Comparison, unit: Unit, token: int) -> bool:
    """Whether a word of the copy answers to nothing outside the quotation."""
    return comparison.to_a.get(token, unit.tokens.start) in unit.tokens


def _in_one_sentence(side: Side, tokens: Sequence[int]) -> list[int]:
    """Those tokens that stand in the sentence with most of them."""
    by: dict[int, list[int]] = {}
    for t in tokens:
        by.setdefault(side.sentence_of[t], []).append(t)
    return max(by.values(), key=len, default=[])


def _invented(comparison: Comparison, unit: Unit) -> Iterator[Change]:
    """Words in quotation marks that the original does not quote, or not in these words."""
    a, b = comparison.a, comparison.b
    content = [t for t in unit.tokens if b.content(t)]
    told = _in_one_sentence(a, comparison.sources(content))
    sentence, shared = _nearest(comparison, unit)
    if len(told) >= max(2, 0.5 * len(content)):
        sentence, span = a.sentence_of[told[0]], trimmed(a, a.span_of(told))
    elif shared >= max(3, 0.6 * len(unit.norms)):
        span = trimmed(a, a.sentences[sentence].span)
    else:
        reason = f"The copy quotes {b.quote(unit.span)}; this is not in the original."
        if (_own_update(comparison) or _own_matter(comparison, unit)) and attributed(
            b, b.sentence_of[unit.tokens[0]]
        ):
            yield Change(ChangeKind.CLAIM_ADDED, Severity.MEDIUM, None, unit.span, reason)
            return
        yield Change(ChangeKind.QUOTATION_INVENTED, Severity.HIGH, None, unit.span, reason)
        return
    ours, theirs = a.quote(span), b.quote(unit.span)
    if not _marked(a, sentence) or _told(a, span):
        reason = f"The copy puts in quotation marks what the original tells: {theirs}; there it reads {ours}."
        yield Change(ChangeKind.QUOTATION_INVENTED, Severity.HIGH, span, unit.span, reason)
    elif _in_common(a, sentence, unit) < len(unit.norms):
        reason = f"Words inside the quotation marks differ: {ours} became {theirs}."
        yield Change(ChangeKind.QUOTATION_ALTERED, Severity.HIGH, span, unit.span, reason)


def _put_in_marks(comparison: Comparison, unit: Unit) -> Iterator[Change]:
    """A word or two in quotation marks that the original tells as its own."""
    a, b = comparison.a, comparison.b
    told = comparison.sources(unit.tokens)
    if not told or unit.quotation.speaker is None or any(a.quoted[t] for t in told):
        return
    if any(b.content(u) and u not in comparison.to_a for u in unit.tokens):
        return
    span = a.span_of(told)
    if _beside_mark(a, span):
        return
    ours, theirs = a.phrase(span), b.quote(unit.span)
    reason = f"The copy puts in quotation marks what the original tells: {theirs}; there it reads {ours}."
    severity = Severity.MEDIUM if unit.quotation.cue is not None else Severity.LOW  # a term, set off
    yield Change(ChangeKind.QUOTATION_INVENTED, severity, span, unit.span, reason)


def _beside_mark(side: Side, span: Span) -> bool:
    """Whether a quotation mark stands right before or behind a passage, though its pair was not read."""
    around = side.text[max(0, span.start - 1) : span.start] + side.text[span.end : span.end + 1]
    return any(mark in around for mark in "“”\"‘’'«»„")


def _own_matter(comparison: Comparison, unit: Unit) -> bool:
    """Whether the quotation stands among sentences of the copy's own: it reports what the original has not."""
    own = comparison.b.sentence_of[unit.tokens.start]
    alone = set(comparison.alone_b)
    return own in alone and (own - 1 in alone or own + 1 in alone)


def _own_update(comparison: Comparison) -> bool:
    """Whether the copy is the same outlet's: it may report what was said since."""
    one, other = comparison.alignment.a.article.outlet, comparison.alignment.b.article.outlet
    return one is not None and other is not None and one.name == other.name


def _nearest(comparison: Comparison, unit: Unit) -> tuple[int, int]:
    """The linked sentence of the original with most of the words in order, and how many."""
    partners = comparison.partners_b.get(comparison.b.sentence_of[unit.tokens[0]], ())
    scored = [(_in_common(comparison.a, s, unit), -s) for s in partners]
    shared, place = max(scored, default=(0, 0))
    return -place, shared


def _in_common(side: Side, sentence: int, unit: Unit) -> int:
    return LCSseq.similarity([side.norm(t) for t in side.tokens_of(sentence)], unit.norms)


def _told(side: Side, span: Span) -> bool:
    """Whether most of a passage stands outside the quotations of its paragraph, which were read as such."""
    tokens = side.tokens_in(span)
    block = side.annotation.article.blocks[side.sentences[side.sentence_of[tokens[0]]].paragraph]
    read = any(block.start <= q.start < block.end for q in side.annotation.quotations)
    return read and 2 * sum(side.quoted[t] for t in tokens) < len(tokens)


def _marked(side: Side, sentence: int) -> bool:
    """Whether quotation marks stand in the sentence's paragraph: speech may run on over paragraphs."""
    block = side.annotation.article.blocks[side.sentences[sentence].paragraph]
    return any(mark in side.text[block.start : block.end] for mark in '“”"«»„')
