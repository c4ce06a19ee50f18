"""What repeats on the pages of outlets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.create_table(
        "outlet_pages",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("outlet", sa.String(80), nullable=False),
        sa.Column("page", sa.String(32), nullable=False),
        sa.Column("capture_id", sa.String(64), sa.ForeignKey("captures.id"), nullable=False),
        sa.UniqueConstraint("outlet", "page"),
    )
    op.create_table(
        "outlet_blocks",
        sa.Column("page", sa.Integer(), sa.ForeignKey("outlet_pages.number"), primary_key=True),
        sa.Column("block", sa.String(16), primary_key=True),
        sa.Column("in_story", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "outlet_furniture",
        sa.Column("outlet", sa.String(80), primary_key=True),
        sa.Column("block", sa.String(16), primary_key=True),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("of_pages", sa.Integer(), nullable=False),
    )
    for table, column in (("outlet_pages", "capture_id"), ("outlet_blocks", "block")):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
