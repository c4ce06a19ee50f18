"""The desks of analysts in a real browser: checking, deciding by keys and by buttons, without a script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from geopolitik.app.stories import replying
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import VISITOR, Role
from geopolitik.publish.site.site import Site
from geopolitik.storage import decisions, stories

Pages = Callable[..., Page]
FIRST = """Ferry line to Orsk closes after ice damage

By Nordwire

The ferry line between Lenna and Orsk was closed on Monday after ice damaged two boats, the port office said.
“We may open again on Friday,” harbour master Ilse Brandt told Nordwire. About 40 lorries wait on the quay.
"""


@pytest.fixture
def texts(tmp_path: Path) -> list[Path]:
    """Two files to hand in."""
    made = [tmp_path / "first.txt", tmp_path / "second.txt"]
    made[0].write_text(FIRST, encoding="utf-8")
    made[1].write_text(FIRST.replace("may open", "will open").replace("40", "400"), encoding="utf-8")
    return made


def standing(site: Site, story: StoryHead) -> dict[str, str]:
    """Copy's name and judgement of what is decided."""
    with site.house.store.reading() as r:
        edges = stories.edges_of(r, story.id)
        found = decisions.standing(r, [edge.id for edge in edges])
    return {edge.copy_name: found[edge.id].judgement.value for edge in edges if edge.id in found}


def test_chosen_files_are_checked_and_become_a_story(page: Pages, texts: list[Path]) -> None:
    browser = page(Role.ANALYST)
    browser.goto("/check")
    # One after the other: what was chosen before must stay.
    browser.get_by_label("Files").set_input_files(texts[0])
    browser.get_by_label("Files").set_input_files(texts[1])
    expect(browser.locator(".chosen li")).to_have_count(2)
    browser.get_by_role("button", name="Remove second.txt").click()
    expect(browser.locator(".chosen li")).to_have_count(1)
    browser.get_by_label("Files").set_input_files(texts[1])
    browser.get_by_label("Title of the story").fill("The ferry")
    browser.get_by_role("button", name="Check").click()
    expect(browser.get_by_role("link", name="Open the story")).to_be_visible(timeout=20_000)
    expect(browser.locator("#spoken")).to_have_attribute("aria-live", "polite")
    expect(browser.locator(".texts li")).to_have_count(2)


def test_files_are_dropped(page: Pages) -> None:
    browser = page(Role.ANALYST)
    browser.goto("/check")
    transfer = browser.evaluate_handle(
        """(text) => {
          const held = new DataTransfer();
          held.items.add(new File([text], "dropped.txt", { type: "text/plain" }));
          return held;
        }""",
        FIRST,
    )
    browser.dispatch_event("[data-drop]", "drop", {"dataTransfer": transfer})
    expect(browser.locator(".chosen")).to_contain_text("dropped.txt")
    browser.get_by_role("button", name="Check").click()
    expect(browser.locator(".texts")).to_contain_text("Ferry line to Orsk", timeout=20_000)


def test_a_check_without_a_script(page: Pages, texts: list[Path]) -> None:
    browser = page(Role.ANALYST, script=False)
    browser.goto("/check")
    browser.get_by_label("Files").set_input_files(texts)
    browser.get_by_role("button", name="Check").click()
    # The page asks for itself again until it is done.
    expect(browser.get_by_role("link", name="Open the story")).to_be_visible(timeout=20_000)


def test_the_inbox_by_keys(page: Pages, running: Site, story: StoryHead) -> None:
    browser = page(Role.EDITOR)
    browser.goto("/inbox")
    first = browser.locator("#verdict").inner_text()
    browser.keyboard.press("j")
    expect(browser.locator("#verdict")).not_to_have_text(first)
    browser.keyboard.press("k")
    expect(browser.locator("#verdict")).to_have_text(first)

    browser.keyboard.press("y")
    browser.keyboard.press("1")
    expect(browser.get_by_role("status")).to_contain_text("Confirmed: RiverWatch")
    assert standing(running, story)["RiverWatch"] == "confirm"
    browser.keyboard.press("u")
    expect(browser.get_by_role("status")).to_contain_text("Taken back")
    assert standing(running, story) == {}

    browser.keyboard.press("n")
    browser.keyboard.press("Enter")
    expect(browser.get_by_role("status")).to_contain_text("Rejected: RiverWatch")
    browser.keyboard.press("u")
    expect(browser.get_by_role("status")).to_contain_text("Taken back")

    browser.keyboard.press("c")
    browser.keyboard.type("n is a letter here, and so is y")
    browser.keyboard.press("Tab")
    browser.keyboard.type("it says so at its foot")
    browser.keyboard.press("Enter")
    expect(browser.get_by_role("status")).to_contain_text("Corrected: RiverWatch")
    assert standing(running, story)["RiverWatch"] == "correct"


