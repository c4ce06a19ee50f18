"""Cursors: every entry once, and a cursor that nobody gave out is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geopolitik.errors import UsageError
from geopolitik.model.keeping import StoryHead
from geopolitik.storage import Store, stories
from geopolitik.storage.paging import Paging

START = datetime(2031, 5, 12, tzinfo=UTC)


def head(number: int, minutes: int) -> StoryHead:
    at = START + timedelta(minutes=minutes)
    return StoryHead(f"s{number:02}", f"Story {number}", 1, True, at, at, 1, 1, 1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(minutes=st.lists(st.integers(0, 3), max_size=23), limit=st.integers(1, 7))
def test_the_pages_hold_every_entry_once_in_order(store: Store, minutes: list[int], limit: int) -> None:
    heads = [head(n, m) for n, m in enumerate(minutes)]
    with store.writing() as w:
        w.exec_driver_sql("DELETE FROM story_revisions")
        w.exec_driver_sql("DELETE FROM stories")
        for h in heads:
            stories.add(w, h)
    found: list[StoryHead] = []
    after = None
    with store.reading() as r:
        while True:
            page = stories.newest(r, public_only=True, paging=Paging(limit, after))
            found += page.items
            assert len(page.items) <= limit
            after = page.next
            if after is None:
                break
    assert found == sorted(heads, key=lambda h: (h.updated_at, h.id), reverse=True)


@pytest.mark.parametrize("cursor", ["", "x", "%%%", "MjAzMQ", "ÿ", "MjAzMS0wNS0xMiBz"])
def test_a_strange_cursor_is_refused(store: Store, cursor: str) -> None:
    with store.reading() as r, pytest.raises(UsageError, match="cursor"):
        stories.newest(r, public_only=True, paging=Paging(5, cursor))
