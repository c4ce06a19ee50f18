"""What repeats on the pages of outlets."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, UniqueConstraint

from geopolitik.storage.schema.base import metadata

outlet_pages = Table(
    "outlet_pages",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("outlet", String(80), nullable=False),
    # Made from the page's address: a later version takes the place of the one before.
    Column("page", String(32), nullable=False),
    Column("capture_id", String(64), ForeignKey("captures.id"), nullable=False, index=True),
    UniqueConstraint("outlet", "page"),
)

outlet_blocks = Table(
    "outlet_blocks",
    metadata,
    Column("page", Integer, ForeignKey("outlet_pages.number"), primary_key=True),
    Column("block", String(16), primary_key=True, index=True),
    Column("in_story", Boolean, nullable=False),
)

outlet_furniture = Table(
    "outlet_furniture",
    metadata,
    Column("outlet", String(80), primary_key=True),
    Column("block", String(16), primary_key=True),
    Column("pages", Integer, nullable=False),
    Column("of_pages", Integer, nullable=False),
)
