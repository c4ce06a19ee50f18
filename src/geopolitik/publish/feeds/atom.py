"""Atom (Nottingham and Sayre 2005, RFC 4287), with the links of paged feeds (RFC 5005)."""

from __future__ import annotations

from typing import Any

from geopolitik import __version__
from geopolitik.publish.feeds.addresses import own_address, web_address, web_addresses
from geopolitik.publish.feeds.model import Author, Entry, Feed
from geopolitik.publish.feeds.times import rfc3339
from geopolitik.publish.feeds.xml import ATOM, add, document, root, set_language

MEDIA_TYPE = "application/atom+xml"


def to_atom(feed: Feed) -> bytes:
    """The feed as an Atom document in UTF-8; the same feed gives the same bytes.

    Raises:
        ValueError: an address of the feed or of an entry isn't absolute.
    """
    element = root(f"{{{ATOM}}}feed", {None: ATOM})
    set_language(element, feed.language)
    _add(element, "id", feed.id)
    _add(element, "title", feed.title, type="text")
    if feed.description:
        _add(element, "subtitle", feed.description, type="text")
    _add(element, "updated", rfc3339(feed.updated))
    self_address = own_address(feed.self_address, "a feed's own address")
    _add(element, "link", rel="self", type=MEDIA_TYPE, href=self_address)
    _add(element, "link", rel="alternate", type="text/html", href=own_address(feed.address, "a feed's page"))
    for relation, address in feed.paging.links():
        _add(element, "link", rel=relation, type=MEDIA_TYPE, href=own_address(address, "a page of a feed"))
    _people(element, feed.publishers)
    if feed.icon and (icon := web_address(feed.icon)):
        _add(element, "icon", icon)
    if feed.rights:
        _add(element, "rights", feed.rights, type="text")
    _add(element, "generator", "GeoPolitik", version=__version__)
    for entry in feed.entries:
        _entry(element, entry)
    return document(element)


def _entry(feed: Any, entry: Entry) -> None:
    element = _add(feed, "entry")
    set_language(element, entry.language)
    _add(element, "id", entry.id)
    _add(element, "title", entry.title, type="text")
    _add(element, "updated", rfc3339(entry.updated))
    if entry.published:
        _add(element, "published", rfc3339(entry.published))
    address = own_address(entry.address, "an entry's address")
    _add(element, "link", rel="alternate", type="text/html", href=address)
    # `via` is the registered word for where the information comes from.
    for original in web_addresses(entry.based_on):
        _add(element, "link", rel="via", href=original)
    _people(element, entry.authors)
    for category in dict.fromkeys(entry.categories):
        _add(element, "category", term=category)
    if entry.rights:
        _add(element, "rights", entry.rights, type="text")
    _add(element, "summary", entry.summary, type="text")
    if entry.content is not None:
        _add(element, "content", entry.content, type="html")


def _people(parent: Any, authors: tuple[Author, ...]) -> None:
    for author in authors:
        person = _add(parent, "author")
        _add(person, "name", author.name)
        if author.address and (address := web_address(author.address)):
            _add(person, "uri", address)


def _add(parent: Any, name: str, text: str = "", /, **attributes: str) -> Any:
    return add(parent, f"{{{ATOM}}}{name}", text, **attributes)
