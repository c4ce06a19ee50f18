"""Where each wording belongs, how pairs are related, and what became of stories."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from geopolitik.storage.moments import Moment

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.create_table(
        "story_wordings",
        sa.Column("wording", sa.String(64), primary_key=True),
        sa.Column("story_id", sa.String(64), sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("capture_id", sa.String(64), sa.ForeignKey("captures.id"), nullable=False),
    )
    op.create_table(
        "relations",
        sa.Column("a", sa.String(64), primary_key=True),
        sa.Column("b", sa.String(64), primary_key=True),
        sa.Column("story_id", sa.String(64), sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("relation", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "story_events",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("story_id", sa.String(64), sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("other_id", sa.String(64), sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("by", sa.String(64), sa.ForeignKey("users.id")),
        sa.Column("withdrawn_at", Moment()),
    )
    for table, column in (
        ("story_wordings", "story_id"),
        ("relations", "story_id"),
        ("story_events", "story_id"),
        ("story_events", "other_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
