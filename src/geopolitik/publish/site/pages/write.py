"""Writing: the desk with everything one works on, and new posts, from scratch or from a story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from geopolitik.app.access import may_enter, need
from geopolitik.app.drafting import Draft, draft
from geopolitik.app.posting import channels, posts
from geopolitik.app.posting.due import was_held_back
from geopolitik.app.stories.looking import Story, look
from geopolitik.errors import GeopolitikError, UsageError
from geopolitik.model.people import Role, User
from geopolitik.model.publishing import Channel, PostState, Visibility
from geopolitik.model.publishing import Post as Written
from geopolitik.publish.site.routing import Get, Post, status
from geopolitik.publish.site.views.body import Around, made_body
from geopolitik.publish.site.views.choosing import choices, read, rows
from geopolitik.publish.site.views.posts import state_words
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import accounts, stories, unsaved
from geopolitik.storage import channels as kept_channels
from geopolitik.storage import posts as kept
from geopolitik.storage.paging import Paging

_TABS = (
    (PostState.DRAFT, "Drafts"),
    (PostState.SCHEDULED, "Scheduled"),
    (PostState.PUBLISHED, "Published"),
    (PostState.ARCHIVED, "Archived"),
    (PostState.DELETED, "Bin"),
)
_STORIES = 30
_LONGEST_ADDRESS = 6_000
"""Characters of an address that servers before ours pass on, with a margin."""


@dataclass(frozen=True, slots=True)
class Line:
    """A post on the desk."""

    post: Written
    channel: Channel | None
    author: User | None
    approved: bool
    held_back: bool
    """Whether it came due without approval."""
    unsaved: bool
    """Whether the viewer typed something into it that isn't saved."""


def desk(visit: Visit) -> Response:
    """The posts that the viewer works on, by where they are in their lives."""
    need(visit.viewer, Role.ANALYST, "writing")
    asked = visit.query("state") or PostState.DRAFT.value
    if asked not in {state.value for state in PostState}:
        raise UsageError("state", "is none that a post can be in", "Look at the drafts.")
    may_see_all = visit.viewer.at_least(Role.EDITOR)
    mine = not (may_see_all and visit.query("whose") == "all")
    with visit.house.store.reading() as r:
        paging = Paging(after=visit.query("after") or None)
        page = kept.worked_on(r, visit.viewer, PostState(asked), mine=mine, paging=paging)
        typed_into = unsaved.among(r, str(visit.viewer.id), [post.id for post in page.items])
        lines = [
            Line(
                post,
                kept_channels.get(r, post.channel_id),
                accounts.user(r, post.author_id),
                kept.approved_by(r, post.id, post.revision) is not None,
                was_held_back(r, post.id),
                post.id in typed_into,
            )
            for post in page.items
        ]
    return visit.render(
        "write.html.j2",
        tabs=_TABS,
        state=asked,
        state_name=state_words(PostState(asked)),
        mine=mine,
        may_see_all=may_see_all,
        lines=lines,
        next=page.next,
        is_first=not visit.query("after"),
    )


@dataclass(frozen=True, slots=True)
class Begun:
    """What the form for a new post says so far."""

    title: str
    channel: str
    story_id: str


def new(visit: Visit) -> Response:
    """The form for a new post."""
    need(visit.viewer, Role.ANALYST, "writing")
    asked = visit.request.query_params
    begun = Begun(asked.get("title", ""), asked.get("channel", ""), asked.get("story", ""))
    if asked.get("chose"):
        return _looked_at(visit, begun, asked.getlist("passage"))
    return _form(visit, begun, _drafted(visit, begun, None))


