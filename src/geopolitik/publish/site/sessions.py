"""The cookie that says who is signed in."""

from __future__ import annotations

import hmac

from starlette.requests import Request
from starlette.responses import Response

from geopolitik.app.house import House
from geopolitik.app.people.accounts import SESSION
from geopolitik.errors import RefusedError
from geopolitik.model.people import VISITOR, Viewer
from geopolitik.storage import accounts

COOKIE = "__Host-session"


def viewer(house: House, request: Request) -> tuple[Viewer, str]:
    """Who is looking, and what their forms must carry."""
    key = request.cookies.get(COOKIE, "")
    if not key:
        return VISITOR, ""
    with house.store.reading() as r:
        session = accounts.session(r, key, at=house.clock())
        found = accounts.viewer(r, session.user_id) if session else None
    return (found, session.csrf) if found and session else (VISITOR, "")


def check(viewer: Viewer, csrf: str, sent: str) -> None:
    """Take a signed-in user's form only with the mark that their pages carry.

    Raises:
        RefusedError: it is missing or wrong.
    """
    if viewer.user is not None and not hmac.compare_digest(csrf.encode(), sent.encode()):
        raise RefusedError(
            "this form", "was not made by this site for you", "Go back, reload, send it again."
        )


def begin(answer: Response, key: str) -> None:
    """Let the browser carry a session's key."""
    answer.set_cookie(
        COOKIE,
        key,
        max_age=int(SESSION.total_seconds()),
        path="/",
        secure=True,
        httponly=True,
        samesite="lax",
    )


def end(answer: Response) -> None:
    """Let the browser forget it."""
    answer.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
