"""Searching, playing, replying and subscribing, in a real browser, by keyboard and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from geopolitik.app.naming import Naming
from geopolitik.model.keeping import ReplyState, StoryHead
from geopolitik.model.story import Trace
from geopolitik.publish import games
from geopolitik.publish.site.site import Site
from geopolitik.storage import replies

Opened = Callable[..., Page]
PAGES = (
    *("/search", "/search?q=truce", "/search?q=zzzz", "/feeds", "/about"),
    *("/s/{}/game", "/s/{}/game/letters", "/s/{}/reply", "/s/{}/reply/thanks"),
)


@pytest.fixture
def words(sample_trace: Trace) -> tuple[str, ...]:
    naming = Naming.of(sample_trace)
    texts = [naming.representative(w) for w in sample_trace.wordings if w.id not in naming.unrelated]
    return games.salient_words([text for text in texts if text])


def tabbed_to(browser: Page, name: str) -> None:
    """Go on by Tab until something of this name has the focus."""
    for _ in range(60):
        browser.keyboard.press("Tab")
        if browser.evaluate("document.activeElement.id || document.activeElement.textContent.trim()") == name:
            return
    pytest.fail(f"Tab does not lead to {name}")


def test_searching_by_keyboard(page: Opened, story: StoryHead) -> None:
    browser = page()
    browser.goto("/search")
    expect(browser.get_by_role("searchbox")).to_be_focused()
    browser.keyboard.type("truce")
    browser.keyboard.press("Enter")
    expect(browser.get_by_role("heading", level=2)).to_contain_text("results")
    tabbed_to(browser, story.title)
    browser.keyboard.press("Enter")
    expect(browser.get_by_role("heading", level=1)).to_contain_text(story.title)


def test_the_jumble_by_keyboard(page: Opened, story: StoryHead, words: tuple[str, ...]) -> None:
    puzzle = games.jumble_of(words, story_id=story.id, on=datetime.now(UTC).date())
    one, two = (p.word for p in puzzle.puzzles[:2])
    browser = page()
    browser.goto(f"/s/{story.id}/game")
    tabbed_to(browser, "guess-1")
    browser.keyboard.type(one[:3])
    expect(browser.locator("#word-1 .tile.used")).to_have_count(3)
    browser.keyboard.press("Backspace")
    expect(browser.locator("#word-1 .tile.used")).to_have_count(2)
    browser.keyboard.type(one[2:])
    browser.keyboard.press("Enter")
    expect(browser.get_by_role("status")).to_have_text("1 of 5 solved.")
    expect(browser.locator("#guess-2")).to_be_focused()
    tabbed_to(browser, "Hint for word 2")
    browser.keyboard.press("Enter")
    expect(browser.locator("#said-2")).to_have_text(f"It begins with {two[0].upper()}.")
    expect(browser.locator("#guess-1")).to_have_value(one)
    browser.get_by_role("button", name="Show word 3").press("Enter")
    expect(browser.locator("#said-3")).to_contain_text("The word was")
    expect(browser.get_by_role("status")).to_have_text("1 of 5 solved; 1 revealed.")
    assert browser.context.cookies() == []


def test_the_jumble_by_tapping_letters(page: Opened, story: StoryHead) -> None:
    browser = page()
    browser.goto(f"/s/{story.id}/game")
    tiles = browser.locator("#word-1 .tile")
    letters = [tiles.nth(i).inner_text().lower() for i in range(3)]
    for i in range(3):
        tiles.nth(i).click()
    expect(browser.locator("#guess-1")).to_have_value("".join(letters))
    expect(browser.locator("#word-1 .tile.used")).to_have_count(3)


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_words_from_letters(page: Opened, story: StoryHead, words: tuple[str, ...], script: bool) -> None:
    game = games.letters_of(words, story_id=story.id, on=datetime.now(UTC).date())
    assert game
    one, two = [word for word in games.solutions(game) if len(word) < len(game.letters)][:2]
    browser = page(script=script)
    browser.goto(f"/s/{story.id}/game/letters")
    expect(browser.get_by_role("button", name="Mix the letters")).to_have_count(1 if script else 0)
    for count, word in enumerate((one, two), start=1):
        browser.get_by_role("textbox").fill(word)
        browser.keyboard.press("Enter")
        expect(browser.get_by_role("status")).to_contain_text(f"{count} of {game.target} words")
        expect(browser.get_by_role("textbox")).to_be_focused()
    expect(browser.locator(".words li")).to_have_count(2)
    browser.get_by_role("button", name="Show the words").click()
    expect(browser.get_by_role("heading", name="What was left")).to_be_visible()


def test_replying_without_scripts(page: Opened, running: Site, story: StoryHead) -> None:
    browser = page(script=False)
    browser.goto(f"/s/{story.id}/reply")
    tabbed = browser.get_by_label("Your name")
    tabbed.fill("Ina Harbour")
    browser.keyboard.press("Tab")
    browser.keyboard.type("ina@harbour.example")
    browser.keyboard.press("Tab")
    browser.keyboard.type("We credited Meridian.")
    # The field for programs is no stop on the way.
    browser.keyboard.press("Tab")
    expect(browser.get_by_role("button", name="Send")).to_be_focused()
    browser.keyboard.press("Enter")
    expect(browser.get_by_role("heading", level=1)).to_contain_text("with the editors")
    with running.house.store.reading() as r:
        assert [reply.body for reply in replies.waiting(r, ReplyState.OPEN)] == ["We credited Meridian."]


def test_from_a_page_to_its_feed(page: Opened, story: StoryHead) -> None:
    browser = page()
    browser.goto("/feeds")
    link = browser.get_by_role("link", name=f"Atom feed: {story.title}")
    answer = browser.request.get(str(link.get_attribute("href")))
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert story.title in answer.text()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_is_in_the_way_of_anybody(page: Opened, story: StoryHead, dark: bool) -> None:
    browser = page(dark=dark)
    for path in PAGES:
        browser.goto(path.format(story.id))
        found = Axe().run(browser)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
    browser.goto(f"/s/{story.id}/game")
    browser.locator("#guess-1").fill("zzz")
    browser.get_by_role("button", name="Hint for word 2").click()
    browser.get_by_role("button", name="Show word 3").click()
    found = Axe().run(browser)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [360, 1600])
def test_no_page_is_wider_than_its_window(page: Opened, story: StoryHead, width: int) -> None:
    browser = page()
    browser.set_viewport_size({"width": width, "height": 800})
    for path in PAGES:
        browser.goto(path.format(story.id))
        assert browser.evaluate("document.documentElement.scrollWidth") <= width, path
