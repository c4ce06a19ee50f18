"""What was kept and hasn't fallen into its story yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.create_table(
        "waiting_captures",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("capture_id", sa.String(64), sa.ForeignKey("captures.id"), nullable=False, unique=True),
        sa.Column("failures", sa.Integer(), nullable=False),
    )
