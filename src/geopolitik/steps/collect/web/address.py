"""Addresses of the web: parsed as browsers do, refused where no news page can be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

from geopolitik.errors import AddressError
from geopolitik.steps.collect.web.reach import PUBLIC_ONLY, why_not

_LONGEST = 8_192
_PORTS = {"http": 80, "https": 443}
_LEAST_FREE_PORT = 1_024
# The ports above 1,023 to which browsers refuse to speak HTTP (WHATWG Fetch, "bad port").
_BAD_PORTS = frozenset(
    {1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679}
    | {6697, 10080}
)
_LONGEST_NAME = 253
_USER = re.compile(r"^(\s*[A-Za-z][A-Za-z0-9+.-]*:[/\\]*)[^/?#]*@")
_QUERY = re.compile(r"\?.+", re.DOTALL)
_INNER_ENDINGS = (
    "localhost",
    "localdomain",
    "local",
    "internal",
    "intranet",
    "lan",
    "home.arpa",
    "corp",
    "private",
)
"""Names that mean something else on every network (RFC 6761, 6762, 8375, and ICANN's name collisions)."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address that may be asked, if its host's own address may be reached too."""

    url: str
    """As browsers write it, without its fragment."""
    scheme: str
    host: str
    """In ASCII; an IPv6 address without brackets."""
    port: int
    target: str
    """Path and query."""
    literal: IPv4Address | IPv6Address | None
    """The host, if it is an address itself."""


def web_address(text: str, base: str | None = None, *, permitted: frozenset[str] = frozenset()) -> WebAddress:
    """Parse an address as browsers do (WHATWG URL), and refuse what must not be fetched.

    Args:
        text: from a user, a feed or a page.
        base: the address of the page or feed it stood in, for relative ones.
        permitted: hosts (`host:port`) that may be asked though they are no public ones.

    Raises:
        AddressError: it is no address of a public web page; says why.
    """
    if len(text) > _LONGEST:
        raise AddressError(shown(text)[:60] + "…", f"is longer than {_LONGEST:,} characters", "")
    from ada_url import URL

    try:
        url = URL(text, base) if base else URL(text)
    except (ValueError, UnicodeError) as error:
        raise AddressError(shown(text), "is no address of a web page", "Write it as https://…") from error
    scheme = url.protocol.removesuffix(":")
    if scheme not in _PORTS:
        raise AddressError(
            shown(text), f"is an address of kind “{scheme}:”", "Only http and https are fetched."
        )
    if "\\" in text or url.username or url.password:
        # Both are used to show one host and mean another.
        raise AddressError(shown(text), "hides which host it means", "Write it without \\ and without @.")
    host = url.hostname.removeprefix("[").removesuffix("]")
    literal = _literal(host)
    reason = why_not(literal) if literal is not None else _why_no_name(host)
    port = int(url.port) if url.port else _PORTS[scheme]
    reason = reason or _why_no_port(port, scheme)
    if reason and f"{host}:{port}" not in permitted:
        raise AddressError(shown(text), reason, PUBLIC_ONLY)
    url.hash = ""
    return WebAddress(url.href, scheme, host, port, url.pathname + url.search, literal)


def shown(text: str) -> str:
    """An address as it may stand in messages: without name and password, and without what a query carries."""
    return _QUERY.sub("?…", _USER.sub(r"\1", text[:2_000]))[:200]


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _why_no_name(host: str) -> str:
    """Why a host's name can't be a public one; empty if it can."""
    name = host.removesuffix(".").casefold()
    labels = name.split(".")
    if not name or len(name) > _LONGEST_NAME or not all(0 < len(label) < 64 for label in labels):
        return "has no well-formed host name"
    if len(labels) < 2 or any(name == end or name.endswith("." + end) for end in _INNER_ENDINGS):
        return "names a host of an inner network"
    if not all((c.isalnum() and c.isascii()) or c in "-_" for label in labels for c in label):
        return "has no well-formed host name"
    try:
        for label in labels:
            if label.startswith("xn--"):
                label.encode("ascii").decode("idna")
    except UnicodeError:
        return "has no well-formed host name"
    return ""


def _why_no_port(port: int, scheme: str) -> str:
    if port in _BAD_PORTS or (port < _LEAST_FREE_PORT and port not in _PORTS.values()):
        return f"asks port {port}, where no web page is served"
    if port != _PORTS[scheme] and port in _PORTS.values():
        return f"asks {scheme} at port {port}"
    return ""
