"""Passages that stand in one text only, checked against the whole of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from geopolitik.lexicon import table
from geopolitik.model.span import Span
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.judging import trimmed, unnamed
from geopolitik.steps.redline.passages import mirrored
from geopolitik.steps.redline.phrases import stems
from geopolitik.steps.redline.side import Side

_NEAR = 0.5
_ELSEWHERE = 0.6
"""Shares of a clause's words from which the other text does say it, nearby or elsewhere."""
_AS_MUCH = 0.5
"""Share of a passage's words that must stand unanswered in its place for it to count as reworded."""
_MOST = 0.6
"""A passage that is so much of a linked sentence, and has a word in common, is told otherwise."""
_KEPT, _KEPT_SHARE = 2, 0.2
_GAP = 4
_RUN = 4
"""So many words in a row are no accident."""
_SOURCE = 12
"""A clause of more words says more than who speaks."""
_UNIT = 3
"""Abbreviations of measures are no longer."""
_OPENING = 1500
"""Within so many characters a report opens."""
_DATELINE = re.compile(
    r"^[A-Z]{3,}(?:[ ,][A-Z][\w.]{1,15}){0,3}(?: \([A-Z][\w ]{1,20}\))? ?(?:—|–|--|-) ", re.MULTILINE
)
_WEATHER = re.compile(
    r"\b(?:[Hh]igh|[Ll]ow)(?: near| around)? \d{1,3} ?°?[FC]\b|\b[Ww]inds? [NSEW]{1,3} (?:at|and)\b"
    r"|\bmph\.?\.$|\b(?:skies|sunny this|fog early)\b"
)
_PICTURE = re.compile(
    r", (?:(?:second|third|far|front|back) )?(?:left|right|cent(?:er|re))(?:,| and|\.)|, from left,"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, "
    r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z.]* \d{1,2}, \d{4}\b"
    r"|\b\d{4},? (?:file )?photo\b"
    r"|\b(?:arrive|wave|meet|greet|walk|pose|speak|attend|gesture|shake)s?\b.{0,160}"
    r"\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z.]* \d{1,2}, \d{4}\.?$"
)
"""What only captions of pictures have: who stands where, a weekday or present deed with its full date."""
_CAPTION = re.compile(
    r"In this [A-Z][a-z]{2,8}\.? \d{1,2}, \d{4},? (?:file )?photo\b|In this (?:file )?photo\b"
)
_REFERENCE = re.compile(r", (?:1[5-9]|20)\d\d[.,]? ?(?:pp?\. ?)?\d*$")
"""How a reference in brackets ends: Renn, 1984. p. 27."""
_ADDRESS = ("/", "](", "(@")
"""What has one of these is an address, a date or a signature, rather than a claim."""


@dataclass(frozen=True, slots=True)
class OneSided:
    """A passage of b without a counterpart in a."""

    span: Span
    whole: bool
    """Whether it is a whole sentence."""
    reworded: bool
    """Whether the original has unanswered words in its place, so that it may be told otherwise there."""
    displaced: bool
    """Whether as many words of something else stand there instead."""
    partly: bool
    """Whether it is a clause of which some words are answered: the original tells part of it."""
    mirrored: bool
    """Whether the linked sentence has a clause of the same sort that nothing answers to either."""


def one_sided(comparison: Comparison) -> Iterator[OneSided]:
    """Passages of b that neither the linked sentences nor any other of a answer to."""
    b = comparison.b
    if not comparison.partners_b:
        return  # two languages, or nothing in common: nothing can be said to be left out or put in
    whole = [b.sentences[s].span for s in comparison.alone_b]
    for span, is_whole in [(s, False) for s in _merged(b, comparison.clauses_b)] + [(s, True) for s in whole]:
        span = trimmed(b, span)
        if _unnamed_too(comparison, span) or is_note(b, span):
            continue
        if len(b.contents_in(span)) < (1 if is_whole else 2) or (
            not is_whole and _reworded(comparison, span)
        ):
            continue
        if (
            _address(b, span)
            or _stands(comparison, span)
            or comparison.coverage(span) >= _NEAR
            or comparison.best_elsewhere(span)[0] >= _ELSEWHERE
        ):
            continue
        told = _left_in_gap(comparison, span) if is_whole else _left_in_partners(comparison, span)
        displaced = not is_whole and _displaced(comparison, span)
        partly = not is_whole and _partly(comparison, span)
        yield OneSided(span, is_whole, told, displaced, partly, not is_whole and mirrored(comparison, span))


