"""The ledger: cases and their entries."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, false, text

from geopolitik.storage.moments import Moment
from geopolitik.storage.schema.base import identity, metadata, reference

cases = Table(
    "cases",
    metadata,
    identity(),
    Column("title", String(200), nullable=False),
    Column("public", Boolean, nullable=False, server_default=false()),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    reference("users", "by", optional=True),
    Column("withdrawn_at", Moment),
)

case_entries = Table(
    "case_entries",
    metadata,
    identity(),
    reference("cases"),
    Column("kind", String(16), nullable=False),
    Column("key", String(64), nullable=False),
    Column("place", Integer, nullable=False),
    Column("body", Text, nullable=False),
    reference("users", "by", optional=True),
    Column("at", Moment, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("withdrawn_at", Moment),
    reference("users", "withdrawn_by", optional=True),
    Index(None, "case_id", "kind", "key"),
    # At most one version of an entry stands.
    Index(
        "ix_case_entries_standing",
        "case_id",
        "kind",
        "key",
        unique=True,
        sqlite_where=text("withdrawn_at IS NULL"),
        postgresql_where=text("withdrawn_at IS NULL"),
    ),
)
