"""What stands in a feed's elements, as plain text, moments and addresses."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from html import unescape

from geopolitik.text.clean import one_line

LONGEST = 20_000
"""Characters of a summary that are kept: some feeds carry whole pages in it."""
_HIDDEN = re.compile(
    r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<(template|iframe|object)\b(?:(?!<\2\b).)*?</\2\s*>", re.I | re.S
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[|\]\]>|<![A-Za-z][^>]*>", re.S)
_BREAK = re.compile(r"<\s*/?\s*(?:p|br|div|li|ul|ol|h[1-6]|tr|table|blockquote|hr|section)\b[^>]*>", re.I)
_TAG = re.compile(r"</?[A-Za-z][^<>]*(?:>|\Z)")
_LINES = re.compile(r"\s*\n\s*")
_SPACES = re.compile(r"[ \t\xa0]+")
_ISO = re.compile(
    r"(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?"
    r"(?:[T ]\s*(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?\Z",
    re.I,
)
# RFC 822's and those that newspapers write; dateutil drops them.
_ZONES = {
    **{"ut": 0, "utc": 0, "gmt": 0, "z": 0, "bst": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180},
    **{"est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480},
    **{"pdt": -420, "msk": 180, "jst": 540, "kst": 540, "wet": 0, "west": 60},
}
_ZONE = re.compile(r"\s*\b([A-Za-z]{1,4})\Z")
_OLDEST, _NEWEST = 1970, 2200


def plain(markup: str) -> str:
    """The text that a browser would show of a piece of HTML, a line for each block."""
    text = _COMMENT.sub("", _HIDDEN.sub(" ", markup[: 20 * LONGEST]))
    text = unescape(_TAG.sub("", _BREAK.sub("\n", text)))
    return _SPACES.sub(" ", _LINES.sub("\n", text)).strip()[:LONGEST]


def line(markup: str) -> str:
    """The same on one line: a title, a name."""
    return one_line(plain(markup))[:1_000]


def moment(written: str) -> datetime | None:
    """When something was, as feeds write it; None if it is no date, or one that can't be.

    RFC 822's form and ISO 8601's, then whatever dateutil reads. A time without a zone is taken for UTC.
    """
    written = one_line(written)[:60]
    try:
        found = _iso(written) or _mail(written) or _other(written)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    if found is None:
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found if _OLDEST <= found.year < _NEWEST else None


def _iso(written: str) -> datetime | None:
    found = _ISO.match(written)
    if found is None:
        return None
    year, month, day, hour, minute, second, _, zone = found.groups()
    began = datetime(int(year), int(month or 1), int(day or 1), tzinfo=_offset(zone))
    # A leap second is the one before, for those who count to 59; 24:00 is the next day's beginning.
    hours, minutes, seconds = int(hour or 0), int(minute or 0), min(int(second or 0), 59)
    if hours > 24 or minutes > 59 or (hours == 24 and (minutes or seconds)):
        return None
    return began + timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _offset(zone: str | None) -> timezone:
    if not zone or zone in "Zz":
        return UTC
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))


def _mail(written: str) -> datetime | None:
    name = _ZONE.search(written)
    if name and name[1].lower() not in _ZONES:
        return None
    try:
        if not name:
            return parsedate_to_datetime(written)
        at = parsedate_to_datetime(written[: name.start()] + " +0000")
    except (ValueError, TypeError, IndexError):
        return None
    return at.replace(tzinfo=timezone(timedelta(minutes=_ZONES[name[1].lower()])))


def _other(written: str) -> datetime | None:
    from dateutil.parser import ParserError, parse

    if not any(c.isdigit() for c in written):
        return None
    zones = {name.upper(): minutes * 60 for name, minutes in _ZONES.items()}
    try:
        # A fixed day to fill in from: the same words mean the same on every day.
        return parse(written, default=datetime(1900, 1, 1), tzinfos=zones)
    except (ParserError, OverflowError, ValueError):
        return None
