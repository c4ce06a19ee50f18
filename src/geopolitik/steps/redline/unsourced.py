"""Where a quotation comes from that the original does not quote: its narration, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.judging import attributed, trimmed
from geopolitik.steps.redline.passages import is_cited_title
from geopolitik.steps.redline.phrases import closed
from geopolitik.steps.redline.quoting import Unit
from geopolitik.steps.redline.retold import in_one_sentence
from geopolitik.steps.redline.side import Side
from geopolitik.steps.redline.unmarked import misread, put_back

_TURN = re.compile(r"\b[A-Z]{2,}(?: [A-Z.]{2,}){0,3}: ")
_SIGNED = re.compile(r"[—–-] ?[^\n]{1,40}\(@\w+\)")
_POST = 400
_MYSELF = frozenset({"i", "my", "me", "we", "our", "i'm", "we're", "i've", "we've"})
_OFTEN, _SHARE_OF_MYSELF = 5, 0.015
"""So often, and in so large a share of its words outside marks, an article by its speaker says I or we."""
_NEARLY = 0.8
_TURNS = 4
_SAYING = 6
"""A title has fewer words than a sentence."""
_FEW = 3
"""Two words in common are an accident unless the quotation has few."""
_ENTITLED = closed("entitled")
_PRONOUNS = frozenset({"he", "she", "they", "i", "we", "who"})


def invented(comparison: Comparison, unit: Unit) -> Iterator[Change]:
    """Words in quotation marks that the original does not quote, or not in these words."""
    a, b = comparison.a, comparison.b
    if _titles(b, unit) or (_spoken_throughout(comparison) and _word_for_word(comparison, unit)):
        return
    content = [t for t in unit.tokens if b.content(t)]
    told = in_one_sentence(a, comparison.sources(content))
    sentence, shared = _nearest(comparison, unit)
    if len(told) >= max(2 if len(content) <= _FEW else _FEW, 0.5 * len(content)):
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
        if not _spoken(comparison, unit):
            yield Change(ChangeKind.CLAIM_ADDED, Severity.LOW, None, unit.span, reason)
            return
        yield Change(ChangeKind.QUOTATION_INVENTED, Severity.HIGH, None, unit.span, reason)
        return
    ours, theirs = a.quote(span), b.quote(unit.span)
    if _posted(a, span):
        return
    if not _spoken(comparison, unit) or _beside_mark(a, span) or misread(comparison.flipped(), unit, span):
        return  # a term, an example or a title in marks; or marks that were not read
    if not _marked(a, sentence) or _told(a, span):
        reason = f"The copy puts in quotation marks what the original tells: {theirs}; there it reads {ours}."
        severity = Severity.LOW if put_back(comparison) else Severity.HIGH
        yield Change(ChangeKind.QUOTATION_INVENTED, severity, span, unit.span, reason)
    elif _quoted_within(a, sentence, unit):
        reason = f"The copy puts more in quotation marks than the original: {theirs}; there it reads {ours}."
        yield Change(ChangeKind.QUOTATION_INVENTED, Severity.HIGH, span, unit.span, reason)
    elif _in_common(a, sentence, unit) < len(unit.norms):
        reason = f"Words inside the quotation marks differ: {ours} became {theirs}."
        yield Change(ChangeKind.QUOTATION_ALTERED, Severity.HIGH, span, unit.span, reason)


def put_in_marks(comparison: Comparison, unit: Unit) -> Iterator[Change]:
    """A word or two in quotation marks that the original tells as its own."""
    a, b = comparison.a, comparison.b
    told = comparison.sources(unit.tokens)
    if (
        not told
        or _titles(b, unit)
        or _spoken_throughout(comparison)
        or unit.quotation.speaker is None
        or any(a.quoted[t] for t in told)
    ):
        return
    if any(b.content(u) and u not in comparison.to_a for u in unit.tokens):
        return
    span = a.span_of(told)
    if _beside_mark(a, span):
        return
    ours, theirs = a.phrase(span), b.quote(unit.span)
    reason = f"The copy puts in quotation marks what the original tells: {theirs}; there it reads {ours}."
    said = unit.quotation.cue is not None and not put_back(comparison)
    severity = Severity.MEDIUM if said else Severity.LOW  # a term, set off
    yield Change(ChangeKind.QUOTATION_INVENTED, severity, span, unit.span, reason)


def _spoken(comparison: Comparison, unit: Unit) -> bool:
    """Whether somebody is made to say it: a name, a pronoun or a word for people, not a term."""
    b, speaker = comparison.b, unit.quotation.speaker
    if speaker is not None and _somebody(b, Span(speaker.start, speaker.end)):
        return True
    here = b.sentence_of[unit.tokens.start]
    return any(
        r.holder is not None and b.sentence_of[r.first] in (here - 1, here) and _somebody(b, r.holder.span)
        for r in comparison.reports_b
    )


def _quoted_within(side: Side, sentence: int, unit: Unit) -> bool:
    """Whether what a sentence quotes stands word for word within a longer quotation."""
    quoted = [side.norm(t) for t in side.tokens_of(sentence) if side.quoted[t]]
    return len(quoted) > _FEW and f" {' '.join(quoted)} " in f" {' '.join(unit.norms)} "


def _titles(side: Side, unit: Unit) -> bool:
    """Whether the marks hold the title of a work or a law: a paper entitled."""
    if is_cited_title(side, unit.span):
        return True
    first = unit.tokens.start
    own = [t for t in unit.tokens if side.content(t)]
    if 1 < len(own) < _SAYING and all(side.text[side.starts[t]].isupper() for t in own):
        return True
    lead = first - 2 if first > 1 and side.norm(first - 1) == "as" else first - 1  # known as
    return lead >= 0 and side.norm(lead) in _ENTITLED


def _posted(side: Side, span: Span) -> bool:
    """Whether a passage stands in a post that is shown whole, signed by its writer's handle."""
    return _SIGNED.search(side.text, span.end, span.end + _POST) is not None


