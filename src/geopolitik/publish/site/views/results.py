"""What a search found, as its page lists it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from geopolitik.app.searching import LONGEST
from geopolitik.errors import UsageError
from geopolitik.model.keeping import Appearance, Hit, StoryHead
from geopolitik.publish.richtext import plain
from geopolitik.publish.site.throttle import SEARCH
from geopolitik.publish.site.views.addresses import outlet_address, story_address, told_by
from geopolitik.publish.site.views.posts import post_address
from geopolitik.publish.site.views.snippets import around, without_title
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import channels, posts, stories

KINDS = {"story": "Stories", "capture": "Texts", "post": "Posts"}
"""What can be found, with its name over a list."""
Link = tuple[str, str]
"""Words and address; without an address the words alone."""


def asked(visit: Visit) -> str:
    """What is searched for, with single spaces.

    Raises:
        UsageError: it is too long, or was asked too often.
    """
    query = " ".join(visit.query("q").split())
    if len(query) > LONGEST:
        raise UsageError("The search", f"is longer than {LONGEST} characters", "Use fewer words.")
    if query:
        visit.limit("searching", SEARCH)
    return query


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was found."""

    kind: str
    title: str
    address: str
    """On this site, without its host."""
    snippet: tuple[tuple[bool, str], ...]
    language: str
    """Of title and snippet; empty if it isn't known."""
    within: Link
    """The outlet of a text, the channel of a post."""
    story: Link
    """The story of a text, what is known of a story, or nothing."""
    at: datetime
    """When it last changed."""


def counted(hits: Sequence[Hit]) -> list[tuple[str, str, int]]:
    """Kind, its name, and how many of it there are, for kinds that were found."""
    numbers = Counter(hit.kind for hit in hits)
    return [(kind, name, numbers[kind]) for kind, name in KINDS.items() if numbers[kind]]


def results(connection: Connection, hits: Sequence[Hit], *, outright: bool) -> list[Result]:
    """The hits with where they lead. What the viewer may not see must be left out before.

    Args:
        connection: reads what isn't in the index.
        hits: what was found.
        outright: whether the viewer works here and may open a capture's whole text.
    """
    ids = [hit.subject for hit in hits if hit.kind != "post"]
    heads = stories.some(connection, ids, public_only=not outright)
    told = {
        (text.story_id, text.capture_id): text
        for story_id in {hit.subject for hit in hits if hit.kind == "capture"}
        for text in stories.captures_of(connection, story_id)
    }
    found = (
        _post(connection, hit)
        if hit.kind == "post"
        else _text(hit, heads.get(hit.subject), told.get((hit.subject, hit.part)), outright=outright)
        if hit.kind == "capture"
        else _story(hit, heads.get(hit.subject))
        for hit in hits
    )
    return [result for result in found if result is not None]


def _story(hit: Hit, head: StoryHead | None) -> Result | None:
    if head is None:
        return None
    return Result(
        "story",
        head.title,
        story_address(head),
        hit.snippet,
        "",
        ("", ""),
        (told_by(head), ""),
        head.updated_at,
    )


def _text(hit: Hit, head: StoryHead | None, text: Appearance | None, *, outright: bool) -> Result | None:
    if head is None or text is None:
        return None
    address = story_address(head)
    return Result(
        "capture",
        hit.title,
        f"/s/{head.id}/captures/{text.capture_id}" if outright else address,
        without_title(hit.snippet, hit.title),
        text.language or "",
        (text.outlet_name, outlet_address(text.outlet)),
        (head.title, address),
        head.updated_at,
    )


def _post(connection: Connection, hit: Hit) -> Result | None:
    post = posts.get(connection, hit.subject)
    channel = channels.get(connection, post.channel_id) if post else None
    if post is None or channel is None:
        return None
    return Result(
        "post",
        post.title,
        post_address(post),
        # The index holds a post as it was typed.
        around(plain(post.body), hit.snippet),
        "",
        (channel.title, f"/c/{channel.slug}"),
        ("", ""),
        post.updated_at,
    )
