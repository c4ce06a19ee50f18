"""Channels and who belongs to them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from geopolitik.errors import ConflictError
from geopolitik.model.publishing import Access, Channel
from geopolitik.storage import inserting
from geopolitik.storage.schema import channels, members


def add(connection: Connection, channel: Channel) -> None:
    """Keep a new channel.

    Raises:
        ConflictError: another channel has that address.
    """
    row = {
        "id": channel.id,
        "slug": channel.slug,
        "title": channel.title,
        "description": channel.description,
        "picture": channel.picture,
        "owner_id": channel.owner_id,
        "access": channel.access.value,
        "needs_approval": channel.needs_approval,
        "created_at": channel.created_at,
    }
    try:
        connection.execute(insert(channels).values(**row))
    except IntegrityError as error:
        raise ConflictError(channel.slug, "is another channel's address", "Choose another.") from error


def get(connection: Connection, channel_id: str) -> Channel | None:
    """A channel by id."""
    row = connection.execute(select(channels).where(channels.c.id == channel_id)).mappings().first()
    return _channel(row) if row else None


def at(connection: Connection, slug: str) -> Channel | None:
    """A channel by the last part of its address."""
    row = connection.execute(select(channels).where(channels.c.slug == slug)).mappings().first()
    return _channel(row) if row else None


def all_channels(connection: Connection, *, withdrawn: bool = False) -> tuple[Channel, ...]:
    """The channels that aren't withdrawn, or those that are, oldest first."""
    since = channels.c.withdrawn_at
    query = select(channels).where(since.is_not(None) if withdrawn else since.is_(None))
    query = query.order_by(channels.c.created_at)
    return tuple(_channel(row) for row in connection.execute(query).mappings())


def change(connection: Connection, channel_id: str, **values: Any) -> None:
    """Change columns of a channel."""
    connection.execute(update(channels).where(channels.c.id == channel_id).values(**values))


def add_member(connection: Connection, channel_id: str, user_id: str, *, at: datetime) -> None:
    """Let a user belong to a channel."""
    inserting.once(connection, members, {"channel_id": channel_id, "user_id": user_id, "since": at})


def remove_member(connection: Connection, channel_id: str, user_id: str) -> None:
    """Let a user belong to a channel no longer."""
    connection.execute(
        delete(members).where(members.c.channel_id == channel_id, members.c.user_id == user_id)
    )


def members_of(connection: Connection, channel_id: str) -> tuple[str, ...]:
    """Ids of the users who belong to a channel, longest first."""
    query = select(members.c.user_id).where(members.c.channel_id == channel_id).order_by(members.c.since)
    return tuple(connection.execute(query).scalars())


def _channel(row: RowMapping) -> Channel:
    return Channel(
        id=row["id"],
        slug=row["slug"],
        title=row["title"],
        description=row["description"],
        owner_id=row["owner_id"],
        access=Access(row["access"]),
        created_at=row["created_at"],
        needs_approval=row["needs_approval"],
        picture=row["picture"],
        withdrawn_at=row["withdrawn_at"],
    )
