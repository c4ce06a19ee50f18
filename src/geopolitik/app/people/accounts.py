"""Coming in: invitations, registering, signing in and out."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta

from geopolitik.app.access import need
from geopolitik.app.house import House
from geopolitik.app.people.passwords import fits, hashed
from geopolitik.errors import NotFoundError, RefusedError, UsageError
from geopolitik.model.people import Invitation, Role, User, Viewer
from geopolitik.storage import accounts, audits, channels, settings

SESSION = timedelta(days=14)
_INVITATION = timedelta(days=14)
_NAME = re.compile(r"\w[\w .'\-]{1,38}\w")


def sign_in(house: House, name: str, password: str) -> str:
    """Begin a session; returns its key.

    Raises:
        RefusedError: no account has this name and password.
    """
    with house.store.reading() as r:
        user = accounts.user_named(r, name.strip())
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
    """
    need(viewer, Role.ADMIN, "inviting")
    if viewer.user and role.rank < viewer.user.role.rank:
        raise RefusedError("inviting", "the role is above your own", "Choose another role.")
    at = house.clock()
    with house.store.writing() as w:
        made, key = accounts.invite(
            w, role=role, channel_id=channel_id, by=viewer.id, at=at, until=at + _INVITATION
        )
        audits.note(w, "invited", "invitation", made.id, by=viewer.id, at=at, detail=role.value)
    return made, key


def first_invitation(house: House) -> str | None:
    """The key for the owner of a site that has no account yet; None once there is one."""
    at = house.clock()
    with house.store.writing() as w:
        if accounts.count_users(w):
            return None
        for open_ in accounts.all_invitations(w):
            accounts.withdraw_invitation(w, open_.id, at=at)
        return accounts.invite(w, role=Role.OWNER, channel_id=None, by=None, at=at, until=at + _INVITATION)[1]


def register(house: House, name: str, password: str, *, key: str | None) -> User:
    """Make an account, with an invitation's key or, if the site lets anybody register, without.

    Raises:
        RefusedError: an invitation is needed, or this one can't be used any more.
        UsageError: name or password can't be taken.
        ConflictError: somebody has that name.
    """
    name = checked_name(name)
    kept = hashed(password, name=name)
    at = house.clock()
    with house.store.writing() as w:
        invitation = accounts.invitation(w, key, at=at) if key else None
        if key and invitation is None:
            raise RefusedError("invitation", "is used, withdrawn or has run out", "Ask for another.")
        if invitation is None and not settings.load(w).registration:
            raise RefusedError("registering", "needs an invitation here", "Ask an editor for one.")
        role = invitation.role if invitation else Role.MEMBER
        user = accounts.add_user(w, name=name, password_hash=kept, role=role, at=at)
        if invitation:
            accounts.use_invitation(w, invitation.id, by=user.id, at=at)
            if invitation.channel_id:
                channels.add_member(w, invitation.channel_id, user.id, at=at)
        audits.note(w, "registered", "user", user.id, by=user.id, at=at, detail=role.value)
    return user


def checked_name(name: str) -> str:
    """A name fit to be shown.

    Raises:
        UsageError: it is too short or long, or holds more than letters, digits, spaces and `.-'_`.
    """
    tidy = " ".join(unicodedata.normalize("NFKC", name).split())
    if not _NAME.fullmatch(tidy):
        raise UsageError("name", "must be 3 to 40 letters, digits, spaces or .-'_", "Choose another.")
    return tidy


def change_password(house: House, viewer: Viewer, old: str, new: str) -> None:
    """Change one's own password, and sign out everywhere else.

    Raises:
        RefusedError: the old password is not right.
        UsageError: the new one can't be taken.
    """
    if viewer.user is None:
        raise RefusedError("password", "nobody is signed in", "Sign in.")
    with house.store.reading() as r:
        kept = accounts.password_hash(r, viewer.user.id)
    if not fits(old, kept):
        raise RefusedError("password", "the old one is not right", "Try again.")
    fresh = hashed(new, name=viewer.user.name)
    with house.store.writing() as w:
        accounts.change_user(w, viewer.user.id, password_hash=fresh)
        accounts.end_sessions(w, viewer.user.id)
        audits.note(w, "changed password", "user", viewer.user.id, by=viewer.id, at=house.clock())


def change_role(house: House, viewer: Viewer, user_id: str, role: Role) -> User:
    """Give a user another role.

    Raises:
        RefusedError: the viewer may not, or it would leave the site without an owner.
        NotFoundError: there is no such user.
    """
    user = _manageable(house, viewer, user_id)
    if viewer.user and role.rank < viewer.user.role.rank:
        raise RefusedError(user.name, "the role is above your own", "Choose another role.")
    with house.store.writing() as w:
        owners = [u for u in accounts.all_users(w) if u.role is Role.OWNER and u.disabled_at is None]
        if [u.id for u in owners] == [user_id] and role is not Role.OWNER:
            raise RefusedError(user.name, "is the only owner", "Make somebody else owner first.")
        accounts.change_user(w, user_id, role=role.value)
        audits.note(
            w, "changed role", "user", user_id, by=viewer.id, at=house.clock(), detail=f"{user.role} → {role}"
        )
    return user


def disable(house: House, viewer: Viewer, user_id: str, *, disabled: bool) -> User:
    """Shut a user out, or let them in again; what they wrote stays.

    Raises:
        RefusedError: the viewer may not, or it is the viewer.
        NotFoundError: there is no such user.
    """
    user = _manageable(house, viewer, user_id)
    if user_id == viewer.id:
        raise RefusedError(user.name, "is yourself", "Ask another admin.")
    at = house.clock()
    with house.store.writing() as w:
        accounts.change_user(w, user_id, disabled_at=at if disabled else None)
        accounts.end_sessions(w, user_id)
        action = "disabled" if disabled else "enabled"
        audits.note(w, action, "user", user_id, by=viewer.id, at=at)
    return user


def _manageable(house: House, viewer: Viewer, user_id: str) -> User:
    need(viewer, Role.ADMIN, "managing users")
    with house.store.reading() as r:
        user = accounts.user(r, user_id)
    if user is None:
        raise NotFoundError(user_id, "there is no such user")
    if viewer.user and user.role.rank < viewer.user.role.rank:
        raise RefusedError(user.name, "has a role above your own", "Ask the owner.")
    return user
