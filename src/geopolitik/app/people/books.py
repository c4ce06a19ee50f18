"""What admins look up: who has an account, and who did what."""

from __future__ import annotations

from geopolitik.app.access import need
from geopolitik.app.house import House
from geopolitik.errors import NotFoundError
from geopolitik.model.people import Audit, Role, User, Viewer
from geopolitik.storage import accounts, audits
from geopolitik.storage.audits import Wanted


def users(house: House, viewer: Viewer) -> tuple[User, ...]:
    """Everybody with an account, disabled ones too, by name.

    Raises:
        RefusedError: the viewer is no admin.
    """
    need(viewer, Role.ADMIN, "the list of users")
    with house.store.reading() as r:
        return accounts.all_users(r)


def user(house: House, viewer: Viewer, user_id: str) -> User:
    """One of them.

    Raises:
        RefusedError: the viewer is no admin.
        NotFoundError: there is no such user.
    """
    need(viewer, Role.ADMIN, "the list of users")
    with house.store.reading() as r:
        found = accounts.user(r, user_id)
    if found is None:
        raise NotFoundError(user_id, "there is no such user")
    return found


def audit(
    house: House, viewer: Viewer, *, before: int | None, limit: int, wanted: Wanted | None = None
) -> tuple[Audit, ...]:
    """The entries of the audit log before a number, newest first.

    Raises:
        RefusedError: the viewer is no admin.
    """
    need(viewer, Role.ADMIN, "the audit log")
    with house.store.reading() as r:
        return audits.newest(r, wanted, before=before, limit=limit)


def words(house: House, viewer: Viewer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The actions and the kinds of things that the audit log names.

    Raises:
        RefusedError: the viewer is no admin.
    """
    need(viewer, Role.ADMIN, "the audit log")
    with house.store.reading() as r:
        return audits.words(r)
