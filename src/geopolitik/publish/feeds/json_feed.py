"""JSON Feed 1.1 (Reece and Simmons 2020)."""

from __future__ import annotations

import json
import re
from typing import Any

from geopolitik.publish.feeds.addresses import own_address, web_address, web_addresses
from geopolitik.publish.feeds.model import Author, Entry, Feed
from geopolitik.publish.feeds.times import rfc3339

MEDIA_TYPE = "application/feed+json"

Json = dict[str, Any]

_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json_feed(feed: Feed) -> bytes:
    r"""The feed as a JSON Feed in UTF-8; lone surrogates become `\N{REPLACEMENT CHARACTER}`.

    What the format has no word for stands under `_geopolitik`: `based_on` (addresses), `rights`.

    Raises:
        ValueError: an address of the feed or of an entry isn't absolute.
    """
    document: Json = {"version": "https://jsonfeed.org/version/1.1", "title": feed.title}
    document |= _without_gaps(
        home_page_url=own_address(feed.address, "a feed's page"),
        feed_url=own_address(feed.self_address, "a feed's own address"),
        next_url=own_address(feed.paging.next, "a page of a feed") if feed.paging.next else None,
        description=feed.description,
        icon=web_address(feed.icon) if feed.icon else None,
        authors=_people(feed.publishers),
        language=feed.language,
        _geopolitik=_without_gaps(id=feed.id, updated=rfc3339(feed.updated), rights=feed.rights),
    )
    document["items"] = [_item(entry) for entry in feed.entries]
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text).encode() + b"\n"


def _item(entry: Entry) -> Json:
    item = _without_gaps(
        id=entry.id,
        url=own_address(entry.address, "an entry's address"),
        title=entry.title,
        content_html=entry.content,
        summary=entry.summary,
        date_published=rfc3339(entry.published or entry.updated),
        date_modified=rfc3339(entry.updated),
        authors=_people(entry.authors),
        tags=list(dict.fromkeys(entry.categories)),
        language=entry.language,
        _geopolitik=_without_gaps(based_on=web_addresses(entry.based_on), rights=entry.rights),
    )
    if not entry.content:
        # An item must have a content.
        item["content_text"] = entry.summary
    return item


def _people(authors: tuple[Author, ...]) -> list[Json]:
    return [
        _without_gaps(name=author.name, url=web_address(author.address) if author.address else None)
        for author in authors
    ]


def _without_gaps(**members: object) -> Json:
    """The members that have a value; JSON Feed asks to leave out the others."""
    return {key: value for key, value in members.items() if value not in (None, "", [], {})}
