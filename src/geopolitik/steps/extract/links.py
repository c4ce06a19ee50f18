"""Links: where an address leads, told by its host alone; nothing is fetched."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from geopolitik.lexicon import words
from geopolitik.model.article import Link, LinkKind

BARE_URL = re.compile(r"https?://[^\s<>\"'()\[\]{}|\\^`]{3,2000}", re.IGNORECASE)

_SHOP_FRONTS = frozenset(
    {"shop", "store", "shops", "merch", "boutique", "tienda", "negozio", "sklep", "magazin"}
)
"""Names that shops give the front part of their host."""


@cache
def _hosts(name: str) -> frozenset[str]:
    return words(name, "host")


def host_of(url: str) -> str:
    """The host of an address, in lower case and without `www.`; empty if it has none."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _listed(host: str, name: str) -> bool:
    parts = host.split(".")
    return any(".".join(parts[i:]) in _hosts(name) for i in range(len(parts) - 1))


def kind_of(url: str) -> LinkKind:
    """What kind of place an address leads to; a shop's own short links count as the shop."""
    if url.startswith("mention:"):
        return LinkKind.MENTION
    if url.startswith("oembed:"):
        return LinkKind.EMBED
    host = host_of(url)
    if _listed(host, "shops") or host.split(".", 1)[0] in _SHOP_FRONTS:
        return LinkKind.SHOP
    return LinkKind.SHORTENED if _listed(host, "shorteners") else LinkKind.PLAIN


def bare_links(text: str) -> list[Link]:
    """The addresses that stand in the text as they are."""
    if "http" not in text.lower():
        return []
    found = []
    for match in BARE_URL.finditer(text):
        url = match.group().rstrip(".,;:!?*_~")
        found.append(Link(url, kind_of(url), url, match.start(), match.start() + len(url)))
    return found
