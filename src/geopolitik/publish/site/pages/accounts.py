"""Signing in and out, registering, one's own account."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.app.people import accounts
from geopolitik.errors import GeopolitikError, NotFoundError
from geopolitik.publish.site import sessions
from geopolitik.publish.site.marks import is_mark
from geopolitik.publish.site.routing import Get, Post, status
from geopolitik.publish.site.throttle import SIGN_IN
from geopolitik.publish.site.visit import Visit, local


def sign_in_page(visit: Visit) -> Response:
    """The form to sign in."""
    return visit.render("sign_in.html.j2", next=local(visit.query("next")), error=None, name="")


def sign_in(visit: Visit) -> Response:
    """Begin a session."""
    name, going = visit.field("name"), local(visit.field("next"))
    try:
        visit.limit("signing in", SIGN_IN)
        key = accounts.sign_in(visit.house, name, visit.field("password"))
    except GeopolitikError as error:
        return visit.render("sign_in.html.j2", status=status(error), next=going, error=error, name=name)
    answer = visit.to(going)
    sessions.begin(answer, key)
    return answer


def sign_out(visit: Visit) -> Response:
    """End the session."""
    accounts.sign_out(visit.house, visit.request.cookies.get(sessions.COOKIE, ""))
    answer = visit.to("/")
    sessions.end(answer)
    return answer


def register_page(visit: Visit) -> Response:
    """The form to make an account."""
    return visit.render("register.html.j2", key=visit.query("key"), error=None, name="")


def register(visit: Visit) -> Response:
    """Make an account and sign in."""
    name, password, key = visit.field("name"), visit.field("password"), visit.field("key")
    try:
        visit.limit("registering", SIGN_IN)
        accounts.register(visit.house, name, password, key=key or None)
    except GeopolitikError as error:
        return visit.render("register.html.j2", status=status(error), key=key, error=error, name=name)
    answer = visit.to("/", told="Welcome. Your account is made, and you are signed in.")
    sessions.begin(answer, accounts.sign_in(visit.house, name, password))
    return answer


def demo(visit: Visit) -> Response:
    """Sign in as the demo's editor, by the link that the demo printed."""
    user = visit.site.demo_user
    if user is None or not is_mark(visit.site_key, "demo", user, visit.query("key")):
        raise NotFoundError("this address", "leads nowhere", "Look at the front page, or search.")
    answer = visit.to("/", told="You are signed in as the demo's editor. Nothing here outlives the demo.")
    sessions.begin(answer, accounts.begin(visit.house, user))
    return answer


PAGES = (
    Get("/sign-in", sign_in_page),
    Post("/sign-in", sign_in),
    Post("/sign-out", sign_out),
    Get("/register", register_page),
    Post("/register", register),
    Get("/demo", demo),
)
