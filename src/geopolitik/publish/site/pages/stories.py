"""Stories: the list of them, and the page of each."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from geopolitik.app.naming import Naming, headline, publisher
from geopolitik.app.stories import managing
from geopolitik.app.stories.looking import as_told
from geopolitik.app.stories.record import Entry, record_of
from geopolitik.model.keeping import Reply, ReplyState
from geopolitik.model.people import Role
from geopolitik.model.publishing import Post as Published
from geopolitik.publish.feeds.model import Author
from geopolitik.publish.site.alike import alike
from geopolitik.publish.site.rendering import environment
from geopolitik.publish.site.routing import Get, Post
from geopolitik.publish.site.views.addresses import story_address, told_by
from geopolitik.publish.site.views.corrected import corrections_view
from geopolitik.publish.site.views.feeds import SITE_FEEDS, story_feeds
from geopolitik.publish.site.views.head import Head, head
from geopolitik.publish.site.views.passages import address_of
from geopolitik.publish.site.views.reading import Reading
from geopolitik.publish.site.views.said import MOST_EACH, MOST_SPEAKERS
from geopolitik.publish.site.views.story import story_view
from geopolitik.publish.site.visit import Visit
from geopolitik.publish.structured import NewsItem, Publisher, news_article
from geopolitik.storage import growth, posts, replies, revisions, stories
from geopolitik.storage.paging import Paging
from geopolitik.text.inflection import count


def all_stories(visit: Visit) -> Response:
    """Every story that the viewer may see, page by page."""
    visit.enter()
    outright = visit.viewer.at_least(Role.ANALYST)
    with visit.house.store.reading() as r:
        page = stories.newest(r, public_only=not outright, paging=Paging(after=visit.query("after") or None))
    told = head(
        visit,
        title=f"Stories – {visit.settings.name}",
        path="/stories",
        description="Every story that was traced, the newest first.",
        crumbs=(("Stories", ""),),
        feeds=SITE_FEEDS,
    )
    return visit.render("stories.html.j2", head=told, page=page, is_first=not visit.query("after"))


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a trace and changes without it."""

    revisions: tuple[tuple[int, object], ...]
    replies: tuple[Reply, ...]
    posts: tuple[Published, ...]
    record: tuple[Entry, ...]
    """What became of it and of other stories, newest first."""
    was: bool
    """Whether the visit followed the address of a story that is part of this one now."""


def story(visit: Visit) -> Response:
    """One story: its texts, how they hang together, and what every retelling changed."""
    answer = _story(visit)
    if answer.status_code == 200:
        visit.site.counting.seen(visit.now.date(), "story", visit.part("story_id"), agent=visit.agent)
    return answer


@alike
def _story(visit: Visit) -> Response:
    reading = Reading.of(visit, visit.part("story_id"))
    found = reading.glance
    address = story_address(found.head)
    if visit.request.url.path != address:
        query = visit.request.url.query
        return RedirectResponse(address + (f"?{query}" if query else ""), status_code=301)
    body = visit.site.bodies.get(("story", *reading.key), lambda: _body(reading))
    around = _around(visit, found.head.id)
    return visit.render(
        "story.html.j2",
        head=_head(visit, reading),
        story=found.head,
        address=address,
        shown=found.revision,
        body=body,
        around=around,
        count=count,
        story_address=story_address,
        part_of_it=_texts(reading) if reading.outright and reading.is_latest else (),
    )


def _texts(reading: Reading) -> list[tuple[int, str, str, str]]:
    """Number, capture, outlet and headline of the texts of a story that can be parted."""
    texts = reading.trace.annotations
    found = [(n, a.capture_id, publisher(a), headline(a)) for n, a in enumerate(texts, start=1)]
    return found if len(found) > 1 else []


def _body(reading: Reading) -> str:
    view = story_view(
        reading.glance.head.id,
        reading.trace,
        reading.said,
        reading.crediting,
        reading.shown,
        query=reading.query,
    )
    template = environment().get_template("story_body.html.j2")
    shown = None if reading.outright else reading.shown
    return template.render(
        corrections=corrections_view(reading.corrections, Naming.of(reading.trace), shown),
        view=view,
        outright=reading.outright,
        zone=reading.visit.settings.zone,
        query=reading.query,
        revision=reading.glance.revision,
        most_speakers=MOST_SPEAKERS,
        most_each=MOST_EACH,
    )


