"""What was received: where its records lie in the archive beside the store."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from geopolitik.storage.moments import Moment
from geopolitik.storage.schema.base import metadata

erasures = Table(
    "erasures",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("by", String(120), nullable=False),
    Column("reason", Text, nullable=False),
    Column("subject", Text, nullable=False),
    # The record of the archive that tells of it.
    Column("record", Integer, nullable=False),
    # When the last of its bytes had gone.
    Column("finished_at", Moment),
)

receipts = Table(
    "receipts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("record_id", String(64), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("file", Integer, nullable=False),
    Column("offset", Integer, nullable=False),
    Column("length", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("chain", String(64), nullable=False),
    Column("address", Text, nullable=False),
    # Of one length: some databases index no long ones.
    Column("address_key", String(32), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("status", Integer, nullable=False),
    Column("payload", String(64), nullable=False, index=True),
    Column("content", String(64), nullable=False),
    Column("erased", Integer, ForeignKey("erasures.number"), index=True),
    Column("tombstone", String(64)),
)
