"""What sort of passage stands in one text only: a heading, a reference, figures, verse, a clause reworded."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from geopolitik.model.span import Span
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.phrases import closed
from geopolitik.steps.redline.side import Side

_HEADING = 6
"""A line of so few words without an end mark is a heading."""
_SITE = re.compile(r"\b[a-z][\w-]{0,60}\.(?:[\w-]{1,60}\.)?(?:edu|org|com|net|gov|int)\b", re.IGNORECASE)
_CITED = re.compile(
    r"\bpp?\. ?\d|\bno\.? ?\d+$|\bvol\.? ?\d"
    r"|\bISBN\b|\(\d{4}\)[:.]? ?\d",
    re.IGNORECASE,
)
"""What only references have: a page, a volume, a year in brackets before a page."""
_CLAIM = 8
"""A passage of more words of content than this tells something beside its reference."""
_SOURCE = re.compile(
    r"^[”\"'’., ]{0,4}[^\n]{0,80}\b(?:1[89]|20)\d\d\b[^\n]{0,20}(?:\d{1,4}[-–]\d|\bpp?\.|https?:)"
)
"""What follows a title that is cited: a journal, a year and pages."""
_LINE = 60
"""Lines of verse, and headings, are no longer."""
_LINES = 4
_TABLE = 0.3
"""From this share of numbers among its words on, a passage is rows of figures."""
_FIGURES = 6
_REASON = closed("reason opener")
_CONTRAST = closed("contrast opener")
_RELATIVE = frozenset({"who", "whose", "which", "whom"})


def is_heading(side: Side, span: Span) -> bool:
    """Whether the passage is all that its paragraph has: a few words without an end mark."""
    tokens = side.tokens_in(span)
    sentence = side.sentences[side.sentence_of[tokens[0]]]
    block = side.annotation.article.blocks[sentence.paragraph]
    if block.end - block.start > _LINE:
        return False
    line = side.text[block.start : block.end].strip()
    return len(line.split()) <= _HEADING and line[-1:].isalnum() and len(tokens) <= _HEADING


def cites(side: Side, span: Span) -> bool:
    """Whether the passage is, or holds, a reference: an address of a page, a number of pages."""
    if _SITE.search(side.text, span.start, span.end):
        return True
    cited = _CITED.search(side.text, span.start, span.end)
    return cited is not None and len(side.contents_in(span)) <= _CLAIM


def is_cited_title(side: Side, span: Span) -> bool:
    """Whether a journal, a year and pages follow a passage in marks: it is the title of a source."""
    return _SOURCE.search(side.text[span.end : span.end + 160]) is not None


def is_figures(side: Side, span: Span) -> bool:
    """Whether the passage is mostly figures: rows of a table."""
    tokens = side.tokens_in(span)
    return sum(side.norm(t)[:1].isdigit() for t in tokens) >= max(_FIGURES, _TABLE * len(tokens))


def _opener(side: Side, span: Span) -> str:
    """How a clause hangs on its sentence: by a reason, a contrast or a relative word; empty if by neither."""
    tokens = side.tokens_in(span)
    word = side.norm(tokens[0]) if tokens else ""
    if word in _REASON:
        return "reason"
    if word in _CONTRAST:
        return "contrast"
    return "relative" if word in _RELATIVE else ""


def mirrored(comparison: Comparison, span: Span) -> bool:
    """Whether a linked sentence has a clause of its own that hangs on it the same way: who ..., who ..."""
    a, b = comparison.a, comparison.b
    sort = _opener(b, span)
    if not sort:
        return False
    near = {p for t in b.tokens_in(span) for p in comparison.partners_b.get(b.sentence_of[t], ())}
    for clause in {a.clause_of[t] for s in near for t in a.tokens_of(s)}:
        own = [t for t in a.clause_tokens(clause) if a.content(t)]
        kept = sum(t in comparison.to_b for t in own)
        if own and 2 * kept <= len(own) and _opener(a, a.annotation.clauses[clause].span) == sort:
            return True
    return False


def verse_at(side: Side, span: Span) -> Span | None:
    """The lines of verse that a passage belongs to."""
    verses = _verses(side.text)
    at = bisect_right(verses, span.start, key=lambda v: v.start) - 1
    return verses[at] if at >= 0 and span.start < verses[at].end else None


@lru_cache(maxsize=8)
def _verses(text: str) -> tuple[Span, ...]:
    """Runs of short lines that end as verse does: with commas or colons, one with a full stop."""
    found: list[Span] = []
    start = 0
    for part in text.split("\n\n"):
        lines = part.strip().split("\n")
        ends = "".join(line.rstrip()[-1:] for line in lines)
        breaks = sum(end in ",;:" for end in ends)
        short = len(lines) >= _LINES and all(len(line) <= _LINE for line in lines)
        if short and 2 * breaks >= len(lines) - 1 and "." in ends:
            found.append(Span(start, start + len(part)))
        start += len(part) + 2
    return tuple(found)
