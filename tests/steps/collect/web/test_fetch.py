"""Fetching: bounded in time and size, judged on every hop, and honest about what came."""

from __future__ import annotations

import gzip
import ssl
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.steps.collect.web.serving import Answer, Origin, page, redirect, serving

from geopolitik.errors import AddressError, FetchError
from geopolitik.steps.collect.web.fetch import AGENT, Fetched, fetch
from geopolitik.steps.collect.web.limits import Limits
from geopolitik.steps.collect.web.network import Ways

CERTIFICATES = Path(__file__).parent / "certificates"


@pytest.fixture(scope="module")
def origin() -> Iterator[Origin]:
    with serving() as running:
        yield running


def got(origin: Origin, path: str = "/", limits: Limits | None = None, **since: str) -> Fetched:
    known = {name.replace("_", "-"): value for name, value in since.items()}
    return fetch(origin.url(path), since=known, limits=limits or Limits(), permitted={origin.host})


def test_a_page_comes_with_its_address_headers_and_time(origin: Origin) -> None:
    origin.pages["/"] = page("The ferry sails.", Content_Type="text/html", ETag='"one"')
    before = datetime.now(UTC)
    fetched = got(origin)
    assert (fetched.body, fetched.whole, fetched.unchanged) == (b"The ferry sails.", True, False)
    assert (fetched.url, fetched.header("etag")) == (origin.url("/"), '"one"')
    assert fetched.hops[-1].host == "127.0.0.1"
    assert before <= fetched.at <= datetime.now(UTC)
    assert origin.asked[-1].headers["user-agent"] == AGENT


def test_what_has_not_changed_is_not_sent_again(origin: Origin) -> None:
    def answer(asked: object) -> Answer:
        held = getattr(asked, "headers", {}).get("if-none-match") == '"one"'
        return Answer(status=304) if held else page("News", ETag='"one"')

    origin.pages["/kept"] = answer
    assert not got(origin, "/kept").unchanged
    again = got(origin, "/kept", etag='"one"')
    assert (again.unchanged, again.body) == (True, b"")


