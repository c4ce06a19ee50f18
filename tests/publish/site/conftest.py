"""A site over a store of its own, and browsers of users in every role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from tests.publish.site.browser import ADDRESS, Browser, Browsers
from tests.publish.site.newsroom import channel_of

from geopolitik.app import sample_story, trace
from geopolitik.app.checking import Desk
from geopolitik.app.house import House
from geopolitik.app.people.accounts import begin
from geopolitik.app.stories.keeping import keep
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role, Viewer
from geopolitik.model.publishing import Channel
from geopolitik.model.story import Trace
from geopolitik.publish.site import sessions
from geopolitik.publish.site.application import application
from geopolitik.publish.site.site import Site
from geopolitik.publish.site.throttle import Throttle
from geopolitik.storage import accounts, open_store


@dataclass
class Clock:
    """A clock that only moves when it is told to."""

    moment: datetime = field(default=datetime(2031, 5, 14, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **by: float) -> None:
        """Move on by `hours=2` and the like."""
        self.moment += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house(store_address: str, clock: Clock) -> Iterator[House]:
    store = open_store(store_address)
    yield House(store, clock)
    store.close()


@pytest.fixture(scope="session")
def sample_trace() -> Trace:
    """The bundled sample story, traced."""
    return trace(*sample_story())


@pytest.fixture
def story(house: House, sample_trace: Trace) -> StoryHead:
    """The sample story, kept and public."""
    return keep(house, sample_trace, by=None, public=True)


@pytest.fixture
def site(house: House) -> Iterator[Site]:
    made = Site(house, ADDRESS, Desk(house), throttle=Throttle(lambda: house.clock().timestamp()))
    yield made
    made.desk.close()


@pytest.fixture
def person(house: House) -> Callable[[Role, str], Viewer]:
    """Makes a user of a role: `person(Role.EDITOR, "Edith")`."""

    def made(role: Role, name: str) -> Viewer:
        with house.store.writing() as w:
            user = accounts.add_user(w, name=name, password_hash="none", role=role, at=house.clock())
        return Viewer(user)

    return made


@pytest.fixture
def browser(site: Site, person: Callable[[Role, str], Viewer]) -> Browsers:
    """Makes a browser: `browser()` of a visitor, `browser(Role.EDITOR)` of a user who is signed in."""
    app = application(site)

    def made(role: Role | None = None, name: str = "") -> Browser:
        client = Browser(app, base_url=ADDRESS)
        if role is not None:
            viewer = person(role, name or f"{role.value.title()} One")
            assert viewer.user is not None
            key = begin(site.house, viewer.user.id)
            client.cookies.set(sessions.COOKIE, key, domain="geopolitik.test")
            with site.house.store.reading() as r:
                session = accounts.session(r, key, at=site.house.clock())
            assert session is not None
            client.csrf, client.user = session.csrf, viewer.user
        return client

    return made


@pytest.fixture
def editor(browser: Browsers) -> Browser:
    """A browser of the newsroom's editor."""
    return browser(Role.EDITOR, "Edith Moor")


@pytest.fixture
def channel(house: House, editor: Browser) -> Channel:
    """A channel that the editor opened."""
    return channel_of(house, editor)
