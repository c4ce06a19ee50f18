"""What we found: captures, stories, and what people say of them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from geopolitik.storage.moments import Moment
from geopolitik.storage.schema.base import identity, metadata, reference

captures = Table(
    "captures",
    metadata,
    identity(),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("captured_at", Moment),
    Column("declared", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("kept_at", Moment, nullable=False),
    # Number of the erasure that took its bytes.
    Column("erased", Integer),
)

stories = Table(
    "stories",
    metadata,
    identity(),
    Column("title", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("public", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    reference("users", "by", optional=True),
    Column("outlets", Integer, nullable=False),
    Column("origins_low", Integer, nullable=False),
    Column("origins_high", Integer, nullable=False),
    Column("withdrawn_at", Moment),
    Index(None, "public", "updated_at"),
)

story_revisions = Table(
    "story_revisions",
    metadata,
    Column("story_id", String(64), ForeignKey("stories.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("trace", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
    reference("users", "by", optional=True),
)

# What a public story's page needs beside its latest trace.
prepared_stories = Table(
    "prepared_stories",
    metadata,
    Column("story_id", String(64), ForeignKey("stories.id"), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("said", LargeBinary, nullable=False),
    Column("shown", LargeBinary, nullable=False),
)

# What a trace is made of: one that the next trace has again is kept once.
story_parts = Table(
    "story_parts",
    metadata,
    Column("story_id", String(64), ForeignKey("stories.id"), primary_key=True),
    Column("part", LargeBinary, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

story_captures = Table(
    "story_captures",
    metadata,
    Column("story_id", String(64), ForeignKey("stories.id"), primary_key=True),
    Column("capture_id", String(64), ForeignKey("captures.id"), primary_key=True, index=True),
    Column("outlet", String(80), nullable=False, index=True),
    Column("outlet_name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("language", String(8)),
    Column("published", String(40)),
)

derivations = Table(
    "derivations",
    metadata,
    identity(),
    reference("stories"),
    Column("original", String(64), nullable=False),
    Column("copy", String(64), nullable=False),
    Column("original_outlet", String(80), nullable=False, index=True),
    Column("original_name", Text, nullable=False),
    Column("copy_outlet", String(80), nullable=False, index=True),
    Column("copy_name", Text, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("credit", String(12), nullable=False),
    Column("credited_to", Text, nullable=False),
    Column("doubt", Integer, nullable=False),
    Column("high", Integer, nullable=False),
    Column("medium", Integer, nullable=False),
    Column("low", Integer, nullable=False),
    Column("drops_credit", Boolean, nullable=False, server_default=false()),
    Column("current", Boolean, nullable=False),
    UniqueConstraint("story_id", "original", "copy"),
)

decisions = Table(
    "decisions",
    metadata,
    identity(),
    reference("derivations"),
    Column("judgement", String(16), nullable=False),
    Column("correction", Text, nullable=False, server_default=""),
    Column("reason", Text, nullable=False),
    reference("users", "by"),
    Column("at", Moment, nullable=False, index=True),
    Column("withdrawn_at", Moment),
    reference("users", "withdrawn_by", optional=True),
    Index(None, "derivation_id", "withdrawn_at"),
)

replies = Table(
    "replies",
    metadata,
    identity(),
    reference("stories"),
    Column("about", String(64), nullable=False),
    Column("name", String(120), nullable=False),
    Column("contact", String(200), nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", String(12), nullable=False),
    Column("answer", Text, nullable=False, server_default=""),
    reference("users", "handled_by", optional=True),
    Column("handled_at", Moment),
)

checks = Table(
    "checks",
    metadata,
    identity(),
    reference("users", "by"),
    Column("at", Moment, nullable=False),
    Column("state", String(12), nullable=False),
    Column("captures", Text, nullable=False),
    Column("rejected", Text, nullable=False, server_default="[]"),
    reference("stories", optional=True),
    Column("error", Text, nullable=False, server_default=""),
    Column("title", Text, nullable=False, server_default=""),
    # Of the page that is to be fetched.
    Column("address", Text, nullable=False, server_default=""),
    # Which running process works on it, and until when nobody else may.
    Column("held_by", String(64)),
    Column("held_until", Moment),
    Index(None, "by", "at"),
)
