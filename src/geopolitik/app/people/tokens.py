"""A user's own keys to the API."""

from __future__ import annotations

from geopolitik.app.house import House
from geopolitik.errors import ConflictError, NotFoundError, RefusedError
from geopolitik.model.people import ApiToken, User, Viewer
from geopolitik.storage import accounts, audits


def mine(house: House, viewer: Viewer) -> tuple[ApiToken, ...]:
    """One's own keys, newest first, withdrawn ones too.

    Raises:
        RefusedError: nobody is signed in.
    """
    user = _user(viewer)
    with house.store.reading() as r:
        return accounts.tokens_of(r, user.id)


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
