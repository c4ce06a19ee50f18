"""What we publish: channels, posts and pictures."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, false

from geopolitik.storage.moments import Moment
from geopolitik.storage.schema.base import identity, metadata, reference

channels = Table(
    "channels",
    metadata,
    identity(),
    Column("slug", String(80), nullable=False, unique=True),
    Column("title", String(120), nullable=False),
    Column("description", String(500), nullable=False, server_default=""),
    Column("picture", String(64)),
    reference("users", "owner_id"),
    Column("access", String(16), nullable=False),
    Column("needs_approval", Boolean, nullable=False, server_default=false()),
    Column("created_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
)

members = Table(
    "members",
    metadata,
    Column("channel_id", String(64), ForeignKey("channels.id"), primary_key=True),
    Column("user_id", String(64), ForeignKey("users.id"), primary_key=True),
    Column("since", Moment, nullable=False),
)

posts = Table(
    "posts",
    metadata,
    identity(),
    reference("channels"),
    reference("users", "author_id"),
    reference("stories", optional=True),
    Column("state", String(16), nullable=False),
    Column("visibility", String(16), nullable=False),
    Column("pinned", Boolean, nullable=False, server_default=false()),
    Column("revision", Integer, nullable=False),
    Column("title", String(200), nullable=False),
    Column("body", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("publish_at", Moment),
    Column("published_at", Moment),
    Index(None, "channel_id", "state", "published_at"),
    Index(None, "state", "published_at"),
)

post_revisions = Table(
    "post_revisions",
    metadata,
    Column("post_id", String(64), ForeignKey("posts.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("title", String(200), nullable=False),
    Column("body", Text, nullable=False),
    reference("users", "by"),
    Column("at", Moment, nullable=False),
)

post_approvals = Table(
    "post_approvals",
    metadata,
    Column("post_id", String(64), ForeignKey("posts.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    reference("users", "by"),
    Column("at", Moment, nullable=False),
)

unsaved_texts = Table(
    "unsaved_texts",
    metadata,
    Column("post_id", String(64), ForeignKey("posts.id"), primary_key=True),
    Column("by", String(64), ForeignKey("users.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("visibility", String(16), nullable=False),
    Column("pinned", Boolean, nullable=False),
    Column("based_on", Integer, nullable=False),
    Column("when", String(80), nullable=False),
    Column("zone", String(80), nullable=False),
    Column("at", Moment, nullable=False),
    Column("settled_at", Moment),
)

media = Table(
    "media",
    metadata,
    identity(),
    Column("type", String(40), nullable=False),
    Column("content", LargeBinary, nullable=False),
    reference("users", "by"),
    Column("at", Moment, nullable=False),
)
