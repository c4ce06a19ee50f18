"""What was kept and hasn't fallen into its story yet."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from geopolitik.storage.schema.base import metadata

waiting_captures = Table(
    "waiting_captures",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("capture_id", String(64), ForeignKey("captures.id"), nullable=False, unique=True),
    # How often it could not be taken in.
    Column("failures", Integer, nullable=False),
)
