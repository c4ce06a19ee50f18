"""What is done with accounts on the command line: whoever may write the file may do anything with it."""

from __future__ import annotations

from geopolitik.app.house import House
from geopolitik.app.people.accounts import INVITATION
from geopolitik.app.people.names import checked_name, tidy, unlike_others
from geopolitik.app.people.passwords import hashed
from geopolitik.errors import NotFoundError
from geopolitik.model.people import Role, User, Viewer
from geopolitik.storage import accounts, audits

_HERE = "on the command line"


def add(house: House, name: str, password: str, *, role: Role) -> User:
    """Make an account.

    Raises:
        UsageError: name or password can't be taken.
        ConflictError: somebody has that name, or one that looks the same.
    """
    name = checked_name(name)
    kept = hashed(password, name=name)
    at = house.clock()
    with house.store.writing() as w:
        user = accounts.add_user(w, name=name, password_hash=kept, role=role, at=at)
        unlike_others(w, user.id, name)
        audits.note(w, "added", "user", user.id, by=None, at=at, detail=f"{role}, {_HERE}")
    return user


def invite(house: House, *, role: Role) -> str:
    """Open a door for one person; returns the key."""
    at = house.clock()
    with house.store.writing() as w:
        made, key = accounts.invite(w, role=role, channel_id=None, by=None, at=at, until=at + INVITATION)
        audits.note(w, "invited", "invitation", made.id, by=None, at=at, detail=f"{role}, {_HERE}")
    return key


def here(house: House) -> Viewer:
    """Whoever reads the store on the command line, and sees all that it holds."""
    return Viewer(User(id="", name=_HERE, role=Role.OWNER, created_at=house.clock()))


def named(house: House, name: str) -> User:
    """The user of a name, however it is spelt.

    Raises:
        NotFoundError: nobody has it.
    """
    with house.store.reading() as r:
        user = accounts.user_named(r, tidy(name))
    if user is None:
        raise NotFoundError(name, "nobody has this name", "See geopolitik user list.")
    return user


def reset_password(house: House, user: User, password: str) -> int:
    """Set a user's password and sign them out everywhere; returns how many of their tokens still work.

    Raises:
        UsageError: the password can't be taken.
    """
    kept = hashed(password, name=user.name)
    with house.store.writing() as w:
        accounts.change_user(w, user.id, password_hash=kept)
        accounts.end_sessions(w, user.id)
        audits.note(w, "reset password", "user", user.id, by=None, at=house.clock(), detail=_HERE)
        return sum(token.withdrawn_at is None for token in accounts.tokens_of(w, user.id))


def users(house: House) -> tuple[User, ...]:
    """Everybody with an account, by name."""
    with house.store.reading() as r:
        return accounts.all_users(r)
