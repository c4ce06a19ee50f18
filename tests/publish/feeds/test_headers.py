"""Conditional requests and links between pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.publish.feeds import Paging, cache_headers, etag, is_unchanged, link_header

CONTENT = b"<feed/>"
UPDATED = datetime(2026, 3, 4, 16, 33, 20, 500, tzinfo=UTC)
HEADERS = cache_headers(CONTENT, UPDATED)
TAG = HEADERS["ETag"]
STAMP = "Wed, 04 Mar 2026 16:33:20 GMT"


def test_headers_hold_the_hash_and_the_time() -> None:
    assert {"ETag": etag(CONTENT), "Last-Modified": STAMP} == HEADERS
    assert cache_headers(CONTENT, UPDATED.astimezone(timezone(timedelta(hours=5)))) == HEADERS
    assert etag(CONTENT) != etag(b"<feed />")
    assert len(etag(b"")) == 66


@pytest.mark.parametrize(
    ("if_none_match", "if_modified_since", "unchanged"),
    [
        (None, None, False),
        (TAG, None, True),
        ("*", None, True),
        (f'"x", W/{TAG}', None, True),
        ('"x"', None, False),
        ('"x"', STAMP, False),
        ("", STAMP, False),
        (TAG, "Wed, 04 Mar 2020 16:33:20 GMT", True),
        (TAG.strip('"'), None, False),
        (None, STAMP, True),
        (None, "Wed, 04 Mar 2026 16:33:21 GMT", True),
        (None, "Wed, 04 Mar 2026 16:33:19 GMT", False),
        (None, "Wed, 04 Mar 2026 16:33:20 -0000", True),
        (None, "yesterday", False),
    ],
    ids=[
        *("unconditional", "tag", "any", "weak, in a list", "another tag", "tag before time", "empty tag"),
        *("tag over", "tag without marks", "same time", "later", "earlier", "no zone", "no date"),
    ],
)
def test_a_conditional_request(
    if_none_match: str | None, if_modified_since: str | None, unchanged: bool
) -> None:
    assert (
        is_unchanged(HEADERS, if_none_match=if_none_match, if_modified_since=if_modified_since) is unchanged
    )


@given(st.text(), st.text(alphabet="0123456789:,+-() GMTWedMar"))
def test_any_header_is_answered(tag: str, since: str) -> None:
    assert not is_unchanged(HEADERS, if_none_match=f"x{tag}")
    is_unchanged(HEADERS, if_modified_since=since)
    is_unchanged(HEADERS, if_modified_since=tag)


def test_pages_are_linked() -> None:
    paging = Paging(previous="https://channel.example/a", next="https://channel.example/a?page=3&x=>")
    assert link_header(paging) == (
        '<https://channel.example/a>; rel="previous", <https://channel.example/a?page=3&x=%3E>; rel="next"'
    )
    assert link_header(Paging()) is None
