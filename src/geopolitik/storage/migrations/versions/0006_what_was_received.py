"""Receipts of what was received, and what was erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from geopolitik.storage.moments import Moment

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.create_table(
        "erasures",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("finished_at", Moment()),
    )
    op.create_table(
        "receipts",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("record_id", sa.String(64), nullable=False, unique=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("file", sa.Integer(), nullable=False),
        sa.Column("offset", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("chain", sa.String(64), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("address_key", sa.String(32), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("payload", sa.String(64), nullable=False),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("erased", sa.Integer(), sa.ForeignKey("erasures.number")),
        sa.Column("tombstone", sa.String(64)),
    )
    for column in ("address_key", "payload", "erased"):
        op.create_index(op.f(f"ix_receipts_{column}"), "receipts", [column])
    op.add_column("captures", sa.Column("erased", sa.Integer(), nullable=True))
