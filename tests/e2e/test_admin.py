"""One's account and administration in a real browser: by mouse and by keys, light and dark."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from geopolitik.app.people import console
from geopolitik.model.people import Role
from geopolitik.publish.site.site import Site

PASSWORD, OTHER = "the river is calm today", "and tomorrow it rises again"
PAGES = (
    "/account",
    "/admin",
    "/admin/invitations",
    "/admin/settings",
    "/admin/audit",
    "/admin/store",
    "/sign-in",
    "/register",
)


def press_on(page: Page, name: str, role: str = "button") -> None:
    """Go to a control by Tab alone and press it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        at = page.evaluate("[document.activeElement.tagName, document.activeElement.textContent.trim()]")
        if at[0] == ("A" if role == "link" else "BUTTON") and re.match(name, at[1]):
            page.keyboard.press("Enter")
            # What follows may be another page.
            page.wait_for_timeout(300)
            page.wait_for_load_state()
            return
    raise AssertionError(f"no way to {name!r} by keys")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(running: Site, page: Callable[..., Page], dark: bool) -> None:
    console.add(running.house, "Moe Member", PASSWORD, role=Role.MEMBER)
    console.invite(running.house, role=Role.EDITOR)
    browser = page(Role.OWNER, dark=dark)

    def check() -> None:
        found = Axe().run(browser).response["violations"]
        assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found] == [], browser.url

    for address in PAGES:
        browser.goto(address)
        check()
    browser.goto("/account")
    browser.get_by_label("What is it for?").fill("archive")
    browser.get_by_role("button", name="Make a token").click()
    check()
    browser.get_by_role("link", name="I have it").click()
    browser.get_by_role("link", name=re.compile("Withdraw archive")).click()
    check()
    browser.goto("/admin/invitations")
    browser.get_by_role("button", name="Make a link").click()
    check()
    browser.set_viewport_size({"width": 360, "height": 800})
    for address in PAGES:
        browser.goto(address)
        assert browser.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_a_token_by_keys(running: Site, page: Callable[..., Page]) -> None:
    browser = page(Role.ANALYST)
    browser.goto("/account")
    browser.get_by_label("What is it for?").focus()
    browser.keyboard.type("nightly export")
    browser.keyboard.press("Enter")
    expect(browser.get_by_role("heading", name="Your token")).to_be_visible()
    assert re.fullmatch("[A-Za-z0-9_-]{43}", browser.get_by_label("Token").input_value())
    press_on(browser, "Copy")
    expect(browser.locator("[data-copy] [role=status]")).not_to_be_empty()
    press_on(browser, "I have it", "link")
    press_on(browser, "Withdraw", "link")
    press_on(browser, "Withdraw it")
    expect(browser.get_by_role("status")).to_contain_text("“nightly export” is withdrawn")


def test_a_password_is_changed_and_used(running: Site, page: Callable[..., Page]) -> None:
    console.add(running.house, "Ada Marsh", PASSWORD, role=Role.MEMBER)
    browser = page(script=False)
    browser.goto("/sign-in?next=/account")
    browser.get_by_label("Name").fill("Ada Marsh")
    browser.get_by_label("Password").fill(PASSWORD)
    browser.get_by_role("button", name="Sign in").click()
    browser.get_by_label("Password now").fill(PASSWORD)
    browser.get_by_label("New password").fill(OTHER)
    browser.get_by_role("button", name="Change password").click()
    expect(browser.get_by_role("status")).to_contain_text("Your password is changed")
    browser.get_by_role("button", name="Sign out of this browser").click()
    browser.goto("/sign-in")
    browser.get_by_label("Name").fill("Ada Marsh")
    browser.get_by_label("Password").fill(OTHER)
    browser.get_by_role("button", name="Sign in").click()
    expect(browser.get_by_role("link", name="Ada Marsh")).to_be_visible()


def test_a_user_is_disabled_by_keys_and_let_in_again(running: Site, page: Callable[..., Page]) -> None:
    console.add(running.house, "Moe Member", PASSWORD, role=Role.MEMBER)
    browser = page(Role.ADMIN)
    browser.goto("/admin")
    press_on(browser, "Disable Moe Member")
    expect(browser.get_by_role("status")).to_contain_text("Moe Member is disabled")
    press_on(browser, "Undo")
    expect(browser.get_by_role("status")).to_contain_text("Moe Member may sign in again")


def test_an_invitation_link_is_followed(running: Site, page: Callable[..., Page]) -> None:
    admin, guest = page(Role.ADMIN), page()
    admin.goto("/admin/invitations")
    admin.get_by_label("Role").select_option("editor")
    admin.get_by_role("button", name="Make a link").click()
    guest.goto(admin.get_by_label("Link").input_value())
    guest.get_by_label("Name").fill("Edith")
    guest.get_by_label("Password").fill(PASSWORD)
    guest.get_by_role("button", name="Make an account").click()
    expect(guest.get_by_role("link", name="Inbox")).to_be_visible()


def test_settings_are_saved_and_undone(running: Site, page: Callable[..., Page]) -> None:
    browser = page(Role.ADMIN)
    browser.goto("/admin/settings")
    browser.get_by_label("Name", exact=True).fill("Sarn Desk")
    browser.get_by_role("button", name="Save").click()
    expect(browser.locator(".masthead .name")).to_have_text("Sarn Desk")
    browser.get_by_role("button", name="Undo").click()
    expect(browser.locator(".masthead .name")).to_have_text("GeoPolitik")
