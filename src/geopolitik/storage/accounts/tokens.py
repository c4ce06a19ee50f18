"""Keys to the API."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select, update

from geopolitik.model.people import ApiToken
from geopolitik.storage.ids import hashed, new_id, new_key
from geopolitik.storage.schema import tokens


def add_token(connection: Connection, user_id: str, name: str, *, at: datetime) -> tuple[ApiToken, str]:
    """A new key to the API; returned once, of which only the hash is kept."""
    key = new_key()
    made = ApiToken(new_id(), user_id, name, at)
    connection.execute(
        insert(tokens).values(id=made.id, key_hash=hashed(key), user_id=user_id, name=name, created_at=at)
    )
    return made, key


def token(connection: Connection, key: str) -> ApiToken | None:
    """The key to the API that this is, unless it was withdrawn."""
    query = select(tokens).where(tokens.c.key_hash == hashed(key), tokens.c.withdrawn_at.is_(None))
    return next(map(_token, connection.execute(query).mappings()), None)


def use_token(connection: Connection, token_id: str, *, at: datetime) -> None:
    """Write down when a key to the API was last used."""
    connection.execute(update(tokens).where(tokens.c.id == token_id).values(used_at=at))


def tokens_of(connection: Connection, user_id: str) -> tuple[ApiToken, ...]:
    """A user's keys to the API, newest first."""
    query = select(tokens).where(tokens.c.user_id == user_id).order_by(tokens.c.created_at.desc())
    return tuple(map(_token, connection.execute(query).mappings()))


def _token(row: RowMapping) -> ApiToken:
    return ApiToken(**{field.name: row[field.name] for field in fields(ApiToken)})


def withdraw_token(connection: Connection, token_id: str, user_id: str, *, at: datetime) -> None:
    """Make a user's key useless."""
    connection.execute(
        update(tokens).where(tokens.c.id == token_id, tokens.c.user_id == user_id).values(withdrawn_at=at)
    )
