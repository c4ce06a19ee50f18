"""Where the pages of stories are, and how lists speak of them."""

from __future__ import annotations

from geopolitik.model.keeping import StoryHead
from geopolitik.text.inflection import count
from geopolitik.text.slugs import slug


def story_address(head: StoryHead) -> str:
    """A story's page; titles that have no letter of ours have an address without words."""
    words = slug(head.title)
    return f"/s/{head.id}/{words}" if words else f"/s/{head.id}"


def redline_address(story_id: str, derivation_id: str) -> str:
    """The page of one derivation."""
    return f"/s/{story_id}/r/{derivation_id}"


def outlet_address(slug: str) -> str:
    """An outlet's page."""
    return f"/o/{slug}"


def told_by(head: StoryHead) -> str:
    """`7 outlets, 2 to 3 independent origins`."""
    low, high = head.origins_low, head.origins_high
    number = str(low) if low == high else f"{low} to {high}"
    noun = "independent origin" if high == 1 else "independent origins"
    return f"{count(head.outlets, 'outlet')}, {number} {noun}"
