"""Keys to private feeds: one for each user, of which only the hash is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from geopolitik.storage.ids import hashed, new_key
from geopolitik.storage.schema import feed_keys


def make_feed_key(connection: Connection, user_id: str, *, at: datetime) -> str:
    """A new key to a user's feeds; the one before ends."""
    key = new_key()
    end_feed_key(connection, user_id)
    connection.execute(insert(feed_keys).values(user_id=user_id, key_hash=hashed(key), made_at=at))
    return key


def end_feed_key(connection: Connection, user_id: str) -> bool:
    """Make a user's key to feeds useless; False if there was none."""
    return connection.execute(delete(feed_keys).where(feed_keys.c.user_id == user_id)).rowcount > 0


def feed_key_made(connection: Connection, user_id: str) -> datetime | None:
    """Since when a user has a key to feeds; None if they have none."""
    return connection.execute(select(feed_keys.c.made_at).where(feed_keys.c.user_id == user_id)).scalar()


def owner_of_feed_key(connection: Connection, key: str) -> str | None:
    """The id of the user whose key to feeds this is."""
    query = select(feed_keys.c.user_id).where(feed_keys.c.key_hash == hashed(key))
    return connection.execute(query).scalar()