@lru_cache(maxsize=2)  # asked for every quotation of a pair
def _spoken_throughout(comparison: Comparison) -> bool:
    """Whether the original is somebody's own words: the transcript of a talk, or an article that says I."""
    a = comparison.a
    told = [t for t in range(len(a.starts)) if not a.quoted[t]]
    own = sum(a.norm(t) in _MYSELF for t in told)
    return _transcribed(a.text) or (own >= _OFTEN and own >= _SHARE_OF_MYSELF * len(told))


def _word_for_word(comparison: Comparison, unit: Unit) -> bool:
    """Whether a sentence of the original has nearly all words of a quotation, in order."""
    a = comparison.a
    most = max((_in_common(a, s, unit) for s in range(len(a.sentences))), default=0)
    return comparison.verbatim(unit.tokens) or most >= _NEARLY * len(unit.norms)


@lru_cache(maxsize=16)
def _transcribed(text: str) -> bool:
    """Whether a text is the transcript of a talk: its turns begin with a name in capitals and a colon."""
    return len(_TURN.findall(text)) >= _TURNS


def _somebody(side: Side, span: Span) -> bool:
    """Whether a passage names or means people or a body."""
    tokens = side.tokens_in(span)
    if any(n.span.overlaps(span) for n in side.annotation.names):
        return True
    return any(t in side.lists["redline_generic"] or side.norm(t) in _PRONOUNS for t in tokens)


def _beside_mark(side: Side, span: Span) -> bool:
    """Whether a quotation mark stands right before or behind a passage, though its pair was not read."""
    around = side.text[max(0, span.start - 1) : span.start] + side.text[span.end : span.end + 1]
    return any(mark in around for mark in "“”\"‘’'«»„")


def _own_matter(comparison: Comparison, unit: Unit) -> bool:
    """Whether the quotation stands among the copy's own sentences: it reports what the original has not."""
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
