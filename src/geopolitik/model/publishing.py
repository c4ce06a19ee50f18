"""What GeoPolitik itself publishes: channels and posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Access(StrEnum):
    """Who may read a channel's public posts."""

    EVERYONE = "everyone"
    """Visitors too, if the site lets them in."""
    REGISTERED = "registered"
    MEMBERS = "members"


class Visibility(StrEnum):
    """Who may read a post, within what its channel allows."""

    PUBLIC = "public"
    MEMBERS = "members"
    PRIVATE = "private"
    """The author, editors, the owner and admins."""


class PostState(StrEnum):
    """Where a post is in its life."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    ARCHIVED = "archived"
    """Taken off the channel, kept for those who work on it."""
    DELETED = "deleted"
    """In the bin, from which it can be taken back."""


@dataclass(frozen=True, slots=True)
class Channel:
    """Where posts appear."""

    id: str
    slug: str
    title: str
    description: str
    owner_id: str
    access: Access
    created_at: datetime
    needs_approval: bool = False
    """Whether a second person must approve a post before it is published."""
    picture: str | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A text of ours, in its latest revision."""

    id: str
    channel_id: str
    author_id: str
    state: PostState
    visibility: Visibility
    title: str
    body: str
    """Rich-text Markdown."""
    revision: int
    created_at: datetime
    updated_at: datetime
    pinned: bool = False
    story_id: str | None = None
    """The story it rests on."""
    publish_at: datetime | None = None
    """When a scheduled post is due."""
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PostRevision:
    """What a post read at one time."""

    post_id: str
    revision: int
    title: str
    body: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a post's form."""

    title: str
    body: str
    visibility: Visibility
    pinned: bool
    based_on: int
    """The revision that was edited; 0 if the form doesn't say."""
    when: str = ""
    """When it is to be published, as it was typed."""
    zone: str = ""

    @classmethod
    def of(cls, post: Post, *, zone: str) -> Typed:
        """A post as it is kept."""
        return cls(post.title, post.body, post.visibility, post.pinned, post.revision, zone=zone)

    def is_as(self, post: Post) -> bool:
        """Whether its text is the one that is kept."""
        return (" ".join(self.title.split()), self.body) == (post.title, post.body)


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What somebody typed into a post's form and sent without saving it; nobody else sees it."""

    post_id: str
    by: str
    number: int
    """Counts up for a user and a post; a page's address names it."""
    typed: Typed
    at: datetime
    settled_at: datetime | None = None
    """When it was saved, or put aside."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture kept on this site."""

    id: str
    type: str
    """Media type: `image/png` ..."""
    content: bytes
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Views:
    """How often a page was seen on one day; nobody is remembered."""

    day: date
    kind: str
    subject: str
    count: int
