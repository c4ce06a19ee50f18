"""Link inserted: the copy leads to a shop or hides where a link leads, and the original does not."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.article import Article, Link, LinkKind
from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison

_TOLD = {LinkKind.SHOP: "a link to a shop", LinkKind.SHORTENED: "a shortened link that hides where it leads"}


def link_inserted(comparison: Comparison) -> Iterator[Change]:
    """Shop links and shortened links of the copy that the original does not have."""
    known = {link.url for link in comparison.alignment.a.article.links}
    for link in comparison.alignment.b.article.links:
        if link.kind not in _TOLD or link.url in known:
            continue
        known.add(link.url)
        span = _shown(comparison.alignment.b.article, link)
        yield Change(
            ChangeKind.LINK_INSERTED,
            Severity.HIGH,
            None,
            span,
            f"The copy carries {_TOLD[link.kind]} ({link.url}); the original has no such link.",
        )


def _shown(article: Article, link: Link) -> Span | None:
    """The words of a link; its address in the source if it has none."""
    if link.start is None or link.end is None:
        return None
    words = article.legible[link.start : link.end]
    if words.strip():
        start = link.start + len(words) - len(words.lstrip())
        return Span(start, start + len(words.strip()))
    at = article.text.find(link.url, link.start, link.end)
    return Span(at, at + len(link.url)) if at >= 0 else None
