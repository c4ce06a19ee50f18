"""Signing in and out, and registering, over the pages."""

from __future__ import annotations

from tests.publish.site.browser import Browsers

from geopolitik.app.house import House
from geopolitik.app.people.accounts import first_invitation
from geopolitik.model.people import Role
from geopolitik.storage import accounts

PASSWORD = "the river is calm today"


def test_the_first_invitation_makes_the_owner(browser: Browsers, house: House) -> None:
    key = first_invitation(house) or ""
    client = browser()
    page = client.get(f"/register?key={key}")
    assert page.status_code == 200
    answer = client.submit("/register", name="Ada Owner", password=PASSWORD, key=key)
    assert answer.status_code == 303
    with house.store.reading() as r:
        owner = accounts.user_named(r, "ada OWNER")
    assert owner is not None
    assert owner.role is Role.OWNER
    assert "Ada Owner" in client.get("/").text
    assert first_invitation(house) is None
