"""Channels: the list of them, the page of each, and how they are run."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from geopolitik.app.access import may_enter, may_publish, may_write, need
from geopolitik.app.posting import channels
from geopolitik.app.posting.pictures import add_picture
from geopolitik.errors import GeopolitikError, NotFoundError, RefusedError
from geopolitik.model.people import Role, User
from geopolitik.model.publishing import Access, Channel
from geopolitik.publish.site.routing import Get, Post, status
from geopolitik.publish.site.throttle import UPLOAD
from geopolitik.publish.site.views.feeds import SITE_FEEDS, channel_feeds
from geopolitik.publish.site.views.head import head
from geopolitik.publish.site.views.posts import teasers
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import accounts, posts
from geopolitik.storage import channels as kept
from geopolitik.storage.paging import Paging

ACCESS = (
    (Access.EVERYONE.value, "Everyone, also unregistered users if the site lets them in"),
    (Access.REGISTERED.value, "Registered users"),
    (Access.MEMBERS.value, "Members of the channel"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A channel in the list."""

    channel: Channel
    owner: User | None
    posts: int
    """How many posts the viewer may see."""
    is_open: bool
    """Whether visitors without an account may open it."""


def all_channels(visit: Visit) -> Response:
    """The channels that the viewer may open."""
    visit.enter()
    guests = visit.settings.guests
    with visit.house.store.reading() as r:
        found = [*kept.all_channels(r), *kept.all_channels(r, withdrawn=True)]
        lines = [
            Line(
                channel=channel,
                owner=accounts.user(r, channel.owner_id),
                posts=posts.count(r, visit.viewer, channel.id, guests=guests),
                is_open=guests and channel.access is Access.EVERYONE,
            )
            for channel in found
            if may_enter(visit.viewer, channel, guests=guests)
        ]
    told = head(
        visit,
        title=f"Channels – {visit.settings.name}",
        path="/channels",
        description="What this newsroom publishes, channel by channel.",
        crumbs=(("Channels", ""),),
        feeds=SITE_FEEDS,
    )
    return visit.render("channels.html.j2", head=told, lines=lines)


def channel(visit: Visit) -> Response:
    """A channel: what it is about, and its posts, pinned ones first."""
    visit.enter()
    found = channels.find(visit.house, visit.viewer, visit.part("slug"))
    guests, after = visit.settings.guests, visit.query("after") or None
    with visit.house.store.reading() as r:
        top = () if after else posts.pinned(r, visit.viewer, found.id, guests=guests)
        page = posts.published(
            r, visit.viewer, guests=guests, channel_id=found.id, pinned=False, paging=Paging(after=after)
        )
        line = Line(
            channel=found,
            owner=accounts.user(r, found.owner_id),
            posts=posts.count(r, visit.viewer, found.id, guests=guests),
            is_open=guests and found.access is Access.EVERYONE and found.withdrawn_at is None,
        )
        shown = teasers(visit, r, [(post, found) for post in (*top, *page.items)])
    told = head(
        visit,
        title=found.title,
        path=f"/c/{found.slug}",
        description=found.description,
        crumbs=(("Channels", "/channels"), (found.title, "")),
        feeds=channel_feeds(found, guests=visit.settings.guests),
    )
    return visit.render(
        "channel.html.j2",
        head=told,
        line=line,
        channel=found,
        teasers=shown,
        next=page.next,
        is_first=not after,
        may_run=may_publish(visit.viewer, found),
        may_write=may_write(visit.viewer),
    )


def new(visit: Visit) -> Response:
    """The form for a new channel."""
    need(visit.viewer, Role.EDITOR, "opening a channel")
    return _form(visit, None, None)


def open_one(visit: Visit) -> Response:
    """Open a channel."""
    try:
        picture = _picture(visit)
        made = channels.open_channel(
            visit.house,
            visit.viewer,
            title=visit.field("title"),
            description=visit.field("description"),
            access=_access(visit),
            needs_approval=visit.field("needs_approval") == "yes",
        )
        if picture:
            _change(visit, made, picture)
    except RefusedError:
        raise
    except GeopolitikError as error:
        return _form(visit, None, error)
    return visit.to(f"/c/{made.slug}", told=f"The channel “{made.title}” is open. You own it.")


def settings_form(visit: Visit) -> Response:
    """The form with a channel's settings, and its members."""
    return _form(visit, _run(visit), None)


def change(visit: Visit) -> Response:
    """Change a channel's settings."""
    found = _run(visit)
    try:
        removed = visit.field("no_picture") == "yes"
        number = _change(visit, found, _picture(visit) or (None if removed else found.picture))
    except GeopolitikError as error:
        return _form(visit, found, error)
    if not number:
        return visit.to(f"/c/{found.slug}/settings", told="Nothing had changed.")
    return _changed(visit, found, number, "The channel’s settings are changed.")


def undo_change(visit: Visit) -> Response:
    """Present the channel as it did before a change; this can be undone in turn."""
    found, asked = _run(visit), visit.part("number")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else 0
    back = channels.undo_change(visit.house, visit.viewer, found, number)
    return _changed(visit, found, back, "The channel’s settings are as they were before.")


