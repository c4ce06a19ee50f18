"""What is watched: feeds of outlets, the pages they named, and the hosts that serve them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit


def host_of(address: str) -> str:
    """The host and port that an address is asked of."""
    parts = urlsplit(address)
    return f"{parts.hostname or ''}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask it by whether something has changed; empty where it gave nothing."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Watched:
    """A feed that is watched."""

    id: str
    """Made from the address under which it was first added: it stays when the feed moves."""
    address: str
    """Where it is now."""
    added_at: datetime
    due_at: datetime
    """When it is to be asked next."""
    seconds: int
    """The rhythm: how long after one visit the next is due, as long as all goes well."""
    title: str = ""
    page: str = ""
    """The page for readers; empty if it isn't told."""
    group: str = ""
    """The folder it stood in when it was imported."""
    outlet: str = ""
    """Who publishes it, if the user says so."""
    validators: Validators = Validators()
    failures: int = 0
    """How often in a row it could not be had."""
    trouble: str = ""
    """Why it could not be had last time; empty if it could."""
    asked_at: datetime | None = None
    changed_at: datetime | None = None
    """When it last named a page that it hadn't before."""
    gone_at: datetime | None = None
    """When it said that it is gone for good, or moved to a feed that is watched already."""
    removed_at: datetime | None = None
    """When a user took it off the list; what it brought stays."""


class Visit(StrEnum):
    """What a visit to a page found."""

    FIRST = "first"
    CHANGED = "changed"
    """Its text is another one than at the visit before: kept as a new version."""
    SAME = "same"
    """The same text, whatever else of the page is new."""
    UNCHANGED = "unchanged"
    """The server says that nothing has changed."""
    GONE = "gone"
    """It was there, and isn't any more."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class WatchedPage:
    """A page that a feed named."""

    id: str
    """Made from its address."""
    address: str
    feed: str
    """Id of the feed that named it first."""
    named_at: datetime
    due_at: datetime | None
    """When it is to be visited next; None if it needn't be any more."""
    kept_at: datetime | None = None
    """When its first version was kept: the re-visits are counted from there."""
    visits: int = 0
    """Re-visits made."""
    validators: Validators = Validators()
    text: str = ""
    """SHA-256 of its text when it was last there."""
    capture: str = ""
    """Id of its newest version."""
    failures: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class HostKnown:
    """What is known of a host: when it may be asked again, and what it said of robots."""

    host: str
    """Name and port."""
    free_at: datetime
    """Before then it is left alone."""
    standing: str = ""
    """How it answered for its robots.txt; empty if it was never asked."""
    robots: bytes = b""
    robots_at: datetime | None = None
