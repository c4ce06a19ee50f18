"""A passage with the words around it, as short as a reader needs."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.app.quoting.windows import Window
from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Article
from geopolitik.model.span import Span
from geopolitik.text.clean import head, one_line, tail
from geopolitik.text.markup import legible


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`before`, the passage itself, `after`; ellipses where something was cut."""

    before: str
    passage: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}{self.passage}{self.after}"


def excerpt(annotation: Annotation, span: Span, *, around: int = 60, longest: int = 220) -> Excerpt:
    """The passage within its sentence, `around` characters to each side, its own middle cut if too long."""
    home = _home(annotation, span)
    article = annotation.article
    before = one_line(legible(article, Span(home.start, span.start)))
    after = one_line(legible(article, Span(span.end, home.end)))
    passage = one_line(legible(article, span))
    if len(before) > around:
        before = "… " + tail(before, around).lstrip()
    if len(after) > around:
        after = head(after, around).rstrip() + " …"
    if len(passage) > longest:
        half = longest // 2
        passage = f"{head(passage, half).rstrip()} … {tail(passage, half).lstrip()}"
    return Excerpt(
        before + _space(article, span.start - 1) if before else "",
        passage,
        _space(article, span.end) + after if after else "",
    )


def in_window(annotation: Annotation, window: Window) -> Excerpt:
    """A passage as its window shows it: not a letter more."""
    article, passage, around = annotation.article, window.passage, window.around
    before = one_line(legible(article, Span(around.start, passage.start)))
    after = one_line(legible(article, Span(passage.end, around.end)))
    if window.gap is None:
        words = one_line(legible(article, passage))
    else:
        ends = (Span(passage.start, window.gap.start), Span(window.gap.end, passage.end))
        words = " … ".join(one_line(legible(article, end)) for end in ends)
    if before:
        before = ("… " if window.is_cut[0] else "") + before + _space(article, passage.start - 1)
    elif window.is_cut[0]:
        before = "… "
    if after:
        after = _space(article, passage.end) + after + (" …" if window.is_cut[1] else "")
    elif window.is_cut[1]:
        after = " …"
    return Excerpt(before, words, after)


def _home(annotation: Annotation, span: Span) -> Span:
    """From the start of the first sentence touched to the end of the last."""
    touched = [sentence.span for sentence in annotation.sentences if sentence.span.overlaps(span)]
    starts = [span.start, *(sentence.start for sentence in touched)]
    ends = [span.end, *(sentence.end for sentence in touched)]
    return Span(min(starts), max(ends))


def _space(article: Article, at: int) -> str:
    return " " if 0 <= at < len(article.text) and article.text[at].isspace() else ""
