"""Sitemaps, those of news before all: pages with titles and times, for sites that have no feed."""

from __future__ import annotations

from typing import Any

from geopolitik.errors import FeedError
from geopolitik.model.feed import Feed, FeedEntry, FeedKind
from geopolitik.model.watched import host_of
from geopolitik.steps.collect.feeds.elements import absolute, children, name, one_line
from geopolitik.steps.collect.feeds.texts import moment

MOST_PARTS = 5
"""Sitemaps of one list that are read: news is in the newest; the others are an archive."""


def from_sitemap(root: Any, address: str, most: int) -> Feed:
    """Read a sitemap; of a long one the pages that changed last."""
    pages = [entry for url in children(root) if name(url) == "url" and (entry := _entry(url)) is not None]
    # A sitemap is in no order; what has no time is thought older than what has one.
    pages.sort(key=lambda page: at.timestamp() if (at := page.published or page.updated) else 0, reverse=True)
    found = {page.address: page for page in reversed(pages[:most])}
    entries = tuple(reversed(found.values()))
    return Feed(FeedKind.SITEMAP, "", address, entries=entries, cut=len(pages) > most)


def from_index(root: Any, address: str) -> Feed:
    """Read a list of sitemaps: of those on its own host the ones that changed last.

    Raises:
        FeedError: it names none there.
    """
    named = [part for child in children(root) if name(child) == "sitemap" and (part := _part(child))]
    own = [part for part in named if _host(part[1]) == _host(address)]
    if not own:
        raise FeedError(address, "is a list of sitemaps, none of them on its own host", "Add one of them.")
    # As in a sitemap; what has no time keeps its place after what has one.
    own.sort(key=lambda part: part[0], reverse=True)
    parts = tuple(dict.fromkeys(url for _, url in own))
    return Feed(FeedKind.SITEMAP, "", address, parts=parts[:MOST_PARTS], cut=len(parts) > MOST_PARTS)


def _part(sitemap: Any) -> tuple[float, str] | None:
    """When a sitemap of a list was changed, as a number that grows, and its address."""
    told = {name(child): child for child in children(sitemap)}
    address = absolute(sitemap, one_line(told.get("loc")))
    changed = moment(one_line(told.get("lastmod")))
    return (changed.timestamp() if changed else 0.0, address) if address else None


def _host(address: str) -> str:
    try:
        return host_of(address)
    except ValueError:
        return ""


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
