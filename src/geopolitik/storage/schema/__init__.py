"""The tables, one file for each room of the store.

A change here needs a migration beside it; a test compares the two.
The full-text index, `search`, is made by the first migration alone: SQLAlchemy knows no virtual tables.
"""

from geopolitik.storage.schema.archive import (
    erasures,
    receipts,
)
from geopolitik.storage.schema.arriving import (
    waiting_captures,
)
from geopolitik.storage.schema.base import metadata
from geopolitik.storage.schema.candidates import (
    fingerprints,
    fresh_postings,
    posting_blocks,
    posting_runs,
)
from geopolitik.storage.schema.growth import (
    relations,
    story_events,
    story_wordings,
)
from geopolitik.storage.schema.ledger import (
    case_entries,
    cases,
)
from geopolitik.storage.schema.people import (
    audits,
    invitations,
    sessions,
    settings,
    tokens,
    users,
)
from geopolitik.storage.schema.profiles import (
    outlet_blocks,
    outlet_furniture,
    outlet_pages,
)
from geopolitik.storage.schema.publishing import (
    channels,
    media,
    members,
    post_approvals,
    post_revisions,
    posts,
    unsaved_texts,
)
from geopolitik.storage.schema.stories import (
    captures,
    checks,
    decisions,
    derivations,
    prepared_stories,
    replies,
    stories,
    story_captures,
    story_parts,
    story_revisions,
)
from geopolitik.storage.schema.views import (
    views,
)
from geopolitik.storage.schema.watching import (
    feed_entries,
    page_visits,
    watched_feeds,
    watched_hosts,
    watched_pages,
)
from geopolitik.storage.schema.watchlist import (
    feed_keys,
    watch_keys,
    watch_matches,
    watches,
)

__all__ = [
    "audits",
    "captures",
    "case_entries",
    "cases",
    "channels",
    "checks",
    "decisions",
    "derivations",
    "erasures",
    "feed_entries",
    "feed_keys",
    "fingerprints",
    "fresh_postings",
    "invitations",
    "media",
    "members",
    "metadata",
    "outlet_blocks",
    "outlet_furniture",
    "outlet_pages",
    "page_visits",
    "post_approvals",
    "post_revisions",
    "posting_blocks",
    "posting_runs",
    "posts",
    "prepared_stories",
    "receipts",
    "relations",
    "replies",
    "sessions",
    "settings",
    "stories",
    "story_captures",
    "story_events",
    "story_parts",
    "story_revisions",
    "story_wordings",
    "tokens",
    "unsaved_texts",
    "users",
    "views",
    "waiting_captures",
    "watch_keys",
    "watch_matches",
    "watched_feeds",
    "watched_hosts",
    "watched_pages",
    "watches",
]
