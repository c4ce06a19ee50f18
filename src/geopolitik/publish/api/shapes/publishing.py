"""Channels and posts, as they are answered and sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from pydantic import Field

from geopolitik.app.access import is_open_to_guests
from geopolitik.model.publishing import Access, Channel, Post, PostState, Visibility
from geopolitik.publish.api.asking import Ask
from geopolitik.publish.api.lists import Listing
from geopolitik.publish.api.shape import Absent, AnyText, Asked, Line, Moment, Shape
from geopolitik.publish.api.shapes.names import Names
from geopolitik.publish.site.views.posts import post_address
from geopolitik.storage import channels, posts, stories


class ChannelShape(Shape):
    """Where posts appear."""

    slug: str = Field(description="The last part of its address.", examples=["sarn-desk"])
    title: str = Field(description="What it is called.")
    description: str = Field(description="What it is about.")
    page: str = Field(description="The address of its page.")
    owner: str = Field(description="The name of its owner.")
    access: Access = Field(description="Who may read its public posts.")
    needs_approval: bool = Field(description="Whether a second person must approve a post.")
    posts: int = Field(description="How many of its posts you may see.")
    created_at: datetime = Field(description="When it was opened.")


class ChannelList(Listing[ChannelShape]):
    """Channels, the oldest first."""


def channel_shape(ask: Ask, channel: Channel, names: Names) -> ChannelShape:
    """A channel as it is answered to whoever asks."""
    with ask.house.store.reading() as r:
        seen = posts.count(r, ask.viewer, channel.id, guests=ask.guests)
    return ChannelShape(
        slug=channel.slug,
        title=channel.title,
        description=channel.description,
        page=ask.page(f"/c/{channel.slug}"),
        owner=names.of(channel.owner_id),
        access=channel.access,
        needs_approval=channel.needs_approval,
        posts=seen,
        created_at=channel.created_at,
    )


class PostHead(Shape):
    """A post as lists show it."""

    id: str = Field(description="Its id.", examples=["abcdefghjkmn"])
    channel: str = Field(description="The channel: the last part of its address.")
    title: str = Field(description="Its title.")
    page: str = Field(description="The address of its page.")
    author: str = Field(description="The name of its author.")
    state: PostState = Field(description="Where it is in its life.")
    visibility: Visibility = Field(description="Who may read it, within what its channel allows.")
    open_to_guests: bool = Field(description="Whether it is visible also to unregistered users.")
    pinned: bool = Field(description="Whether it stands at the top of its channel.")
    revision: int = Field(description="The number of its latest revision, from 1: its ETag.")
    story_id: str | None = Field(description="The story that it rests on, if you may see that.")
    created_at: datetime = Field(description="When it was drafted.")
    updated_at: datetime = Field(description="When it was last revised.")
    publish_at: datetime | None = Field(description="When it is due, if it is scheduled.")
    published_at: datetime | None = Field(description="When it was published first.")


class PostList(Listing[PostHead]):
    """Posts, newest first."""


class Passage(Shape):
    """A passage that a post cites."""

    number: int = Field(description="The number set behind the words that cite it, from 1.")
    capture_id: str = Field(description="The capture in which it stands.")
    start: int = Field(description="Where it begins in the capture's text, in code points.")
    end: int = Field(description="Where it ends.")
    words: str | None = Field(
        description="Its words, at most 40; null if you may not see the story, or it is gone."
    )
    outlet: str | None = Field(description="Whose words they are.")
    address: str | None = Field(description="Where it can be read.")


class PostWhole(PostHead):
    """A post with its text."""

    body: str = Field(description="Its text, rich-text Markdown.")
    html: str = Field(description="Its text as safe HTML.")
    passages: list[Passage] = Field(description="The passages that it cites, each once.")


def post_heads(ask: Ask, found: Iterable[Post]) -> list[PostHead]:
    """Posts as lists show them."""
    names = Names(ask)
    return [PostHead.model_validate(post_fields(ask, post, names)) for post in found]


def post_fields(ask: Ask, post: Post, names: Names) -> dict[str, object]:
    """What a list shows of a post, by field."""
    with ask.house.store.reading() as r:
        channel = channels.get(r, post.channel_id)
        wanted = [post.story_id] if post.story_id else []
        seen = stories.some(r, wanted, public_only=not ask.works_here)
    assert channel is not None
    return {
        "id": post.id,
        "channel": channel.slug,
        "title": post.title,
        "page": ask.page(post_address(post)),
        "author": names.of(post.author_id),
        "state": post.state,
        "visibility": post.visibility,
        "open_to_guests": is_open_to_guests(channel, post, guests=ask.guests),
        "pinned": post.pinned,
        "revision": post.revision,
        # A story that isn't public must not be known of through a post.
        "story_id": post.story_id if post.story_id in seen else None,
        "created_at": post.created_at,
        "updated_at": post.updated_at,
        "publish_at": post.publish_at,
        "published_at": post.published_at,
    }


Body = Annotated[
    AnyText, Field(max_length=200_000, description="Rich-text Markdown.", examples=["The **truce** holds."])
]


class Drafting(Asked):
    """A new draft."""

    title: Line = Field(description="Its title.", examples=["What is said about the truce"])
    body: Body
    visibility: Annotated[Visibility, Field(strict=False)] = Field(
        default=Visibility.PUBLIC, description="Who may read it once it is published."
    )
    story_id: Annotated[AnyText, Field(max_length=64)] | Absent = Field(
        default=None, description="The story that it rests on; it can cite passages of that."
    )


class Releasing(Asked):
    """Letting a text out to readers."""

    despite: Line | Absent = Field(
        default=None,
        description="Why it goes out in spite of what our own redline found; stands in the audit log.",
        examples=["The mayor corrected the figure by telephone."],
    )


class Revising(Releasing):
    """A new revision of a post; `despite` counts if readers see it, or will."""

    title: Line = Field(description="Its title.", examples=["What is said about the truce"])
    body: Body


class Scheduling(Releasing):
    """When to publish."""

    at: Annotated[Moment, Field(strict=False)] = Field(
        description="A moment to come.", examples=["2031-05-15T06:00:00Z"]
    )


class Presenting(Asked):
    """Who may read a post, and whether it is pinned."""

    visibility: Annotated[Visibility, Field(strict=False)] = Field(description="Who may read it.")
    pinned: bool = Field(description="Whether it stands at the top of its channel.")
