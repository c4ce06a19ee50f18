"""A published post, as machines are told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from geopolitik.publish.feeds.model import Author
from geopolitik.publish.feeds.times import require_aware


@dataclass(frozen=True, slots=True)
class Publisher:
    """The site that publishes."""

    name: str
    address: str
    logo: str | None = None
    """Address of a picture."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage that a post quotes or rests on."""

    text: str
    """The passage, short."""
    address: str
    """Where it stands, a text fragment (`#:~:text=`) included if there is one."""
    outlet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """A post: plain text and addresses; pages that aren't of the web are left out in writing."""

    headline: str
    address: str
    """Absolute."""
    published: datetime
    """With a zone."""
    publisher: Publisher
    modified: datetime | None = None
    authors: tuple[Author, ...] = ()
    description: str = ""
    image: str | None = None
    language: str | None = None
    """BCP 47."""
    section: str | None = None
    keywords: tuple[str, ...] = ()
    based_on: tuple[str, ...] = ()
    """Addresses of the captures it was made from."""
    citations: tuple[Citation, ...] = ()

    def __post_init__(self) -> None:
        require_aware(self.published, "an item's `published`")
        require_aware(self.modified, "an item's `modified`")
