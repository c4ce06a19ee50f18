"""A site over a store of its own, and clients of its API with the tokens of users in every role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from tests.publish.site.browser import ADDRESS as ADDRESS
from tests.publish.site.conftest import clock as clock
from tests.publish.site.conftest import house as house
from tests.publish.site.conftest import sample_trace as sample_trace
from tests.publish.site.conftest import site as site
from tests.publish.site.conftest import story as story

from geopolitik.app.house import House
from geopolitik.model.keeping import KeptDerivation, StoryHead
from geopolitik.model.people import Role, User, Viewer
from geopolitik.publish.site.application import application
from geopolitik.publish.site.site import Site
from geopolitik.storage import accounts, stories

BASE = "/api/v1"


class Client(TestClient):
    """A client of the API; addresses are those below /api/v1."""

    user: User | None = None

    @property
    def viewer(self) -> Viewer:
        """Who it is."""
        return Viewer(self.user)

    def request(self, method: str, url: Any, **more: Any) -> Response:
        """Send a request."""
        return super().request(method, f"{BASE}{url}", **more)


Clients = Callable[..., Client]


@pytest.fixture
def edges(house: House, story: StoryHead) -> tuple[KeptDerivation, ...]:
    """The edges of the sample story."""
    with house.store.reading() as r:
        return stories.edges_of(r, story.id)


@pytest.fixture
def uncredited(edges: tuple[KeptDerivation, ...]) -> KeptDerivation:
    """The channel's rewrite, which credits nobody."""
    return max((edge for edge in edges if edge.credit == "none"), key=lambda edge: edge.high)


@pytest.fixture
def client(site: Site) -> Clients:
    """Makes a client: `client()` of a visitor, `client(Role.EDITOR)` with the token of a user."""
    app = application(site)

    def made(role: Role | None = None, name: str = "") -> Client:
        found = Client(app, base_url=ADDRESS, raise_server_exceptions=False)
        if role is not None:
            at = site.house.clock()
            with site.house.store.writing() as w:
                user = accounts.add_user(
                    w, name=name or f"{role.value.title()} One", password_hash="none", role=role, at=at
                )
                _, key = accounts.add_token(w, user.id, "tests", at=at)
            found.user = user
            found.headers["authorization"] = f"Bearer {key}"
        return found

    return made