def test_a_validator_cannot_smuggle_a_header(origin: Origin) -> None:
    origin.pages["/"] = page("News")
    got(origin, etag='"a"\r\nX-Smuggled: 1')
    assert "x-smuggled" not in origin.asked[-1].headers


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        pytest.param("gzip", gzip.compress(b"News"), id="gzip"),
        pytest.param("gzip", gzip.compress(b"Ne") + gzip.compress(b"ws"), id="gzip in two members"),
        pytest.param("deflate", zlib.compress(b"News"), id="deflate"),
        pytest.param("deflate", zlib.compress(b"News")[2:-4], id="deflate without its frame"),
        pytest.param("gzip, gzip", gzip.compress(gzip.compress(b"News")), id="twice"),
        pytest.param("identity", b"News", id="not at all"),
    ],
)
def test_what_is_packed_is_unpacked(origin: Origin, coding: str, body: bytes) -> None:
    origin.pages["/packed"] = Answer(body, headers=(("Content-Encoding", coding),))
    fetched = got(origin, "/packed")
    assert (fetched.body, fetched.packed, fetched.whole) == (b"News", body, True)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(Answer(status=403), "is refused to us", id="forbidden"),
        pytest.param(Answer(status=404), "leads to nothing", id="not found"),
        pytest.param(Answer(status=410), "is gone for good", id="gone"),
        pytest.param(Answer(status=500), "is answered with status 500", id="fault of the server"),
        pytest.param(redirect(""), "redirects to nowhere", id="redirect without an address"),
        pytest.param(redirect("/error"), "redirects more than 5 times", id="redirect in a circle"),
        pytest.param(Answer(b"x" * 300_000), "is larger than 2 KiB", id="too large"),
        pytest.param(
            Answer(gzip.compress(b"x" * 500_000), headers=(("Content-Encoding", "gzip"),)),
            "unpacks to more than 390 KiB",
            id="too large once unpacked",
        ),
        pytest.param(
            Answer(b"?", headers=(("Content-Encoding", "br"),)),
            "is packed as “br”, which wasn't asked for",
            id="coding that wasn't asked for",
        ),
    ],
)
def test_what_cannot_be_had_is_refused_with_the_reason(origin: Origin, answer: Answer, reason: str) -> None:
    origin.pages["/error"] = answer
    with pytest.raises(FetchError) as caught:
        got(origin, "/error", Limits(wire=2048, decoded=400_000))
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        pytest.param("120", 120.0, id="seconds"),
        pytest.param("9999999999999999999", 86_400.0, id="seconds without end"),
        pytest.param("Wed, 01 Jan 1997 00:00:00 GMT", 0.0, id="a date gone by"),
        pytest.param("Fri, 01 Jan 2999 00:00:00 GMT", 86_400.0, id="a date far off"),
        pytest.param("-1", None, id="negative"),
        pytest.param("soon", None, id="a word"),
        pytest.param("Wed, 01 Jan 99999 00:00:00 GMT", None, id="no date"),
    ],
)
def test_how_long_to_wait_is_told(origin: Origin, written: str, seconds: float | None) -> None:
    origin.pages["/busy"] = Answer(status=503, headers=(("Retry-After", written),))
    with pytest.raises(FetchError) as caught:
        got(origin, "/busy")
    assert (caught.value.status, caught.value.retry_after) == (503, seconds)


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        pytest.param((301, 308), True, id="for good"),
        pytest.param((301, 302), False, id="partly for a while"),
        pytest.param((307,), False, id="for a while"),
    ],
)
def test_a_page_that_moved_says_so(origin: Origin, statuses: tuple[int, ...], moved: bool) -> None:
    for number, status in enumerate(statuses):
        origin.pages[f"/{number}"] = redirect(f"/{number + 1}", status)
    origin.pages[f"/{len(statuses)}"] = page("News")
    fetched = got(origin, "/0")
    assert [hop.status for hop in fetched.hops] == [*statuses, 200]
    assert fetched.moved == (fetched.url if moved else "")


@pytest.mark.parametrize(
    "to",
    [
        pytest.param("http://127.0.0.1:9/", id="this machine at another port"),
        pytest.param("http://169.254.169.254/latest/", id="a cloud's own data"),
        pytest.param("http://[::1]/", id="this machine"),
        pytest.param("file:///etc/passwd", id="a file"),
        pytest.param("//printer/", id="an inner name"),
    ],
)
def test_no_redirect_leads_inside(origin: Origin, to: str) -> None:
    origin.pages["/inside"] = redirect(to)
    with pytest.raises(AddressError):
        got(origin, "/inside")


@pytest.mark.parametrize(
    "addresses",
    [
        pytest.param(("127.0.0.1",), id="this machine"),
        pytest.param(("93.184.215.14", "10.0.0.1"), id="a public and a private address"),
        pytest.param(("::ffff:127.0.0.1",), id="this machine, mapped"),
        pytest.param(("fe80::1%1",), id="the local link"),
    ],
)
def test_a_public_name_with_an_inner_address_is_never_connected_to(
    origin: Origin, addresses: tuple[str, ...]
) -> None:
    asked = len(origin.asked)
    with pytest.raises(FetchError, match=r"leads to (this machine|a private network|the local link)"):
        fetch(f"http://turned.example:{origin.port}/", ways=Ways(resolver=lambda _: addresses))
    assert len(origin.asked) == asked


def test_a_name_is_asked_once_for_a_connection(origin: Origin) -> None:
    # A name that answers anew each time can't pass the judge with one address and be reached at another.
    answers = iter([("127.0.0.1",), ("10.0.0.1",)])
    origin.pages["/"] = page("News")
    host = f"harbour.example:{origin.port}"
    ways = Ways(resolver=lambda _: next(answers))
    assert fetch(f"http://{host}/", permitted={host}, ways=ways).body == b"News"
    assert next(answers) == ("10.0.0.1",)