def _changed(visit: Visit, found: Channel, number: int, told: str) -> Response:
    undo = f"/c/{found.slug}/settings/undo/{number}"
    return visit.to(f"/c/{found.slug}/settings", told=told, undo=undo)


def _change(visit: Visit, found: Channel, picture: str | None) -> int:
    return channels.change_channel(
        visit.house,
        visit.viewer,
        found,
        title=visit.field("title"),
        description=visit.field("description"),
        access=_access(visit),
        needs_approval=visit.field("needs_approval") == "yes",
        picture=picture,
    )


def _access(visit: Visit) -> Access:
    """Who may read the channel; the narrowest if a form doesn't say."""
    said = visit.field("access")
    return Access(said) if said in {a.value for a in Access} else Access.MEMBERS


def _picture(visit: Visit) -> str | None:
    """The id of the picture that came with the form."""
    files = visit.files("picture")
    if not files:
        return None
    visit.limit("sending pictures", UPLOAD)
    return add_picture(visit.house, visit.viewer, files[0].file.read()).picture.id


def _run(visit: Visit) -> Channel:
    """The channel, for those who run it."""
    found = channels.find(visit.house, visit.viewer, visit.part("slug"))
    if not may_publish(visit.viewer, found):
        raise RefusedError(found.title, "is managed by its owner and by editors", "Ask one of them.")
    return found


def _form(visit: Visit, found: Channel | None, error: GeopolitikError | None) -> Response:
    """The form with what was typed, or else with what is kept."""
    if visit.request.method == "POST" and "title" in visit.form:
        said = (visit.field("title"), visit.field("description"), visit.field("access"))
        asks = visit.field("needs_approval") == "yes"
    else:
        said = (found.title, found.description, found.access.value) if found else ("", "", "everyone")
        asks = bool(found and found.needs_approval)
    with visit.house.store.reading() as r:
        ids = kept.members_of(r, found.id) if found else ()
        members = [user for user in (accounts.user(r, user_id) for user_id in ids) if user]
    return visit.render(
        "channel_form.html.j2",
        status=status(error) if error else 200,
        channel=found,
        said=dict(zip(("title", "description", "access"), said, strict=True)),
        asks=asks,
        error=error,
        members=members,
        access=ACCESS,
    )


def add_member(visit: Visit) -> Response:
    """Let a user belong to the channel, by name."""
    found = _run(visit)
    try:
        name = visit.field("name")
        channels.set_member(visit.house, visit.viewer, found, name, member=True)
    except NotFoundError as error:
        return _form(visit, found, error)
    with visit.house.store.reading() as r:
        user = accounts.user_named(r, name.strip())
    undo = f"/c/{found.slug}/members/{user.id}/remove" if user else ""
    return visit.to(f"/c/{found.slug}/settings#members", told=f"{name.strip()} is a member now.", undo=undo)


def set_member(visit: Visit) -> Response:
    """Let a user belong to the channel, or no longer; each undoes the other."""
    found = _run(visit)
    member = visit.part("what") == "add"
    with visit.house.store.reading() as r:
        user = accounts.user(r, visit.part("user_id"))
    if user is None or visit.part("what") not in ("add", "remove"):
        raise NotFoundError(visit.part("user_id"), "there is no such member", "Look at the list.")
    channels.set_member(visit.house, visit.viewer, found, user.name, member=member)
    told = f"{user.name} is a member {'now' if member else 'no longer'}."
    undo = f"/c/{found.slug}/members/{user.id}/{'remove' if member else 'add'}"
    return visit.to(f"/c/{found.slug}/settings#members", told=told, undo=undo)


def withdraw(visit: Visit) -> Response:
    """Take a channel off the site."""
    found = channels.find(visit.house, visit.viewer, visit.part("slug"))
    channels.withdraw(visit.house, visit.viewer, found, withdrawn=True)
    told = f"The channel “{found.title}” is off the site; its posts stay with it."
    return visit.to("/channels", told=told, undo=f"/c/{found.slug}/restore")


def restore(visit: Visit) -> Response:
    """Put a channel back."""
    found = channels.find(visit.house, visit.viewer, visit.part("slug"))
    channels.withdraw(visit.house, visit.viewer, found, withdrawn=False)
    told = f"The channel “{found.title}” is back."
    return visit.to(f"/c/{found.slug}", told=told, undo=f"/c/{found.slug}/withdraw")


PAGES = (
    Get("/channels", all_channels),
    Get("/channels/new", new),
    Post("/channels/new", open_one),
    Get("/c/{slug}", channel),
    Get("/c/{slug}/settings", settings_form),
    Post("/c/{slug}/settings", change),
    Post("/c/{slug}/settings/undo/{number}", undo_change),
    Post("/c/{slug}/members", add_member),
    Post("/c/{slug}/members/{user_id}/{what}", set_member),
    Post("/c/{slug}/withdraw", withdraw),
    Post("/c/{slug}/restore", restore),
)
