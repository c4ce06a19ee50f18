"""A running site and Debian's Chromium before it; without Chromium these tests are skipped."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, sync_playwright

from geopolitik.app import sample_story, trace
from geopolitik.app.checking import Desk
from geopolitik.app.house import House
from geopolitik.app.people.accounts import begin
from geopolitik.app.stories.keeping import keep
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role
from geopolitik.model.story import Trace
from geopolitik.publish.site import sessions
from geopolitik.publish.site.application import application
from geopolitik.publish.site.site import Site
from geopolitik.storage import accounts, open_store

CHROMIUM = next((path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sample_trace() -> Trace:
    """The bundled sample story, traced."""
    return trace(*sample_story())


@contextmanager
def served(store: Path) -> Iterator[Site]:
    """A site over a new store, on a free port of this machine, served from a thread."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    house = House(open_store(store))
    site = Site(house, f"http://127.0.0.1:{port}", Desk(house))
    config = uvicorn.Config(application(site), port=port, log_level="error", timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield site
    server.should_exit = True
    thread.join(timeout=20)
    house.store.close()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Site]:
    """A site of one test's own."""
    with served(tmp_path / "store.db") as site:
        yield site


@pytest.fixture
def story(running: Site, sample_trace: Trace) -> StoryHead:
    """The sample story, kept and public."""
    return keep(running.house, sample_trace, by=None, public=True)


def signed_in(
    site: Site,
    chromium: Chromium,
    role: Role | None,
    *,
    name: str = "",
    dark: bool = False,
    script: bool = True,
) -> BrowserContext:
    """A browser before a site: a visitor's, or that of a new user with a role."""
    context = chromium.new_context(
        base_url=site.address, color_scheme="dark" if dark else "light", java_script_enabled=script
    )
    if role is None:
        return context
    name = name or f"{role.value.title()} One"
    with site.house.store.writing() as w:
        user = accounts.add_user(w, name=name, password_hash="none", role=role, at=site.house.clock())
    key = begin(site.house, user.id)
    url = site.address.replace("http:", "https:")
    context.add_cookies(
        [{"name": sessions.COOKIE, "value": key, "url": url, "secure": True, "httpOnly": True}]
    )
    return context


@pytest.fixture
def page(running: Site, chromium: Chromium) -> Iterator[Callable[..., Page]]:
    """Opens a browser: `page()` of a visitor, `page(Role.EDITOR)` of a user who is signed in."""
    contexts: list[BrowserContext] = []

    def opened(role: Role | None = None, *, name: str = "", dark: bool = False, script: bool = True) -> Page:
        contexts.append(signed_in(running, chromium, role, name=name, dark=dark, script=script))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()
