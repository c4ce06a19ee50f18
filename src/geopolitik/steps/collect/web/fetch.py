"""Fetch one address: hop by hop, each judged before and at connecting, within bounds of time and size."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache

from geopolitik.errors import FetchError
from geopolitik.steps.collect.web.address import WebAddress, web_address
from geopolitik.steps.collect.web.decoding import ACCEPTED, decode
from geopolitik.steps.collect.web.limits import LIMITS, Limits, Meter
from geopolitik.steps.collect.web.network import GuardedNetwork, Reach
from geopolitik.steps.collect.web.reach import why_not

AGENT = "GeoPolitik/0.1 (follows news stories to their source)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST_WAIT = 24 * 3600
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Hop:
    """One answer on the way."""

    url: str
    status: int
    headers: Headers
    """As they came, in order; names in lower case."""
    host: str
    """The address that was connected to."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of an address."""

    asked: str
    hops: tuple[Hop, ...]
    """Redirects, and the answer itself last."""
    body: bytes
    """Unpacked; empty if it is unchanged."""
    packed: bytes
    """The body as it came, without its transfer coding."""
    whole: bool
    """Whether nothing of it was cut off."""
    at: datetime
    """When the answer began, UTC."""

    @property
    def url(self) -> str:
        """Where it was found in the end."""
        return self.hops[-1].url

    @property
    def unchanged(self) -> bool:
        """Whether the server says that nothing has changed since last time."""
        return self.hops[-1].status == 304

    @property
    def moved(self) -> str:
        """Where it has moved for good, if each hop says so; else empty."""
        hops = self.hops[:-1]
        return self.url if hops and all(hop.status in (301, 308) for hop in hops) else ""

    def header(self, name: str) -> str:
        """A header of the answer; several of one name are joined. Empty if there is none."""
        return ", ".join(value for key, value in self.hops[-1].headers if key == name)


def fetch(
    url: str,
    *,
    since: Mapping[str, str] | None = None,
    limits: Limits = LIMITS,
    reach: Reach = why_not,
    permitted: Iterable[str] = (),
) -> Fetched:
    """Fetch an address.

    Args:
        url: http or https.
        since: validators of what is held already: `etag`, `last-modified`; the server may answer 304.
        limits: bounds of time and size, for all hops together.
        reach: judges each address that a host's name resolves to.
        permitted: hosts (`host:port`) that may be asked though they are no public ones: our own, in tests.

    Raises:
        AddressError: the address, or one it redirects to, must not be fetched.
        FetchError: it can't be had: says why; carries the status and how long to wait, if the server told.
    """
    meter = Meter(url, limits)
    own = frozenset(permitted)
    address = _judged(url, None, own)
    hops: list[Hop] = []
    while True:
        at = datetime.now(UTC)
        hop, packed, whole = _asked(address, since or {}, meter, _reaching(address, reach, own))
        hops.append(hop)
        if hop.status not in _REDIRECTS:
            break
        if len(hops) > limits.redirects:
            raise FetchError(url, f"redirects more than {limits.redirects} times", status=hop.status)
        to = _header(hop, "location")
        if not to:
            raise FetchError(url, "redirects to nowhere", status=hop.status)
        address = _judged(to, address.url, own)
    _refuse(url, hop, asked_since=bool(since))
    body, ended = decode(packed, _header(hop, "content-encoding"), url, limits)
    return Fetched(url, tuple(hops), body, packed, whole and ended, at)


def _judged(text: str, base: str | None, own: frozenset[str]) -> WebAddress:
    return web_address(text, base, permitted=own)


def _reaching(address: WebAddress, reach: Reach, own: frozenset[str]) -> Reach:
    return (lambda _: "") if f"{address.host}:{address.port}" in own else reach


def _asked(
    address: WebAddress, since: Mapping[str, str], meter: Meter, reach: Reach
) -> tuple[Hop, bytes, bool]:
    """One hop: the answer, its body as it came, and whether it came whole."""
    import httpcore2

    network = GuardedNetwork(meter, reach)
    meter.in_body = False
    meter.received = 0
    whole = True
    body = bytearray()
    try:
        with (
            httpcore2.ConnectionPool(
                ssl_context=_encryption(), network_backend=network, max_connections=1
            ) as pool,
            pool.stream("GET", address.url, headers=_headers(since)) as answer,
        ):
            hop = Hop(address.url, answer.status, _told(answer.headers), str(network.host))
            meter.in_body = True
            try:
                # What a redirect says besides where to is of no use.
                if answer.status not in _REDIRECTS:
                    for part in answer.iter_stream():
                        body += part
            except (httpcore2.ReadError, httpcore2.RemoteProtocolError):
                # Cut off in the middle: what came is kept, and said to be a part.
                if not body:
                    raise
                whole = False
    except httpcore2.TimeoutException as error:
        raise FetchError(meter.url, "doesn't answer in time") from error
    except (httpcore2.NetworkError, OSError) as error:
        raise FetchError(meter.url, f"can't be reached ({_short(error)})") from error
    except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as error:
        raise FetchError(meter.url, f"is answered in no way that HTTP knows ({_short(error)})") from error
    return hop, bytes(body), whole


@cache
def _encryption() -> ssl.SSLContext:
    # Never from the environment: a variable must not bring certificates in.
    return ssl.create_default_context()


def _headers(since: Mapping[str, str]) -> list[tuple[str, str]]:
    found = [
        ("User-Agent", AGENT),
        ("Accept", "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5"),
        ("Accept-Encoding", ACCEPTED),
        ("Connection", "close"),
    ]
    names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    held = [(names[key], value) for key, value in since.items() if key in names and value.isprintable()]
    return [*found, *held]


def _told(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    return tuple((key.decode("latin-1").lower(), value.decode("latin-1")) for key, value in headers)


def _header(hop: Hop, name: str) -> str:
    return ", ".join(value for key, value in hop.headers if key == name)


def _refuse(url: str, hop: Hop, *, asked_since: bool) -> None:
    """Let only an answer pass that brings the page, or says that it is unchanged.

    Raises:
        FetchError: any other.
    """
    if hop.status == 200 or (hop.status == 304 and asked_since):
        return
    raise FetchError(
        url,
        _REASONS.get(hop.status) or f"is answered with status {hop.status}",
        status=hop.status,
        retry_after=_wait(_header(hop, "retry-after")),
    )


_REASONS = {
    401: "asks for a password",
    403: "is refused to us",
    404: "leads to nothing",
    410: "is gone for good",
    429: "says that we ask too often",
    503: "can't be served now",
}


def _wait(header: str) -> float | None:
    """Seconds to wait, at most a day; None if the server doesn't say."""
    header = header.strip()
    if header.isascii() and header.isdigit():
        return float(min(int(header[:12]), _LONGEST_WAIT))
    try:
        at = parsedate_to_datetime(header)
    except (ValueError, IndexError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(0.0, (at - datetime.now(UTC)).total_seconds()), float(_LONGEST_WAIT))


def _short(error: BaseException) -> str:
    return (str(error) or type(error).__name__)[:120]
