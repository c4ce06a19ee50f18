"""Invitations: doors that are open for one person each."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select, update

from geopolitik.model.people import Invitation, Role
from geopolitik.storage.ids import hashed, new_id, new_key
from geopolitik.storage.schema import invitations


def invite(
    connection: Connection,
    *,
    role: Role,
    channel_id: str | None,
    by: str | None,
    at: datetime,
    until: datetime,
) -> tuple[Invitation, str]:
    """Open a door for one person; returns it with its key, of which only the hash is kept."""
    key = new_key()
    made = Invitation(new_id(), role, channel_id, by, at, until)
    connection.execute(
        insert(invitations).values(
            id=made.id,
            key_hash=hashed(key),
            role=role.value,
            channel_id=channel_id,
            invited_by=by,
            created_at=at,
            expires_at=until,
        )
    )
    return made, key


def invitation(connection: Connection, key: str, *, at: datetime) -> Invitation | None:
    """The invitation of a key, if it can still be used."""
    row = (
        connection.execute(
            select(invitations).where(
                invitations.c.key_hash == hashed(key),
                invitations.c.expires_at > at,
                invitations.c.used_at.is_(None),
                invitations.c.withdrawn_at.is_(None),
            )
        )
        .mappings()
        .first()
    )
    return _invitation(row) if row else None


def one_invitation(connection: Connection, invitation_id: str) -> Invitation | None:
    """An invitation by id, used and withdrawn ones too."""
    query = select(invitations).where(invitations.c.id == invitation_id)
    return next(map(_invitation, connection.execute(query).mappings()), None)


def all_invitations(connection: Connection) -> tuple[Invitation, ...]:
    """All invitations, newest first."""
    query = select(invitations).order_by(invitations.c.created_at.desc())
    return tuple(_invitation(row) for row in connection.execute(query).mappings())


def use_invitation(connection: Connection, invitation_id: str, *, by: str, at: datetime) -> None:
    """Close the door behind the one who came in."""
    connection.execute(
        update(invitations).where(invitations.c.id == invitation_id).values(used_by=by, used_at=at)
    )


def withdraw_invitation(connection: Connection, invitation_id: str, *, at: datetime | None) -> None:
    """Close a door, or with None open it again."""
    connection.execute(update(invitations).where(invitations.c.id == invitation_id).values(withdrawn_at=at))


def _invitation(row: RowMapping) -> Invitation:
    return Invitation(
        id=row["id"],
        role=Role(row["role"]),
        channel_id=row["channel_id"],
        invited_by=row["invited_by"],
        created_at=row["created_at"],
        expires_at=row["expires_at"],
        used_by=row["used_by"],
        withdrawn_at=row["withdrawn_at"],
    )
