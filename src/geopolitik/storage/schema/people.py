"""Who uses the site, what they may do, and what they did."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from geopolitik.storage.moments import Moment
from geopolitik.storage.schema.base import identity, metadata, reference

users = Table(
    "users",
    metadata,
    identity(),
    Column("name", String(80), nullable=False, unique=True),
    Column("folded_name", String(160), nullable=False, unique=True),
    Column("password_hash", String(255), nullable=False),
    Column("role", String(16), nullable=False),
    Column("about", String(500), nullable=False, server_default=""),
    Column("picture", String(64)),
    Column("created_at", Moment, nullable=False),
    Column("disabled_at", Moment),
)

sessions = Table(
    "sessions",
    metadata,
    Column("key_hash", String(64), primary_key=True),
    reference("users"),
    Column("csrf", String(64), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
)

invitations = Table(
    "invitations",
    metadata,
    identity(),
    Column("key_hash", String(64), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    reference("channels", optional=True),
    reference("users", "invited_by", optional=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    reference("users", "used_by", optional=True),
    Column("used_at", Moment),
    Column("withdrawn_at", Moment),
)

tokens = Table(
    "tokens",
    metadata,
    identity(),
    Column("key_hash", String(64), nullable=False, unique=True),
    reference("users"),
    Column("name", String(80), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("withdrawn_at", Moment),
)

audits = Table(
    "audits",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    reference("users", optional=True),
    Column("action", String(64), nullable=False),
    Column("subject_kind", String(32), nullable=False),
    Column("subject_id", String(128), nullable=False),
    Column("detail", Text, nullable=False, server_default=""),
    Index(None, "subject_kind", "subject_id"),
)

settings = Table(
    "settings",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
