"""What no form gets past: its mark, its origin, its host, its size; and where answers lead."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.publish.site.browser import ADDRESS, Browser, Browsers
from tests.publish.site.world import addresses, filled

from geopolitik.app.house import House
from geopolitik.app.people import accounts as people
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role
from geopolitik.publish.site.pages import PAGES
from geopolitik.publish.site.routing import Post
from geopolitik.publish.site.security import MOST_BYTES
from geopolitik.publish.site.visit import local
from geopolitik.storage import audits

POSTS = tuple(entry for pages in PAGES for entry in pages if isinstance(entry, Post))
FORM = "application/x-www-form-urlencoded"
PASSWORD = "the river is calm today"


def last(house: House) -> int:
    with house.store.reading() as r:
        return audits.newest(r, limit=1)[0].number


def test_no_form_is_taken_without_its_mark(browser: Browsers, house: House, story: StoryHead) -> None:
    parts, client = addresses(house, story), browser(Role.OWNER)
    before = last(house)
    for entry in POSTS:
        address = filled(entry.path, parts)
        for mark in ({}, {"csrf": ""}, {"csrf": "x" * 43}, {"csrf": client.csrf[:-1]}, {"csrf": "é"}):
            answer = client.post(address, data=mark, follow_redirects=False)
            # Some forms come back with what was typed in them; none does anything.
            assert answer.status_code in ((403, 422, 200) if entry.unproven else (403,)), (entry.path, mark)
    assert last(house) == before
    assert client.get("/account").status_code == 200


def test_another_users_mark_is_none(browser: Browsers) -> None:
    ada, eve = browser(Role.ADMIN, "Ada"), browser(Role.ADMIN, "Eve")
    answer = ada.post("/account/sessions/end-others", data={"csrf": eve.csrf})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"sec-fetch-site": "cross-site"}, id="from another site"),
        pytest.param({"sec-fetch-site": "same-site"}, id="from a sister site"),
        pytest.param({"sec-fetch-site": "Same-Origin"}, id="a word that no browser writes"),
        pytest.param({"origin": "https://evil.example"}, id="another origin"),
        pytest.param({"origin": "null"}, id="an origin that is hidden"),
        pytest.param({"origin": "https://geopolitik.test.evil.example"}, id="an origin that looks alike"),
        pytest.param({"origin": "https://geopolitik.test:8443"}, id="another port"),
    ],
)
def test_no_form_is_taken_from_elsewhere(
    browser: Browsers, house: House, story: StoryHead, headers: dict[str, str]
) -> None:
    parts, client = addresses(house, story), browser(Role.OWNER)
    before = last(house)
    for entry in POSTS:
        answer = client.post(filled(entry.path, parts), data={"csrf": client.csrf}, headers=headers)
        assert (answer.status_code, answer.text) == (403, "This form was sent from another site.\n"), (
            entry.path
        )
    assert last(house) == before


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"sec-fetch-site": "same-origin", "origin": ADDRESS}, id="a page of ours"),
        pytest.param({"sec-fetch-site": "none"}, id="typed by the user"),
        pytest.param({"origin": ADDRESS}, id="an older browser"),
        pytest.param({}, id="a program"),
    ],
)
def test_our_own_forms_are_taken(browser: Browsers, headers: dict[str, str]) -> None:
    client = browser(Role.MEMBER)
    answer = client.post("/account/sessions/end-others", data={"csrf": client.csrf}, headers=headers)
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("geopolitik.test", 200),
        ("GEOPOLITIK.test:443", 200),
        ("localhost:8000", 200),
        ("127.0.0.1", 200),
        ("evil.example", 421),
        ("geopolitik.test.evil.example", 421),
        ("evil.example:80@geopolitik.test", 200),
        ("", 421),
        ("[::", 421),
    ],
)
def test_only_our_hosts(browser: Browsers, host: str, code: int) -> None:
    answer = browser().get("/sign-in", headers={"host": host})
    assert answer.status_code == code
    assert "evil" not in answer.text


def test_too_large_a_form_is_refused(browser: Browsers) -> None:
    client = browser()
    for length in (str(MOST_BYTES + 1), "-1", "x", "٣"):
        headers = {b"content-length": length.encode("utf-8"), b"content-type": FORM.encode()}
        assert client.post("/sign-in", content=b"name=x", headers=headers).status_code == 413, length


def test_a_form_that_grows_too_large_is_cut_off(browser: Browsers) -> None:
    def parts() -> Iterator[bytes]:
        for _ in range(MOST_BYTES // (1 << 20) + 2):
            yield b"x" * (1 << 20)

    answer = browser().post(
        "/sign-in", content=parts(), headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code in (400, 413)


def test_too_many_fields_are_refused(browser: Browsers) -> None:
    answer = browser().post("/sign-in", data={f"f{n}": "x" for n in range(2000)})
    assert answer.status_code in (400, 413)


ELSEWHERE = (
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    " //evil.example",
    "javascript:alert(1)",
    "evil.example",
    "/x\r\nset-cookie: a=b",
    "",
)


@pytest.mark.parametrize("going", ELSEWHERE)
def test_signing_in_leads_nowhere_else(browser: Browsers, house: House, going: str) -> None:
    people.register(house, "Ada", PASSWORD, key=people.first_invitation(house))
    client = browser()
    assert 'name="next" value="/"' in client.get("/sign-in", params={"next": going}).text
    answer = client.submit("/sign-in", name="Ada", password=PASSWORD, next=going)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert local(going) == "/"


def test_signing_in_goes_on_where_one_was(browser: Browsers, house: House) -> None:
    people.register(house, "Ada", PASSWORD, key=people.first_invitation(house))
    answer = browser().submit("/sign-in", name="Ada", password=PASSWORD, next="/inbox?severity=high")
    assert answer.headers["location"] == "/inbox?severity=high"


def test_every_answer_carries_the_headers(browser: Browsers) -> None:
    client = browser(Role.ADMIN)
    for address in ("/", "/account", "/admin", "/admin/audit.csv", "/nowhere"):
        headers = client.get(address).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["strict-transport-security"]


def test_a_name_is_escaped_wherever_it_stands(browser: Browsers) -> None:
    client: Browser = browser(Role.OWNER, "<b>Ada</b> & {{ 7*7 }}")
    for address in ("/", "/account", "/admin", "/admin/audit"):
        page = client.get(address).text
        assert "<b>Ada" not in page
        assert "&lt;b&gt;Ada&lt;/b&gt; &amp; {{ 7*7 }}" in page


def test_a_notice_of_somebody_elses_making_is_not_told(browser: Browsers) -> None:
    client = browser(Role.MEMBER)
    client.cookies.set("__Host-notice", "WyJIYWNrZWQiLCAiIl0=.0123456789abcdef", domain="geopolitik.test")
    assert "Hacked" not in client.get("/").text
