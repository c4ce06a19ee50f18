"""A user's own keys to the API."""

from __future__ import annotations

from datetime import timedelta

from geopolitik.app.house import House
from geopolitik.errors import ConflictError, NotFoundError, RefusedError, UsageError
from geopolitik.model.people import ApiToken, User, Viewer
from geopolitik.storage import accounts, audits
from geopolitik.text.clean import one_line

_LONGEST = 80
_MOST = 50
_TELLING = timedelta(hours=1)
"""A finer time of last use would cost a write with every request."""


def mine(house: House, viewer: Viewer) -> tuple[ApiToken, ...]:
    """One's own keys, newest first, withdrawn ones too.

    Raises:
        RefusedError: nobody is signed in.
    """
    user = _user(viewer)
    with house.store.reading() as r:
        return accounts.tokens_of(r, user.id)


def make(house: House, viewer: Viewer, name: str) -> tuple[ApiToken, str]:
    """A new key of one's own, named by what it is for; returns it with the key, which is shown once.

    Raises:
        RefusedError: nobody is signed in.
        UsageError: the name is missing or too long.
        ConflictError: one has as many as anybody may have.
    """
    user = _user(viewer)
    name = one_line(name)
    if not name or len(name) > _LONGEST:
        raise UsageError("name", f"must be 1 to {_LONGEST} characters", "Say what the token is for.")
    at = house.clock()
    with house.store.writing() as w:
        if sum(token.withdrawn_at is None for token in accounts.tokens_of(w, user.id)) >= _MOST:
            raise ConflictError("tokens", f"are {_MOST} already", "Withdraw one first.")
        made, key = accounts.add_token(w, user.id, name, at=at)
        audits.note(w, "made", "token", made.id, by=user.id, at=at, detail=name)
    return made, key


def used(house: House, token_key: str) -> Viewer | None:
    """Who comes with a key; when is written down, to the hour. None for an unknown or withdrawn one.

    A disabled user's keys are unknown too.
    """
    at = house.clock()
    with house.store.reading() as r:
        found = accounts.token(r, token_key)
        viewer = accounts.viewer(r, found.user_id) if found else None
    if found and viewer and (found.used_at is None or at - found.used_at >= _TELLING):
        with house.store.writing() as w:
            accounts.use_token(w, found.id, at=at)
    return viewer


def withdraw(house: House, viewer: Viewer, token_id: str) -> None:
    """Make one of one's own keys useless, for good.

    Raises:
        RefusedError: nobody is signed in.
        NotFoundError: there is none, or it is somebody else's.
        ConflictError: it was withdrawn already.
    """
    user = _user(viewer)
    at = house.clock()
    with house.store.writing() as w:
        found = next((token for token in accounts.tokens_of(w, user.id) if token.id == token_id), None)
        if found is None:
            raise NotFoundError(token_id, "there is no such token of yours")
        if found.withdrawn_at is not None:
            raise ConflictError(found.name, "was withdrawn already")
        accounts.withdraw_token(w, token_id, user.id, at=at)
        audits.note(w, "withdrew", "token", token_id, by=user.id, at=at, detail=found.name)


def _user(viewer: Viewer) -> User:
    if viewer.user is None:
        raise RefusedError("tokens", "are for users", "Sign in.")
    return viewer.user
