"""RSS 2.0, as the RSS Advisory Board's Best Practices Profile asks for it.

Only an item's description is HTML there; titles and the rest are plain text.
"""

from __future__ import annotations

import html
from typing import Any

from geopolitik import __version__
from geopolitik.publish.feeds.addresses import own_address, web_address, web_addresses
from geopolitik.publish.feeds.model import Entry, Feed
from geopolitik.publish.feeds.times import rfc822, rfc3339
from geopolitik.publish.feeds.xml import ATOM, add, document, root

MEDIA_TYPE = "application/rss+xml"

_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_NAMESPACES: dict[str | None, str] = {"atom": ATOM, "content": _CONTENT, "dc": _DUBLIN_CORE}

# Readers differ in whether they take a title for HTML; the widest number of them shows text as it is when its
# marks are written like this (the Profile, "Character Data"). To an XML parser both forms are the same.
_SAFER_REFERENCES = ((b"&lt;", b"&#x3C;"), (b"&gt;", b"&#x3E;"), (b"&amp;", b"&#x26;"))


def to_rss(feed: Feed) -> bytes:
    """The feed as an RSS 2.0 document in UTF-8; the same feed gives the same bytes.

    Raises:
        ValueError: an address of the feed or of an entry isn't absolute.
    """
    rss = root("rss", _NAMESPACES, version="2.0")
    channel = add(rss, "channel")
    address = own_address(feed.address, "a feed's page")
    add(channel, "title", feed.title)
    add(channel, "link", address)
    add(channel, "description", feed.description or feed.title)
    _links(channel, feed)
    if feed.language:
        add(channel, "language", feed.language)
    if feed.rights:
        add(channel, "copyright", feed.rights)
    add(channel, "lastBuildDate", rfc822(feed.updated))
    add(channel, "generator", f"GeoPolitik {__version__}")
    if feed.icon and (icon := web_address(feed.icon)):
        image = add(channel, "image")
        add(image, "url", icon)
        add(image, "title", feed.title)
        add(image, "link", address)
    for entry in feed.entries:
        _item(channel, entry, feed)
    return _with_safer_references(document(rss))


def _links(channel: Any, feed: Feed) -> None:
    own = own_address(feed.self_address, "a feed's own address")
    for relation, address in (("self", own), *feed.paging.links()):
        href = own_address(address, "a page of a feed")
        add(channel, f"{{{ATOM}}}link", rel=relation, type=MEDIA_TYPE, href=href)


def _item(channel: Any, entry: Entry, feed: Feed) -> None:
    item = add(channel, "item")
    add(item, "title", entry.title)
    add(item, "link", own_address(entry.address, "an entry's address"))
    add(item, "guid", entry.id, isPermaLink="false")
    add(item, "pubDate", rfc822(entry.published or entry.updated))
    add(item, f"{{{ATOM}}}updated", rfc3339(entry.updated))
    # RSS's own `author` must be a mail address.
    for author in entry.authors or feed.publishers:
        add(item, f"{{{_DUBLIN_CORE}}}creator", author.name)
    for category in dict.fromkeys(entry.categories):
        add(item, "category", category)
    add(item, "description", html.escape(entry.summary, quote=False))
    if entry.content is not None:
        add(item, f"{{{_CONTENT}}}encoded", entry.content)
    # RSS's own `source` means the feed that an item was taken over from, not what it rests on.
    for original in web_addresses(entry.based_on):
        add(item, f"{{{_DUBLIN_CORE}}}source", original)
    if entry.language:
        add(item, f"{{{_DUBLIN_CORE}}}language", entry.language)
    if entry.rights:
        add(item, f"{{{_DUBLIN_CORE}}}rights", entry.rights)


def _with_safer_references(content: bytes) -> bytes:
    for usual, safer in _SAFER_REFERENCES:
        content = content.replace(usual, safer)
    return content
