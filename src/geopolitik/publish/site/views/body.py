"""A post's body as HTML, with mentions, sources and what it rests on: for its page and for previews alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geopolitik.app.posting.resting import Ground, ground, rests_words, shown_under, trace_under
from geopolitik.model.people import Role
from geopolitik.model.publishing import Post
from geopolitik.model.story import Trace
from geopolitik.publish.richtext import render
from geopolitik.publish.site.rendering import environment
from geopolitik.publish.site.views.sources import Sources, sources
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import accounts

_MOST_NAMES = 500
"""Names of a post that are looked up."""


@dataclass(frozen=True, slots=True)
class Around:
    """The story that a post rests on, for one viewer."""

    ground: Ground | None
    outright: bool
    """Whether the viewer works here."""

    @classmethod
    def of(cls, visit: Visit, story_id: str | None) -> Around:
        """The story under a post, its trace not read yet."""
        return cls(ground(visit.house, visit.viewer, story_id), visit.viewer.at_least(Role.ANALYST))

    @property
    def key(self) -> tuple[object, ...]:
        """All that what is shown of a post depends on besides its text."""
        if self.ground is None:
            return ()
        head = self.ground.head
        return (head.id, head.revision, head.title, self.ground.may_open, self.outright)

    def trace(self, visit: Visit) -> Trace | None:
        """The trace of the story."""
        return trace_under(visit.house, self.ground.head) if self.ground else None

    def sources(self, visit: Visit, body: str) -> Sources:
        """What a body cites of it."""
        head = self.ground.head if self.ground else None
        may_open = self.ground is not None and self.ground.may_open
        shown = None if self.outright or head is None else shown_under(visit.house, head)
        return sources(body, self.trace(visit), head, shown, may_open=may_open)


def post_body(visit: Visit, post: Post, around: Around) -> str:
    """The body with its foot, kept for the next reader."""
    key = ("post", post.id, post.revision, visit.settings.zone, *around.key)
    return visit.site.bodies.get(key, lambda: made_body(visit, post.body, around))


def made_body(visit: Visit, body: str, around: Around) -> str:
    """A body with its foot, as it would be shown."""
    found = around.sources(visit, body)
    html = render(body, mentions=mentions(visit), passages=found.places.get)
    template = environment().get_template("post_body.html.j2")
    rests = rests_words(body, around.trace(visit))
    return template.render(html=html, texts=found.texts, rests=rests, ground=around.ground)


def mentions(visit: Visit) -> Callable[[str], str | None]:
    """Finds the page of whoever is mentioned, of the first names only: each is asked of the store."""
    asked = 0

    def page(name: str) -> str | None:
        nonlocal asked
        asked += 1
        if asked > _MOST_NAMES:
            return None
        with visit.house.store.reading() as r:
            user = accounts.user_named(r, name)
        return f"/u/{user.id}" if user and user.disabled_at is None else None

    return page
