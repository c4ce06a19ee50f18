"""Sessions: where users are signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, func, insert, select

from geopolitik.storage.ids import hashed, new_key
from geopolitik.storage.schema import sessions

_SHOWN = 16
"""So many hex digits of a session's hash name it."""


@dataclass(frozen=True, slots=True)
class Session:
    """A user who is signed in."""

    user_id: str
    csrf: str
    expires_at: datetime
    created_at: datetime
    id: str
    """Names the session to its user: a part of the hash of its key, from which the key can't be told."""


def begin_session(connection: Connection, user_id: str, *, at: datetime, until: datetime) -> str:
    """Sign a user in; returns the session's key, of which only the hash is kept."""
    key = new_key()
    connection.execute(
        insert(sessions).values(
            key_hash=hashed(key), user_id=user_id, csrf=new_key(), created_at=at, expires_at=until
        )
    )
    return key


def session(connection: Connection, key: str, *, at: datetime) -> Session | None:
    """The session of a key, unless it has run out."""
    found = connection.execute(
        select(sessions).where(sessions.c.key_hash == hashed(key), sessions.c.expires_at > at)
    ).mappings()
    return next(map(_session, found), None)


def sessions_of(connection: Connection, user_id: str, *, at: datetime) -> tuple[Session, ...]:
    """A user's sessions that haven't run out, newest first."""
    query = select(sessions).where(sessions.c.user_id == user_id, sessions.c.expires_at > at)
    found = connection.execute(query.order_by(sessions.c.created_at.desc(), sessions.c.key_hash)).mappings()
    return tuple(map(_session, found))


def _session(row: RowMapping) -> Session:
    return Session(
        row["user_id"], row["csrf"], row["expires_at"], row["created_at"], row["key_hash"][:_SHOWN]
    )


def end_session(connection: Connection, key: str) -> None:
    """Sign out."""
    connection.execute(delete(sessions).where(sessions.c.key_hash == hashed(key)))


def end_sessions(
    connection: Connection, user_id: str, *, only: str | None = None, but: str | None = None
) -> int:
    """Sign a user out everywhere, from `only` one session, or from all `but` one; returns from how many."""
    query = delete(sessions).where(sessions.c.user_id == user_id)
    shown = func.substr(sessions.c.key_hash, 1, _SHOWN)
    if only is not None:
        query = query.where(shown == only)
    if but is not None:
        query = query.where(shown != but)
    return connection.execute(query).rowcount


def clear_sessions(connection: Connection, *, at: datetime) -> None:
    """Forget the sessions that have run out."""
    connection.execute(delete(sessions).where(sessions.c.expires_at <= at))