def begin(visit: Visit) -> Response:
    """Make the draft, or look at it again with other sentences."""
    need(visit.viewer, Role.ANALYST, "writing")
    begun, chosen = _begun(visit), _chosen(visit)
    if visit.field("do") == "ours":
        return visit.to(_address(begun, None))
    if visit.field("do") == "look":
        address = _address(begun, chosen)
        return visit.to(address) if len(address) < _LONGEST_ADDRESS else _looked_at(visit, begun, chosen)
    try:
        drafted = _drafted(visit, begun, chosen)
    except UsageError as error:
        return _form(visit, begun, _drafted(visit, begun, None), error)
    try:
        made = _written(visit, begun, drafted)
    except GeopolitikError as error:
        return _form(visit, begun, drafted, error)
    return visit.to(f"/write/{made.id}", told="The draft is kept. Only those who edit see it.")


def _begun(visit: Visit) -> Begun:
    return Begun(visit.field("title"), visit.field("channel"), visit.field("story"))


def _chosen(visit: Visit) -> list[str] | None:
    """The passages that a form names; None if it was no form to choose them."""
    if not visit.field("chose"):
        return None
    return [value for value in visit.form.getlist("passage") if isinstance(value, str)]


def _address(begun: Begun, chosen: list[str] | None) -> str:
    """Where the form stands with what was chosen: one can reload it, and come back to it."""
    said = [("story", begun.story_id), ("channel", begun.channel), ("title", begun.title)]
    said += [("chose", "yes"), *(("passage", value) for value in chosen)] if chosen is not None else []
    return "/write/new?" + urlencode(said, errors="replace")


def _looked_at(visit: Visit, begun: Begun, chosen: list[str] | None) -> Response:
    """The form with the draft that the chosen passages make."""
    try:
        return _form(visit, begun, _drafted(visit, begun, chosen))
    except UsageError as error:
        return _form(visit, begun, _drafted(visit, begun, None), error)


def again(visit: Visit) -> Response:
    """What was chosen, after its writer signed in anew."""
    need(visit.viewer, Role.ANALYST, "writing")
    begun = _begun(visit)
    error = UsageError("this page", "was made before you signed in anew", "Send it once more.")
    return _form(visit, begun, _drafted(visit, begun, _chosen(visit)), error)


def _drafted(visit: Visit, begun: Begun, chosen: list[str] | None) -> tuple[Story, Draft] | None:
    """The story and its draft, from the sentences that were chosen or from those it chooses itself."""
    if not begun.story_id:
        return None
    story = look(visit.house, visit.viewer, begun.story_id)
    if chosen is None:
        return story, draft(story.trace)
    refs = [ref for value in chosen if (ref := read(value))]
    return story, draft(story.trace, chosen=refs)


def _written(visit: Visit, begun: Begun, drafted: tuple[Story, Draft] | None) -> Written:
    if not begun.channel:
        raise UsageError("channel", "is missing", "Choose where it will appear.")
    channel = channels.find(visit.house, visit.viewer, begun.channel)
    made = drafted[1] if drafted else None
    return posts.write(
        visit.house,
        visit.viewer,
        channel,
        title=begun.title or (made.title[:200] if made else ""),
        body=made.body if made else "",
        visibility=Visibility.PUBLIC,
        story_id=begun.story_id or None,
    )


def _form(
    visit: Visit, begun: Begun, drafted: tuple[Story, Draft] | None, error: GeopolitikError | None = None
) -> Response:
    with visit.house.store.reading() as r:
        mine = [
            channel
            for channel in kept_channels.all_channels(r)
            if may_enter(visit.viewer, channel, guests=visit.settings.guests)
        ]
        newest = stories.newest(r, public_only=False, paging=Paging(limit=_STORIES)).items
    common: dict[str, Any] = {"begun": begun, "channels": mine, "error": error}
    code = status(error) if error else 200
    if drafted is None:
        return visit.render("write_new.html.j2", status=code, stories=newest, **common)
    story, made = drafted
    return visit.render(
        "write_story.html.j2",
        status=code,
        story=story.head,
        draft=made,
        choices=choices(story.trace, made),
        rows=rows(story.trace, made),
        preview=made_body(visit, made.body, Around.of(visit, story.head.id)),
        **common,
    )


PAGES = (
    Get("/write", desk),
    Get("/write/new", new),
    Post("/write/new", begin, unproven=again),
)
