"""What goes wrong is a problem (RFC 9457), of a kind, and never a fault of ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from tests.publish.api.conftest import ADDRESS, BASE, Clients
from tests.publish.site.conftest import Clock

from geopolitik.app.house import House
from geopolitik.app.people import tokens
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role
from geopolitik.publish.api.problems import Kind, Problem
from geopolitik.publish.site.application import application
from geopolitik.publish.site.site import Site
from geopolitik.storage import accounts

DATA = os.environ.get("GEOPOLITIK_DATA")
SUITE = sorted(Path(DATA, "hostile", "json-test-suite").glob("*.json")) if DATA else []
needs_data = pytest.mark.skipif(not SUITE, reason="GEOPOLITIK_DATA is not set: no JSON test suite")


def kind(answer: Response) -> str:
    """Which kind of problem an answer is."""
    assert answer.headers["content-type"] == "application/problem+json"
    told = Problem.model_validate_json(answer.content)
    assert told.status == answer.status_code
    assert told.detail
    return told.type.removeprefix(f"{BASE}/docs#problem-")


def test_an_address_that_leads_nowhere(client: Clients) -> None:
    assert kind(client().get("/nothing/here")) == Kind.NOT_FOUND
    assert kind(client().get("/stories/")) == Kind.NOT_FOUND


@pytest.mark.parametrize(
    ("method", "path", "headers", "told"),
    [
        pytest.param("GET", "/api/v1/stories", {"host": "evil.example"}, Kind.MISDIRECTED, id="another host"),
        pytest.param("GET", "/api/v1", {"host": ""}, Kind.MISDIRECTED, id="no host"),
        pytest.param(
            "POST", "/api/v1/posts", {"origin": "https://evil.example"}, Kind.REFUSED, id="from another site"
        ),
        pytest.param("POST", "/api/v1/posts", {"content-length": "-1"}, Kind.TOO_LARGE, id="too large"),
        pytest.param("GET", "/api", {}, Kind.NOT_FOUND, id="above the API"),
        pytest.param("GET", "/api/", {}, Kind.NOT_FOUND, id="above the API, with a slash"),
        pytest.param("GET", "/api/v2/stories", {}, Kind.NOT_FOUND, id="a later version"),
        pytest.param("POST", "/api/v1/docs", {}, Kind.NOT_FOUND, id="a form to its page"),
    ],
)
def test_what_doesnt_reach_the_api_is_a_problem_too(
    site: Site, method: str, path: str, headers: dict[str, str], told: Kind
) -> None:
    answer = TestClient(application(site), base_url=ADDRESS).request(method, path, headers=headers)
    assert kind(answer) == told
    assert "content-security-policy" in answer.headers


def test_a_method_that_an_address_doesnt_know(client: Clients) -> None:
    answer = client().request("PATCH", "/posts/abc")
    assert kind(answer) == Kind.METHOD
    assert answer.headers["allow"] == "GET, PUT"
    assert client().request("DELETE", "/stories/abc/replies").headers["allow"] == "GET, POST"


@pytest.mark.parametrize("sent", ["Bearer wrong", "Bearer", "Basic YTpi", "", "Bearer a b", "Bearer \xff"])
def test_a_token_that_is_unknown(client: Clients, sent: str) -> None:
    answer = client().get("/stories", headers={b"authorization": sent.encode("latin-1")})
    assert kind(answer) == Kind.UNAUTHENTICATED
    assert answer.headers["www-authenticate"] == 'Bearer realm="api", error="invalid_token"'


def test_no_token_where_one_is_needed(client: Clients) -> None:
    answer = client().get("/me")
    assert kind(answer) == Kind.UNAUTHENTICATED
    assert answer.headers["www-authenticate"] == 'Bearer realm="api"'


def test_a_cookie_is_not_looked_at(house: House, client: Clients) -> None:
    me = client(Role.ADMIN)
    assert me.user is not None
    with house.store.writing() as w:
        at = house.clock()
        key = accounts.begin_session(w, me.user.id, at=at, until=at.replace(year=at.year + 1))
    other = client()
    other.cookies.set("__Host-session", key, domain="geopolitik.test")
    assert other.get("/me").status_code == 401


@pytest.mark.parametrize(
    ("role", "refused"),
    [
        (Role.MEMBER, ["/inbox", "/decisions", "/checks", "/replies", "/users", "/audit"]),
        (Role.ANALYST, ["/replies", "/users", "/audit"]),
        (Role.EDITOR, ["/users", "/audit"]),
        (Role.ADMIN, []),
    ],
)
def test_what_a_role_may_not_see(client: Clients, role: Role, refused: list[str]) -> None:
    me, visitor = client(role), client()
    for address in ("/inbox", "/decisions", "/checks", "/replies", "/users", "/audit"):
        assert me.get(address).status_code == (403 if address in refused else 200)
        assert visitor.get(address).status_code == 401


def test_tokens_of_disabled_users_and_withdrawn_tokens(house: House, client: Clients, clock: Clock) -> None:
    me, other = client(Role.EDITOR), client(Role.ANALYST)
    assert me.user is not None
    with house.store.writing() as w:
        accounts.change_user(w, me.user.id, disabled_at=clock())
    assert me.get("/stories").status_code == 401
    token = other.get("/me/tokens").json()["items"][0]
    assert other.request("DELETE", f"/me/tokens/{token['id']}").status_code == 204
    assert other.get("/me").status_code == 401
    assert tokens.mine(house, other.viewer)[0].withdrawn_at == clock()


def test_somebody_elses_token_cant_be_withdrawn(client: Clients) -> None:
    me, other = client(Role.ADMIN), client(Role.MEMBER)
    token = other.get("/me/tokens").json()["items"][0]["id"]
    assert kind(me.request("DELETE", f"/me/tokens/{token}")) == Kind.NOT_FOUND


def test_too_many_requests(client: Clients) -> None:
    me = client()
    answers = [me.get("/stories") for _ in range(320)]
    late = next(answer for answer in answers if answer.status_code != 200)
    assert kind(late) == Kind.TOO_OFTEN
    assert int(late.headers["retry-after"]) >= 1


@pytest.mark.parametrize(
    "after", ["", "x", "1", "1.", ".a", "-1.a", "01.a", "1.a b", "1e9.a", "9" * 17 + ".a", "1.a\n"]
)
def test_a_cursor_that_is_none(client: Clients, after: str) -> None:
    for address in ("/stories", "/outlets", "/search"):
        answer = client().get(address, params={"after": after, "q": "x"})
        assert kind(answer) == Kind.INVALID
        assert answer.json()["errors"][0]["place"] == "query/after"
        assert "begin at the first page" in answer.json()["detail"]


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "1e1", "1_0", "1.0", "٣", "9" * 400, "", "nan"])
def test_a_limit_that_is_none(client: Clients, limit: str) -> None:
    assert kind(client().get("/stories", params={"limit": limit})) == Kind.INVALID


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"name": "N", "body": "nul \\u0000"}',
        b'{"name": "N", "body": "half \\ud800"}',
        b'{"name": "  ", "body": "B"}',
        b'{"name": "N", "body": "\\u2003"}',
        b'{"name": "two\\nlines", "body": "B"}',
        b'{"name": "N", "body": "B", "more": 1}',
        b'{"name": "N", "body": "B", "about": null}',
        b'{"name": 1, "body": "B"}',
        b'{"name": "N", "body": ' + b"9" * 5000 + b"}",
        b'{"name": "N", "body": 1e999}',
        b"[" * 100_000,
        b'{"a":' * 20_000,
        b"\xff\xfe",
        b'{"name": "N", "body": "' + b"b" * 5001 + b'"}',
    ],
)
def test_a_body_that_cant_be_taken(client: Clients, story: StoryHead, body: bytes) -> None:
    me = client(Role.EDITOR)
    for address in (
        f"/stories/{story.id}/replies",
        "/checks",
        "/derivations/x/decisions",
        "/posts/x/present",
    ):
        answer = me.post(address, content=body, headers={"content-type": "application/json"})
        assert kind(answer) in (Kind.INVALID, Kind.BAD_REQUEST)


def test_a_body_of_another_type(client: Clients) -> None:
    me = client(Role.ANALYST)
    answer = me.post("/checks", content=b"x", headers={"content-type": "text/plain"})
    assert kind(answer) == Kind.MEDIA_TYPE


@needs_data
def test_no_json_makes_us_fail(client: Clients, story: StoryHead) -> None:
    me = client(Role.EDITOR)
    addresses = (f"/stories/{story.id}/replies", "/checks", "/channels/x/posts", "/derivations/x/decisions")
    for number, path in enumerate(SUITE):
        address = addresses[number % len(addresses)]
        answer = me.post(address, content=path.read_bytes(), headers={"content-type": "application/json"})
        assert answer.status_code < 500, path.name
        assert kind(answer)


@pytest.mark.parametrize(
    "path", ["/stories/%00", "/posts/%ED%A0%80", "/outlets/%FF", "/channels/" + "a" * 999]
)
def test_a_strange_address(client: Clients, path: str) -> None:
    assert kind(client().get(path)) == Kind.NOT_FOUND


@pytest.mark.parametrize("q", ["\x00", "a\x00b", " ", "\u2003", "x" * 201])
def test_a_query_that_is_none(client: Clients, q: str) -> None:
    assert kind(client().get("/search", params={"q": q})) == Kind.INVALID


@pytest.mark.parametrize("q", ['"', "*", "AND", "a OR b", "NEAR(", "\ufffd", "':--", "%"])
def test_a_query_of_signs(client: Clients, q: str) -> None:
    assert client().get("/search", params={"q": q}).status_code == 200
