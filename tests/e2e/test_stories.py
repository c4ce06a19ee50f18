"""The readers' pages in a real browser: found, read, walked by keys, managed; and nobody is barred."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from geopolitik.app.house import House
from geopolitik.app.posting import channels, posts
from geopolitik.app.stories.deciding import decide
from geopolitik.app.stories.keeping import keep
from geopolitik.app.stories.replying import handle, reply
from geopolitik.model.keeping import Judgement, KeptDerivation, ReplyState, StoryHead
from geopolitik.model.people import VISITOR, Role, Viewer
from geopolitik.model.story import Trace
from geopolitik.publish.site.site import Site
from geopolitik.publish.site.views.addresses import redline_address, story_address
from geopolitik.storage import accounts, stories

Opened = Callable[..., Page]
PHONE = ViewportSize(width=360, height=780)
WIDE = ViewportSize(width=1600, height=1000)


def edge(house: House, story: StoryHead, copy: str) -> KeptDerivation:
    with house.store.reading() as r:
        return next(e for e in stories.edges_of(r, story.id) if e.copy_name == copy)


def furnish(site: Site, story: StoryHead, trace: Trace) -> None:
    """A second revision, decisions, a reply, posts and views: everything that these pages can show."""
    house = site.house
    with house.store.writing() as w:
        user = accounts.add_user(w, name="Ada", password_hash="none", role=Role.OWNER, at=house.clock())
    owner = Viewer(user)
    keep(house, trace, by=None, story_id=story.id)
    keep(house, trace, by=None, public=True, title="A second story")
    decide(house, owner, edge(house, story, "RiverWatch").id, Judgement.APPROVE, reason="It names nobody.")
    decide(house, owner, edge(house, story, "09-blog.md").id, Judgement.REJECT, reason="A shared original.")
    kept = reply(house, VISITOR, story.id, about="", name="Mira", contact="", body="We name it now.")
    handle(house, owner, kept.id, ReplyState.ANSWERED, "Thank you.")
    channel = channels.open_channel(house, owner, title="Sarn Desk", description="The river.")
    post = posts.write(house, owner, channel, title="What was left out", body="Words.", story_id=story.id)
    posts.publish(house, owner, post.id)
    site.counting.seen(house.clock().date(), "story", story.id, agent="Mozilla/5.0")
    site.counting.write_down(house)


def test_a_reader_goes_from_the_front_page_to_a_change(
    running: Site, story: StoryHead, page: Opened, sample_trace: Trace
) -> None:
    furnish(running, story, sample_trace)
    browser = page()
    browser.goto("/stories")
    browser.get_by_role("link", name=story.title).click()
    expect(browser.get_by_role("heading", level=1)).to_have_text(story.title)
    expect(browser.locator("svg").first).to_be_visible()
    browser.get_by_role("link", name="RiverWatch from Meridian").click()
    expect(browser.get_by_role("heading", level=1)).to_have_text("RiverWatch from Meridian")
    expect(browser.locator(".change").first).to_be_visible()
    browser.get_by_role("navigation", name="Breadcrumbs").get_by_role("link", name="Stories").click()
    expect(browser.get_by_role("heading", level=1)).to_have_text("Stories")


def test_a_permalink_leads_to_its_change(running: Site, story: StoryHead, page: Opened) -> None:
    browser = page()
    browser.goto(story_address(story))
    browser.locator(".bent figcaption a").first.click()
    target = browser.locator(".change:target")
    expect(target).to_be_visible()
    expect(target).to_be_in_viewport()


def test_it_all_works_by_keyboard(running: Site, story: StoryHead, page: Opened) -> None:
    browser = page()
    browser.goto("/")
    browser.keyboard.press("Tab")
    expect(browser.get_by_role("link", name="Skip to the text")).to_be_focused()
    browser.keyboard.press("Enter")
    for _ in range(6):
        browser.keyboard.press("Tab")
        if browser.evaluate("document.activeElement.textContent") == story.title:
            break
    browser.keyboard.press("Enter")
    expect(browser.get_by_role("heading", level=1)).to_have_text(story.title)


def test_an_analyst_walks_through_the_changes_by_keys(running: Site, story: StoryHead, page: Opened) -> None:
    browser = page(Role.ANALYST)
    found = edge(running.house, story, "RiverWatch")
    browser.goto(redline_address(story.id, found.id))
    browser.keyboard.press("j")
    expect(browser.locator(".where")).to_have_text(f"1 of {found.high + found.medium + found.low}")
    browser.keyboard.press("j")
    expect(browser.locator(".card.active")).to_have_count(1)
    browser.keyboard.press("v")
    expect(browser.locator("#view-inline")).to_be_checked()
    browser.get_by_role("checkbox", name="high").uncheck()
    expect(browser.locator(".card.high").first).to_be_hidden()


def test_without_a_script_the_whole_redline_is_there(running: Site, story: StoryHead, page: Opened) -> None:
    browser = page(Role.ANALYST, script=False)
    found = edge(running.house, story, "RiverWatch")
    browser.goto(redline_address(story.id, found.id))
    expect(browser.locator(".card")).to_have_count(found.high + found.medium + found.low)
    expect(browser.locator(".row").first).to_be_visible()


def test_an_editor_withdraws_a_story_and_takes_that_back(
    running: Site, story: StoryHead, page: Opened
) -> None:
    browser = page(Role.EDITOR)
    browser.goto(story_address(story))
    browser.get_by_role("button", name="Take it off the site").click()
    expect(browser.get_by_role("status")).to_contain_text("off the site")
    browser.get_by_role("button", name="Undo").click()
    expect(browser.get_by_role("status")).to_contain_text("back")
    browser.get_by_label("Title").fill("The truce on the Sarn")
    browser.get_by_role("button", name="Rename").click()
    expect(browser.get_by_role("heading", level=1)).to_have_text("The truce on the Sarn")
    browser.get_by_role("button", name="Undo").click()
    expect(browser.get_by_role("heading", level=1)).to_have_text(story.title)


def test_the_redline_is_taken_away_as_a_document(running: Site, story: StoryHead, page: Opened) -> None:
    browser = page()
    browser.goto(redline_address(story.id, edge(running.house, story, "RiverWatch").id))
    with browser.expect_download() as taken:
        browser.get_by_role("link", name="Word document").click()
    assert taken.value.suggested_filename == "meridian-riverwatch.docx"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("role", [None, Role.EDITOR], ids=["visitor", "editor"])
def test_nobody_is_barred(
    running: Site, story: StoryHead, page: Opened, sample_trace: Trace, role: Role | None, dark: bool
) -> None:
    browser = page(role, dark=dark)
    browser.goto("/")
    assert violations(browser) == [], "a front page with one story"
    furnish(running, story, sample_trace)
    for address in addresses(running.house, story):
        browser.goto(address)
        assert violations(browser) == [], address
        for size in (PHONE, WIDE):
            browser.set_viewport_size(size)
            over = browser.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert over <= 0, f"{address} is {over} px too wide for {size['width']}"


def addresses(house: House, story: StoryHead) -> list[str]:
    """One page of each type."""
    edges = [edge(house, story, name) for name in ("RiverWatch", "Uferzeitung", "09-blog.md")]
    redlines = [redline_address(story.id, one.id) for one in edges]
    lists = ["/", "/stories", "/outlets", "/o/riverwatch", "/o/tidewater-news"]
    return [*lists, story_address(story), f"{story_address(story)}?revision=1", *redlines]


def violations(browser: Page) -> list[str]:
    """What axe finds wrong with a page, and where."""
    found = Axe().run(browser).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]
