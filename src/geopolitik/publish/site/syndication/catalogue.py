"""The list of all feeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geopolitik.app.access import may_enter
from geopolitik.model.people import VISITOR
from geopolitik.publish.feeds import FORMATS, Subscription
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import cases, channels, stories
from geopolitik.storage.paging import Paging
from geopolitik.text.clean import one_line

_CASES = 20
_STORIES = 20
"""Of the newest stories the feeds are listed; each story's page names its own."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One feed in its formats."""

    title: str
    path: str
    """Its address on this site without the ending."""
    page: str
    """The page for readers."""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Feeds of one kind."""

    title: str
    feeds: tuple[Listed, ...]


_SITE = (
    Listed("Everything new", "/feeds/site", "/", "Posts, stories, and approved uncredited copies together."),
    Listed("Posts", "/feeds/posts", "/channels", "What our channels publish for everyone."),
    Listed("Stories", "/feeds/stories", "/stories", "New stories, and what each new trace of one brought."),
    Listed(
        "Approved uncredited copies",
        "/feeds/uncredited",
        "/stories",
        "Copies that credit nobody, or another, as far as an editor approved that.",
    ),
)


def catalogue(visit: Visit) -> tuple[Group, ...]:
    """The feeds of what a visitor may see."""
    with visit.house.store.reading() as r:
        ours = [
            Listed(one_line(c.title), f"/c/{c.slug}/feed", f"/c/{c.slug}", one_line(c.description))
            for c in channels.all_channels(r)
            if may_enter(VISITOR, c, guests=visit.settings.guests)
        ]
        outlets = [
            Listed(one_line(o.name), f"/o/{o.slug}/feed", f"/o/{o.slug}")
            for o in sorted(stories.outlets(r, public_only=True), key=lambda o: o.name.casefold())
        ]
        newest = [
            Listed(one_line(s.title), f"/s/{s.id}/feed", f"/s/{s.id}")
            for s in stories.newest(r, public_only=True, paging=Paging(limit=_STORIES)).items
        ]
        ledger = [
            Listed(one_line(case.title), f"/ledger/{case.id}/feed", f"/ledger/{case.id}")
            for case in cases.listed(r, public_only=True, paging=Paging(limit=_CASES)).items
        ]
    groups = (
        Group("The whole site", _SITE),
        Group("Channels", tuple(ours)),
        Group("Newest stories", tuple(newest)),
        Group("Ledger", tuple(ledger)),
        Group("Outlets", tuple(outlets)),
    )
    return tuple(group for group in groups if group.feeds)


def subscriptions(visit: Visit) -> Iterator[Subscription]:
    """The same for readers' programs, in the format that all of them read."""
    site, ending = visit.site.address, FORMATS[0].name
    for group in catalogue(visit):
        for feed in group.feeds:
            yield Subscription(
                title=feed.title,
                feed_address=f"{site}{feed.path}.{ending}",
                page_address=site + feed.page,
                description=feed.about or None,
                group=group.title,
            )