def _around(visit: Visit, story_id: str) -> Around:
    record = record_of(visit.house, visit.viewer, story_id)
    with visit.house.store.reading() as r:
        return Around(
            revisions=revisions.numbers(r, story_id),
            replies=replies.about(r, story_id, ReplyState.ANSWERED),
            posts=posts.published(
                r, visit.viewer, guests=visit.settings.guests, story_id=story_id, paging=Paging(limit=50)
            ).items,
            record=record[::-1],
            was=bool(visit.query("from")) and growth.now_part_of(r, visit.query("from")) == story_id,
        )


def _head(visit: Visit, reading: Reading) -> Head:
    found = reading.glance.head
    path = story_address(found)
    description = _description(reading)
    publisher = Publisher(visit.settings.name, visit.site.address)
    based_on = visit.site.bodies.get(
        ("addresses", *reading.key), lambda: "\n".join(address_of(a) for a in reading.trace.annotations)
    )
    item = NewsItem(
        headline=found.title,
        address=visit.site.address + path,
        published=found.created_at,
        modified=found.updated_at,
        publisher=publisher,
        authors=(Author(visit.settings.name, visit.site.address, is_person=False),),
        description=description,
        based_on=tuple(address for address in based_on.split("\n") if address),
    )
    return head(
        visit,
        title=found.title,
        path=path,
        description=description,
        crumbs=(("Stories", "/stories"), (found.title, "")),
        feeds=story_feeds(found),
        data=(news_article(item),),
        kind="article",
    )


def _description(reading: Reading) -> str:
    edges, decided = reading.glance.edges, reading.glance.decisions
    if not reading.outright:
        edges = tuple(as_told(edge, decided.get(edge.id)) for edge in edges)
    high = sum(edge.high for edge in edges)
    bent = f"; {count(high, 'change')} of high severity" if high else ""
    return f"{told_by(reading.glance.head)}{bent}."


# What editors do with a story


def publish(visit: Visit) -> Response:
    """Show a story to readers."""
    found = managing.set_public(visit.house, visit.viewer, visit.part("story_id"), public=True)
    return visit.to(story_address(found), told="The story is public.", undo=f"/s/{found.id}/private")


def unpublish(visit: Visit) -> Response:
    """Show a story to readers no longer."""
    found = managing.set_public(visit.house, visit.viewer, visit.part("story_id"), public=False)
    return visit.to(
        story_address(found), told="Only those who work here see the story now.", undo=f"/s/{found.id}/public"
    )


def rename(visit: Visit) -> Response:
    """Call a story something else; the undo button carries the old title in its address."""
    story_id, title = visit.part("story_id"), visit.field("title") or visit.query("title")
    before = Reading.of(visit, story_id).glance.head
    found = managing.rename(visit.house, visit.viewer, story_id, title)
    undo = f"/s/{story_id}/rename?title={quote(before.title, safe='')}"
    # A notice holds no longer address; the old title is told then.
    fits = len(undo) <= 300
    told = "The story has a new title." if fits else f"Renamed. It was called “{before.title}”."
    return visit.to(story_address(found), told=told, undo=undo if fits else "")


def withdraw(visit: Visit) -> Response:
    """Take a story off the site."""
    found = managing.withdraw(visit.house, visit.viewer, visit.part("story_id"), withdrawn=True)
    return visit.to(
        story_address(found),
        told="The story is off the site. Nothing of it is lost.",
        undo=f"/s/{found.id}/restore",
    )


def restore(visit: Visit) -> Response:
    """Put a story back."""
    found = managing.withdraw(visit.house, visit.viewer, visit.part("story_id"), withdrawn=False)
    return visit.to(story_address(found), told="The story is back.", undo=f"/s/{found.id}/withdraw")


PAGES = (
    Get("/stories", alike(all_stories)),
    Post("/s/{story_id}/public", publish),
    Post("/s/{story_id}/private", unpublish),
    Post("/s/{story_id}/rename", rename),
    Post("/s/{story_id}/withdraw", withdraw),
    Post("/s/{story_id}/restore", restore),
    Get("/s/{story_id}", story),
)
LAST = (Get("/s/{story_id}/{slug}", story),)
"""Comes after all other pages: `{slug}` would take `/s/{story_id}/reply` for a title."""
