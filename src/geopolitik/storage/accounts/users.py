"""Users: who has an account, under which name, and as whom they look at the site."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from geopolitik.errors import ConflictError
from geopolitik.model.people import Role, User, Viewer
from geopolitik.storage.ids import new_id
from geopolitik.storage.schema import members, users


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