def _partly(comparison: Comparison, span: Span) -> bool:
    """Whether at least two words of a passage, and a fifth of them, are answered."""
    content = comparison.b.contents_in(span)
    answered = len(comparison.sources(content))
    return answered >= _KEPT and answered >= _KEPT_SHARE * len(content)


def _stands(comparison: Comparison, span: Span) -> bool:
    """Whether the passage stands in a word for word, stands twice in b, or converts a number."""
    b = comparison.b
    tokens = b.tokens_in(span)
    if len(tokens) >= _RUN and comparison.verbatim(tokens):
        return True
    words = f" {' '.join(b.norm(t) for t in tokens)} "
    if len(tokens) > _RUN and comparison.running_b.count(words) > 1:
        return True  # a caption, a teaser or a headline, printed twice
    bracketed = b.text[max(0, span.start - 1) : span.start] == "("
    if bracketed and _REFERENCE.search(b.text, span.start, span.end):
        return True
    return bracketed and all(
        b.norm(t)[:1].isdigit() or not b.content(t) or len(b.norm(t)) <= _UNIT for t in tokens
    )


def is_note(side: Side, span: Span) -> bool:
    """Whether the passage stands in a line that tells nothing of the story: rights, a call, a caption."""
    tokens = side.tokens_in(span)
    if not tokens:
        return True
    sentence = side.sentences[side.sentence_of[tokens[0]]]
    passage = " ".join(side.text[sentence.start : sentence.end].split())
    folded = passage.lower()
    if any(row["phrase"] in folded for row in table("redline_notes")):
        return True
    if _WEATHER.search(passage) or _CAPTION.match(passage) or _PICTURE.search(passage):
        return True
    return sentence.end <= _dateline(side.text)


@lru_cache(maxsize=16)
def _dateline(text: str) -> int:
    """Where the dateline stands that opens a report, 0 if there is none: before it are captions and calls."""
    found = _DATELINE.search(text, 0, _OPENING)
    return found.start() if found else 0


def _unnamed_too(comparison: Comparison, span: Span) -> bool:
    """Whether the passage says that somebody would not be named, and a linked sentence of a does, too."""
    b = comparison.b
    tokens = b.tokens_in(span)
    word = unnamed(b, {b.sentence_of[t] for t in tokens})
    return word in tokens and unnamed(comparison.a, _partners(comparison, tokens)) is not None


def _address(side: Side, span: Span) -> bool:
    passage = side.annotation.text[span.start : span.end]
    return any(mark in passage for mark in _ADDRESS)


def _merged(side: Side, spans: Sequence[Span]) -> list[Span]:
    """Clauses that follow one another in a sentence, as one passage."""
    found: list[Span] = []
    for span in sorted(set(spans)):
        if found and _continues(side, found[-1], span):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _continues(side: Side, before: Span, span: Span) -> bool:
    """Whether nothing but a comma or dash stands between two clauses."""
    between = side.text[before.end : span.start]
    return (
        before.end <= span.start and not between.strip(" ,;—–-\n") and side.text[before.end - 1] not in ".!?"
    )


def _reworded(comparison: Comparison, span: Span) -> bool:
    """Whether a clause of the same kind in the original, with a word in common, has no answer either.

    Then the one says in other words what the other says.
    """
    a, b = comparison.a, comparison.b
    kinds = {b.clause(t).kind for t in b.contents_in(span)}
    for t in comparison.sources(b.contents_in(span)):
        clause = a.clause(t)
        own = [x for x in a.clause_tokens(a.clause_of[t]) if a.content(x)]
        inside = [
            x for x in own if x in comparison.to_b and span.start <= b.starts[comparison.to_b[x]] < span.end
        ]
        lost = [x for x in own if x not in comparison.to_b]
        if kinds == {clause.kind} and lost and len(inside) + len(lost) == len(own):
            return True
    return False


