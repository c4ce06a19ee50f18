"""Watch-lists: what somebody wants to be told of, what was found, and keys to private feeds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from geopolitik.storage.moments import Moment

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.create_table(
        "watches",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.Column("uncredited", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(64), sa.ForeignKey("users.id")),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("withdrawn_at", Moment()),
        sa.Column("reached", sa.String(64)),
    )
    op.create_table(
        "watch_keys",
        sa.Column("key", sa.String(100), primary_key=True),
        sa.Column("watch_id", sa.String(64), sa.ForeignKey("watches.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "watch_matches",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("watch_id", sa.String(64), sa.ForeignKey("watches.id"), nullable=False),
        sa.Column("page", sa.String(64), nullable=False),
        sa.Column("story_id", sa.String(64), sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("capture_id", sa.String(64), sa.ForeignKey("captures.id"), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("was_there", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("credit", sa.String(12), nullable=False),
        sa.Column("credited_to", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("through", sa.Boolean(), nullable=False),
        sa.Column("doubt", sa.Integer(), nullable=False),
        sa.Column("derivation_id", sa.String(64), nullable=False),
        sa.Column("passage", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", Moment()),
        sa.UniqueConstraint("watch_id", "page", name=op.f("uq_watch_matches_watch_id_page")),
    )
    op.create_table(
        "feed_keys",
        sa.Column("user_id", sa.String(64), sa.ForeignKey("users.id"), primary_key=True),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.UniqueConstraint("key_hash", name=op.f("uq_feed_keys_key_hash")),
    )
    for table, columns in (
        ("watches", ["created_at"]),
        ("watch_keys", ["watch_id"]),
        ("watch_matches", ["story_id"]),
        ("watch_matches", ["capture_id"]),
        ("watch_matches", ["at"]),
        ("watch_matches", ["watch_id", "at"]),
    ):
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)
