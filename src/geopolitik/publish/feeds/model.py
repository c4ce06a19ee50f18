"""A feed and its entries, whatever the format they are written in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from geopolitik.publish.feeds.times import require_aware


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a post, or who publishes a feed."""

    name: str
    address: str | None = None
    """Their page."""
    is_person: bool = True
    """False for an outlet or another body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Addresses of the other pages of a long feed or list (Nottingham 2007, RFC 5005, section 3)."""

    first: str | None = None
    previous: str | None = None
    next: str | None = None
    last: str | None = None

    def links(self) -> tuple[tuple[str, str], ...]:
        """Relation and address of each page that there is."""
        pages = (("first", self.first), ("previous", self.previous), ("next", self.next), ("last", self.last))
        return tuple((relation, address) for relation, address in pages if address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a feed tells of: a post, a story's revision, a derivation.

    Title, summary, rights, names and categories are plain text: a `<` in them is a less-than sign.
    """

    id: str
    """A tag URI that never changes; see `tag_uri`."""
    title: str
    address: str
    """Absolute."""
    updated: datetime
    """With a zone, as all times here."""
    summary: str
    """What changed, in a line; see `changed_summary`."""
    published: datetime | None = None
    authors: tuple[Author, ...] = ()
    content: str | None = None
    """HTML, already sanitised, its links absolute; None if readers have to go to the page."""
    language: str | None = None
    """BCP 47; None if it is the feed's."""
    categories: tuple[str, ...] = ()
    based_on: tuple[str, ...] = ()
    """Addresses of what it rests on; those that are not of the web are left out in writing."""
    rights: str | None = None

    def __post_init__(self) -> None:
        require_aware(self.updated, "an entry's `updated`")
        require_aware(self.published, "an entry's `published`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A list of entries with its own name, newest first."""

    id: str
    """A tag URI that never changes, the same in every format."""
    title: str
    address: str
    """The page for readers that lists the same; absolute."""
    self_address: str
    """Where these very bytes are; absolute, another one for each format."""
    updated: datetime
    entries: tuple[Entry, ...] = ()
    description: str = ""
    authors: tuple[Author, ...] = ()
    language: str | None = None
    rights: str | None = None
    icon: str | None = None
    """Address of a square picture."""
    paging: Paging = Paging()

    def __post_init__(self) -> None:
        require_aware(self.updated, "a feed's `updated`")

    @property
    def publishers(self) -> tuple[Author, ...]:
        """The authors; the feed itself if nobody is named, since Atom asks for somebody."""
        return self.authors or (Author(self.title, self.address, is_person=False),)
