"""OPML 2.0: a list of feeds that a reader's program can subscribe to at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from geopolitik.publish.feeds.addresses import own_address
from geopolitik.publish.feeds.times import rfc822
from geopolitik.publish.feeds.xml import add, document, root

MEDIA_TYPE = "text/x-opml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A feed in a list of feeds."""

    title: str
    feed_address: str
    """Absolute."""
    page_address: str | None = None
    """The page for readers; absolute."""
    description: str | None = None
    language: str | None = None
    group: str = ""
    """The folder it stands in; none if empty."""


def to_opml(feeds: Iterable[Subscription], *, title: str, updated: datetime | None = None) -> bytes:
    """The list as an OPML document in UTF-8, groups in the order in which they first appear.

    Raises:
        ValueError: an address isn't absolute, or `updated` has no zone.
    """
    opml = root("opml", {}, version="2.0")
    head = add(opml, "head")
    add(head, "title", title)
    if updated:
        add(head, "dateModified", rfc822(updated))
    body = add(opml, "body")
    groups: dict[str, Any] = {"": body}
    for feed in feeds:
        if feed.group not in groups:
            groups[feed.group] = add(body, "outline", text=feed.group)
        _outline(groups[feed.group], feed)
    return document(opml)


def _outline(group: Any, feed: Subscription) -> None:
    page = own_address(feed.page_address, "a feed's page") if feed.page_address else None
    add(
        group,
        "outline",
        # OPML's word for a feed of any format.
        type="rss",
        text=feed.title,
        title=feed.title,
        xmlUrl=own_address(feed.feed_address, "a feed's own address"),
        htmlUrl=page,
        description=feed.description,
        language=feed.language,
    )
