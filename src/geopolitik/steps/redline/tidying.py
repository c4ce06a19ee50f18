"""Passages as a reader should see them: whole words, and no half of a pair of quotation marks."""

from __future__ import annotations

from dataclasses import replace

from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind

_JOINS = "’'-"
_PAIRS = (("“", "”"), ("«", "»"))
_OF_THE_PAGE = (ChangeKind.LINK_INSERTED, ChangeKind.CREDIT_DROPPED, ChangeKind.UNDATABLE)
"""Their passages are links, credits and stamps, not prose."""
_NEAR = 80
"""A quotation that ends within so many characters is shown to its end."""
_WORD = 40
"""No word is longer; an address may be."""


def tidy(change: Change, original: Annotation, copy: Annotation) -> Change:
    """The change with both passages widened to whole words and to whole quotations that they cut."""
    if change.kind in _OF_THE_PAGE:
        return change
    ours = _tidy(original.article.legible, change.original_span)
    theirs = _tidy(copy.article.legible, change.copy_span)
    if ours == change.original_span and theirs == change.copy_span:
        return change
    return replace(change, original_span=ours, copy_span=theirs)


def _tidy(text: str, span: Span | None) -> Span | None:
    if span is None or not text[span.start : span.end].strip():
        return span
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    start, end = _from(text, start), _to(text, end)
    for opening, closing in _PAIRS:
        start, end = _whole(text, start, end, opening, closing)
    return Span(start, end) if start < end else span


def _from(text: str, start: int) -> int:
    """The start of the word that a position stands in."""
    first = start
    while first > max(0, start - _WORD) and text[first].isalnum() and _inside(text, first):
        first -= 1
    return first


def _to(text: str, end: int) -> int:
    last = end
    while last < min(len(text), end + _WORD) and text[last - 1].isalnum() and _inside(text, last):
        last += 1
    return last


def _inside(text: str, at: int) -> bool:
    """Whether a word goes on over a position."""
    return text[at - 1].isalnum() and text[at].isalnum()


def _whole(text: str, start: int, end: int, opening: str, closing: str) -> tuple[int, int]:
    """The passage with the other mark of a pair, if one of them stands in it and the other close by."""
    passage = text[start:end]
    if passage.count(opening) == passage.count(closing):
        return start, end
    if passage.rfind(opening) > passage.rfind(closing):
        mark = text.find(closing, end, end + _NEAR)
        if mark >= 0:
            return start, mark + 1
        return (start + 1, end) if passage[0] == opening else (start, end)
    mark = text.rfind(opening, max(0, start - _NEAR), start)
    if mark >= 0:
        return mark, end
    return (start, end - 1) if passage[-1] == closing else (start, end)
