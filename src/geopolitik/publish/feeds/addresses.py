"""Addresses fit to print: absolute, http or https, ASCII; and the lasting names of entries."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import SplitResult, quote, urlsplit

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[\w.-]+")
_IPV6 = re.compile(r"[0-9a-f:.]+")
_TAGGING_ENTITY = re.compile(
    r"(?:[a-z0-9._-]+@)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9]+(?:-+[a-z0-9]+)*)*"
)
_MARKS = "!$&'()*+,;=:@"
"""What may stand unquoted in a path beside letters, digits and `-._~` (RFC 3986, 3.3)."""


def web_address(text: str) -> str | None:
    """The address as ASCII, what isn't allowed in one percent-encoded; None if no page of the web is meant.

    None for: a relative address, a scheme other than http and https (`javascript:` among them), control
    characters, a host that cannot be, and a user's name or password, which aren't ours to publish.
    """
    text = text.strip()
    if _CONTROL.search(text):
        return None
    try:
        parts = urlsplit(text)
        host = _host(parts)
    except ValueError:
        return None
    if host is None or parts.scheme not in ("http", "https") or "@" in parts.netloc:
        return None
    rest = text[len(parts.scheme) + len("://") + len(parts.netloc) :]
    before, mark, fragment = rest.partition("#")
    return f"{parts.scheme}://{host}{_quoted(before)}{mark}{_quoted(fragment)}"


def own_address(text: str, what: str) -> str:
    """An address of ours, fit to print.

    Raises:
        ValueError: it isn't an absolute http or https address; `what` says which one.
    """
    address = web_address(text)
    if address is None:
        raise ValueError(f"{what} must be an absolute http(s) address, not {text!r}")
    return address


def web_addresses(texts: tuple[str, ...]) -> list[str]:
    """Those of the addresses that are of the web, each once, in order."""
    return list(dict.fromkeys(address for text in texts if (address := web_address(text)) is not None))


def tag_uri(authority: str, day: date, *parts: str) -> str:
    """A name for ever, `tag:authority,day:part/part` (Kindberg and Hawke 2005, RFC 4151).

    Args:
        authority: a domain name or mail address that the publisher held on that day.
        day: any day on which it was held; once chosen, never changed.
        parts: what names the thing; a slash or any other mark within a part is percent-encoded.

    Raises:
        ValueError: the authority is neither a domain name nor a mail address in ASCII, or no part is given.
    """
    entity = authority.lower()
    if not _TAGGING_ENTITY.fullmatch(entity):
        raise ValueError(f"a tag's authority is a domain name or a mail address, not {authority!r}")
    if not any(parts):
        raise ValueError("a tag needs at least one part that names the thing")
    specific = "/".join(quote(part, safe=_MARKS, errors="replace") for part in parts)
    return f"tag:{entity},{day.isoformat()}:{specific}"


def _host(parts: SplitResult) -> str | None:
    """Host and port in ASCII. Raises ValueError for a port or name that cannot be."""
    name = parts.hostname
    if not name:
        return None
    port = f":{parts.port}" if parts.port is not None else ""
    if ":" in name:
        return f"[{name}]{port}" if _IPV6.fullmatch(name) else None
    if not _HOST.fullmatch(name):
        return None
    return (name if name.isascii() else name.encode("idna").decode("ascii")) + port


def _quoted(text: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", text), safe=_MARKS + "/?%", errors="replace")
