"""Pages that feeds named: when each is to be visited, and what each visit found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, insert, select, update

from geopolitik.model.feed import FeedEntry
from geopolitik.model.watched import Validators, Visit, WatchedPage, host_of
from geopolitik.storage.schema import feed_entries, page_visits
from geopolitik.storage.schema import watched_feeds as feeds
from geopolitik.storage.schema import watched_pages as pages

_TOGETHER = 500


def named(connection: Connection, feed: str, ids: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Which of some pages are known, and which of them were named by one feed already."""
    known: set[str] = set()
    by_feed: set[str] = set()
    for begin in range(0, len(ids), _TOGETHER):
        some = ids[begin : begin + _TOGETHER]
        known |= set(connection.execute(select(pages.c.id).where(pages.c.id.in_(some))).scalars())
        query = select(feed_entries.c.page).where(feed_entries.c.feed == feed, feed_entries.c.page.in_(some))
        by_feed |= set(connection.execute(query).scalars())
    return frozenset(known), frozenset(by_feed)


def add(connection: Connection, page: WatchedPage) -> None:
    """Keep a page that wasn't known."""
    connection.execute(insert(pages).values(id=page.id, **_values(page)))


def add_entry(connection: Connection, feed: str, page: str, entry: FeedEntry, *, at: datetime) -> None:
    """Keep what a feed said of a page when it first named it: evidence, never changed."""
    written = msgspec.json.encode(entry).decode()
    connection.execute(insert(feed_entries).values(feed=feed, page=page, at=at, entry=written))


def entries(connection: Connection, page: str) -> tuple[tuple[str, datetime, FeedEntry], ...]:
    """What feeds said of a page: the feed's id, when, and what; the first first."""
    query = select(feed_entries).where(feed_entries.c.page == page).order_by(feed_entries.c.at)
    return tuple(
        (row.feed, row.at, msgspec.json.decode(row.entry, type=FeedEntry))
        for row in connection.execute(query)
    )


def save(connection: Connection, page: WatchedPage) -> None:
    """Keep what became of a page."""
    connection.execute(update(pages).where(pages.c.id == page.id).values(**_values(page)))


def visited(connection: Connection, page: str, found: Visit, *, at: datetime, capture: str = "") -> None:
    """Keep that a page was visited, and what was found."""
    connection.execute(insert(page_visits).values(page=page, at=at, found=found.value, capture=capture))


def visits(connection: Connection, page: str) -> tuple[tuple[datetime, Visit, str], ...]:
    """The visits to a page in their order: when, what was found, and the capture's id if one was made."""
    query = select(page_visits).where(page_visits.c.page == page).order_by(page_visits.c.at)
    return tuple((row.at, Visit(row.found), row.capture) for row in connection.execute(query))


def get(connection: Connection, page_id: str) -> WatchedPage | None:
    """A page by its id."""
    row = connection.execute(select(pages).where(pages.c.id == page_id)).first()
    return _read(row) if row else None


def due(
    connection: Connection, at: datetime, most: int, without: Collection[str] = ()
) -> tuple[WatchedPage, ...]:
    """The pages that are to be visited by a moment, those that have waited longest first.

    Args:
        without: hosts whose pages are left out.
    """
    query = select(pages).where(pages.c.due_at <= at, pages.c.host.not_in(without))
    return tuple(_read(row) for row in connection.execute(query.order_by(pages.c.due_at).limit(most)))


def leave(connection: Connection, feed: str) -> int:
    """Visit the pages no more that a feed alone named; returns how many it had named in all."""
    others = select(feed_entries.c.page).join(feeds, feeds.c.id == feed_entries.c.feed)
    others = others.where(feeds.c.id != feed, feeds.c.removed_at.is_(None))
    alone = pages.c.id.not_in(others)
    ours = select(feed_entries.c.page).where(feed_entries.c.feed == feed)
    connection.execute(update(pages).where(pages.c.id.in_(ours), alone).values(due_at=None))
    count = select(func.count()).select_from(feed_entries).where(feed_entries.c.feed == feed)
    return connection.execute(count).scalar_one()


def bring_forward(connection: Connection, beyond: datetime, *, at: datetime) -> None:
    """Let be due at a moment what is due beyond another."""
    connection.execute(update(pages).where(pages.c.due_at > beyond).values(due_at=at))


def next_due(connection: Connection, without: Collection[str] = ()) -> datetime | None:
    """When the next page is due, but for those of some hosts; None if none is."""
    query = select(func.min(pages.c.due_at)).where(pages.c.host.not_in(without))
    found: datetime | None = connection.execute(query).scalar()
    return found


def _values(page: WatchedPage) -> dict[str, Any]:
    return {
        "host": host_of(page.address),
        "address": page.address,
        "feed": page.feed,
        "named_at": page.named_at,
        "due_at": page.due_at,
        "kept_at": page.kept_at,
        "visits": page.visits,
        "etag": page.validators.etag,
        "last_modified": page.validators.last_modified,
        "text": page.text,
        "capture": page.capture,
        "failures": page.failures,
        "trouble": page.trouble,
    }


def _read(row: Row[Any]) -> WatchedPage:
    told = dict(row._mapping)
    told.pop("host")
    return WatchedPage(validators=Validators(told.pop("etag"), told.pop("last_modified")), **told)
