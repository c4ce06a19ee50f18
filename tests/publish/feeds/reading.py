"""Reading feeds back, and which text to expect then."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st
from lxml import etree

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)

NAMESPACES = {
    "a": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


def parsed(content: bytes) -> Any:
    """The root element, read strictly."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def texts(element: Any, path: str) -> list[str]:
    """The text of each element found; none may have markup in it."""
    found = element.xpath(path, namespaces=NAMESPACES)
    assert not any(len(one) for one in found)
    return [one.text or "" for one in found]


def attributes(element: Any, path: str) -> list[str]:
    return [str(value) for value in element.xpath(path, namespaces=NAMESPACES)]


def held_by_xml(text: str) -> str:
    """The text as XML 1.0 can hold it, told from the specification's table of characters."""
    return "".join(mark if _is_character(ord(mark)) else "\ufffd" for mark in text)


def held_by_json(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _is_character(point: int) -> bool:
    ranges = ((0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))
    return point in (0x9, 0xA, 0xD) or any(low <= point <= high for low, high in ranges)
