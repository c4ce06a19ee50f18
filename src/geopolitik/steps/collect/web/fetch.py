"""Fetch one address: hop by hop, each judged before and at connecting, within bounds of time and size."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from geopolitik.errors import FetchError
from geopolitik.steps.collect.web.address import WebAddress, shown, web_address
from geopolitik.steps.collect.web.decoding import ACCEPTED, Unpacking
from geopolitik.steps.collect.web.limits import LIMITS, Limits, Meter
from geopolitik.steps.collect.web.network import WAYS, GuardedNetwork, Ways

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


@dataclass(frozen=True, slots=True)
class _Content:
    """What one answer holds."""

    body: bytes = b""
    packed: bytes = b""
    whole: bool = True


def fetch(
    url: str,
    *,
    since: Mapping[str, str] | None = None,
    limits: Limits = LIMITS,
    permitted: Iterable[str] = (),
    ways: Ways = WAYS,
    follow: Callable[[str], str] = lambda _: "",
) -> Fetched:
    """Fetch an address.

    Args:
        url: http or https.
        since: validators of what is held already: `etag`, `last-modified`; the server may answer 304.
        limits: bounds of time and size, for all hops together.
        permitted: hosts (`host:port`) that may be asked though they are no public ones: our own, in tests.
        ways: how hosts are found, judged and believed.
        follow: why an address that is redirected to must not be asked; empty if it may be.

    Raises:
        AddressError: the address, or one it redirects to, must not be fetched.
        FetchError: it can't be had: says why; carries the status and how long to wait, if the server told.
    """
    named = shown(url)
    meter = Meter(named, limits)
    own = frozenset(permitted)
    address = web_address(url, permitted=own)
    hops: list[Hop] = []
    while True:
        at = datetime.now(UTC)
        network = GuardedNetwork(meter, ways, own=f"{address.host}:{address.port}" in own)
        hop, content = _asked(address, since or {}, meter, network, ways)
        hops.append(hop)
        if hop.status not in _REDIRECTS:
            break
        if len(hops) > limits.redirects:
            raise FetchError(named, f"redirects more than {limits.redirects} times", status=hop.status)
        to = _header(hop, "location")
        if not to:
            raise FetchError(named, "redirects to nowhere", status=hop.status)
        address = web_address(to, address.url, permitted=own)
        if reason := follow(address.url):
            raise FetchError(named, reason)
    _refuse(named, hop, asked_since=bool(since))
    return Fetched(url, tuple(hops), content.body, content.packed, content.whole, at)


def _asked(
    address: WebAddress, since: Mapping[str, str], meter: Meter, network: GuardedNetwork, ways: Ways
) -> tuple[Hop, _Content]:
    """One hop: the answer and its content."""
    import httpcore2

    meter.in_body = False
    meter.received = 0
    try:
        with (
            httpcore2.ConnectionPool(
                ssl_context=ways.encryption(), network_backend=network, max_connections=1
            ) as pool,
            pool.stream("GET", address.url, headers=_headers(since)) as answer,
        ):
            hop = Hop(address.url, answer.status, _told(answer.headers), str(network.host))
            meter.in_body = True
            # What a redirect or a refusal says besides is of no use.
            parts = answer.iter_stream() if answer.status == 200 else ()
            return hop, _gathered(parts, hop, meter)
    except httpcore2.TimeoutException as error:
        meter.left()
        raise FetchError(meter.url, "doesn't answer in time") from error
    except (httpcore2.NetworkError, OSError) as error:
        raise FetchError(meter.url, _unreachable(error)) from error
    except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as error:
        # What the server wrote stays out of the reason: it may be anything.
        said = re.split(r"[:(]", str(error) or type(error).__name__)[0].strip()[:80]
        raise FetchError(meter.url, f"is answered in no way that HTTP knows ({said})") from error


def _gathered(parts: Iterable[bytes], hop: Hop, meter: Meter) -> _Content:
    """The body as it comes.

    Raises:
        FetchError: it is too large, or packed otherwise than it says.
        httpcore2.ProtocolError: it ended in the middle, and it isn't known to be what was meant.
    """
    import httpcore2

    unpacking = Unpacking(_header(hop, "content-encoding"), meter.url, meter.limits) if parts else None
    packed = bytearray()
    whole = True
    try:
        for part in parts:
            packed += part
            if unpacking:
                unpacking.feed(part)
    except httpcore2.RemoteProtocolError:
        # The server closed too early, in good order: what came is kept, and said to be a part.
        if not packed or "chunked" in _header(hop, "transfer-encoding").lower():
            raise
        whole = False
    if unpacking is None:
        return _Content()
    return _Content(bytes(unpacking.body), bytes(packed), whole and unpacking.whole)


def _unreachable(error: BaseException) -> str:
    """Why nobody was reached, told by the fault at the bottom."""
    bottom: BaseException | None = error
    while bottom is not None:
        if isinstance(bottom, ssl.SSLCertVerificationError):
            return f"can't prove that it is who it says ({bottom.verify_message[:80].partition(',')[0]})"
        if isinstance(bottom, ssl.SSLError):
            return "speaks no encryption that we know"
        if isinstance(bottom, OSError) and bottom.strerror:
            return f"can't be reached ({bottom.strerror.lower()})"
        bottom = bottom.__cause__ or bottom.__context__
    return "can't be reached"


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


def _refuse(named: str, hop: Hop, *, asked_since: bool) -> None:
    """Let only an answer pass that brings the page, or says that it is unchanged.

    Raises:
        FetchError: any other.
    """
    if hop.status == 200 or (hop.status == 304 and asked_since):
        return
    raise FetchError(
        named,
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
