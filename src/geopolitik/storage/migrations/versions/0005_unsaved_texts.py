"""What was typed into a post's form and sent without saving it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from geopolitik.storage.moments import Moment

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.create_table(
        "unsaved_texts",
        sa.Column("post_id", sa.String(64), sa.ForeignKey("posts.id"), primary_key=True),
        sa.Column("by", sa.String(64), sa.ForeignKey("users.id"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("visibility", sa.String(16), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("when", sa.String(80), nullable=False),
        sa.Column("zone", sa.String(80), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("settled_at", Moment()),
    )
