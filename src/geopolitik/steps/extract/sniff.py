"""What kind of page a text is: HTML, a feed, or plain text."""

from __future__ import annotations

import re

_LEAD = re.compile(r"(?:\s|<!--.{0,5000}?-->|<\?xml[^>]{0,300}\?>)*", re.DOTALL)
_OPENS = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|script|style|link|base|div|p|table|span|article"
    r"|section|main"
    r"|header|nav|ul|ol|h[1-6]|a|b|i|u|em|strong|font|center|form|img|br|svg|math|select|template"
    r"|frameset|iframe"
    r"|blockquote|pre|details|figure|video|audio|input|button|textarea|plaintext|marquee|isindex)(?=[\s/>])",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(
    r"</(?:p|div|td|li|h[1-6]|article|section|body|html|table|span)\s{0,5}>", re.IGNORECASE
)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|opml|urlset|sitemapindex)(?=[\s>])")
_XML = re.compile(r"<\?xml|<!DOCTYPE\s+(?!html)\w", re.IGNORECASE)
_ENOUGH_TAGS = 6


def sniff(text: str, name: str) -> str:
    """`html`, `feed`, `xml` or `text`."""
    head = text[:20_000]
    lead = _LEAD.match(head)
    at = lead.end() if lead else 0
    opening = head[at : at + 4000]
    if head.lstrip()[:5] == "<?xml" or _XML.match(head.lstrip()):
        if _FEED.search(opening):
            return "feed"
        return "html" if "<html" in opening.lower() else "xml"
    if _OPENS.match(head, at):
        return "html"
    if _FEED.match(opening):
        return "feed"
    tags = len(_BLOCK_TAG.findall(head))
    if name.lower().endswith((".html", ".htm", ".xhtml")) and "<" in head:
        return "html"
    return "html" if tags >= _ENOUGH_TAGS else "text"
