"""Where the feeds of each page are, for `<link rel="alternate">`."""

from __future__ import annotations

from urllib.parse import quote

from geopolitik.app.access import may_enter
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import VISITOR
from geopolitik.model.publishing import Channel
from geopolitik.publish.feeds import FORMATS
from geopolitik.publish.site.views.head import Feed


def feeds_at(path: str, title: str, query: str = "") -> tuple[Feed, ...]:
    """The forms of one feed; `path` is its address without the ending."""
    return tuple((f"{title} ({f.title})", f"{path}.{f.name}{query}", f.media_type) for f in FORMATS)


SITE_FEEDS = feeds_at("/feeds/site", "Everything new")


def story_feeds(head: StoryHead) -> tuple[Feed, ...]:
    """What changes in a story; one that readers don't see has no feed."""
    if not head.public or head.withdrawn_at is not None:
        return ()
    return feeds_at(f"/s/{head.id}/feed", head.title)


def outlet_feeds(slug: str, name: str) -> tuple[Feed, ...]:
    """What is new about an outlet."""
    return feeds_at(f"/o/{slug}/feed", name)


def channel_feeds(channel: Channel, *, guests: bool) -> tuple[Feed, ...]:
    """A channel's posts; one that visitors may not open has no feed."""
    if not may_enter(VISITOR, channel, guests=guests):
        return ()
    return feeds_at(f"/c/{channel.slug}/feed", channel.title)


def search_feeds(query: str) -> tuple[Feed, ...]:
    """What a search finds."""
    return feeds_at("/search/feed", f"Search: {query}", f"?q={quote(query, safe='')}")