def unknown(_: str) -> tuple[str, ...]:
    raise OSError("no such name")


@pytest.mark.parametrize(
    "resolver",
    [
        pytest.param(unknown, id="unknown"),
        pytest.param(lambda _: (), id="without addresses"),
        pytest.param(lambda _: ("nonsense",), id="with nonsense for an address"),
    ],
)
def test_a_host_that_does_not_exist_is_told(resolver: Callable[[str], Iterable[str]]) -> None:
    with pytest.raises(FetchError, match="has a host that doesn't exist"):
        fetch("https://harbour.example/", ways=Ways(resolver=resolver))


def test_no_proxy_of_the_environment_is_used(origin: Origin, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://{proxy.host}")
        monkeypatch.delenv("no_proxy", raising=False)
        origin.pages["/"] = page("News")
        assert got(origin).body == b"News"
    assert proxy.asked == []


def trusting_us() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(CERTIFICATES / "authority.pem"))


@pytest.fixture(scope="module")
def safe() -> Iterator[Origin]:
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(CERTIFICATES / "harbour.pem")
    with serving(own) as running:
        running.pages["/"] = page("News")
        yield running


def over_tls(safe: Origin, name: str, ways: Ways) -> Fetched:
    host = f"{name}:{safe.port}"
    return fetch(f"https://{host}/", permitted={host}, ways=ways)


def test_a_server_that_proves_its_name_is_believed(safe: Origin) -> None:
    ways = Ways(resolver=lambda _: ("127.0.0.1",), encryption=trusting_us)
    assert over_tls(safe, "harbour.example", ways).body == b"News"


@pytest.mark.parametrize(
    ("name", "trusting", "reason"),
    [
        pytest.param("other.example", True, "Hostname mismatch", id="another's certificate"),
        pytest.param("harbour.example", False, "unable to get local issuer certificate", id="unknown issuer"),
    ],
)
def test_a_server_with_a_wrong_certificate_is_not(
    safe: Origin, name: str, trusting: bool, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A variable brings no certificate in.
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "authority.pem"))
    here = Ways(resolver=lambda _: ("127.0.0.1",))
    ways = Ways(resolver=here.resolver, encryption=trusting_us) if trusting else here
    with pytest.raises(FetchError) as caught:
        over_tls(safe, name, ways)
    assert caught.value.reason == f"can't prove that it is who it says ({reason})"


def test_a_server_without_encryption_is_told(origin: Origin) -> None:
    ways = Ways(resolver=lambda _: ("127.0.0.1",))
    with pytest.raises(FetchError, match="speaks no encryption that we know"):
        over_tls(origin, "harbour.example", ways)


def test_a_host_where_nobody_listens_is_told() -> None:
    with serving() as gone:
        pass
    with pytest.raises(FetchError, match=r"can't be reached \(connection refused\)"):
        got(gone)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("http://ada:s3cret@harbour.example/", id="password"),
        pytest.param("http://s3cret@harbour.example/", id="user"),
        pytest.param("https://printer/feed?key=s3cret", id="key in the query"),
        pytest.param("ftp:\\\\ada:s3cret@harbour.example", id="another kind of address"),
    ],
)
def test_no_secret_of_an_address_stands_in_an_error(written: str) -> None:
    with pytest.raises(AddressError) as caught:
        fetch(written)
    assert "s3cret" not in str(caught.value)


def test_no_secret_of_an_answer_stands_in_an_error(origin: Origin) -> None:
    origin.pages["/away?key=s3cret"] = redirect("http://ada:s3cret@127.0.0.1/?key=s3cret")
    with pytest.raises(AddressError) as inside:
        got(origin, "/away?key=s3cret")
    with pytest.raises(FetchError) as missing:
        got(origin, "/missing?key=s3cret")
    assert "s3cret" not in f"{inside.value} {missing.value}"
    assert str(missing.value).startswith(origin.url("/missing?…"))
