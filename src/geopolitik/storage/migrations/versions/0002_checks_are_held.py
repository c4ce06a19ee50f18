"""Checks are held by the process that works on them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import geopolitik.storage.moments

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.add_column("checks", sa.Column("held_by", sa.String(length=64), nullable=True))
    op.add_column(
        "checks", sa.Column("held_until", geopolitik.storage.moments.Moment(timezone=True), nullable=True)
    )
