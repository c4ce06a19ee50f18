"""One's own account: name, password, where one is signed in, keys to the API."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from geopolitik.app.access import may_write
from geopolitik.app.people import oneself, tokens
from geopolitik.app.people.oneself import MOST_ABOUT
from geopolitik.app.posting.pictures import add_picture
from geopolitik.errors import ConflictError, GeopolitikError, NotFoundError, UsageError
from geopolitik.model.people import ApiToken
from geopolitik.publish.site import sessions
from geopolitik.publish.site.routing import Get, Post, status
from geopolitik.publish.site.throttle import SIGN_IN, UPLOAD
from geopolitik.publish.site.visit import Visit


def account(visit: Visit) -> Response:
    """The whole account on one page."""
    return _page(visit)


def present(visit: Visit) -> Response:
    """Change name and text."""
    user = visit.signed_in()
    name, about = visit.field("name"), visit.field("about")
    try:
        oneself.present(visit.house, visit.viewer, name=name, about=about)
    except GeopolitikError as error:
        return _page(visit, error=error, at="present", name=name, about=about)
    renamed = f" You sign in as {name.strip()} from now on." if name != user.name else ""
    return visit.to("/account", told=f"Saved.{renamed}")


def show(visit: Visit) -> Response:
    """Choose a picture, or none."""
    before = visit.signed_in().picture
    files = visit.files("picture")
    try:
        if files:
            visit.limit("sending pictures", UPLOAD)
            picture = add_picture(visit.house, visit.viewer, files[0].file.read()).picture.id
        elif visit.field("do") == "remove":
            picture = None
        else:
            raise UsageError("picture", "is missing", "Choose a file.")
        oneself.show(visit.house, visit.viewer, picture)
    except GeopolitikError as error:
        return _page(visit, error=error, at="picture")
    undo = f"/account/picture/{before}" if before and before != picture else ""
    return visit.to("/account", told="Saved." if picture else "The picture is taken away.", undo=undo)


def show_again(visit: Visit) -> Response:
    """Back to the picture that one had."""
    oneself.show(visit.house, visit.viewer, visit.part("picture_id"))
    return visit.to("/account", told="Back to the picture before.")


def password(visit: Visit) -> Response:
    """Change the password; this session goes on, all others end."""
    user = visit.signed_in()
    try:
        visit.limit("changing a password", SIGN_IN, who=user.id)
        oneself.change_password(
            visit.house, visit.viewer, visit.field("old"), visit.field("new"), key=_key(visit)
        )
    except GeopolitikError as error:
        return _page(visit, error=error, at="password")
    return visit.to("/account", told="Your password is changed, and you are signed out everywhere else.")


def end_session(visit: Visit) -> Response:
    """Sign out somewhere else."""
    oneself.end_session(visit.house, visit.viewer, visit.part("session_id"))
    return visit.to("/account#sessions", told="That session is ended.")


def end_others(visit: Visit) -> Response:
    """Sign out everywhere else."""
    ended = oneself.end_other_sessions(visit.house, visit.viewer, key=_key(visit))
    return visit.to("/account#sessions", told=f"{ended} other {_sessions(ended)} ended; this one goes on.")


def make_token(visit: Visit) -> Response:
    """Make a key to the API and show it, this once."""
    try:
        token, key = tokens.make(visit.house, visit.viewer, visit.field("name"))
    except GeopolitikError as error:
        return _page(visit, error=error, at="token", token_name=visit.field("name"))
    return visit.render("token_made.html.j2", token=token, key=key)


def ask_withdraw(visit: Visit) -> Response:
    """Ask before a key is withdrawn: that can't be undone."""
    return visit.render("token_withdraw.html.j2", token=_token(visit))


def withdraw_token(visit: Visit) -> Response:
    """Withdraw a key."""
    token = _token(visit)
    try:
        tokens.withdraw(visit.house, visit.viewer, token.id)
    except ConflictError:
        return visit.to("/account#tokens", told=f"“{token.name}” was withdrawn already.")
    return visit.to("/account#tokens", told=f"“{token.name}” is withdrawn: it opens nothing any more.")


def _page(
    visit: Visit,
    *,
    error: GeopolitikError | None = None,
    at: str = "",
    **said: str,
) -> Response:
    """The account; `error` is told at the form `at`, which keeps what was said."""
    user = visit.signed_in()
    filled: dict[str, Any] = {"name": user.name, "about": user.about, "token_name": ""} | said
    return visit.render(
        "account.html.j2",
        status=status(error) if error else 200,
        user=user,
        said=filled,
        error=error,
        at=at,
        most_about=MOST_ABOUT,
        sessions=oneself.sessions(visit.house, visit.viewer, key=_key(visit)),
        tokens=tokens.mine(visit.house, visit.viewer),
        may_show=may_write(visit.viewer),
    )


def _token(visit: Visit) -> ApiToken:
    token_id = visit.part("token_id")
    found = next((t for t in tokens.mine(visit.house, visit.viewer) if t.id == token_id), None)
    if found is None:
        raise NotFoundError(token_id, "there is no such token of yours", "See your account.")
    return found


def _key(visit: Visit) -> str:
    return visit.request.cookies.get(sessions.COOKIE, "")


def _sessions(number: int) -> str:
    return "session is" if number == 1 else "sessions are"


PAGES = (
    Get("/account", account),
    Post("/account", present),
    Post("/account/picture", show),
    Post("/account/picture/{picture_id}", show_again),
    Post("/account/password", password),
    Post("/account/sessions/end-others", end_others),
    Post("/account/sessions/{session_id}/end", end_session),
    Post("/account/tokens", make_token),
    Get("/account/tokens/{token_id}/withdraw", ask_withdraw),
    Post("/account/tokens/{token_id}/withdraw", withdraw_token),
)
