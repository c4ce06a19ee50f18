"""One's own account: how one presents oneself, the password, where one is signed in."""

from __future__ import annotations

from geopolitik.app.house import House
from geopolitik.app.people.names import checked_name, unlike_others
from geopolitik.app.people.passwords import fits, hashed
from geopolitik.errors import NotFoundError, RefusedError, UsageError
from geopolitik.model.people import User, Viewer
from geopolitik.storage import accounts, audits, media
from geopolitik.storage.accounts import Session

MOST_ABOUT = 500
"""Characters that a user may say about themselves."""


def present(house: House, viewer: Viewer, *, name: str, about: str) -> None:
    """Change one's name and what one says about oneself.

    Raises:
        RefusedError: nobody is signed in.
        UsageError: the name can't be taken, or the text is too long.
        ConflictError: somebody else has that name, or one that looks the same.
    """
    user = _user(viewer)
    name, about = checked_name(name), about.replace("\r\n", "\n").strip()
    if len(about) > MOST_ABOUT:
        raise UsageError("the text about you", f"is longer than {MOST_ABOUT} characters", "Shorten it.")
    detail = f"{user.name} → {name}" if name != user.name else ""
    with house.store.writing() as w:
        accounts.change_user(w, user.id, name=name, about=about)
        if name != user.name:
            unlike_others(w, user.id, name)
        audits.note(w, "changed", "user", user.id, by=user.id, at=house.clock(), detail=detail)


def show(house: House, viewer: Viewer, picture: str | None) -> None:
    """Choose a picture that is kept on this site as one's own, or none.

    Raises:
        RefusedError: nobody is signed in.
        NotFoundError: there is no such picture.
    """
    user = _user(viewer)
    with house.store.writing() as w:
        if picture is not None and media.get(w, picture) is None:
            raise NotFoundError(picture, "there is no such picture", "Choose another.")
        accounts.change_user(w, user.id, picture=picture)
        action = "changed picture" if picture else "removed picture"
        audits.note(w, action, "user", user.id, by=user.id, at=house.clock())


def change_password(house: House, viewer: Viewer, old: str, new: str, *, key: str) -> None:
    """Change one's own password, and sign out everywhere but in the session of `key`.

    Raises:
        RefusedError: the old password is not right.
        UsageError: the new one can't be taken.
    """
    user = _user(viewer)
    with house.store.reading() as r:
        kept = accounts.password_hash(r, user.id)
    if not fits(old, kept):
        raise RefusedError("password", "the old one is not right", "Try again.")
    fresh = hashed(new, name=user.name)
    at = house.clock()
    with house.store.writing() as w:
        here = accounts.session(w, key, at=at)
        accounts.change_user(w, user.id, password_hash=fresh)
        accounts.end_sessions(w, user.id, but=here.id if here else None)
        audits.note(w, "changed password", "user", user.id, by=user.id, at=at)


def sessions(house: House, viewer: Viewer, *, key: str) -> tuple[tuple[Session, bool], ...]:
    """Where one is signed in, newest first; each with whether it is the session of `key`.

    Raises:
        RefusedError: nobody is signed in.
    """
    user = _user(viewer)
    at = house.clock()
    with house.store.reading() as r:
        here = accounts.session(r, key, at=at)
        return tuple((found, found == here) for found in accounts.sessions_of(r, user.id, at=at))


def end_session(house: House, viewer: Viewer, session_id: str) -> None:
    """End one of one's own sessions.

    Raises:
        RefusedError: nobody is signed in.
        NotFoundError: there is none, or it is somebody else's.
    """
    user = _user(viewer)
    with house.store.writing() as w:
        if not accounts.end_sessions(w, user.id, only=session_id):
            raise NotFoundError(session_id, "there is no such session of yours", "It may have ended.")
        audits.note(w, "ended session", "user", user.id, by=user.id, at=house.clock())


def end_other_sessions(house: House, viewer: Viewer, *, key: str) -> int:
    """End all one's own sessions but the one of `key`; returns how many.

    Raises:
        RefusedError: nobody is signed in.
    """
    user = _user(viewer)
    at = house.clock()
    with house.store.writing() as w:
        here = accounts.session(w, key, at=at)
        ended = accounts.end_sessions(w, user.id, but=here.id if here else None)
        audits.note(w, "ended other sessions", "user", user.id, by=user.id, at=at, detail=str(ended))
    return ended


def _user(viewer: Viewer) -> User:
    if viewer.user is None:
        raise RefusedError("account", "is for users", "Sign in.")
    return viewer.user
