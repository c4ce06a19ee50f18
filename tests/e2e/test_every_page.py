"""Every page of the site in a real browser: nobody is barred, nothing is too wide, nothing is complained of.

One site and one browser serve all tests of this file; a page that is added to the site is walked by itself,
since the addresses come from the table of who may do what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import ConsoleMessage, Page, expect
from tests.e2e.conftest import served, signed_in
from tests.publish.site.test_who_may import ENTRIES
from tests.publish.site.who_may import TABLE
from tests.publish.site.world import addresses, filled

from geopolitik.app.posting import channels, posts
from geopolitik.app.stories.keeping import keep
from geopolitik.app.stories.managing import rename
from geopolitik.model.people import Role, Viewer
from geopolitik.model.story import Trace
from geopolitik.publish.site.site import Site
from geopolitik.storage import accounts

NO_PAGE = re.compile(r"\.(\w+|\{fmt\})$|/files/|/media/|/download$|/progress$|/demo$")
"""Addresses that answer with a file, or with a part of a page."""
MORE = {
    "/search?q=truce": None,
    "/search?q=zzzz": None,
    "/nowhere/at/all": None,
    "/api/v1/docs": None,
    "/register?key=none": None,
    "/write?state=deleted": Role.ANALYST,
    "/write/new?story={story_id}": Role.ANALYST,
    "/check?story={story_id}": Role.ANALYST,
    "/ledger/energy-truce?on=2026-02-03T00:00Z&known=2026-02-03T12:00Z": None,
    "/ledger/energy-truce/ladders/support-plan?on=2026-02-03T00:00Z&known=2026-02-03T12:00Z&if=A1": None,
    "/ledger/invented/documents": None,
}
"""Pages that differ by what is asked of them, with the least role that is let in."""
WORKED_ON = ("/s/{story_id}/{slug}", "/s/{story_id}/r/{derivation_id}", "/c/{slug}", "/p/{post_id}/{slug}")
"""Public pages that hold more for those who work here."""
STORY = "Valdenia suspends fuel transit to Teskar as Sarn truce frays"
ARABIC = "الهدنة على نهر سارن تتآكل بينما تعلق فالدينيا عبور الوقود إلى تسكار المجاورة لمدة ثلاثة أيام"
HEBREW = "שולחן הנהר"
LONG = "A" + "very" * 30 + "long word, " + "and a title that goes on " * 2


@dataclass
class World:
    """A site with one of everything, and who works on it."""

    site: Site
    parts: dict[str, str]
    pages: dict[Role | None, Page] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    """What a browser complained of."""


@pytest.fixture(scope="module")
def world(
    tmp_path_factory: pytest.TempPathFactory, chromium: Chromium, sample_trace: Trace
) -> Iterator[World]:
    with served(tmp_path_factory.mktemp("site") / "store.db") as site:
        house = site.house
        story = keep(house, sample_trace, by=None, public=True)
        made = World(site, addresses(house, story))
        with house.store.reading() as r:
            zoe = accounts.user_named(r, "Zoe")
        furnish(site, Viewer(zoe), sample_trace)
        contexts = []
        for role in (None, Role.MEMBER, Role.ANALYST, Role.EDITOR, Role.ADMIN):
            contexts.append(signed_in(site, chromium, role))
            page = contexts[-1].new_page()
            listen(page, made)
            made.pages[role] = page
        yield made
        for context in contexts:
            context.close()


def furnish(site: Site, owner: Viewer, trace: Trace) -> None:
    """Titles that run from right to left or don't end, and posts in several states."""
    house = site.house
    for title in (ARABIC, LONG):
        kept = keep(house, trace, by=None, public=True)
        rename(house, owner, kept.id, title)
    channel = channels.open_channel(house, owner, title=HEBREW, description=ARABIC)
    table = "| 1 | 2 |\n| --- | --- |\n| " + "x" * 200 + " | y |\n\n> " + ARABIC
    for title in (ARABIC, LONG[:190]):
        post = posts.write(house, owner, channel, title=title, body=table)
        posts.publish(house, owner, post.id)
    post = posts.write(house, owner, channel, title="Tomorrow", body="Soon.")
    posts.publish(house, owner, post.id, at=house.clock() + timedelta(days=1))


def listen(page: Page, world: World) -> None:
    """Note what is complained of on a page, and whatever it asks of others."""

    def say(message: ConsoleMessage) -> None:
        # A page for an error is such by its status.
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            world.said.append(f"{page.url}: {message.text}")

    def ask(url: str) -> None:
        if not url.startswith((world.site.address, "data:", "blob:")):
            world.said.append(f"{page.url} asks for {url}")

    page.on("console", say)
    page.on("pageerror", lambda error: world.said.append(f"{page.url}: {error}"))
    page.on("request", lambda request: ask(request.url))


