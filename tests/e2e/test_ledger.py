"""The ledger in a real browser: scrubbed in both times, used without scripts and by keys alone, printed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from geopolitik.app.cases import keeping
from geopolitik.app.cases.shipped import shipped
from geopolitik.model.people import Role, Viewer
from geopolitik.publish.site.site import Site
from geopolitik.storage import accounts

Opened = Callable[..., Page]
TRUCE = "/ledger/energy-truce"
BOARD = f"{TRUCE}?on=2026-01-31T00:00Z&known=2026-02-03T12:00Z"


@pytest.fixture(autouse=True)
def truce(running: Site) -> None:
    """The energy truce, kept and public."""
    with running.house.store.writing() as w:
        kay = accounts.add_user(
            w, name="Kay", password_hash="none", role=Role.OWNER, at=running.house.clock()
        )
    keeping.keep(running.house, Viewer(kay), shipped("energy-truce"), public=True)


def answer(page: Page, key: str) -> Locator:
    """What an account answers on the board."""
    return page.locator(".account").filter(has=page.get_by_text(key, exact=True)).locator(".force")


def walk_to(page: Page, found: Locator) -> None:
    """Press Tab until something has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if found.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("not reached by the Tab key")


def test_the_board_is_scrubbed_and_the_address_follows(page: Opened) -> None:
    browser = page()
    browser.goto(BOARD)
    expect(answer(browser, "R1")).to_contain_text("in force")
    before = answer(browser, "R1").inner_text()
    slider = browser.get_by_role("slider", name="In force at")
    slider.focus()
    browser.keyboard.press("End")
    expect(answer(browser, "R1")).to_contain_text("not in force")
    assert answer(browser, "R1").inner_text() != before
    expect(browser).to_have_url(re.compile("on=2026-02-21T00%3A00"))
    expect(browser.locator(".tabs a").nth(3)).to_have_attribute(
        "href", f"{TRUCE}/positions?on=2026-02-21T00%3A00Z&known=2026-02-03T12%3A00Z"
    )
    expect(browser.locator("#told")).to_contain_text("21 February 2026")
    known = browser.get_by_role("slider", name="As known at")
    known.focus()
    browser.keyboard.press("Home")
    expect(browser.locator(".account").first).to_have_class("account is-later")
    address = browser.url
    told = browser.locator("#answers").inner_text()
    browser.goto(address)
    assert browser.locator("#answers").inner_text() == told


def test_the_form_works_without_scripts(page: Opened) -> None:
    browser = page(script=False)
    browser.goto(BOARD)
    expect(browser.get_by_role("slider")).to_have_count(0)
    browser.get_by_label("In force at").fill("2026-02-21T00:00")
    browser.get_by_role("button", name="Show").click()
    expect(answer(browser, "R1")).to_contain_text("not in force")


def test_an_entry_is_edited_and_undone_by_keys_alone(page: Opened) -> None:
    browser = page(Role.ANALYST)
    browser.goto(f"{TRUCE}/accounts/K0")
    walk_to(browser, browser.get_by_role("link", name="Edit", exact=True))
    browser.keyboard.press("Enter")
    walk_to(browser, browser.get_by_label("Entry"))
    browser.keyboard.press("Control+Home")
    browser.keyboard.type("covers: written by keys\n")
    walk_to(browser, browser.get_by_role("button", name="Keep", exact=True))
    browser.keyboard.press("Enter")
    expect(browser.locator("main .facts").first).to_contain_text("written by keys")
    walk_to(browser, browser.get_by_role("button", name="Undo"))
    browser.keyboard.press("Enter")
    expect(browser.locator(".notice")).to_contain_text("That version stands again.")
    expect(browser.locator("main .facts").first).not_to_contain_text("written by keys")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/ladders/support-plan",
        "/incidents",
        "/positions",
        "/known",
        "/entries",
        "/accounts/R1",
        "/documents",
    ],
)
def test_a_phone_scrolls_in_one_direction_and_print_leaves_the_forms_out(page: Opened, path: str) -> None:
    browser = page(Role.EDITOR)
    browser.set_viewport_size(ViewportSize(width=360, height=780))
    browser.goto(f"{TRUCE}{path}?on=2026-02-03T00:00Z&known=2026-02-03T12:00Z")
    assert browser.evaluate("document.documentElement.scrollWidth") <= 360
    browser.emulate_media(media="print")
    for hidden in browser.locator(".times, .tabs, .case-actions").all():
        expect(hidden).to_be_hidden()
    expect(browser.get_by_role("heading", level=1)).to_be_visible()
