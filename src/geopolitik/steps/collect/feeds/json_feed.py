"""JSON Feed, versions 1 and 1.1."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import urljoin

from geopolitik.errors import FeedError
from geopolitik.model.feed import Feed, FeedEntry, FeedKind
from geopolitik.steps.collect.feeds.texts import line, moment, plain
from geopolitik.text.clean import one_line

_LONGEST = 8_192


def from_json(written: str, address: str, most: int) -> Feed:
    """Read a JSON Feed.

    Raises:
        FeedError: it is none.
    """
    try:
        document = json.loads(written.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise FeedError(address, "is no well-formed JSON", "") from error
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list) or "jsonfeed.org/" not in _text(document.get("version")):
        raise FeedError(address, "is JSON, but no feed", "")
    language = _text(document.get("language"))[:40]
    found: dict[tuple[str, str], FeedEntry] = {}
    for item in items[:most]:
        if isinstance(item, dict):
            entry = _entry(item, address, language)
            found.setdefault((entry.id, entry.address), entry)
    return Feed(
        kind=FeedKind.JSON,
        title=line(_text(document.get("title"))),
        address=_address(document.get("home_page_url"), address),
        language=language,
        entries=tuple(found.values()),
        cut=len(items) > most,
    )


def _entry(item: dict[str, Any], base: str, language: str) -> FeedEntry:
    address = _address(item.get("url"), base)
    elsewhere = _address(item.get("external_url"), base)
    title = one_line(_text(item.get("title")))[:1_000]
    summary = plain(_text(item.get("content_html"))) or _text(item.get("content_text")).strip()[:20_000]
    summary = _text(item.get("summary")).strip()[:20_000] or summary
    hashed = hashlib.sha256(f"{title}\n{summary}".encode("utf-8", "replace")).hexdigest()[:32]
    return FeedEntry(
        id=(_text(item.get("id")) or address or hashed)[:1_000],
        address=address or elsewhere,
        title=title,
        summary=summary,
        published=moment(_text(item.get("date_published"))),
        updated=moment(_text(item.get("date_modified"))),
        author=_author(item),
        language=_text(item.get("language"))[:40] or language,
        # An entry about a page elsewhere: by it the writer came to it.
        via=(elsewhere,) if elsewhere and address and elsewhere != address else (),
    )


def _author(item: dict[str, Any]) -> str:
    authors = item.get("authors")
    listed = [*authors, item.get("author")] if isinstance(authors, list) else [item.get("author")]
    names = (_text(author.get("name")) for author in listed if isinstance(author, dict))
    return one_line(next((name for name in names if name), ""))[:1_000]


def _text(value: object) -> str:
    """A value as text; numbers too, for ids are written as either."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return str(value)[:100] if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _address(value: object, base: str) -> str:
    try:
        found = urljoin(base, _text(value).strip()) if _text(value).strip() else ""
    except ValueError:
        return ""
    return found if found.lower().startswith(("http://", "https://")) and len(found) <= _LONGEST else ""
