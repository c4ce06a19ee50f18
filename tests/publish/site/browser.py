"""A browser that isn't one: it sends requests to the site as a page of ours would."""

from __future__ import annotations

from typing import Protocol

from httpx2 import Response
from starlette.testclient import TestClient

from geopolitik.model.people import Role, User

ADDRESS = "https://geopolitik.test"


class Browser(TestClient):
    """A client that is signed in, or not, and knows the mark that its forms must carry."""

    csrf = ""
    user: User | None = None

    def submit(self, address: str, **fields: str | list[str]) -> Response:
        """Send a form as a page of ours would; the answer is not followed."""
        return self.post(address, data={"csrf": self.csrf, **fields}, follow_redirects=False)


class Browsers(Protocol):
    """Makes browsers: `browser()` of a visitor, `browser(Role.EDITOR)` of a user who is signed in."""

    def __call__(self, role: Role | None = None, name: str = "") -> Browser: ...
