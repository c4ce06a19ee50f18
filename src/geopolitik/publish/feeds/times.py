"""Times as each format writes them: UTC, whole seconds."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime


def require_aware(moment: datetime | None, what: str) -> None:
    """Raise ValueError for a time without a zone; `what` says which one."""
    if moment is not None and moment.utcoffset() is None:
        raise ValueError(f"{what} must have a zone: {moment.isoformat()}")


def rfc3339(moment: datetime) -> str:
    """`2026-03-04T16:33:00Z`: Atom, JSON Feed, sitemaps, JSON-LD."""
    return _utc(moment).replace(tzinfo=None).isoformat() + "Z"


def rfc822(moment: datetime) -> str:
    """`Wed, 04 Mar 2026 16:33:00 +0000`: RSS, OPML."""
    return format_datetime(_utc(moment))


def http_date(moment: datetime) -> str:
    """`Wed, 04 Mar 2026 16:33:00 GMT`: HTTP headers."""
    return format_datetime(_utc(moment), usegmt=True)


def _utc(moment: datetime) -> datetime:
    require_aware(moment, "a time that is written")
    return moment.astimezone(UTC).replace(microsecond=0)
