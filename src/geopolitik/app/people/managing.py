"""What admins do with accounts: another role, out, and in again."""

from __future__ import annotations

from sqlalchemy import Connection

from geopolitik.app.access import need
from geopolitik.app.house import House
from geopolitik.errors import ConflictError, NotFoundError, RefusedError
from geopolitik.model.people import VISITOR, Invitation, Role, User, Viewer
from geopolitik.storage import accounts, audits


def change_role(house: House, viewer: Viewer, user_id: str, role: Role) -> User:
    """Give a user another role; returns the user as they were.

    Nobody changes their own: so an owner can't lock themselves out, and a site keeps an owner.

    Raises:
        RefusedError: the viewer may not, or it is the viewer.
        NotFoundError: there is no such user.
    """
    at = house.clock()
    with house.store.writing() as w:
        viewer = _as_they_are_now(w, viewer)
        user = _manageable(w, viewer, user_id)
        if not viewer.at_least(role):
            raise RefusedError(user.name, "would have a role above your own", "Choose another role.")
        accounts.change_user(w, user_id, role=role.value)
        detail = f"{user.role} → {role}"
        audits.note(w, "changed role", "user", user_id, by=viewer.id, at=at, detail=detail)
    return user


def disable(house: House, viewer: Viewer, user_id: str, *, disabled: bool) -> User:
    """Shut a user out, or let them in again; what they wrote stays.

    A disabled user is signed out at once, and their tokens don't work until they are let in again.

    Raises:
        RefusedError: the viewer may not, or it is the viewer.
        NotFoundError: there is no such user.
    """
    at = house.clock()
    with house.store.writing() as w:
        user = _manageable(w, _as_they_are_now(w, viewer), user_id)
        accounts.change_user(w, user_id, disabled_at=at if disabled else None)
        accounts.end_sessions(w, user_id)
        audits.note(w, "disabled" if disabled else "enabled", "user", user_id, by=viewer.id, at=at)
    return user


def invitations(house: House, viewer: Viewer) -> tuple[Invitation, ...]:
    """The invitations that somebody could still use, newest first.

    Raises:
        RefusedError: the viewer is no admin.
    """
    need(viewer, Role.ADMIN, "the list of invitations")
    at = house.clock()
    with house.store.reading() as r:
        found = accounts.all_invitations(r)
    return tuple(i for i in found if i.used_by is None and i.withdrawn_at is None and i.expires_at > at)


def withdraw_invitation(house: House, viewer: Viewer, invitation_id: str, *, withdrawn: bool) -> Invitation:
    """Close a door before somebody came in, or open it again: the link that was given then works again.

    Raises:
        RefusedError: the viewer is no admin, or it is for a role above their own.
        NotFoundError: there is no such invitation.
        ConflictError: somebody has used it.
    """
    at = house.clock()
    with house.store.writing() as w:
        viewer = _as_they_are_now(w, viewer)
        need(viewer, Role.ADMIN, "withdrawing an invitation")
        found = accounts.one_invitation(w, invitation_id)
        if found is None:
            raise NotFoundError(invitation_id, "there is no such invitation")
        if not viewer.at_least(found.role):
            raise RefusedError("invitation", "is for a role above your own", "Ask the owner.")
        if found.used_by is not None:
            raise ConflictError("invitation", "was used meanwhile", "Look at the list of users.")
        accounts.withdraw_invitation(w, invitation_id, at=at if withdrawn else None)
        action = "withdrew" if withdrawn else "brought back"
        audits.note(w, action, "invitation", invitation_id, by=viewer.id, at=at, detail=found.role.value)
    return found


def _as_they_are_now(connection: Connection, viewer: Viewer) -> Viewer:
    """The viewer read again while nobody else writes; a visitor if they were shut out meanwhile.

    Of two owners who shut each other out at the same moment, the second is refused: one always stays.
    """
    return (accounts.viewer(connection, viewer.id) if viewer.id else None) or VISITOR


def _manageable(connection: Connection, viewer: Viewer, user_id: str) -> User:
    need(viewer, Role.ADMIN, "managing users")
    user = accounts.user(connection, user_id)
    if user is None:
        raise NotFoundError(user_id, "there is no such user")
    if user_id == viewer.id:
        raise RefusedError(user.name, "is yourself", "Ask another admin or owner.")
    if not viewer.at_least(user.role):
        raise RefusedError(user.name, "has a role above your own", "Ask the owner.")
    return user
