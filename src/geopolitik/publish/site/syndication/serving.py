"""How a feed is served: in which format, and only if it changed."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from geopolitik.errors import NotFoundError
from geopolitik.publish.feeds import FORMATS, Feed, FeedFormat, cache_headers, is_unchanged, link_header
from geopolitik.publish.site.visit import Visit

_KEEP = {"Cache-Control": "public, max-age=300"}
"""Five minutes: readers' programs ask often, and everybody gets the same."""
PRIVATE = {"Cache-Control": "private, max-age=60", "X-Robots-Tag": "noindex"}
"""For the reader's program alone, and soon anew."""


def format_of(visit: Visit) -> FeedFormat:
    """The format that the address ends with.

    Raises:
        NotFoundError: there is no such format.
    """
    asked = visit.part("fmt")
    found = next((known for known in FORMATS if known.name == asked), None)
    if found is None:
        known = ", ".join(f".{known.name}" for known in FORMATS)
        raise NotFoundError(f".{asked[:20]}", "is no format of a feed", f"There are {known}.")
    return found


def served(visit: Visit, feed: Feed, *, keep: Mapping[str, str] = _KEEP) -> Response:
    """The feed in the format that is asked for, or 304 if the asker has it already.

    Args:
        keep: headers that say who may keep it, and for how long.
    """
    chosen = format_of(visit)
    content = chosen.write(feed)
    headers = cache_headers(content, feed.updated) | dict(keep)
    links = [f'<{feed.address}>; rel="alternate"; type="text/html"', f'<{feed.self_address}>; rel="self"']
    headers["Link"] = ", ".join(filter(None, (*links, link_header(feed.paging))))
    return conditional(visit, content, headers, chosen.content_type)


def conditional(visit: Visit, content: bytes, headers: dict[str, str], kind: str) -> Response:
    """A document, or 304 without it."""
    asked = visit.request.headers
    if is_unchanged(
        headers,
        if_none_match=asked.get("if-none-match"),
        if_modified_since=asked.get("if-modified-since"),
    ):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=kind)
