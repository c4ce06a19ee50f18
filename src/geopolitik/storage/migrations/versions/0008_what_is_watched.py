"""Feeds that are watched, their pages, and the hosts that serve them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from geopolitik.storage.moments import Moment

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.create_table(
        "watched_feeds",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("host", sa.String(255), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("group", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text, nullable=False),
        sa.Column("added_at", Moment(timezone=True), nullable=False),
        sa.Column("due_at", Moment(timezone=True), nullable=False),
        sa.Column("seconds", sa.Integer, nullable=False),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("last_modified", sa.Text, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("trouble", sa.Text, nullable=False),
        sa.Column("asked_at", Moment(timezone=True)),
        sa.Column("changed_at", Moment(timezone=True)),
        sa.Column("gone_at", Moment(timezone=True)),
    )
    op.create_index("ix_watched_feeds_due_at", "watched_feeds", ["due_at"])
    op.create_table(
        "watched_pages",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("host", sa.String(255), nullable=False),
        sa.Column("feed", sa.String(64), sa.ForeignKey("watched_feeds.id"), nullable=False),
        sa.Column("named_at", Moment(timezone=True), nullable=False),
        sa.Column("due_at", Moment(timezone=True)),
        sa.Column("kept_at", Moment(timezone=True)),
        sa.Column("visits", sa.Integer, nullable=False),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("last_modified", sa.Text, nullable=False),
        sa.Column("text", sa.String(64), nullable=False),
        sa.Column("capture", sa.String(64), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("trouble", sa.Text, nullable=False),
    )
    op.create_index("ix_watched_pages_feed", "watched_pages", ["feed"])
    op.create_index("ix_watched_pages_due_at", "watched_pages", ["due_at"])
    op.create_table(
        "page_visits",
        sa.Column("page", sa.String(64), sa.ForeignKey("watched_pages.id"), primary_key=True),
        sa.Column("at", Moment(timezone=True), primary_key=True),
        sa.Column("found", sa.String(16), nullable=False),
        sa.Column("capture", sa.String(64), nullable=False),
    )
    op.create_table(
        "feed_entries",
        sa.Column("feed", sa.String(64), sa.ForeignKey("watched_feeds.id"), primary_key=True),
        sa.Column("page", sa.String(64), sa.ForeignKey("watched_pages.id"), primary_key=True),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("entry", sa.Text, nullable=False),
    )
    op.create_table(
        "watched_hosts",
        sa.Column("host", sa.String(255), primary_key=True),
        sa.Column("free_at", Moment(timezone=True), nullable=False),
        sa.Column("standing", sa.String(16), nullable=False),
        sa.Column("robots", sa.LargeBinary, nullable=False),
        sa.Column("robots_at", Moment(timezone=True)),
    )
