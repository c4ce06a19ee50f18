"""Watch-lists: what is watched, what was found, and the address of one's private feed."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.app.watchlist import feeding, keeping
from geopolitik.app.watchlist.backlog import look_through
from geopolitik.errors import GeopolitikError, UsageError
from geopolitik.model.watchlist import WatchKind
from geopolitik.publish.feeds import FORMATS
from geopolitik.publish.matches import match_address, match_words, sureness
from geopolitik.publish.site.routing import Get, Post, status
from geopolitik.publish.site.syndication.serving import PRIVATE, format_of, served
from geopolitik.publish.site.syndication.watching import watch_feed
from geopolitik.publish.site.throttle import FEED_KEY, WATCH
from geopolitik.publish.site.visit import Visit
from geopolitik.storage.paging import Paging

_FIELDS = ("kind", "what", "uncredited")
_AT_ONCE = 1.0
"""Seconds for which what is kept is looked through before the page is shown; the rest in the background."""


def lists(visit: Visit) -> Response:
    """What was found last, and what is watched."""
    return _page(visit, said={name: visit.query(name) for name in _FIELDS})


def _page(visit: Visit, *, said: dict[str, str], error: GeopolitikError | None = None) -> Response:
    paging = Paging(after=visit.query("after") or None)
    found = keeping.matches(visit.house, visit.viewer, None, paging)
    return visit.render(
        "watch.html.j2",
        status=status(error) if error else 200,
        page=found,
        titles=keeping.titles(visit.house, found.items),
        listed=keeping.listed(visit.house, visit.viewer),
        may_remove=keeping.may_remove,
        said=said,
        error=error,
        key_made=feeding.made(visit.house, visit.viewer),
        how=match_words,
        sure=sureness,
        open_at=match_address,
    )


def add(visit: Visit) -> Response:
    """Watch something."""
    kind, what, uncredited = (visit.field(name) for name in _FIELDS)
    try:
        visit.limit("adding watches", WATCH)
        made = keeping.add(visit.house, visit.viewer, _kind(kind), what, uncredited=bool(uncredited))
    except GeopolitikError as error:
        return _page(visit, said={name: visit.field(name) for name in _FIELDS}, error=error)
    look_through(visit.house, seconds=_AT_ONCE)
    return visit.to(f"/watch/{made.id}", told=f"Watched: {made.title}.", undo=f"/watch/{made.id}/remove")


def _kind(said: str) -> WatchKind:
    try:
        return WatchKind(said)
    except ValueError as error:
        raise UsageError("what to watch", "is not said", "Choose an outlet, a text or a name.") from error


def one(visit: Visit) -> Response:
    """What one watch has found."""
    watch = keeping.one(visit.house, visit.viewer, visit.part("watch_id"))
    paging = Paging(after=visit.query("after") or None)
    found = keeping.matches(visit.house, visit.viewer, watch.id, paging)
    return visit.render(
        "watch_one.html.j2",
        watch=watch,
        page=found,
        titles={},
        may_remove=keeping.may_remove(visit.viewer, watch),
        how=match_words,
        sure=sureness,
        open_at=match_address,
    )


def remove(visit: Visit) -> Response:
    """Watch something no longer."""
    watch = keeping.remove(visit.house, visit.viewer, visit.part("watch_id"))
    return visit.to("/watch", told=f"No longer watched: {watch.title}.", undo=f"/watch/{watch.id}/restore")


def restore(visit: Visit) -> Response:
    """Watch something again."""
    watch = keeping.restore(visit.house, visit.viewer, visit.part("watch_id"))
    look_through(visit.house, seconds=_AT_ONCE)
    return visit.to(f"/watch/{watch.id}", told=f"Watched again: {watch.title}.")


def feed_address(visit: Visit) -> Response:
    """Make a new address of one's private feed and show it, this once; or end the one there is."""
    if visit.field("do") == "end":
        feeding.end(visit.house, visit.viewer)
        return visit.to("/watch#feed", told="The address of your feed opens nothing any more.")
    key = feeding.make(visit.house, visit.viewer)
    return visit.render("watch_feed.html.j2", key=key, formats=FORMATS)


def feed(visit: Visit) -> Response:
    """What was found, for the feed reader of whoever has the key; of one watch, or of all."""
    visit.limit("private feeds", FEED_KEY, who=visit.host)
    format_of(visit)
    viewer = feeding.whose(visit.house, visit.part("key"))
    return served(visit, watch_feed(visit, viewer, visit.part("watch_id") or None), keep=PRIVATE)


PAGES = (
    Get("/watch", lists),
    Post("/watch", add),
    Post("/watch/feed", feed_address),
    Get("/watch/{watch_id}", one),
    Post("/watch/{watch_id}/remove", remove),
    Post("/watch/{watch_id}/restore", restore),
    Get("/watch/feed/{key}.{fmt}", feed),
    Get("/watch/feed/{key}/{watch_id}.{fmt}", feed),
)
