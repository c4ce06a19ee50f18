"""Registering and signing in, in a real browser over plain HTTP on this machine."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from geopolitik.app.people.accounts import first_invitation
from geopolitik.publish.site.site import Site

PASSWORD = "the river is calm today"


def test_the_owner_registers_signs_out_and_in(running: Site, page: Callable[..., Page]) -> None:
    browser = page()
    browser.goto(f"/register?key={first_invitation(running.house)}")
    browser.get_by_label("Name").fill("Ada Owner")
    browser.get_by_label("Password").fill(PASSWORD)
    browser.get_by_role("button", name="Make an account").click()
    expect(browser.get_by_role("status")).to_contain_text("Welcome")
    browser.get_by_role("button", name="Sign out").click()
    browser.get_by_role("link", name="Sign in").click()
    browser.get_by_label("Name").fill("ada owner")
    browser.get_by_label("Password").fill(PASSWORD)
    browser.get_by_role("button", name="Sign in").click()
    expect(browser.get_by_role("link", name="Ada Owner")).to_be_visible()