def walk() -> dict[str, Role | None]:
    """Each page of the site as a template of its address, with the least role that is let in."""
    found = {
        ENTRIES[name].path: row.least
        for name, row in TABLE.items()
        if name.startswith("GET") and not NO_PAGE.search(ENTRIES[name].path)
    }
    return found | MORE


def tours() -> list[tuple[str, Role | None]]:
    """Each page as who is barely let in sees it, and as an admin where that differs."""
    found = []
    for path, least in sorted(walk().items()):
        found.append((path, least))
        if path.startswith(WORKED_ON):
            found.append((path, Role.ADMIN))
    return found


@pytest.mark.parametrize(
    ("path", "role"), [pytest.param(p, r, id=f"{r or 'visitor'} {p}") for p, r in tours()]
)
def test_nobody_is_barred_and_nothing_too_wide(world: World, path: str, role: Role | None) -> None:
    page = world.pages[role]
    page.set_viewport_size({"width": 1300, "height": 900})
    answer = page.goto(world.site.address + filled(path, world.parts))
    assert answer is not None
    assert answer.status < 500
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {one}" for one in violations(page)]
    for width in (360, 1700):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("document.querySelectorAll('main details').forEach((d) => (d.open = true))")
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{over} px too wide for {width}"] if over > 0 else []
    complaints, world.said[:] = list(world.said), []
    assert found + complaints == []


def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page, and where."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def to(page: Page, name: str) -> None:
    """Go on by Tab alone until something of this name, label or id has the focus."""
    said = (
        "(() => { const e = document.activeElement; const l = e.labels && e.labels[0];"
        " return [e.id, e.getAttribute('aria-label'), e.tagName == 'BUTTON' || e.tagName == 'A' ||"
        " e.tagName == 'SUMMARY' ? e.textContent.trim() : '', l && l.textContent.trim()]; })()"
    )
    for _ in range(120):
        page.keyboard.press("Tab")
        if name in page.evaluate(said):
            return
    pytest.fail(f"no way to {name!r} by keys on {page.url}")


def press(page: Page, name: str) -> None:
    """Go to a control by Tab alone and press it."""
    to(page, name)
    page.keyboard.press("Enter")


def test_a_reader_reaches_the_passage_and_comes_back_by_keys(world: World) -> None:
    page = world.pages[None]
    page.goto(f"{world.site.address}/stories")
    press(page, STORY)
    expect(page.get_by_role("heading", level=1)).to_have_text(STORY)
    press(page, "RiverWatch from Meridian")
    expect(page.get_by_role("heading", level=1)).to_have_text("RiverWatch from Meridian")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(STORY)


def test_a_reply_is_sent_by_keys(world: World) -> None:
    page = world.pages[None]
    page.goto(f"{world.site.address}/s/{world.parts['story_id']}/reply")
    for name, words in (("f-name", "Mira"), ("f-body", "We name the agency in our first line.")):
        to(page, name)
        page.keyboard.type(words)
    press(page, "Send")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")


def test_texts_are_checked_by_keys(world: World) -> None:
    page = world.pages[Role.ANALYST]
    page.goto(f"{world.site.address}/check")
    to(page, "Or paste a text")
    page.keyboard.insert_text("Ferry stops\n\nThe ferry on the Lenna stopped on Monday, the harbour said.")
    press(page, "Check")
    expect(page.get_by_role("link", name="Open the story")).to_be_visible(timeout=20_000)
    press(page, "Open the story")
    expect(page.get_by_role("heading", level=1)).to_contain_text("ferry on the Lenna")
    blown_up = "s => s.getBoundingClientRect().width > Number(s.getAttribute('width')) + 1"
    assert not page.locator(".drawing svg").evaluate(blown_up), "a small drawing stays small"


def test_a_post_is_written_published_and_taken_back_by_keys(world: World) -> None:
    page = world.pages[Role.EDITOR]
    page.goto(f"{world.site.address}/write/new")
    to(page, "Channel")
    page.keyboard.type("River")
    to(page, "Title")
    page.keyboard.type("The river tonight")
    press(page, "Begin")
    expect(page.locator(".notice")).to_contain_text("The draft is kept")
    to(page, "Text")
    page.keyboard.type("It rises.")
    press(page, "Publish now")
    expect(page.locator(".notice")).to_contain_text("ublished")
    press(page, "Undo")
    expect(page.get_by_role("button", name="Publish now")).to_be_visible()
