"""Administration over the pages: users, invitations, settings, the audit log, the store."""

from __future__ import annotations

import csv
import io
import re

import pytest
from tests.publish.site.browser import Browser, Browsers

from geopolitik.app.house import House
from geopolitik.app.posting import channels
from geopolitik.model.people import Role, User, Viewer
from geopolitik.storage import accounts, audits, settings
from geopolitik.storage.audits import Wanted

PASSWORD = "the river is calm today"


def user(house: House, name: str) -> User:
    with house.store.reading() as r:
        found = accounts.user_named(r, name)
    assert found is not None
    return found


def undo(client: Browser) -> str:
    """Press the undo button of the notice; returns what is told then."""
    address = re.findall('<div class="notice".*?action="([^"]+)"', client.get("/admin").text)[0]
    client.submit(address)
    return str(re.findall('<div class="notice" role="status"><p>(.*?)</p>', client.get("/admin").text)[0])


def test_a_role_is_changed_and_undone(browser: Browsers, house: House) -> None:
    client = browser(Role.ADMIN)
    mo = browser(Role.MEMBER, "Moe Member")
    client.submit(f"/admin/users/{user(house, 'Moe Member').id}/role", role="analyst")
    assert user(house, "Moe Member").role is Role.ANALYST
    assert mo.get("/check").status_code == 200
    assert undo(client) == "Moe Member is member now, and was analyst."
    assert mo.get("/check").status_code == 403


def test_a_user_is_disabled_and_let_in_again(browser: Browsers, house: House) -> None:
    client = browser(Role.ADMIN)
    browser(Role.MEMBER, "Moe Member")
    client.submit(f"/admin/users/{user(house, 'Moe Member').id}/disable")
    assert "disabled since" in client.get("/admin").text
    client.submit(f"/admin/users/{user(house, 'Moe Member').id}/disable")
    assert undo(client) == "Moe Member may sign in again."
    assert user(house, "Moe Member").disabled_at is None


def test_what_an_admin_is_not_offered(browser: Browsers, house: House) -> None:
    browser(Role.OWNER)
    client = browser(Role.ADMIN)
    page = client.get("/admin").text
    assert "Only an owner may change this." in page
    assert "Nobody changes their own role." in page
    assert "<option>owner" not in client.get("/admin/invitations").text
    assert client.submit(f"/admin/users/{user(house, 'Owner One').id}/disable").status_code == 403
    assert client.submit("/admin/invitations", role="owner").status_code == 403


@pytest.mark.parametrize("role", ["king", "", "OWNER", "member "])
def test_a_role_that_is_none(browser: Browsers, house: House, role: str) -> None:
    client = browser(Role.OWNER)
    browser(Role.MEMBER, "Moe Member")
    address = f"/admin/users/{user(house, 'Moe Member').id}/role"
    assert client.submit(address, role=role).status_code == 422
    assert client.submit("/admin/invitations", role=role).status_code == 422


def test_an_invitation_is_shown_once_and_leads_into_its_channel(browser: Browsers, house: House) -> None:
    client = browser(Role.OWNER)
    channel = channels.open_channel(house, Viewer(client.user), title="River Desk")
    page = client.submit("/admin/invitations", role="analyst", channel=channel.id).text
    (key,) = re.findall(r"https://geopolitik\.test/register\?key=([A-Za-z0-9_-]{43})", page)
    listed = client.get("/admin/invitations").text
    assert "River Desk" in listed
    assert key not in listed
    guest = browser()
    assert guest.submit("/register", name="Anna", password=PASSWORD, key=key).status_code == 303
    anna = user(house, "Anna")
    with house.store.reading() as r:
        found = accounts.viewer(r, anna.id)
    assert found == Viewer(anna, frozenset({channel.id}))
    assert anna.role is Role.ANALYST
    assert "None. Make a link" in client.get("/admin/invitations").text


