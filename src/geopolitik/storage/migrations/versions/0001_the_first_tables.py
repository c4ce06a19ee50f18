"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import geopolitik.storage.moments

FTS5 = """
CREATE VIRTUAL TABLE search USING fts5(
    kind UNINDEXED, subject UNINDEXED, part UNINDEXED, title, body,
    tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
)
"""

TSVECTOR = """
CREATE TABLE search (
    kind TEXT NOT NULL, subject TEXT NOT NULL, part TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,
    folded TEXT NOT NULL, words TSVECTOR NOT NULL, CONSTRAINT pk_search PRIMARY KEY (kind, subject, part)
);
CREATE INDEX ix_search_words ON search USING gin (words)
"""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.create_table(
        "captures",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("captured_at", geopolitik.storage.moments.Moment(timezone=True), nullable=True),
        sa.Column("declared", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captures")),
    )
    op.create_index(op.f("ix_captures_sha256"), "captures", ["sha256"], unique=False)
    op.create_table(
        "settings",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_settings")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("folded_name", sa.String(length=160), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("about", sa.String(length=500), server_default="", nullable=False),
        sa.Column("picture", sa.String(length=64), nullable=True),
        sa.Column("created_at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.Column("disabled_at", geopolitik.storage.moments.Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("folded_name", name=op.f("uq_users_folded_name")),
        sa.UniqueConstraint("name", name=op.f("uq_users_name")),
    )
    op.create_table(
        "views",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "kind", "subject", name=op.f("pk_views")),
    )
    op.create_table(
        "audits",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=True),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject_kind", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.String(length=128), nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_audits_user_id_users")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audits")),
    )
    op.create_index(
        op.f("ix_audits_subject_kind_subject_id"), "audits", ["subject_kind", "subject_id"], unique=False
    )
    op.create_table(
        "channels",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("description", sa.String(length=500), server_default="", nullable=False),
        sa.Column("picture", sa.String(length=64), nullable=True),
        sa.Column("owner_id", sa.String(length=64), nullable=False),
        sa.Column("access", sa.String(length=16), nullable=False),
        sa.Column("needs_approval", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.Column("withdrawn_at", geopolitik.storage.moments.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_channels_owner_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channels")),
        sa.UniqueConstraint("slug", name=op.f("uq_channels_slug")),
    )
    op.create_table(
        "media",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_media_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media")),
    )
    op.create_table(
        "sessions",
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("created_at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.Column("expires_at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sessions_user_id_users")),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_expires_at"), "sessions", ["expires_at"], unique=False)
    op.create_table(
        "stories",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("created_at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.Column("updated_at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=True),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.Column("origins_low", sa.Integer(), nullable=False),
        sa.Column("origins_high", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", geopolitik.storage.moments.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_stories_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
    )
    op.create_index(op.f("ix_stories_public_updated_at"), "stories", ["public", "updated_at"], unique=False)
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("created_at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.Column("used_at", geopolitik.storage.moments.Moment(timezone=True), nullable=True),
        sa.Column("withdrawn_at", geopolitik.storage.moments.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_tokens_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_tokens_key_hash")),
    )
    op.create_table(
        "checks",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("captures", sa.Text(), nullable=False),
        sa.Column("rejected", sa.Text(), server_default="[]", nullable=False),
        sa.Column("story_id", sa.String(length=64), nullable=True),
        sa.Column("error", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_checks_by_users")),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_checks_story_id_stories")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checks")),
    )
    op.create_index(op.f("ix_checks_by_at"), "checks", ["by", "at"], unique=False)
    op.create_table(
        "derivations",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("story_id", sa.String(length=64), nullable=False),
        sa.Column("original", sa.String(length=64), nullable=False),
        sa.Column("copy", sa.String(length=64), nullable=False),
        sa.Column("original_outlet", sa.String(length=80), nullable=False),
        sa.Column("original_name", sa.Text(), nullable=False),
        sa.Column("copy_outlet", sa.String(length=80), nullable=False),
        sa.Column("copy_name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("credit", sa.String(length=12), nullable=False),
        sa.Column("credited_to", sa.Text(), nullable=False),
        sa.Column("doubt", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=False),
        sa.Column("medium", sa.Integer(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_derivations_story_id_stories")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_derivations")),
        sa.UniqueConstraint(
            "story_id", "original", "copy", name=op.f("uq_derivations_story_id_original_copy")
        ),
    )
    op.create_index(op.f("ix_derivations_copy_outlet"), "derivations", ["copy_outlet"], unique=False)
    op.create_index(op.f("ix_derivations_original_outlet"), "derivations", ["original_outlet"], unique=False)
    op.create_table(
        "invitations",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("channel_id", sa.String(length=64), nullable=True),
        sa.Column("invited_by", sa.String(length=64), nullable=True),
        sa.Column("created_at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.Column("expires_at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.Column("used_by", sa.String(length=64), nullable=True),
        sa.Column("used_at", geopolitik.storage.moments.Moment(timezone=True), nullable=True),
        sa.Column("withdrawn_at", geopolitik.storage.moments.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channels.id"], name=op.f("fk_invitations_channel_id_channels")
        ),
        sa.ForeignKeyConstraint(["invited_by"], ["users.id"], name=op.f("fk_invitations_invited_by_users")),
        sa.ForeignKeyConstraint(["used_by"], ["users.id"], name=op.f("fk_invitations_used_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_invitations_key_hash")),
    )
    op.create_table(
        "members",
        sa.Column("channel_id", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("since", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["channel_id"], ["channels.id"], name=op.f("fk_members_channel_id_channels")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_members_user_id_users")),
        sa.PrimaryKeyConstraint("channel_id", "user_id", name=op.f("pk_members")),
    )
    op.create_table(
        "posts",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("channel_id", sa.String(length=64), nullable=False),
        sa.Column("author_id", sa.String(length=64), nullable=False),
        sa.Column("story_id", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("visibility", sa.String(length=16), nullable=False),
        sa.Column("pinned", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.Column("updated_at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.Column("publish_at", geopolitik.storage.moments.Moment(timezone=True), nullable=True),
        sa.Column("published_at", geopolitik.storage.moments.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_posts_author_id_users")),
        sa.ForeignKeyConstraint(["channel_id"], ["channels.id"], name=op.f("fk_posts_channel_id_channels")),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_posts_story_id_stories")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
    )
    op.create_index(
        op.f("ix_posts_channel_id_state_published_at"),
        "posts",
        ["channel_id", "state", "published_at"],
        unique=False,
    )
    op.create_index(op.f("ix_posts_state_published_at"), "posts", ["state", "published_at"], unique=False)
    op.create_table(
        "replies",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("story_id", sa.String(length=64), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("handled_by", sa.String(length=64), nullable=True),
        sa.Column("handled_at", geopolitik.storage.moments.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["handled_by"], ["users.id"], name=op.f("fk_replies_handled_by_users")),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_replies_story_id_stories")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replies")),
    )
    op.create_table(
        "story_captures",
        sa.Column("story_id", sa.String(length=64), nullable=False),
        sa.Column("capture_id", sa.String(length=64), nullable=False),
        sa.Column("outlet", sa.String(length=80), nullable=False),
        sa.Column("outlet_name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("published", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["captures.id"], name=op.f("fk_story_captures_capture_id_captures")
        ),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name=op.f("fk_story_captures_story_id_stories")
        ),
        sa.PrimaryKeyConstraint("story_id", "capture_id", name=op.f("pk_story_captures")),
    )
    op.create_index(op.f("ix_story_captures_capture_id"), "story_captures", ["capture_id"], unique=False)
    op.create_index(op.f("ix_story_captures_outlet"), "story_captures", ["outlet"], unique=False)
    op.create_table(
        "story_revisions",
        sa.Column("story_id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("trace", sa.LargeBinary(), nullable=False),
        sa.Column("at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_story_revisions_by_users")),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name=op.f("fk_story_revisions_story_id_stories")
        ),
        sa.PrimaryKeyConstraint("story_id", "revision", name=op.f("pk_story_revisions")),
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("derivation_id", sa.String(length=64), nullable=False),
        sa.Column("judgement", sa.String(length=16), nullable=False),
        sa.Column("correction", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.Column("withdrawn_at", geopolitik.storage.moments.Moment(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_decisions_by_users")),
        sa.ForeignKeyConstraint(
            ["derivation_id"], ["derivations.id"], name=op.f("fk_decisions_derivation_id_derivations")
        ),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["users.id"], name=op.f("fk_decisions_withdrawn_by_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_at"), "decisions", ["at"], unique=False)
    op.create_index(
        op.f("ix_decisions_derivation_id_withdrawn_at"),
        "decisions",
        ["derivation_id", "withdrawn_at"],
        unique=False,
    )
    op.create_table(
        "post_approvals",
        sa.Column("post_id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_post_approvals_by_users")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_post_approvals_post_id_posts")),
        sa.PrimaryKeyConstraint("post_id", "revision", name=op.f("pk_post_approvals")),
    )
    op.create_table(
        "post_revisions",
        sa.Column("post_id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", geopolitik.storage.moments.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_post_revisions_by_users")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_post_revisions_post_id_posts")),
        sa.PrimaryKeyConstraint("post_id", "revision", name=op.f("pk_post_revisions")),
    )
    op.execute(FTS5 if op.get_bind().dialect.name == "sqlite" else TSVECTOR)
