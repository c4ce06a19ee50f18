"""Our own posts as lists and pages show them: who wrote them, who may read them, what they say in short."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from geopolitik.app.access import is_open_to_guests, may_edit
from geopolitik.model.people import User
from geopolitik.model.publishing import Channel, Post, PostState, Visibility
from geopolitik.publish.richtext import plain
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import accounts
from geopolitik.text.clean import one_line, shorten
from geopolitik.text.slugs import slug

OPEN = "Visible also to unregistered users"
_SHORT = 260
_STATES = {
    PostState.DRAFT: "Draft",
    PostState.SCHEDULED: "Scheduled",
    PostState.PUBLISHED: "Published",
    PostState.ARCHIVED: "Archived",
    PostState.DELETED: "In the bin",
}
_READERS = {
    Visibility.PUBLIC: "",
    Visibility.MEMBERS: "For members of the channel",
    Visibility.PRIVATE: "Private: its author and editors see it",
}


@dataclass(frozen=True, slots=True)
class Teaser:
    """A post in a list."""

    post: Post
    address: str
    author: User | None
    summary: str
    labels: tuple[str, ...]
    may_edit: bool


def post_address(post: Post) -> str:
    """A post's page; titles that have no letter of ours have an address without words."""
    words = slug(post.title)
    return f"/p/{post.id}/{words}" if words else f"/p/{post.id}"


def state_words(state: PostState) -> str:
    """`Draft`, `In the bin` ..."""
    return _STATES[state]


def labels(post: Post, channel: Channel, *, guests: bool) -> tuple[str, ...]:
    """What stands at a post about where it is in its life and who sees it."""
    found = [] if post.state is PostState.PUBLISHED else [_STATES[post.state]]
    if is_open_to_guests(channel, post, guests=guests):
        found.append(OPEN)
    elif _READERS[post.visibility]:
        found.append(_READERS[post.visibility])
    return tuple(found)


def summary(visit: Visit, post: Post) -> str:
    """The first words of a post, without marks."""
    key = ("summary", post.id, post.revision)
    return visit.site.bodies.get(key, lambda: shorten(one_line(plain(post.body[:4000])), _SHORT))


def teasers(visit: Visit, r: Connection, found: Iterable[tuple[Post, Channel]]) -> tuple[Teaser, ...]:
    """Posts as a list shows them; only what the viewer may see must be handed over."""
    people: dict[str, User | None] = {}
    made = []
    for post, channel in found:
        if post.author_id not in people:
            people[post.author_id] = accounts.user(r, post.author_id)
        made.append(
            Teaser(
                post=post,
                address=post_address(post),
                author=people[post.author_id],
                summary=summary(visit, post),
                labels=labels(post, channel, guests=visit.settings.guests),
                may_edit=may_edit(visit.viewer, channel, post),
            )
        )
    return tuple(made)
