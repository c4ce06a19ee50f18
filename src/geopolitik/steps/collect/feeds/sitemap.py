"""Sitemaps, those of news before all: pages with titles and times, for sites that have no feed."""

from __future__ import annotations

from typing import Any

from geopolitik.model.feed import Feed, FeedEntry, FeedKind
from geopolitik.steps.collect.feeds.elements import absolute, children, name, one_line
from geopolitik.steps.collect.feeds.texts import moment


def from_sitemap(root: Any, address: str, most: int) -> Feed:
    """Read a sitemap; of a long one the pages that changed last."""
    pages = [entry for url in children(root) if name(url) == "url" and (entry := _entry(url)) is not None]
    # A sitemap is in no order; what has no time is thought older than what has one.
    pages.sort(key=lambda page: at.timestamp() if (at := page.published or page.updated) else 0, reverse=True)
    found = {page.address: page for page in reversed(pages[:most])}
    entries = tuple(reversed(found.values()))
    return Feed(FeedKind.SITEMAP, "", address, entries=entries, cut=len(pages) > most)


def _entry(url: Any) -> FeedEntry | None:
    told = {name(child): child for child in children(url)}
    address = absolute(url, one_line(told.get("loc")))
    if not address:
        return None
    news = told.get("news")
    of_news = {name(child): child for child in children(news)} if news is not None else {}
    publication = of_news.get("publication")
    named = {name(child): child for child in children(publication)} if publication is not None else {}
    return FeedEntry(
        id=address,
        address=address,
        title=one_line(of_news.get("title")),
        summary="",
        published=moment(one_line(of_news.get("publication_date"))),
        updated=moment(one_line(told.get("lastmod"))),
        language=one_line(named.get("language"))[:40],
    )