def _left_in_partners(comparison: Comparison, span: Span) -> bool:
    """Whether linked sentences of a that share a word with the passage have about as many unanswered words.

    So, too, if the passage is most of its sentence: a linked sentence with nothing in common is rare.
    """
    b = comparison.b
    content = b.contents_in(span)
    own = [t for t in content if t not in comparison.to_a]
    partners = _partners(comparison, content)
    partners |= {s for p in partners for s in (p - 1, p + 1) if s in comparison.alone_a}
    kin = partners & {s for t in content for s in comparison.like_sentences(b.stem(t))}
    sentence = sum(b.content(t) for t in b.tokens_of(b.sentence_of[content[0]]))
    if kin and len(content) >= _MOST * sentence:
        return True
    return bool(own) and _unanswered(comparison, kin) >= _AS_MUCH * len(own)


def _displaced(comparison: Comparison, span: Span) -> bool:
    """Whether the linked sentences of a have at least as many words that nothing answers to."""
    content = comparison.b.contents_in(span)
    own = [t for t in content if t not in comparison.to_a]
    return _unanswered(comparison, _partners(comparison, content)) >= len(own)


def _partners(comparison: Comparison, tokens: Sequence[int]) -> set[int]:
    b = comparison.b
    return {p for t in tokens for p in comparison.partners_b.get(b.sentence_of[t], ())}


def _left_in_gap(comparison: Comparison, span: Span) -> bool:
    """Whether a has a sentence without a link, or with many unanswered words, where b has this one."""
    b = comparison.b
    own = b.contents_in(span)
    sentence = b.sentence_of[own[0]]
    before = [p for s in range(max(0, sentence - 2), sentence) for p in comparison.partners_b.get(s, ())]
    after = [p for s in (sentence + 1, sentence + 2) for p in comparison.partners_b.get(s, ())]
    if not before and not after:
        return False
    lows = before or [p - 1 for p in after]
    highs = after or [p + 1 for p in before]
    gap = {*lows, *highs}  # a stray partner far off must not hide the place
    for low in lows:
        for high in highs:
            if abs(high - low) <= _GAP:
                gap.update(range(min(low, high), max(low, high) + 1))
    shared = {s for t in own for s in comparison.like_sentences(b.stem(t))}
    return _unanswered(comparison, gap & shared) >= _AS_MUCH * len(own)


def _unanswered(comparison: Comparison, sentences: set[int]) -> int:
    """How many content words of some sentences of a have no answer, glosses and quotations apart."""
    a = comparison.a
    return sum(
        1
        for s in sentences
        if 0 <= s < len(a.sentences)
        for t in a.tokens_of(s)
        if a.content(t) and t not in comparison.to_b and not a.quoted[t] and not _in_gloss(comparison, t)
    )


def _in_gloss(comparison: Comparison, token: int) -> bool:
    """Whether the word stands in a one-sided clause that opens as a gloss does."""
    at = comparison.a.starts[token]
    return any(s.start <= at < s.end and opens_gloss(comparison.a, s) for s in comparison.clauses_a)


def tells_source(comparison: Comparison, span: Span) -> bool:
    """Whether a short clause of b only says who speaks, and a linked sentence of a has it from the same."""
    a, b = comparison.a, comparison.b
    tokens = b.tokens_in(span)
    report = next((r for r in comparison.reports_b if r.first in tokens), None)
    if report is None or report.holder is None or len(tokens) > _SOURCE:
        return False
    held = b.tokens_in(report.holder.span)
    if not held or held[0] not in tokens or (report.last - 1 != tokens[-1] and held[-1] != tokens[-1]):
        return False
    words = {b.stem(t) for t in b.contents_in(span)}
    if b.quoted[tokens[0] - 1] and any(b.stem(t) in a.where for t in held if b.content(t)):
        return True  # a tag behind quoted words
    partners = comparison.partners_b.get(b.sentence_of[tokens[0]], ())
    sources = [r.holder for r in comparison.reports_a if r.holder and a.sentence_of[r.first] in partners]
    return any(not words.isdisjoint(holder.stems) for holder in sources)


def asks(side: Side, span: Span) -> bool:
    """Whether the passage is a question: it claims nothing."""
    return side.text[span.end : span.end + 2].lstrip("”\"’'").startswith("?")


def opens_gloss(side: Side, span: Span) -> bool:
    """Whether a passage begins as a comment hung on a sentence: emphasizing, reflecting."""
    content = side.contents_in(span)
    return (
        bool(content)
        and side.norm(content[0]).endswith("ing")
        and side.stem(content[0]) in stems("redline_gloss")
    )
