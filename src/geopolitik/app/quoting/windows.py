"""A passage with the words around it, cut short, as places in its text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span
from geopolitik.text.markup import legible

MOST_WORDS = 40
"""A passage on a public page is no longer, the words around it included."""
_SIZES = ((42, 130), (30, 110), (18, 100), (0, 90), (0, 60))
"""Characters of surroundings and of the passage itself, the most generous first."""


@dataclass(frozen=True, slots=True)
class Window:
    """What is shown of a text for one passage."""

    passage: Span
    around: Span
    """The passage with its surroundings, all within its sentences."""
    gap: Span | None
    """The middle of a long passage, which isn't shown."""
    is_cut: tuple[bool, bool]
    """Whether its sentences go on before and after."""

    @property
    def parts(self) -> tuple[Span, ...]:
        """The one stretch, or the two, that are shown."""
        if self.gap is None:
            return (self.around,)
        return (Span(self.around.start, self.gap.start), Span(self.gap.end, self.around.end))


def window(annotation: Annotation, span: Span) -> Window:
    """A passage in at most 40 words."""
    home = _home(annotation, span)
    for around, longest in _SIZES:
        found = _sized(annotation.text, home, span, around, longest)
        words = sum(len(legible(annotation.article, part).split()) for part in found.parts)
        if words <= MOST_WORDS:
            break
    return found


def _home(annotation: Annotation, span: Span) -> Span:
    """From the start of the first sentence touched to the end of the last."""
    sentences = annotation.sentences
    at = max(0, bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1)
    start, end = span.start, span.end
    while at < len(sentences) and sentences[at].start < span.end:
        if sentences[at].span.overlaps(span):
            start, end = min(start, sentences[at].start), max(end, sentences[at].end)
        at += 1
    return Span(start, end)


def _sized(text: str, home: Span, span: Span, around: int, longest: int) -> Window:
    start = _next_word(text, max(home.start, span.start - around), home.start, span.start)
    end = _last_word(text, min(home.end, span.end + around), home.end, span.end)
    gap = None
    if len(span) > longest:
        half = longest // 2
        gap_start = _last_word(text, span.start + half, span.end, span.start + half // 4)
        gap = Span(gap_start, _next_word(text, span.end - half, gap_start, span.end - half // 4))
    return Window(span, Span(start, end), gap, (start > home.start, end < home.end))


def _next_word(text: str, at: int, first: int, limit: int) -> int:
    """Where a word begins at or after a place; the place itself if none does before the limit."""
    if at <= first or text[at - 1].isspace():
        return at
    found = next((place + 1 for place in range(at, limit) if text[place].isspace()), None)
    return at if found is None else found


def _last_word(text: str, at: int, last: int, limit: int) -> int:
    """Where a word ends at or before a place; the place itself if none does after the limit."""
    if at >= last or text[at].isspace():
        return at
    found = next((place for place in range(at - 1, limit - 1, -1) if text[place].isspace()), None)
    return at if found is None else found
