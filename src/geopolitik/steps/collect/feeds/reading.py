"""Reading feeds in a child process that can be killed, for a feed is whatever somebody sends."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from geopolitik.errors import FeedError
from geopolitik.model.feed import Feed, Subscribed
from geopolitik.text.apart import Child

MOST_BYTES = 16 * 1024 * 1024
"""Larger than any feed that is still one."""
CHILD = Child("geopolitik.steps.collect.feeds.worker", FeedError, "Look at it in a browser: is it a feed?")
Found = TypeVar("Found")


def read_feed(content: bytes, address: str, content_type: str = "") -> Feed:
    """Read a feed of any kind, ill-formed ones too.

    Args:
        content: as it was received, unpacked.
        address: where it was found; relative addresses in it are read from there.
        content_type: the header of that name.

    Raises:
        FeedError: it is none, or asks for more than a feed may: says why.
    """
    return _read("feed", content, address, Feed, content_type)


def read_opml(content: bytes, name: str) -> tuple[Subscribed, ...]:
    """Read a list of subscriptions.

    Args:
        name: what errors call it.

    Raises:
        FeedError: it is no OPML.
    """
    return _read("opml", content, name, tuple[Subscribed, ...])


def feeds_of(html: bytes, address: str) -> tuple[str, ...]:
    """The addresses of the feeds that a page names, the likeliest first.

    Raises:
        FeedError: the page is more than can be read.
    """
    return _read("page", content=html, address=address, type_=tuple[str, ...])


def _read(kind: str, content: bytes, address: str, type_: type[Found], content_type: str = "") -> Found:
    if len(content) > MOST_BYTES:
        raise FeedError(address, f"is larger than {MOST_BYTES // 1024 // 1024} MiB", "")
    request = {"kind": kind, "content": content.decode("latin-1"), "address": address, "type": content_type}
    return msgspec.convert(CHILD.ask(address, request)["found"], type_)
