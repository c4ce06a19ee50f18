"""Who asks: the token is read, the viewer found, the request counted. Cookies are not looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from geopolitik.app.access import may_visit
from geopolitik.app.house import House
from geopolitik.app.people import tokens
from geopolitik.errors import RefusedError
from geopolitik.model.people import VISITOR, Role, User, Viewer
from geopolitik.publish.api.problems import ProblemError
from geopolitik.publish.site.site import Site
from geopolitik.publish.site.throttle import API, Rate, counted
from geopolitik.publish.site.visit import TooOftenError
from geopolitik.storage import settings

_BEARER = re.compile(r"bearer +([!-~]{1,200})", re.IGNORECASE)
_UNKNOWN = {"www-authenticate": 'Bearer realm="api", error="invalid_token"'}


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: the site it is for, and who asks."""

    site: Site
    viewer: Viewer
    guests: bool
    host: str
    """The address it comes from."""

    @property
    def house(self) -> House:
        """The store and the clock."""
        return self.site.house

    @property
    def works_here(self) -> bool:
        """Whether the viewer is an analyst or above: only they see foreign texts whole."""
        return self.viewer.at_least(Role.ANALYST)

    def enter(self) -> None:
        """Let only those in who may see the site's public pages.

        Raises:
            RefusedError: the site is for users, and nobody is signed in.
        """
        if not may_visit(self.viewer, guests=self.guests):
            raise RefusedError("this site", "is for users", "Send a token.")

    def user(self) -> User:
        """The user whose token was sent.

        Raises:
            RefusedError: none was.
        """
        if self.viewer.user is None:
            raise RefusedError("this address", "is for users", "Send a token.")
        return self.viewer.user

    def limit(self, what: str, rate: Rate) -> None:
        """Count a try.

        Raises:
            TooOftenError: it was one too many.
        """
        limit(self.site, what, self.viewer.id or self.host, rate)

    def page(self, path: str) -> str:
        """The address of a page of the site."""
        return self.site.address + path


def limit(site: Site, what: str, who: str, rate: Rate) -> None:
    """Count a try of somebody."""
    wait = site.throttle.wait(what, who, rate)
    if wait:
        raise TooOftenError(what, "was tried too often", f"Try again in {round(wait) + 1} seconds.", wait)


def asked(request: Request) -> Ask:
    """Read the token and count the request.

    Raises:
        ProblemError: the token is unknown.
        TooOftenError: too many requests came from this user, or from this address.
    """
    site: Site = request.app.state.site
    host = counted(request.client.host if request.client else "")
    sent = request.headers.get("authorization")
    viewer = VISITOR if sent is None else _viewer(site, sent)
    # Wrong tokens are counted by address too: they must not be guessed at full speed.
    limit(site, "the API", (viewer.id if viewer else None) or host, API)
    if viewer is None:
        raise ProblemError(401, "The token is unknown, or was withdrawn.", _UNKNOWN)
    request.state.signed_in = viewer.user is not None
    with site.house.store.reading() as r:
        guests = settings.load(r).guests
    return Ask(site, viewer, guests, host)


def _viewer(site: Site, sent: str) -> Viewer | None:
    token = _BEARER.fullmatch(sent.strip())
    if token is None:
        return None
    return tokens.used(site.house, token[1])


Asking = Annotated[Ask, Depends(asked)]


def asked_by_user(ask: Asking) -> Ask:
    """Let only users on, before anything else of their request is looked at.

    Raises:
        RefusedError: no token was sent.
    """
    ask.user()
    return ask


AskingUser = Annotated[Ask, Depends(asked_by_user)]
