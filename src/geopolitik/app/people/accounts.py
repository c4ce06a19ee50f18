"""Coming in: invitations, registering, signing in and out."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from geopolitik.app.access import need
from geopolitik.app.house import House
from geopolitik.app.people.names import checked_name, tidy, unlike_others
from geopolitik.app.people.passwords import fits, hashed
from geopolitik.errors import NotFoundError, RefusedError
from geopolitik.model.people import Invitation, Role, User, Viewer
from geopolitik.storage import accounts, audits, channels, settings

SESSION = timedelta(days=14)
INVITATION = timedelta(days=14)


def sign_in(house: House, name: str, password: str) -> str:
    """Begin a session; returns its key.

    Raises:
        RefusedError: no account has this name and password.
    """
    with house.store.reading() as r:
        user = accounts.user_named(r, tidy(name))
        kept = accounts.password_hash(r, user.id) if user else None
    if not fits(password, kept) or user is None or user.disabled_at is not None:
        raise RefusedError(
            "sign-in", "name or password is not right", "Check both, or ask for an invitation."
        )
    return begin(house, user.id)


def begin(house: House, user_id: str) -> str:
    """Begin a session for a user who has shown who they are; returns its key."""
    at = house.clock()
    with house.store.writing() as w:
        accounts.clear_sessions(w, at=at)
        audits.note(w, "signed in", "user", user_id, by=user_id, at=at)
        return accounts.begin_session(w, user_id, at=at, until=at + SESSION)


def sign_out(house: House, key: str) -> None:
    """End a session."""
    with house.store.writing() as w:
        accounts.end_session(w, key)


def invite(
    house: House, viewer: Viewer, *, role: Role, channel_id: str | None = None
) -> tuple[Invitation, str]:
    """Open a door for one person; returns the invitation and its key, which is shown once.

    Raises:
        RefusedError: the viewer is no admin, or the role is above their own.
        NotFoundError: there is no such channel.
    """
    need(viewer, Role.ADMIN, "inviting")
    if viewer.user and role.rank < viewer.user.role.rank:
        raise RefusedError("inviting", "the role is above your own", "Choose another role.")
    at = house.clock()
    with house.store.writing() as w:
        if channel_id is not None and channels.get(w, channel_id) is None:
            raise NotFoundError(channel_id, "there is no such channel", "Choose another, or none.")
        made, key = accounts.invite(
            w, role=role, channel_id=channel_id, by=viewer.id, at=at, until=at + INVITATION
        )
        audits.note(w, "invited", "invitation", made.id, by=viewer.id, at=at, detail=role.value)
    return made, key


def first_invitation(house: House) -> str | None:
    """The key for the owner of a site that has no account yet; None once there is one."""
    at = house.clock()
    with house.store.writing() as w:
        if accounts.count_users(w):
            return None
        for earlier in accounts.all_invitations(w):
            # What else was invited on the command line stays open.
            if earlier.role is Role.OWNER and earlier.withdrawn_at is None:
                accounts.withdraw_invitation(w, earlier.id, at=at)
        return accounts.invite(w, role=Role.OWNER, channel_id=None, by=None, at=at, until=at + INVITATION)[1]


def register(house: House, name: str, password: str, *, key: str | None) -> User:
    """Make an account, with an invitation's key or, if the site lets anybody register, without.

    Raises:
        RefusedError: an invitation is needed, or this one can't be used any more.
        UsageError: name or password can't be taken.
        ConflictError: somebody has that name, or one that looks the same.
    """
    name = checked_name(name)
    kept = hashed(password, name=name)
    at = house.clock()
    with house.store.writing() as w:
        invitation = _usable(w, key, at=at) if key else None
        if key and invitation is None:
            raise RefusedError("invitation", "is used, withdrawn or has run out", "Ask for another.")
        if invitation is None and not settings.load(w).registration:
            raise RefusedError("registering", "needs an invitation here", "Ask an editor for one.")
        role = invitation.role if invitation else Role.MEMBER
        user = accounts.add_user(w, name=name, password_hash=kept, role=role, at=at)
        unlike_others(w, user.id, name)
        if invitation:
            accounts.use_invitation(w, invitation.id, by=user.id, at=at)
            if invitation.channel_id:
                channels.add_member(w, invitation.channel_id, user.id, at=at)
        audits.note(w, "registered", "user", user.id, by=user.id, at=at, detail=role.value)
    return user


def _usable(connection: Connection, key: str, *, at: datetime) -> Invitation | None:
    """The invitation of a key, if whoever made it could still make it now."""
    found = accounts.invitation(connection, key, at=at)
    if found is None or found.invited_by is None:
        return found
    # Somebody who was shut out since must not have left a door open.
    host = accounts.viewer(connection, found.invited_by)
    return found if host and host.at_least(Role.ADMIN) and host.at_least(found.role) else None
