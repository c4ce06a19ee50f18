"""Watch-lists: what somebody wants to be told of, by what it is found, and what was found."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from geopolitik.storage.moments import Moment
from geopolitik.storage.schema.base import identity, metadata, reference

watches = Table(
    "watches",
    metadata,
    identity(),
    Column("kind", String(8), nullable=False),
    Column("title", Text, nullable=False),
    # What it means, as JSON: a slug, ids, or names.
    Column("means", Text, nullable=False),
    Column("uncredited", Boolean, nullable=False),
    reference("users", "by", optional=True),
    Column("created_at", Moment, nullable=False, index=True),
    Column("withdrawn_at", Moment),
    # How far what is kept was looked through, by the stories' ids; none once it is done.
    Column("reached", String(64)),
)

watch_keys = Table(
    "watch_keys",
    metadata,
    Column("key", String(100), primary_key=True),
    Column("watch_id", String(64), ForeignKey("watches.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

watch_matches = Table(
    "watch_matches",
    metadata,
    identity(),
    Column("watch_id", String(64), ForeignKey("watches.id"), nullable=False),
    Column("page", String(64), nullable=False),
    Column("story_id", String(64), ForeignKey("stories.id"), nullable=False, index=True),
    Column("capture_id", String(64), ForeignKey("captures.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False, index=True),
    Column("was_there", Boolean, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("credit", String(12), nullable=False),
    Column("credited_to", Text, nullable=False),
    Column("original", Text, nullable=False),
    Column("through", Boolean, nullable=False),
    Column("doubt", Integer, nullable=False),
    Column("derivation_id", String(64), nullable=False),
    Column("passage", Text, nullable=False),
    Column("withdrawn_at", Moment),
    UniqueConstraint("watch_id", "page"),
    Index(None, "watch_id", "at"),
)

feed_keys = Table(
    "feed_keys",
    metadata,
    Column("user_id", String(64), ForeignKey("users.id"), primary_key=True),
    Column("key_hash", String(64), nullable=False, unique=True),
    Column("made_at", Moment, nullable=False),
)
