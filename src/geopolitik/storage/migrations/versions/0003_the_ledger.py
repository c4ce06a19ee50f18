"""The ledger: cases and their entries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import geopolitik.storage.moments

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.create_table(
        "cases",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("public", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.Column("updated_at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=True),
        sa.Column("withdrawn_at", geopolitik.storage.moments.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_cases_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
    )
    op.create_index(op.f("ix_cases_updated_at"), "cases", ["updated_at"])
    op.create_table(
        "case_entries",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=True),
        sa.Column("at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("withdrawn_at", geopolitik.storage.moments.Moment(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_case_entries_by_users")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_entries_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["users.id"], name=op.f("fk_case_entries_withdrawn_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_entries")),
    )
    keys = ["case_id", "kind", "key"]
    op.create_index(op.f("ix_case_entries_case_id_kind_key"), "case_entries", keys)
    op.create_index(
        "ix_case_entries_standing",
        "case_entries",
        keys,
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
