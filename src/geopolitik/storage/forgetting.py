"""Taking a text out of the stories that hold it: from their lists, their earlier traces and the search."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, delete

from geopolitik.storage import fulltext, prepared, profiles, revisions, watchlist
from geopolitik.storage.schema import story_captures


def forget_texts(connection: Connection, story_id: str, capture_ids: Collection[str], *, before: int) -> None:
    """Take texts out of a story, and all its traces before a revision: they hold the texts' words."""
    c = story_captures.c
    for capture_id in capture_ids:
        connection.execute(delete(story_captures).where(c.story_id == story_id, c.capture_id == capture_id))
        fulltext.remove(connection, "capture", story_id, capture_id)
    watchlist.forget(connection, capture_ids)
    profiles.forget(connection, capture_ids)
    revisions.forget(connection, story_id, before=before)
    prepared.drop_before(connection, story_id, before)