def test_an_invitation_is_withdrawn_and_undone(browser: Browsers) -> None:
    client = browser(Role.ADMIN)
    page = client.submit("/admin/invitations", role="member").text
    (key,) = re.findall("key=([A-Za-z0-9_-]{43})", page)
    (address,) = re.findall("/admin/invitations/[^/]+/withdraw", client.get("/admin/invitations").text)
    client.submit(address)
    refused = browser().submit("/register", name="Anna", password=PASSWORD, key=key)
    assert (refused.status_code, "is used, withdrawn or has run out" in refused.text) == (403, True)
    assert "open again" in undo(client)
    assert browser().submit("/register", name="Anna", password=PASSWORD, key=key).status_code == 303


def test_settings_are_shown_changed_and_undone(browser: Browsers, house: House) -> None:
    client = browser(Role.ADMIN)
    fields = {"name": "Sarn Desk", "zone": "Europe/Paris", "notice": "<b>Ada</b>", "registration": "yes"}
    client.submit("/admin/settings", **fields)
    page = client.get("/sign-in").text
    assert "Sarn Desk" in page
    assert "&lt;b&gt;Ada&lt;/b&gt;" in page
    with house.store.reading() as r:
        kept = settings.load(r)
    assert (kept.guests, kept.registration, kept.zone) == (False, True, "Europe/Paris")
    assert browser().get("/").status_code == 403
    client.submit("/admin/settings", **(fields | {"place": "Lenna"}))
    client.submit(re.findall("/admin/settings/undo/[0-9]+", client.get("/admin/settings").text)[0])
    with house.store.reading() as r:
        assert settings.load(r) == kept


def test_settings_that_cannot_be(browser: Browsers) -> None:
    client = browser(Role.ADMIN)
    answer = client.submit("/admin/settings", name="Sarn", zone="Mars/Olympus")
    assert (answer.status_code, 'value="Mars/Olympus"' in answer.text) == (422, True)
    for number in ("0", "99", "x", "-1", "9" * 40, "٣"):
        assert client.submit(f"/admin/settings/undo/{number}").status_code == 404


def test_the_log_is_sifted_and_paged(browser: Browsers, house: House) -> None:
    client = browser(Role.ADMIN)
    assert client.user is not None
    with house.store.writing() as w:
        for n in range(120):
            by = client.user.id if n % 2 else None
            audits.note(w, "noted", "thing", f"t{n}", by=by, at=house.clock(), detail="<b>&")
    page = client.get("/admin/audit", params={"action": "noted"}).text
    seen = re.findall("thing=(t[0-9]+)", page)
    assert (len(seen), seen[0]) == (50, "t119")
    assert "&lt;b&gt;&amp;" in page
    while earlier := re.findall('href="(/admin/audit[^"]+)" rel="next"', page):
        page = client.get(earlier[0].replace("&amp;", "&")).text
        seen += re.findall("thing=(t[0-9]+)", page)
    assert seen == [f"t{n}" for n in reversed(range(120))]
    mine = client.get("/admin/audit", params={"action": "noted", "user": client.user.id}).text
    assert "t118<" not in mine
    assert client.get("/admin/audit?kind=thing&thing=t7").text.count("<tr>") == 2
    assert "No entry is like that" in client.get("/admin/audit?thing=none").text
    assert client.get("/admin/audit?before=x%00&user=%F0").status_code == 200


def test_the_log_as_csv_runs_no_formula(browser: Browsers, house: House) -> None:
    client = browser(Role.ADMIN)
    with house.store.writing() as w:
        for n in range(3):
            audits.note(w, "noted", "thing", f"t{n}", by=None, at=house.clock(), detail="=1+1")
    answer = client.get("/admin/audit.csv?action=noted")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(row["thing"], row["detail"]) for row in rows] == [(f"t{n}", "'=1+1") for n in (2, 1, 0)]
    with house.store.reading() as r:
        assert len(audits.newest(r, Wanted(action="noted"))) == 3


def test_the_store_is_described(browser: Browsers) -> None:
    page = browser(Role.ADMIN).get("/admin/store").text
    assert "geopolitik store backup" in page
    assert "<dt>users</dt><dd>1</dd>" in page
