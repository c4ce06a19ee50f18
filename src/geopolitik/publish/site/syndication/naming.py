"""The lasting names of feeds and entries."""

from __future__ import annotations

from datetime import date, datetime

from geopolitik.publish.feeds import tag_uri
from geopolitik.publish.site.site import Site

_FIRST = date(2026, 1, 1)
"""For what has no day of its own; once chosen, never changed."""


def name(site: Site, *parts: str, since: datetime | None = None) -> str:
    """A name for ever: of the site's host, the day since which the thing is there, and the thing's ids."""
    return tag_uri(_authority(site.host), since.date() if since else _FIRST, *parts)


def _authority(host: str) -> str:
    if ":" in host:
        return "localhost"  # An IPv6 address can't stand in a tag.
    return host if host.isascii() else host.encode("idna").decode("ascii")
