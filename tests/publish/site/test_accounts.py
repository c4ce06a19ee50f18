"""Signing in and out, registering, and one's own account, over the pages."""

from __future__ import annotations

import logging
import re
import sqlite3
from contextlib import closing

import pytest
from tests.publish.site.browser import Browser, Browsers
from tests.publish.site.conftest import Clock

from geopolitik.app.house import House
from geopolitik.app.people import console
from geopolitik.app.people.accounts import first_invitation
from geopolitik.model.people import Role
from geopolitik.publish.site import sessions
from geopolitik.publish.site.throttle import counted
from geopolitik.storage import accounts, audits

PASSWORD, OTHER = "the river is calm today", "and tomorrow it rises again"


def signed_in(browser: Browsers, house: House, name: str = "Ada", role: Role = Role.ANALYST) -> Browser:
    """A browser in which somebody has typed name and password."""
    with house.store.reading() as r:
        known = accounts.user_named(r, name)
    if known is None:
        console.add(house, name, PASSWORD, role=role)
    client = browser()
    assert client.submit("/sign-in", name=name, password=PASSWORD).status_code == 303
    client.csrf = re.findall('name="csrf" value="([^"]+)"', client.get("/account").text)[0]
    return client


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


def test_the_cookie_is_for_this_site_and_no_script(browser: Browsers, house: House) -> None:
    console.add(house, "Ada", PASSWORD, role=Role.MEMBER)
    cookie = browser().submit("/sign-in", name="Ada", password=PASSWORD).headers["set-cookie"]
    name, _, rest = cookie.partition("=")
    assert name == "__Host-session"
    parts = {part.strip().lower() for part in rest.split(";")[1:]}
    assert {"httponly", "secure", "samesite=lax", "path=/"} <= parts
    assert not any(part.startswith("domain") for part in parts)


def test_each_sign_in_has_a_new_key_and_ends_the_one_before(browser: Browsers, house: House) -> None:
    client = signed_in(browser, house)
    first, mark = client.cookies[sessions.COOKIE], client.csrf
    client.submit("/sign-in", name="Ada", password=PASSWORD)
    assert client.cookies[sessions.COOKIE] != first
    old = browser()
    old.cookies.set(sessions.COOKIE, first, domain="geopolitik.test")
    assert old.get("/account").status_code == 403
    assert mark not in client.get("/account").text


def test_a_key_that_was_put_there_is_never_used(browser: Browsers, house: House) -> None:
    console.add(house, "Ada", PASSWORD, role=Role.MEMBER)
    client = browser()
    client.cookies.set(sessions.COOKIE, "chosen-by-somebody-else", domain="geopolitik.test")
    answer = client.submit("/sign-in", name="Ada", password=PASSWORD)
    assert "chosen-by-somebody-else" not in answer.headers["set-cookie"]
    other = browser()
    other.cookies.set(sessions.COOKIE, "chosen-by-somebody-else", domain="geopolitik.test")
    assert other.get("/account").status_code == 403


def test_one_address_may_not_guess_on(browser: Browsers) -> None:
    client = browser()
    codes = [client.submit("/sign-in", name=f"Name {n}", password="guess").status_code for n in range(12)]
    assert codes == [403] * 10 + [429] * 2
    answer = client.submit("/sign-in", name="Another", password="guess")
    assert int(answer.headers["retry-after"]) > 0
    assert "was tried too often" in answer.text


def test_one_name_may_not_be_guessed_from_many_addresses(browser: Browsers, house: House) -> None:
    console.add(house, "Ada", PASSWORD, role=Role.MEMBER)
    codes = []
    for n in range(22):
        client = Browser(browser().app, base_url="https://geopolitik.test", client=(f"203.0.113.{n}", 1))
        codes.append(client.submit("/sign-in", name="ADA " if n % 2 else "ada", password="guess").status_code)
    assert codes == [403] * 20 + [429] * 2


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_which_address_is_counted(host: str, expected: str) -> None:
    assert counted(host) == expected


def test_a_disabled_user_is_turned_away_at_once(browser: Browsers, house: House) -> None:
    client, admin = signed_in(browser, house), browser(Role.ADMIN)
    with house.store.reading() as r:
        ada = accounts.user_named(r, "Ada")
    assert ada is not None
    admin.submit(f"/admin/users/{ada.id}/disable")
    assert client.get("/account").status_code == 403
    assert client.submit("/sign-in", name="Ada", password=PASSWORD).status_code == 403


def test_a_session_runs_out(browser: Browsers, clock: Clock) -> None:
    client = browser(Role.MEMBER)
    assert client.get("/account").status_code == 200
    clock.forward(days=14)
    assert client.get("/account").status_code == 403


def test_signing_out_ends_the_session_itself(browser: Browsers, house: House) -> None:
    client = signed_in(browser, house)
    key = client.cookies[sessions.COOKIE]
    client.submit("/sign-out")
    again = browser()
    again.cookies.set(sessions.COOKIE, key, domain="geopolitik.test")
    assert again.get("/account").status_code == 403


