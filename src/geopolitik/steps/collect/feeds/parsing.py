"""A feed's bytes to a feed: the format is told by what stands in it, never by its name."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

from geopolitik.errors import FeedError
from geopolitik.model.feed import Feed, FeedEntry, FeedKind
from geopolitik.steps.collect.feeds import elements
from geopolitik.steps.collect.feeds.decoding import decoded, well_formed
from geopolitik.steps.collect.feeds.json_feed import from_json
from geopolitik.steps.collect.feeds.sitemap import from_index, from_sitemap
from geopolitik.steps.collect.inflating import GZIP

MOST_ENTRIES = 2_000
"""Entries of one feed that are read; what a feed holds beyond is an archive, or an attack."""

MOST_UNPACKED = 50 * 1024 * 1024
"""Bytes; no sitemap may be larger (sitemaps.org, 0.9)."""


def parse(content: bytes, address: str, content_type: str = "") -> Feed:
    """Read a feed in this process; hostile bytes go through `read_feed`.

    Raises:
        FeedError: it is none.
    """
    text = decoded(unpacked(content, address), content_type)
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return from_json(text, address, MOST_ENTRIES)
    root = tree(text, address)
    name = elements.name(root)
    if name == "urlset":
        return from_sitemap(root, address, MOST_ENTRIES)
    if name == "sitemapindex":
        return from_index(root, address)
    if name not in ("rss", "rdf", "feed", "channel"):
        raise FeedError(address, f"is no feed, but XML of the kind “{name[:40]}”", "")
    kind = {"rdf": FeedKind.RDF, "feed": FeedKind.ATOM}.get(name, FeedKind.RSS)
    channel = next((child for child in elements.children(root) if elements.name(child) == "channel"), root)
    lists = list(_entries(root))
    spoken = elements.language(channel)
    entries = distinct(elements.entry(element, kind, spoken) for element in lists[:MOST_ENTRIES])
    return Feed(
        kind=kind,
        title=elements.title(channel),
        address=elements.page(channel),
        language=spoken,
        entries=entries,
        minutes=elements.minutes(channel),
        cut=len(lists) > MOST_ENTRIES,
    )


def unpacked(content: bytes, address: str) -> bytes:
    """A feed without the gzip in which sitemaps often lie (sitemaps.org, 0.9).

    Raises:
        FeedError: it isn't packed so, or holds more than a feed may.
    """
    if not content.startswith(GZIP):
        return content
    try:
        found = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content, MOST_UNPACKED + 1)
    except zlib.error as error:
        raise FeedError(address, "begins like gzip, but is none", "") from error
    if len(found) > MOST_UNPACKED:
        raise FeedError(address, f"unpacks to more than {MOST_UNPACKED // 1024 // 1024} MiB", "")
    return found


def tree(text: str, address: str) -> Any:
    """The root of an XML document, mended where it is ill-formed.

    Raises:
        FeedError: it defines entities, is nested too deeply, or is no XML at all.
    """
    from lxml import etree

    # No feed needs entities of its own; a few lines of them make gigabytes, or read files.
    if "<!ENTITY" in text:
        raise FeedError(address, "defines entities, which no feed needs", "")
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(well_formed(text).encode("utf-8"), parser, base_url=address)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if any("depth" in entry.message for entry in parser.error_log):
        raise FeedError(address, "is nested too deeply", "")
    if root is None:
        raise FeedError(address, "is no feed: neither XML nor JSON", "")
    return root


def _entries(root: Any) -> Iterable[Any]:
    """The entries of a feed, wherever ill-formed feeds put them; not those that stand in others."""
    for element in root.iter("{*}item", "{*}entry", "{*}Item", "{*}ITEM"):
        around = element.getparent()
        if around is not None and elements.name(around) not in ("item", "entry", "source"):
            yield element


def distinct(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    """Each entry once: the first that has its id and address."""
    found: dict[tuple[str, str], FeedEntry] = {}
    for entry in entries:
        found.setdefault((entry.id, entry.address), entry)
    return tuple(found.values())
