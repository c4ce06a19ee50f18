"""The tables. A change here needs a migration beside it; a test compares the two.

The full-text index, `search`, is made by the first migration alone: SQLAlchemy knows no virtual tables.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from geopolitik.storage.moments import Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id(name: str = "id") -> Column[str]:
    return Column(name, String(64), primary_key=True)


def _of(table: str, name: str | None = None, *, optional: bool = False) -> Column[str]:
    """A reference to another table's id."""
    singular = "story" if table == "stories" else table.removesuffix("s")
    column = name or f"{singular}_id"
    return Column(column, String(64), ForeignKey(f"{table}.id"), nullable=optional)


# Who

users = Table(
    "users",
    metadata,
    _id(),
    Column("name", String(80), nullable=False, unique=True),
    Column("folded_name", String(160), nullable=False, unique=True),
    Column("password_hash", String(255), nullable=False),
    Column("role", String(16), nullable=False),
    Column("about", String(500), nullable=False, server_default=""),
    Column("picture", String(64)),
    Column("created_at", Moment, nullable=False),
    Column("disabled_at", Moment),
)

sessions = Table(
    "sessions",
    metadata,
    Column("key_hash", String(64), primary_key=True),
    _of("users"),
    Column("csrf", String(64), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
)

invitations = Table(
    "invitations",
    metadata,
    _id(),
    Column("key_hash", String(64), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    _of("channels", optional=True),
    _of("users", "invited_by", optional=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    _of("users", "used_by", optional=True),
    Column("used_at", Moment),
    Column("withdrawn_at", Moment),
)

tokens = Table(
    "tokens",
    metadata,
    _id(),
    Column("key_hash", String(64), nullable=False, unique=True),
    _of("users"),
    Column("name", String(80), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("withdrawn_at", Moment),
)

audits = Table(
    "audits",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    _of("users", optional=True),
    Column("action", String(64), nullable=False),
    Column("subject_kind", String(32), nullable=False),
    Column("subject_id", String(128), nullable=False),
    Column("detail", Text, nullable=False, server_default=""),
    Index(None, "subject_kind", "subject_id"),
)

settings = Table(
    "settings",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

# What we publish

channels = Table(
    "channels",
    metadata,
    _id(),
    Column("slug", String(80), nullable=False, unique=True),
    Column("title", String(120), nullable=False),
    Column("description", String(500), nullable=False, server_default=""),
    Column("picture", String(64)),
    _of("users", "owner_id"),
    Column("access", String(16), nullable=False),
    Column("needs_approval", Boolean, nullable=False, server_default=false()),
    Column("created_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
)

members = Table(
    "members",
    metadata,
    Column("channel_id", String(64), ForeignKey("channels.id"), primary_key=True),
    Column("user_id", String(64), ForeignKey("users.id"), primary_key=True),
    Column("since", Moment, nullable=False),
)

posts = Table(
    "posts",
    metadata,
    _id(),
    _of("channels"),
    _of("users", "author_id"),
    _of("stories", optional=True),
    Column("state", String(16), nullable=False),
    Column("visibility", String(16), nullable=False),
    Column("pinned", Boolean, nullable=False, server_default=false()),
    Column("revision", Integer, nullable=False),
    Column("title", String(200), nullable=False),
    Column("body", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("publish_at", Moment),
    Column("published_at", Moment),
    Index(None, "channel_id", "state", "published_at"),
    Index(None, "state", "published_at"),
)

post_revisions = Table(
    "post_revisions",
    metadata,
    Column("post_id", String(64), ForeignKey("posts.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("title", String(200), nullable=False),
    Column("body", Text, nullable=False),
    _of("users", "by"),
    Column("at", Moment, nullable=False),
)

post_approvals = Table(
    "post_approvals",
    metadata,
    Column("post_id", String(64), ForeignKey("posts.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    _of("users", "by"),
    Column("at", Moment, nullable=False),
)

unsaved_texts = Table(
    "unsaved_texts",
    metadata,
    Column("post_id", String(64), ForeignKey("posts.id"), primary_key=True),
    Column("by", String(64), ForeignKey("users.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("visibility", String(16), nullable=False),
    Column("pinned", Boolean, nullable=False),
    Column("based_on", Integer, nullable=False),
    Column("when", String(80), nullable=False),
    Column("zone", String(80), nullable=False),
    Column("at", Moment, nullable=False),
    Column("settled_at", Moment),
)

media = Table(
    "media",
    metadata,
    _id(),
    Column("type", String(40), nullable=False),
    Column("content", LargeBinary, nullable=False),
    _of("users", "by"),
    Column("at", Moment, nullable=False),
)

# What we found

captures = Table(
    "captures",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("captured_at", Moment),
    Column("declared", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("kept_at", Moment, nullable=False),
    # Number of the erasure that took its bytes.
    Column("erased", Integer),
)

stories = Table(
    "stories",
    metadata,
    _id(),
    Column("title", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("public", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    _of("users", "by", optional=True),
    Column("outlets", Integer, nullable=False),
    Column("origins_low", Integer, nullable=False),
    Column("origins_high", Integer, nullable=False),
    Column("withdrawn_at", Moment),
    Index(None, "public", "updated_at"),
)

story_revisions = Table(
    "story_revisions",
    metadata,
    Column("story_id", String(64), ForeignKey("stories.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("trace", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
    _of("users", "by", optional=True),
)

story_captures = Table(
    "story_captures",
    metadata,
    Column("story_id", String(64), ForeignKey("stories.id"), primary_key=True),
    Column("capture_id", String(64), ForeignKey("captures.id"), primary_key=True, index=True),
    Column("outlet", String(80), nullable=False, index=True),
    Column("outlet_name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("language", String(8)),
    Column("published", String(40)),
)

derivations = Table(
    "derivations",
    metadata,
    _id(),
    _of("stories"),
    Column("original", String(64), nullable=False),
    Column("copy", String(64), nullable=False),
    Column("original_outlet", String(80), nullable=False, index=True),
    Column("original_name", Text, nullable=False),
    Column("copy_outlet", String(80), nullable=False, index=True),
    Column("copy_name", Text, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("credit", String(12), nullable=False),
    Column("credited_to", Text, nullable=False),
    Column("doubt", Integer, nullable=False),
    Column("high", Integer, nullable=False),
    Column("medium", Integer, nullable=False),
    Column("low", Integer, nullable=False),
    Column("drops_credit", Boolean, nullable=False, server_default=false()),
    Column("current", Boolean, nullable=False),
    UniqueConstraint("story_id", "original", "copy"),
)

decisions = Table(
    "decisions",
    metadata,
    _id(),
    _of("derivations"),
    Column("judgement", String(16), nullable=False),
    Column("correction", Text, nullable=False, server_default=""),
    Column("reason", Text, nullable=False),
    _of("users", "by"),
    Column("at", Moment, nullable=False, index=True),
    Column("withdrawn_at", Moment),
    _of("users", "withdrawn_by", optional=True),
    Index(None, "derivation_id", "withdrawn_at"),
)

replies = Table(
    "replies",
    metadata,
    _id(),
    _of("stories"),
    Column("about", String(64), nullable=False),
    Column("name", String(120), nullable=False),
    Column("contact", String(200), nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", String(12), nullable=False),
    Column("answer", Text, nullable=False, server_default=""),
    _of("users", "handled_by", optional=True),
    Column("handled_at", Moment),
)

checks = Table(
    "checks",
    metadata,
    _id(),
    _of("users", "by"),
    Column("at", Moment, nullable=False),
    Column("state", String(12), nullable=False),
    Column("captures", Text, nullable=False),
    Column("rejected", Text, nullable=False, server_default="[]"),
    _of("stories", optional=True),
    Column("error", Text, nullable=False, server_default=""),
    Column("title", Text, nullable=False, server_default=""),
    # Which running process works on it, and until when nobody else may.
    Column("held_by", String(64)),
    Column("held_until", Moment),
    Index(None, "by", "at"),
)

# The ledger

cases = Table(
    "cases",
    metadata,
    _id(),
    Column("title", String(200), nullable=False),
    Column("public", Boolean, nullable=False, server_default=false()),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    _of("users", "by", optional=True),
    Column("withdrawn_at", Moment),
)

case_entries = Table(
    "case_entries",
    metadata,
    _id(),
    _of("cases"),
    Column("kind", String(16), nullable=False),
    Column("key", String(64), nullable=False),
    Column("place", Integer, nullable=False),
    Column("body", Text, nullable=False),
    _of("users", "by", optional=True),
    Column("at", Moment, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("withdrawn_at", Moment),
    _of("users", "withdrawn_by", optional=True),
    Index(None, "case_id", "kind", "key"),
    # At most one version of an entry stands.
    Index(
        "ix_case_entries_standing",
        "case_id",
        "kind",
        "key",
        unique=True,
        sqlite_where=text("withdrawn_at IS NULL"),
        postgresql_where=text("withdrawn_at IS NULL"),
    ),
)

# What was received, beside the store

erasures = Table(
    "erasures",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("by", String(120), nullable=False),
    Column("reason", Text, nullable=False),
    Column("subject", Text, nullable=False),
    # The record of the archive that tells of it.
    Column("record", Integer, nullable=False),
    # When the last of its bytes had gone.
    Column("finished_at", Moment),
)

receipts = Table(
    "receipts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("record_id", String(64), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("file", Integer, nullable=False),
    Column("offset", Integer, nullable=False),
    Column("length", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("chain", String(64), nullable=False),
    Column("address", Text, nullable=False),
    # Of one length: some databases index no long ones.
    Column("address_key", String(32), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("status", Integer, nullable=False),
    Column("payload", String(64), nullable=False, index=True),
    Column("content", String(64), nullable=False),
    Column("erased", Integer, ForeignKey("erasures.number"), index=True),
    Column("tombstone", String(64)),
)

# Which texts may have to do with each other

fingerprints = Table(
    "fingerprints",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("wording", String(64), nullable=False, unique=True),
    Column("day", Integer),
    Column("terms", LargeBinary, nullable=False),
)

postings = Table(
    "postings",
    metadata,
    Column("feature", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, ForeignKey("fingerprints.number"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

common_features = Table(
    "common_features",
    metadata,
    Column("feature", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# How stories grow

story_wordings = Table(
    "story_wordings",
    metadata,
    Column("wording", String(64), primary_key=True),
    Column("story_id", String(64), ForeignKey("stories.id"), nullable=False, index=True),
    Column("capture_id", String(64), ForeignKey("captures.id"), nullable=False),
)

relations = Table(
    "relations",
    metadata,
    Column("a", String(64), primary_key=True),
    Column("b", String(64), primary_key=True),
    Column("story_id", String(64), ForeignKey("stories.id"), nullable=False, index=True),
    Column("relation", LargeBinary, nullable=False),
)

story_events = Table(
    "story_events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("story_id", String(64), ForeignKey("stories.id"), nullable=False, index=True),
    Column("other_id", String(64), ForeignKey("stories.id"), nullable=False, index=True),
    Column("reason", Text, nullable=False, server_default=""),
    _of("users", "by", optional=True),
    Column("withdrawn_at", Moment),
)

# How often pages are read

views = Table(
    "views",
    metadata,
    Column("day", Date, primary_key=True),
    Column("kind", String(12), primary_key=True),
    Column("subject", String(64), primary_key=True),
    Column("count", Integer, nullable=False),
)

# What is watched

watched_feeds = Table(
    "watched_feeds",
    metadata,
    _id(),
    Column("address", Text, nullable=False),
    Column("host", String(255), nullable=False),
    Column("title", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("group", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    Column("seconds", Integer, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("trouble", Text, nullable=False),
    Column("asked_at", Moment),
    Column("changed_at", Moment),
    Column("gone_at", Moment),
)

watched_pages = Table(
    "watched_pages",
    metadata,
    _id(),
    Column("address", Text, nullable=False),
    Column("host", String(255), nullable=False),
    Column("feed", String(64), ForeignKey("watched_feeds.id"), nullable=False, index=True),
    Column("named_at", Moment, nullable=False),
    Column("due_at", Moment, index=True),
    Column("kept_at", Moment),
    Column("visits", Integer, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("text", String(64), nullable=False),
    Column("capture", String(64), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("trouble", Text, nullable=False),
)

page_visits = Table(
    "page_visits",
    metadata,
    Column("page", String(64), ForeignKey("watched_pages.id"), primary_key=True),
    Column("at", Moment, primary_key=True),
    Column("found", String(16), nullable=False),
    Column("capture", String(64), nullable=False),
)

feed_entries = Table(
    "feed_entries",
    metadata,
    Column("feed", String(64), ForeignKey("watched_feeds.id"), primary_key=True),
    Column("page", String(64), ForeignKey("watched_pages.id"), primary_key=True),
    Column("at", Moment, nullable=False),
    # The entry as JSON: title, times, author, source, via.
    Column("entry", Text, nullable=False),
)

watched_hosts = Table(
    "watched_hosts",
    metadata,
    Column("host", String(255), primary_key=True),
    Column("free_at", Moment, nullable=False),
    Column("standing", String(16), nullable=False),
    Column("robots", LargeBinary, nullable=False),
    Column("robots_at", Moment),
)
