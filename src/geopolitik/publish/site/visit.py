"""A visit: one request with everything that a page function needs, and how it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from geopolitik.app.access import may_visit
from geopolitik.app.house import House
from geopolitik.errors import RefusedError, UsageError
from geopolitik.model.people import VISITOR, User, Viewer
from geopolitik.publish.site.marks import mark
from geopolitik.publish.site.site import Site
from geopolitik.publish.site.throttle import Rate, counted
from geopolitik.storage.settings import Settings


@dataclass(frozen=True, slots=True)
class Visit:
    """One request, its form read and its viewer known."""

    request: Request
    site: Site
    settings: Settings
    entry: int
    """The number of the audit log's last entry: what visitors see stays the same as long as it does."""
    nonce: str
    """For the page's own scripts; new with every answer."""
    viewer: Viewer = VISITOR
    csrf: str = ""
    """What a signed-in user's forms must carry."""
    form: FormData = field(default_factory=FormData)

    @property
    def house(self) -> House:
        """The store and the clock."""
        return self.site.house

    @property
    def now(self) -> datetime:
        """This moment, in UTC."""
        return self.site.house.clock()

    @property
    def agent(self) -> str:
        """How the browser calls itself."""
        return self.request.headers.get("user-agent", "")[:300]

    @property
    def who(self) -> str:
        """Whom limits count: the user, or the address the visit comes from."""
        return self.viewer.id or self.host

    def enter(self) -> None:
        """Let only those in who may see the site's public pages.

        Raises:
            RefusedError: the site is for users, and nobody is signed in.
        """
        if not may_visit(self.viewer, guests=self.settings.guests):
            raise RefusedError("this site", "is for users", "Sign in, or ask an editor for an invitation.")

    def part(self, name: str) -> str:
        """A part of the address: `{story_id}`."""
        return str(self.request.path_params.get(name, ""))

    def query(self, name: str) -> str:
        """A parameter of the address, or an empty text."""
        return self.request.query_params.get(name, "")

    def field(self, name: str) -> str:
        """A field of the form, or an empty text."""
        value = self.form.get(name)
        return value if isinstance(value, str) else ""

    def files(self, name: str) -> list[UploadFile]:
        """The files of a form's field; empty ones are left out."""
        found = [value for value in self.form.getlist(name) if isinstance(value, UploadFile)]
        return [file for file in found if file.filename]

    def signed_in(self) -> User:
        """The user.

        Raises:
            RefusedError: nobody is signed in.
        """
        if self.viewer.user is None:
            raise RefusedError("this page", "is for users", "Sign in.")
        return self.viewer.user

    @property
    def host(self) -> str:
        """Where the visit comes from, as limits count it."""
        return counted(self.request.client.host if self.request.client else "")

    def limit(self, what: str, rate: Rate, *, who: str | None = None) -> None:
        """Count a try of the visitor, or of whom or what is named.

        Raises:
            TooOftenError: it was one too many.
        """
        wait = self.site.throttle.wait(what, self.who if who is None else who, rate)
        if wait:
            raise TooOftenError(what, "was tried too often", f"Try again in {round(wait) + 1} seconds.", wait)

    def secret(self, purpose: str, text: str) -> str:
        """A mark on a text that only this site can make."""
        return mark(self.site_key, purpose, text)

    @property
    def site_key(self) -> str:
        """The site's own secret."""
        return str(self.request.app.state.site_key)

    def render(
        self, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **context: Any
    ) -> Response:
        """A page from a template; the visit is `visit` in it."""
        from geopolitik.publish.site.rendering import environment

        page = environment().get_template(template).render(visit=self, **context)
        # Lone surrogates can't be encoded; a page must be.
        return HTMLResponse(page.encode("utf-8", "replace"), status_code=status, headers=dict(headers or {}))

    def to(self, address: str, *, told: str = "", undo: str = "") -> Response:
        """Send the browser to a page of ours after a form, which tells what was done and how to undo it."""
        answer = RedirectResponse(local(address), status_code=303)
        if told:
            from geopolitik.publish.site.notices import leave

            leave(answer, self, told, undo)
        return answer


class TooOftenError(UsageError):
    """Something was tried too often."""

    def __init__(self, subject: str, reason: str, advice: str, seconds: float) -> None:
        super().__init__(subject, reason, advice)
        self.seconds = seconds


def local(address: str) -> str:
    """An address on this site, or the front page for any other: a link must not lead readers away."""
    safe = address.startswith("/") and not address.startswith(("//", "/\\")) and "\\" not in address
    return address if safe and all(c.isprintable() and c != " " for c in address) else "/"
