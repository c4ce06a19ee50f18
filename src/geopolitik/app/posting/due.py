"""Scheduled posts whose time has come: published, or held back where a second person must approve them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from geopolitik.app.house import House
from geopolitik.app.posting.posts import reindexed
from geopolitik.model.publishing import Post, PostState
from geopolitik.storage import audits, channels
from geopolitik.storage import posts as kept

_HELD = "held back"
_LEAVING = frozenset({_HELD, "scheduled", "published", "moved"})
"""What is written in the audit log where a post goes from one state to another."""


def publish_due(house: House) -> int:
    """Publish the scheduled posts whose time has come; returns how many.

    A channel may ask for a second person's approval since a post was scheduled: one that has none goes back
    among the drafts instead, where it waits for it.
    """
    now = house.clock()
    with house.store.reading() as r:
        if not kept.due(r, now):
            return 0
    with house.store.writing() as w:
        # Asked again now that nobody else writes: a post may have been binned or put off meanwhile.
        return sum(_publish(w, post, now) for post in kept.due(w, now))


def was_held_back(connection: Connection, post_id: str) -> bool:
    """Whether a post came due without the approval that its channel asks for, and lies there since."""
    steps = [entry.action for entry in audits.about(connection, "post", post_id) if entry.action in _LEAVING]
    return steps[-1:] == [_HELD]


def _publish(connection: Connection, post: Post, now: datetime) -> bool:
    """Whether a post that is due could be published."""
    channel = channels.get(connection, post.channel_id)
    needs = channel is not None and channel.needs_approval
    held = needs and kept.approved_by(connection, post.id, post.revision) is None
    if held:
        kept.change(connection, post.id, state=PostState.DRAFT.value, publish_at=None)
        detail = "a second person must approve it"
    else:
        kept.change(
            connection,
            post.id,
            state=PostState.PUBLISHED.value,
            published_at=post.publish_at,
            publish_at=None,
        )
        detail = "as scheduled"
    action = _HELD if held else "published"
    audits.note(connection, action, "post", post.id, by=None, at=now, detail=detail)
    reindexed(connection, post.id)
    return not held