def test_the_password_is_changed_and_only_this_session_goes_on(browser: Browsers, house: House) -> None:
    here, there = signed_in(browser, house), signed_in(browser, house)
    answer = here.submit("/account/password", old="wrong password", new=OTHER)
    assert (answer.status_code, "the old one is not right" in answer.text) == (403, True)
    answer = here.submit("/account/password", old=PASSWORD, new="short")
    assert (answer.status_code, "shorter than 10" in answer.text) == (422, True)
    assert here.submit("/account/password", old=PASSWORD, new=OTHER).status_code == 303
    assert (here.get("/account").status_code, there.get("/account").status_code) == (200, 403)


def test_the_old_password_may_not_be_guessed(browser: Browsers, house: House) -> None:
    client = signed_in(browser, house)
    codes = {client.submit("/account/password", old=f"guess {n}", new=OTHER).status_code for n in range(11)}
    assert codes == {403, 429}


def test_sessions_are_listed_and_ended(browser: Browsers, house: House) -> None:
    here, there, last = (signed_in(browser, house) for _ in range(3))
    page = here.get("/account").text
    assert (page.count("This browser"), page.count("Another browser")) == (1, 2)
    assert there.cookies[sessions.COOKIE] not in page
    (first, _) = re.findall("/account/sessions/([0-9a-f]{16})/end", page)
    assert here.submit(f"/account/sessions/{first}/end").status_code == 303
    assert sorted(c.get("/account").status_code for c in (here, there, last)) == [200, 200, 403]
    here.submit("/account/sessions/end-others")
    assert here.get("/account").status_code == 200
    assert {c.get("/account").status_code for c in (there, last)} == {403}


def test_name_and_text_are_changed(browser: Browsers, house: House) -> None:
    client = signed_in(browser, house)
    client.submit("/account", name="Ada Marsh", about="<i>On the river</i>")
    page = client.get("/account").text
    assert "You sign in as Ada Marsh from now on." in page
    assert "&lt;i&gt;On the river&lt;/i&gt;" in page
    answer = client.submit("/account", name="x", about="kept")
    assert (answer.status_code, ">\nkept</textarea>" in answer.text) == (422, True)


def test_a_token_is_shown_once_works_and_is_withdrawn(browser: Browsers, house: House) -> None:
    client = signed_in(browser, house)
    page = client.submit("/account/tokens", name="archive")
    found = re.search('value="([A-Za-z0-9_-]{43})" readonly', page.text)
    assert found
    with house.store.reading() as r:
        token = accounts.token(r, found[1])
    assert token is not None
    listed = client.get("/account").text
    assert "archive" in listed
    assert found[1] not in listed
    asked = client.get(f"/account/tokens/{token.id}/withdraw")
    assert "This can’t be undone" in asked.text
    client.submit(f"/account/tokens/{token.id}/withdraw")
    with house.store.reading() as r:
        assert accounts.token(r, found[1]) is None
    assert "is withdrawn" in client.get("/account").text
    again = client.submit(f"/account/tokens/{token.id}/withdraw")
    assert again.status_code == 303


def test_a_picture_must_be_one(browser: Browsers) -> None:
    client = browser(Role.ANALYST)
    answer = client.post(
        "/account/picture",
        data={"csrf": client.csrf},
        files={"picture": ("me.png", b"<svg onload=alert(1)>", "image/png")},
    )
    assert (answer.status_code, 'class="problem"' in answer.text) == (422, True)
    assert "f-picture" not in browser(Role.MEMBER).get("/account").text


def test_no_secret_is_written_down(browser: Browsers, house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client = signed_in(browser, house, role=Role.OWNER)
    client.submit("/account/password", old=PASSWORD, new=OTHER)
    client.submit("/sign-in", name="Ada", password=PASSWORD + "x")
    token = re.findall('value="([^"]{43})" readonly', client.submit("/account/tokens", name="archive").text)
    link = re.findall("key=([A-Za-z0-9_-]{43})", client.submit("/admin/invitations", role="editor").text)
    assert len(token + link) == 2
    secrets = [PASSWORD, OTHER, client.cookies[sessions.COOKIE], *token, *link]
    with house.store.reading() as r:
        noted = str(audits.newest(r, limit=1000))
    with closing(sqlite3.connect(str(house.store.engine.url.database))) as connection:
        kept = "\n".join(connection.iterdump())
    for secret in secrets:
        assert secret not in caplog.text
        assert secret not in noted
        assert secret not in kept
    assert client.csrf not in caplog.text + noted


def test_a_demo_link_opens_only_a_demo(browser: Browsers) -> None:
    assert browser().get("/demo?key=x").status_code == 404


def test_without_an_invitation_no_form_is_shown_where_one_is_needed(browser: Browsers) -> None:
    page = browser().get("/register").text
    assert "Registering</b> needs an invitation here. Ask an editor for one." in page
    assert 'name="password"' not in page


def test_a_wrong_address_is_named_and_a_sentence_begins_with_a_capital(browser: Browsers) -> None:
    assert "/no/such/page</span> leads nowhere" in browser().get("/no/such/page").text
    assert "The list of users</span> is for" in browser().get("/admin").text
    assert "nothing-here:</span> there is no such story" in browser().get("/s/nothing-here/a-title").text
