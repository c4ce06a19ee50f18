"""What of a text can be quoted by itself: sentences, kept together where a quotation runs over several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geopolitik.app.drafting.refs import PassageRef
from geopolitik.model.annotation import Annotation, Quotation
from geopolitik.model.article import Label
from geopolitik.model.span import Span

_DATELINE = re.compile(r"[A-Z][A-Z .'’-]{2,40}(?:, [\w. ]{1,20})?(?: \([^()]{2,40}\))? [-–—] ")
_LEANING = frozenset(
    (
        *("it", "its", "this", "that", "these", "those", "he", "she", "they", "him", "her", "his", "their"),
        *("them", "but", "and", "however", "also", "so", "then", "meanwhile", "both", "neither", "such"),
        *("one", "another"),
    )
)
"""A sentence that opens with one of these points back at what stood before it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Neighbouring sentences of one paragraph that are quoted together or not at all."""

    annotation: Annotation
    sentences: tuple[int, ...]
    leans: bool
    """Whether it can hardly be understood without what stands before it."""

    @property
    def span(self) -> Span:
        sentences = self.annotation.sentences
        return Span(sentences[self.sentences[0]].start, sentences[self.sentences[-1]].end)

    @property
    def ref(self) -> PassageRef:
        """Its address, without a dateline it opens with."""
        start = past_dateline(self.annotation.text, self.span)
        return PassageRef(self.annotation.capture_id, start, self.span.end)


def past_dateline(text: str, span: Span) -> int:
    """Where a passage starts to tell: behind `ISMERE -`, if it opens so."""
    dateline = _DATELINE.match(text, span.start, span.end)
    return dateline.end() if dateline else span.start


def units(annotation: Annotation) -> tuple[Unit, ...]:
    """The units of a text's body, in its order."""
    found: list[list[int]] = []
    for index, sentence in enumerate(annotation.sentences):
        if sentence.label is not Label.BODY:
            continue
        before = found[-1] if found else []
        if before and before[-1] == index - 1 and _together(annotation, before[0], index):
            before.append(index)
        else:
            found.append([index])
    return tuple(Unit(annotation, tuple(group), _leans(annotation, group)) for group in found)


def _together(annotation: Annotation, first: int, index: int) -> bool:
    """Whether a sentence belongs to the ones before it: one quotation, or words of a speaker named there."""
    before, here = annotation.sentences[first].span, annotation.sentences[index].span
    if annotation.sentences[first].paragraph != annotation.sentences[index].paragraph:
        return False
    for quotation in _quotations(annotation, here):
        speaker = quotation.speaker
        if quotation.start < here.start:
            return True
        if speaker and before.start <= speaker.start < here.start:
            return True
    return False


def _quotations(annotation: Annotation, span: Span) -> Iterator[Quotation]:
    return (q for q in annotation.quotations if q.is_speech and q.span.overlaps(span))


def _leans(annotation: Annotation, group: Iterable[int]) -> bool:
    """Whether it opens with a word that points back, has a pronoun for somebody it doesn't name, or words
    of a speaker who stands elsewhere."""
    indices = list(group)
    sentences = [annotation.sentences[i] for i in indices]
    opening = annotation.tokens_of(sentences[0])[:1]
    if opening and opening[0].norm in _LEANING and not _opens_quotation(annotation, sentences[0].start):
        return True
    home = Span(sentences[0].start, sentences[-1].end)
    names = [name for name in annotation.names if home.contains(name.span)]
    named = {name.entity for name in names if not name.is_pronoun}
    if any(name.is_pronoun and name.entity not in named for name in names):
        return True
    speeches = list(_quotations(annotation, home))
    return any(not _within(home, quotation) for quotation in speeches)


def _opens_quotation(annotation: Annotation, start: int) -> bool:
    return any(0 <= q.start - start <= 2 for q in annotation.quotations)


def _within(home: Span, quotation: Quotation) -> bool:
    speaker = quotation.speaker
    return (
        speaker is not None
        and home.contains(Span(speaker.start, speaker.end))
        and home.contains(quotation.span)
    )
