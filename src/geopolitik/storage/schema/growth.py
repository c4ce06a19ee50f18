"""How stories grow: which wording is in which, and what became of stories."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table, Text, false

from geopolitik.storage.moments import Moment
from geopolitik.storage.schema.base import metadata, reference

story_wordings = Table(
    "story_wordings",
    metadata,
    Column("wording", String(64), primary_key=True),
    Column("story_id", String(64), ForeignKey("stories.id"), nullable=False, index=True),
    Column("capture_id", String(64), ForeignKey("captures.id"), nullable=False),
)

relations = Table(
    "relations",
    metadata,
    Column("a", String(64), primary_key=True),
    Column("b", String(64), primary_key=True),
    Column("story_id", String(64), ForeignKey("stories.id"), nullable=False, index=True),
    Column("relation", LargeBinary, nullable=False),
)

story_events = Table(
    "story_events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("story_id", String(64), ForeignKey("stories.id"), nullable=False, index=True),
    Column("other_id", String(64), ForeignKey("stories.id"), nullable=False, index=True),
    Column("reason", Text, nullable=False, server_default=""),
    reference("users", "by", optional=True),
    # The captures concerned, as JSON.
    Column("captures", Text, nullable=False, server_default="[]"),
    # Whether a person said so, who may have no account: the command line.
    Column("by_hand", Boolean, nullable=False, server_default=false()),
    Column("withdrawn_at", Moment),
)
