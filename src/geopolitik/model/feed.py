"""What a feed says: entries as they stood in it, before anything of them was fetched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FeedKind(StrEnum):
    """The format of a feed."""

    RSS = "rss"
    RDF = "rdf"
    """RSS 0.90 and 1.0."""
    ATOM = "atom"
    JSON = "json"
    SITEMAP = "sitemap"
    """A sitemap of news: a list of pages with titles and times."""


@dataclass(frozen=True, slots=True)
class SourceNamed:
    """A feed that an entry says it was taken from: RSS's and Atom's `source`."""

    title: str
    address: str
    """The feed's own address; empty if it isn't told."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed; every text is plain, without markup."""

    id: str
    """What the feed calls it; its address, or a hash of its words, if the feed names none."""
    address: str
    """The page it is about, absolute; empty if it has none."""
    title: str
    summary: str
    published: datetime | None = None
    """With the zone that was written; UTC if none was."""
    updated: datetime | None = None
    author: str = ""
    language: str = ""
    """As declared, such as `de-AT`; empty if nothing is."""
    source: SourceNamed | None = None
    """Where the feed says it has the entry from: evidence of lineage."""
    via: tuple[str, ...] = ()
    """Addresses by which the writer came to it (Atom's `rel=via`): evidence of lineage."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed at one moment."""

    kind: FeedKind
    title: str
    address: str
    """The page for readers, absolute; empty if it isn't told."""
    language: str = ""
    entries: tuple[FeedEntry, ...] = ()
    minutes: int | None = None
    """How long it says that it stays fresh (RSS's `ttl`, and the syndication module)."""
    parts: tuple[str, ...] = ()
    """Of a list of sitemaps: those to be read in its place, newest first; it has no entries itself."""
    cut: bool = False
    """Whether entries beyond the most that are read were left out."""


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A feed in a list of subscriptions (OPML)."""

    address: str
    title: str = ""
    page: str = ""
    """The page for readers; empty if it isn't told."""
    group: str = ""
    """The folder it stands in; empty if in none."""