def test_help_find_and_leaving(page: Pages, story: StoryHead) -> None:
    browser = page(Role.ANALYST)
    browser.goto("/inbox")
    browser.keyboard.press("?")
    expect(browser.get_by_role("dialog", name="Keys")).to_be_visible()
    browser.keyboard.press("y")
    expect(browser.locator(".judgement[open]")).to_have_count(0)
    browser.keyboard.press("Escape")
    expect(browser.get_by_role("dialog", name="Keys")).to_be_hidden()
    browser.keyboard.press("y")
    expect(browser.locator(".judgement.confirm[open]")).to_have_count(1)
    browser.keyboard.press("n")
    expect(browser.locator(".judgement[open]")).to_have_count(1)
    browser.keyboard.press("Escape")
    expect(browser.locator(".judgement[open]")).to_have_count(0)
    browser.keyboard.press("/")
    browser.keyboard.type("uferz")
    browser.keyboard.press("Enter")
    expect(browser.locator("[data-edge]")).to_have_count(1)


def test_single_keys_can_be_switched_off(page: Pages, story: StoryHead) -> None:
    browser = page(Role.ANALYST)
    browser.goto("/inbox")
    browser.get_by_role("button", name="Keys").click()
    browser.get_by_label("Single keys are on").uncheck()
    browser.get_by_role("button", name="Close").click()
    browser.reload()
    browser.keyboard.press("y")
    expect(browser.locator(".judgement[open]")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_inbox_by_buttons(page: Pages, running: Site, story: StoryHead, script: bool) -> None:
    browser = page(Role.EDITOR, script=script)
    browser.goto("/inbox")
    browser.locator("summary", has_text="Approve").click()
    browser.get_by_role("button", name="I read both pages: no credit is given.").click()
    expect(browser.get_by_role("status")).to_contain_text("Approved as uncredited: RiverWatch")
    browser.get_by_role("status").get_by_role("button", name="Undo").click()
    assert standing(running, story) == {}
    browser.locator("summary", has_text="Confirm").click()
    browser.get_by_label("Why, in your words").filter(visible=True).fill("I know the desk there.")
    browser.locator(".judgement.confirm button.main").click()
    browser.get_by_role("link", name="Decided").click()
    expect(browser.locator(".log")).to_contain_text("I know the desk there.")
    browser.get_by_role("button", name="Take back").click()
    assert standing(running, story) == {}


def test_a_reply_is_answered(page: Pages, running: Site, story: StoryHead) -> None:
    replying.reply(
        running.house, VISITOR, story.id, about="", name="River Watch", contact="", body="We did credit it."
    )
    browser = page(Role.EDITOR)
    browser.goto("/inbox/replies")
    browser.get_by_label("Answer", exact=True).fill("So you did.")
    browser.get_by_role("button", name="Show reply and answer").click()
    expect(browser.get_by_role("status")).to_contain_text("Answered")
    browser.get_by_role("link", name="Answered").click()
    expect(browser.locator(".reply")).to_contain_text("So you did.")


def test_the_bytes_of_a_capture_are_saved(page: Pages, story: StoryHead) -> None:
    browser = page(Role.ANALYST)
    browser.goto("/inbox")
    browser.get_by_role("link", name="Copy’s capture").click()
    expect(browser.get_by_role("heading", level=1)).to_contain_text("Valdenia Cuts Off")
    with browser.expect_download() as saved:
        browser.get_by_role("link", name="Save the captured bytes").click()
    assert saved.value.suggested_filename.endswith(".bin")


@pytest.mark.parametrize("width", [360, 768, 1600])
def test_no_page_is_wider_than_the_window(page: Pages, story: StoryHead, width: int) -> None:
    browser = page(Role.EDITOR)
    browser.set_viewport_size({"width": width, "height": 800})
    browser.goto("/inbox")
    capture = browser.get_by_role("link", name="Copy’s capture").get_attribute("href") or ""
    for address in ("/inbox", "/inbox/decided", "/inbox/replies", "/check", capture):
        browser.goto(address)
        browser.evaluate("document.querySelectorAll('main details').forEach((d) => (d.open = true))")
        assert browser.evaluate("document.documentElement.scrollWidth") <= width, address


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_bars_the_way(page: Pages, running: Site, story: StoryHead, dark: bool) -> None:
    replying.reply(running.house, VISITOR, story.id, about="", name="River Watch", contact="", body="We did.")
    browser = page(Role.EDITOR, dark=dark)
    browser.goto("/inbox")
    capture = browser.get_by_role("link", name="Copy’s capture").get_attribute("href") or ""
    browser.locator("summary", has_text="Reject").click()
    faults = {"inbox, open": Axe().run(browser)}
    browser.locator(".picks button").filter(visible=True).first.click()
    faults["inbox, told"] = Axe().run(browser)
    browser.keyboard.press("?")
    faults["keys"] = Axe().run(browser)
    for address in ("/inbox/decided", "/inbox/replies", "/check", f"/check?story={story.id}", capture):
        browser.goto(address)
        faults[address] = Axe().run(browser)
    browser.goto("/check")
    browser.get_by_label("Or paste a text").fill(FIRST)
    browser.get_by_role("button", name="Check").click()
    expect(browser.get_by_role("link", name="Open the story")).to_be_visible(timeout=20_000)
    faults["check"] = Axe().run(browser)
    found = {where: result.generate_report() for where, result in faults.items() if result.violations_count}
    assert not found, found
