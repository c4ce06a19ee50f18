"""Which addresses a post may lead to: the web's, mail, and our own site's; everything else is refused."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

FOREIGN_REL = "nofollow noopener noreferrer"
"""What a link away from the site says: it lends no weight, and tells nothing of the reader."""

LONGEST = 2_000
"""Characters of an address; browsers and servers take more, readers never need it."""

# Controls and spaces: browsers drop them and read `java\nscript:`. A backslash is a slash to browsers.
_ODD = re.compile(
    "[\x00-\x20\x7f-\xa0\\\\<>\"'`\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_OWN = re.compile(r"/(?!/)|#")
_MAIL = re.compile(
    r"mailto:[\w.!#$%&*+/=?^{|}~-]{1,64}@[\w.-]{1,255}(?:\?[\w=&%.,+-]{0,500})?", re.IGNORECASE
)
_HOST = re.compile(r"[\w.:-]+", re.ASCII)


def accept(address: str) -> str | None:
    """The address if a link may lead there, else None.

    Accepted are `http:` and `https:` with a host and without a user name (`https://bank@evil.example`),
    `mailto:`, and what lies on our own site: `/path` and `#fragment`. Nothing is repaired.
    """
    if not address or len(address) > LONGEST or _ODD.search(address):
        return None
    if _OWN.match(address) or _MAIL.fullmatch(address):
        return address
    return address if _WEB.match(address) and _has_host(address) else None


def is_own(address: str) -> bool:
    """Whether an accepted address lies on our own site."""
    return _OWN.match(address) is not None


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return bool(host) and "@" not in parts.netloc and _HOST.fullmatch(host or "") is not None
