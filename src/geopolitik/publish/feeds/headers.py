"""HTTP headers of a feed: what lets a reader's program ask again without loading again."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from geopolitik.publish.feeds.addresses import own_address
from geopolitik.publish.feeds.model import Paging
from geopolitik.publish.feeds.times import http_date

_ENTITY_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')


def etag(content: bytes) -> str:
    """A strong entity tag: the SHA-256 of the bytes, in quotation marks."""
    return f'"{hashlib.sha256(content).hexdigest()}"'


def cache_headers(content: bytes, updated: datetime) -> dict[str, str]:
    """`ETag` and `Last-Modified` of a document.

    Raises:
        ValueError: `updated` has no zone.
    """
    return {"ETag": etag(content), "Last-Modified": http_date(updated)}


def is_unchanged(
    headers: dict[str, str], *, if_none_match: str | None = None, if_modified_since: str | None = None
) -> bool:
    """Whether a conditional request can be answered with 304 (Fielding 2022, RFC 9110, 13.2.2).

    Args:
        headers: what `cache_headers` says of the document as it is now.
        if_none_match: the request's header, if it has one; the other isn't looked at then.
        if_modified_since: the request's header; what is no date counts as none.
    """
    if if_none_match is not None:
        return if_none_match.strip() == "*" or headers["ETag"] in _ENTITY_TAG.findall(if_none_match)
    since = _http_date(if_modified_since) if if_modified_since else None
    latest = _http_date(headers["Last-Modified"])
    return since is not None and latest is not None and latest <= since


def link_header(paging: Paging) -> str | None:
    """The `Link` header of a paged list (RFC 8288, RFC 5005); None if there are no other pages.

    Raises:
        ValueError: an address isn't absolute.
    """
    links = [f'<{own_address(address, "a page")}>; rel="{relation}"' for relation, address in paging.links()]
    return ", ".join(links) or None


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
