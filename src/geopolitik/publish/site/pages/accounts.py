"""Signing in and out, and registering."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.app.people import accounts
from geopolitik.app.people.names import tidy
from geopolitik.errors import GeopolitikError, NotFoundError, RefusedError
from geopolitik.publish.site import sessions
from geopolitik.publish.site.marks import is_mark
from geopolitik.publish.site.routing import Get, Post, status, waiting
from geopolitik.publish.site.throttle import ONE_NAME, SIGN_IN
from geopolitik.publish.site.visit import Visit, local
from geopolitik.storage.accounts import folded


def sign_in_page(visit: Visit) -> Response:
    """The form to sign in."""
    return visit.render("sign_in.html.j2", next=local(visit.query("next")), error=None, name="")


def sign_in(visit: Visit) -> Response:
    """Begin a session."""
    name, going = visit.field("name")[:200], local(visit.field("next"))
    try:
        visit.limit("signing in", SIGN_IN, who=visit.host)
        visit.limit("signing in", ONE_NAME, who=f"as {folded(tidy(name))}")
        key = accounts.sign_in(visit.house, name, visit.field("password"))
    except GeopolitikError as error:
        return visit.render(
            "sign_in.html.j2",
            status=status(error),
            headers=waiting(error),
            next=going,
            error=error,
            name=name,
        )
    return _signed_in(visit, visit.to(going), key)


def sign_out(visit: Visit) -> Response:
    """End the session."""
    accounts.sign_out(visit.house, visit.request.cookies.get(sessions.COOKIE, ""))
    answer = visit.to("/")
    sessions.end(answer)
    return answer


def register_page(visit: Visit) -> Response:
    """The form to make an account."""
    key = visit.query("key")
    is_closed = not (key or visit.settings.registration)
    told = RefusedError("registering", "needs an invitation here", "Ask an editor for one.")
    error = told if is_closed else None
    return visit.render("register.html.j2", key=key, error=error, name="", closed=is_closed)


def register(visit: Visit) -> Response:
    """Make an account and sign in."""
    name, password, key = visit.field("name"), visit.field("password"), visit.field("key")
    try:
        visit.limit("registering", SIGN_IN, who=visit.host)
        user = accounts.register(visit.house, name, password, key=key or None)
    except GeopolitikError as error:
        return visit.render(
            "register.html.j2", status=status(error), key=key, error=error, name=name, closed=False
        )
    answer = visit.to("/", told="Welcome. Your account is made, and you are signed in.")
    return _signed_in(visit, answer, accounts.begin(visit.house, user.id))


def demo(visit: Visit) -> Response:
    """Sign in as the demo's editor, by the link that the demo printed."""
    user = visit.site.demo_user
    if user is None or not is_mark(visit.site_key, "demo", user, visit.query("key")):
        raise NotFoundError("this address", "leads nowhere", "Look at the front page, or search.")
    answer = visit.to("/", told="You are signed in as the demo's editor. Nothing here outlives the demo.")
    return _signed_in(visit, answer, accounts.begin(visit.house, user))


def _signed_in(visit: Visit, answer: Response, key: str) -> Response:
    """The answer with the new session's key; the session that the browser had before ends."""
    before = visit.request.cookies.get(sessions.COOKIE)
    if before:
        accounts.sign_out(visit.house, before)
    sessions.begin(answer, key)
    return answer


PAGES = (
    Get("/sign-in", sign_in_page),
    Post("/sign-in", sign_in),
    Post("/sign-out", sign_out),
    Get("/register", register_page),
    Post("/register", register),
    Get("/demo", demo),
)
