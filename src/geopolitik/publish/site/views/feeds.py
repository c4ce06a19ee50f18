"""Where the feeds of each page are, for `<link rel="alternate">`."""

from __future__ import annotations

from geopolitik.model.keeping import StoryHead
from geopolitik.publish.site.views.head import Feed

_ATOM, _RSS, _JSON = "application/atom+xml", "application/rss+xml", "application/feed+json"


def feeds_at(path: str, title: str) -> tuple[Feed, ...]:
    """The three forms of one feed."""
    return (
        (f"{title} (Atom)", f"/feeds/{path}.atom", _ATOM),
        (f"{title} (RSS)", f"/feeds/{path}.rss", _RSS),
        (f"{title} (JSON Feed)", f"/feeds/{path}.json", _JSON),
    )


SITE_FEEDS = feeds_at("site", "Everything new")


def story_feeds(head: StoryHead) -> tuple[Feed, ...]:
    """What changes in a story."""
    return feeds_at(f"stories/{head.id}", head.title)


def outlet_feeds(slug: str, name: str) -> tuple[Feed, ...]:
    """What is new about an outlet."""
    return feeds_at(f"outlets/{slug}", name)
