"""When an address was first seen by a web archive: its TimeMap in link format (RFC 7089, 5; RFC 6690)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import islice

MOST_BYTES = 4 * 1024 * 1024
"""Of a longer TimeMap the beginning is read: the oldest stands first in what archives send."""
MOST_LINKS = 50_000
_EARLIEST = datetime(1991, 8, 6, tzinfo=UTC)
"""No page is older than the web."""
_VALUE = r'(?:"[^"]{0,2000}"|[^\s",;<>]{1,200})'
_LINK = re.compile(rf"<[^<>\s]{{1,8192}}>((?:\s*;\s*[A-Za-z-]{{1,40}}\s*=\s*{_VALUE})*)")
_PARAMETER = re.compile(rf";\s*([A-Za-z-]{{1,40}})\s*=\s*({_VALUE})")


def earliest(timemap: bytes, by: datetime) -> datetime | None:
    """The time of the oldest memento that a TimeMap names, UTC; None if it names none.

    Args:
        timemap: as it was received.
        by: now; what is said to lie later, or before there was a web, isn't believed.
    """
    text = timemap[:MOST_BYTES].decode("utf-8", "replace")
    links = islice(_LINK.finditer(text), MOST_LINKS)
    times = (_seen(link[1]) for link in links)
    return min((time for time in times if time is not None and _EARLIEST <= time <= by), default=None)


def _seen(parameters: str) -> datetime | None:
    """When a memento was made; None for links that lead to something else."""
    told = {name.lower(): value.strip('"') for name, value in _PARAMETER.findall(parameters)}
    if "memento" not in told.get("rel", "").lower().split():
        return None
    try:
        found = parsedate_to_datetime(told.get("datetime", ""))
    except (ValueError, OverflowError):
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
