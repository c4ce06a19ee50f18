"""The markup within one passage, found without looking at the whole page."""

from __future__ import annotations

from bisect import bisect_right

from geopolitik.model.article import Article
from geopolitik.model.span import Span


def markup_in(article: Article, home: Span) -> list[Span]:
    """The marks that overlap a passage, in order."""
    # Marks don't overlap each other, so their ends are in order too.
    at = bisect_right(article.markup, home.start, key=lambda mark: mark.end)
    found: list[Span] = []
    while at < len(article.markup) and article.markup[at].start < home.end:
        if article.markup[at].overlaps(home):
            found.append(article.markup[at])
        at += 1
    return found


def blanked(article: Article, home: Span) -> str:
    """The passage with its markup replaced by spaces: same length."""
    text = home.of(article.text)
    for mark in markup_in(article, home):
        start, end = max(mark.start, home.start) - home.start, min(mark.end, home.end) - home.start
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def legible(article: Article, home: Span) -> str:
    """The passage without its markup."""
    parts: list[str] = []
    at = home.start
    for mark in markup_in(article, home):
        parts.append(article.text[at : max(at, mark.start)])
        at = max(at, mark.end)
    parts.append(article.text[at : home.end] if at < home.end else "")
    return "".join(parts)
