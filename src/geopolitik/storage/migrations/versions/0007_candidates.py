"""The index of candidates: which text has which feature."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.create_table(
        "fingerprints",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("wording", sa.String(64), nullable=False, unique=True),
        sa.Column("day", sa.Integer()),
        sa.Column("terms", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "postings",
        sa.Column("feature", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column(
            "number",
            sa.Integer(),
            sa.ForeignKey("fingerprints.number"),
            primary_key=True,
            autoincrement=False,
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "common_features",
        sa.Column("feature", sa.BigInteger(), primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
