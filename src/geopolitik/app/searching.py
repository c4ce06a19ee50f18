"""Search over everything kept, of which each viewer finds what they may see."""

from __future__ import annotations

from geopolitik.app.access import may_see, may_visit
from geopolitik.app.house import House
from geopolitik.model.keeping import Hit
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import channels, fulltext, posts, settings, stories

LONGEST = 200
"""Characters of a query."""
_ROUND = 100
_ROUNDS = 10


def search(house: House, viewer: Viewer, query: str, *, limit: int = 30) -> tuple[Hit, ...]:
    """The stories, texts and posts that hold all words of a query, best first.

    Args:
        query: words, of which the last letters may be missing, and "phrases".
        limit: at most so many.
    """
    found: list[Hit] = []
    with house.store.reading() as r:
        guests = settings.load(r).guests
        if not may_visit(viewer, guests=guests):
            return ()
        public_only = not viewer.at_least(Role.ANALYST)
        for number in range(_ROUNDS):
            hits = fulltext.find(
                r,
                query[:LONGEST],
                kinds=("story", "capture", "post"),
                limit=_ROUND,
                offset=number * _ROUND,
                only_openings=("capture",) if public_only else (),
            )
            heads = stories.some(r, [h.subject for h in hits if h.kind != "post"], public_only=public_only)
            for hit in hits:
                if hit.kind != "post":
                    seen = hit.subject in heads
                else:
                    post = posts.get(r, hit.subject)
                    channel = channels.get(r, post.channel_id) if post else None
                    seen = bool(post and channel and may_see(viewer, channel, post, guests=guests))
                if seen:
                    found.append(hit)
            if len(found) >= limit or len(hits) < _ROUND:
                break
    return tuple(found[:limit])
