"""What is watched: feeds, the pages they named, visits, hosts."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from geopolitik.storage.moments import Moment
from geopolitik.storage.schema.base import identity, metadata

watched_feeds = Table(
    "watched_feeds",
    metadata,
    identity(),
    Column("address", Text, nullable=False),
    Column("host", String(255), nullable=False),
    Column("title", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("group", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    Column("seconds", Integer, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("trouble", Text, nullable=False),
    Column("asked_at", Moment),
    Column("changed_at", Moment),
    Column("gone_at", Moment),
    Column("removed_at", Moment),
)

watched_pages = Table(
    "watched_pages",
    metadata,
    identity(),
    Column("address", Text, nullable=False),
    Column("host", String(255), nullable=False),
    Column("feed", String(64), ForeignKey("watched_feeds.id"), nullable=False, index=True),
    Column("named_at", Moment, nullable=False),
    Column("due_at", Moment, index=True),
    Column("kept_at", Moment),
    Column("visits", Integer, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("text", String(64), nullable=False),
    Column("capture", String(64), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("trouble", Text, nullable=False),
)

page_visits = Table(
    "page_visits",
    metadata,
    Column("page", String(64), ForeignKey("watched_pages.id"), primary_key=True),
    Column("at", Moment, primary_key=True),
    Column("found", String(16), nullable=False),
    Column("capture", String(64), nullable=False),
)

feed_entries = Table(
    "feed_entries",
    metadata,
    Column("feed", String(64), ForeignKey("watched_feeds.id"), primary_key=True),
    Column("page", String(64), ForeignKey("watched_pages.id"), primary_key=True),
    Column("at", Moment, nullable=False),
    # The entry as JSON: title, times, author, source, via.
    Column("entry", Text, nullable=False),
)

watched_hosts = Table(
    "watched_hosts",
    metadata,
    Column("host", String(255), primary_key=True),
    Column("free_at", Moment, nullable=False),
    Column("standing", String(16), nullable=False),
    Column("robots", LargeBinary, nullable=False),
    Column("robots_at", Moment),
)
