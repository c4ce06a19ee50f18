"""Sitemaps (sitemaps.org, 0.9): one file, or an index with parts; and the news of the last two days."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from geopolitik.publish.feeds.addresses import own_address
from geopolitik.publish.feeds.times import require_aware, rfc3339
from geopolitik.publish.feeds.xml import writable

MEDIA_TYPE = "application/xml"
MOST_ADDRESSES = 50_000
"""In one file."""
MOST_BYTES = 50 * 1024 * 1024
"""In one file, uncompressed."""
MOST_NEWS = 1_000
"""In one news sitemap."""
NEWS_WINDOW = timedelta(days=2)

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS_NAMESPACE = "http://www.google.com/schemas/sitemap-news/0.9"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


@dataclass(frozen=True, slots=True)
class Page:
    """An address with the time of its last change."""

    address: str
    """Absolute."""
    updated: datetime | None = None

    def __post_init__(self) -> None:
        require_aware(self.updated, "a page's `updated`")


@dataclass(frozen=True, slots=True)
class NewsPage:
    """A post, as a news sitemap lists it."""

    address: str
    """Absolute."""
    title: str
    published: datetime
    language: str
    """BCP 47."""

    def __post_init__(self) -> None:
        require_aware(self.published, "a page's `published`")


@dataclass(frozen=True, slots=True)
class Sitemap:
    """`main` lists the pages, or, if there are `parts`, the parts that do."""

    main: bytes
    parts: tuple[bytes, ...] = ()


def sitemap(pages: Iterable[Page], part_address: Callable[[int], str] | None = None) -> Sitemap:
    """All pages, in one file if they fit in it, else in parts.

    Args:
        part_address: the absolute address of a part by its number, from 1; None if there are none.

    Raises:
        ValueError: an address isn't absolute, or there are more pages than fit and no addresses for parts.
    """
    listed = list(_parts(pages))
    files = [_urlset(entries) for entries, _ in listed]
    if len(files) <= 1:
        return Sitemap(files[0] if files else _urlset([]))
    if part_address is None:
        raise ValueError(
            f"more than {MOST_ADDRESSES} addresses or {MOST_BYTES} bytes need parts with addresses"
        )
    parts = [Page(part_address(number), latest) for number, (_, latest) in enumerate(listed, start=1)]
    return Sitemap(_index(parts), tuple(files))


def news_sitemap(posts: Iterable[NewsPage], *, publication: str, now: datetime) -> bytes:
    """The posts of the two days before `now`, the newest first, at most a thousand.

    Raises:
        ValueError: an address isn't absolute, or `now` has no zone.
    """
    require_aware(now, "`now`")
    recent = [post for post in posts if now - NEWS_WINDOW <= post.published <= now]
    recent.sort(key=lambda post: (-post.published.timestamp(), post.address))
    entries = [_news(post, publication) for post in recent[:MOST_NEWS]]
    return _document("urlset", entries, f' xmlns:news="{_NEWS_NAMESPACE}"')


def _parts(pages: Iterable[Page]) -> Iterator[tuple[list[str], datetime | None]]:
    """The entries of each part, with the time of the latest change in it."""
    entries: list[str] = []
    latest: datetime | None = None
    room = _room()
    for page in pages:
        entry = _entry("url", page)
        # Addresses and times are ASCII, so characters are bytes; one more for the line's end.
        size = len(entry) + 1
        if entries and (len(entries) == MOST_ADDRESSES or size > room):
            yield entries, latest
            entries, latest, room = [], None, _room()
        entries.append(entry)
        room -= size
        if page.updated and (latest is None or page.updated > latest):
            latest = page.updated
    if entries:
        yield entries, latest


def _room() -> int:
    return MOST_BYTES - len(_urlset([]))


def _urlset(entries: Sequence[str]) -> bytes:
    return _document("urlset", entries)


def _index(parts: Sequence[Page]) -> bytes:
    return _document("sitemapindex", [_entry("sitemap", part) for part in parts])


def _document(name: str, entries: Sequence[str], more: str = "") -> bytes:
    lines = [f'<{name} xmlns="{_NAMESPACE}"{more}>', *entries, f"</{name}>"]
    return (_HEAD + "\n".join(lines) + "\n").encode()


def _entry(name: str, page: Page) -> str:
    changed = f"<lastmod>{rfc3339(page.updated)}</lastmod>" if page.updated else ""
    return f"<{name}><loc>{_location(page.address)}</loc>{changed}</{name}>"


def _news(post: NewsPage, publication: str) -> str:
    return (
        f"<url><loc>{_location(post.address)}</loc><news:news>"
        f"<news:publication><news:name>{_text(publication)}</news:name>"
        f"<news:language>{_text(post.language)}</news:language></news:publication>"
        f"<news:publication_date>{rfc3339(post.published)}</news:publication_date>"
        f"<news:title>{_text(post.title)}</news:title></news:news></url>"
    )


def _location(address: str) -> str:
    return _text(own_address(address, "a page's address"))


def _text(text: str) -> str:
    # A parser would read a bare carriage return as a line's end.
    return html.escape(writable(text), quote=False).replace("\r", "&#13;")
