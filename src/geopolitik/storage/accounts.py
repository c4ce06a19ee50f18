"""Users with their sessions, invitations and keys to the API."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from geopolitik.errors import ConflictError
from geopolitik.model.people import ApiToken, Invitation, Role, User, Viewer
from geopolitik.storage.ids import hashed, new_id, new_key
from geopolitik.storage.schema import invitations, members, sessions, tokens, users

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


def folded(name: str) -> str:
    """A name as it is compared: two that look alike are one."""
    # Folding can undo the normal form, so that it is made twice (Unicode, D146).
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def add_user(connection: Connection, *, name: str, password_hash: str, role: Role, at: datetime) -> User:
    """Keep a new user.

    Raises:
        ConflictError: somebody has that name.
    """
    user = User(id=new_id(), name=name, role=role, created_at=at)
    row = {"id": user.id, "name": name, "folded_name": folded(name), "role": role.value, "created_at": at}
    try:
        connection.execute(insert(users).values(**row, password_hash=password_hash))
    except IntegrityError as error:
        raise ConflictError(name, "is taken", "Choose another name.") from error
    return user


def user(connection: Connection, user_id: str) -> User | None:
    """A user by id, disabled ones too."""
    return _one_user(connection, users.c.id == user_id)


def user_named(connection: Connection, name: str) -> User | None:
    """A user by name, however it is spelt."""
    return _one_user(connection, users.c.folded_name == folded(name))


def all_users(connection: Connection) -> tuple[User, ...]:
    """Everybody, by name."""
    return tuple(_user(r) for r in connection.execute(select(users).order_by(users.c.name)).mappings())


def count_users(connection: Connection) -> int:
    """How many accounts there are."""
    return connection.execute(select(func.count()).select_from(users)).scalar_one()


def password_hash(connection: Connection, user_id: str) -> str | None:
    """What is kept of a user's password."""
    found = connection.execute(select(users.c.password_hash).where(users.c.id == user_id)).scalar()
    return str(found) if found is not None else None


def change_user(connection: Connection, user_id: str, **values: Any) -> None:
    """Change columns of a user: `role`, `about`, `picture`, `password_hash`, `disabled_at`, `name`.

    Raises:
        ConflictError: somebody else has that name.
    """
    if "name" in values:
        values["folded_name"] = folded(values["name"])
    try:
        connection.execute(update(users).where(users.c.id == user_id).values(**values))
    except IntegrityError as error:
        raise ConflictError(str(values.get("name", user_id)), "is taken", "Choose another name.") from error


def _one_user(connection: Connection, condition: Any) -> User | None:
    row = connection.execute(select(users).where(condition)).mappings().first()
    return _user(row) if row else None


def _user(row: RowMapping) -> User:
    return User(
        id=row["id"],
        name=row["name"],
        role=Role(row["role"]),
        created_at=row["created_at"],
        about=row["about"],
        picture=row["picture"],
        disabled_at=row["disabled_at"],
    )


def viewer(connection: Connection, user_id: str) -> Viewer | None:
    """A user as a viewer, with their channels; None for a disabled one."""
    found = user(connection, user_id)
    if found is None or found.disabled_at is not None:
        return None
    mine = connection.execute(select(members.c.channel_id).where(members.c.user_id == user_id)).scalars()
    return Viewer(found, frozenset(mine))


# Sessions


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


# Invitations


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


# Keys to the API


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
