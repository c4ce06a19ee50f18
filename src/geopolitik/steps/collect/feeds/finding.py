"""Where a page's feed is: where the page says, else where feeds usually lie."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from geopolitik.errors import AddressError
from geopolitik.steps.collect.web.address import web_address

USUAL = (
    *("/feed/", "/rss.xml", "/feed.xml", "/atom.xml", "/rss", "/index.xml", "/feed.json", "/rss/"),
    *("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml"),
)
"""Where feeds and sitemaps of news lie on many sites, the most usual first."""
MOST = 10
_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/json",
    "application/xml",
    "text/xml",
)


def announced(html: bytes, address: str) -> tuple[str, ...]:
    """The feeds that a page names in `<link rel="alternate">`, those of comments last."""
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(no_network=True)
    try:
        root = lxml_html.document_fromstring(html.replace(b"\x00", b""), parser=parser, base_url=address)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()
    base = next((_joined(address, str(b.get("href") or "")) for b in root.iter("base")), "") or address
    found = [
        url for link in root.iter("link") if _announces(link) and (url := _joined(base, link.get("href")))
    ]
    found.sort(key=lambda url: "comment" in url.lower())
    return tuple(dict.fromkeys(found))[:MOST]


def _announces(link: Any) -> bool:
    relations = str(link.get("rel") or "").lower().split()
    kind = str(link.get("type") or "").lower().partition(";")[0].strip()
    return ("alternate" in relations and kind in _TYPES) or "feed" in relations


def _joined(base: str, written: str | None) -> str:
    if not written:
        return ""
    try:
        return urljoin(base, written.strip())
    except ValueError:
        return ""


def usual(address: str) -> tuple[str, ...]:
    """Where a site's feed may lie, if its page names none."""
    try:
        root = web_address(address).url
    except AddressError:
        root = address
    return tuple(urljoin(root, path) for path in USUAL)
