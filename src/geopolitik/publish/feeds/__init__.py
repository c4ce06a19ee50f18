"""Feeds, lists of feeds and sitemaps: pure writers, from objects to bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geopolitik.publish.feeds import atom, json_feed, rss
from geopolitik.publish.feeds.addresses import tag_uri, web_address
from geopolitik.publish.feeds.atom import to_atom
from geopolitik.publish.feeds.changed import News, Tally, changed_summary, tally
from geopolitik.publish.feeds.headers import cache_headers, etag, is_unchanged, link_header
from geopolitik.publish.feeds.json_feed import to_json_feed
from geopolitik.publish.feeds.model import Author, Entry, Feed, Paging
from geopolitik.publish.feeds.opml import Subscription, to_opml
from geopolitik.publish.feeds.rss import to_rss
from geopolitik.publish.feeds.sitemaps import NewsPage, Page, Sitemap, news_sitemap, sitemap

__all__ = [
    "FORMATS",
    "Author",
    "Entry",
    "Feed",
    "FeedFormat",
    "News",
    "NewsPage",
    "Page",
    "Paging",
    "Sitemap",
    "Subscription",
    "Tally",
    "cache_headers",
    "changed_summary",
    "etag",
    "is_unchanged",
    "link_header",
    "news_sitemap",
    "sitemap",
    "tag_uri",
    "tally",
    "to_atom",
    "to_json_feed",
    "to_opml",
    "to_rss",
    "web_address",
]


@dataclass(frozen=True, slots=True)
class FeedFormat:
    """A format that a feed can be had in."""

    name: str
    """As in an address: `atom`, `rss`, `json`."""
    title: str
    """For readers."""
    media_type: str
    """For `<link rel="alternate" type="…">`."""
    content_type: str
    """For the HTTP header."""
    write: Callable[[Feed], bytes]


# A new format is one new file and one line here.
FORMATS: tuple[FeedFormat, ...] = (
    FeedFormat("atom", "Atom", atom.MEDIA_TYPE, f"{atom.MEDIA_TYPE}; charset=utf-8", to_atom),
    FeedFormat("rss", "RSS", rss.MEDIA_TYPE, f"{rss.MEDIA_TYPE}; charset=utf-8", to_rss),
    FeedFormat("json", "JSON Feed", json_feed.MEDIA_TYPE, json_feed.MEDIA_TYPE, to_json_feed),
)
