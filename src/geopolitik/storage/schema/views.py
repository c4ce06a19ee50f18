"""How often pages are read."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, String, Table

from geopolitik.storage.schema.base import metadata

views = Table(
    "views",
    metadata,
    Column("day", Date, primary_key=True),
    Column("kind", String(12), primary_key=True),
    Column("subject", String(64), primary_key=True),
    Column("count", Integer, nullable=False),
)
