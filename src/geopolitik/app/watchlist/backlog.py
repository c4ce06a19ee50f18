"""Looking through what was kept before a watch was added: story by story, begun again where it was left."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from sqlalchemy import Connection

from geopolitik.app.house import House
from geopolitik.app.stories.planning import trace_of
from geopolitik.app.watchlist.matching import look_for
from geopolitik.app.watchlist.meaning import slugs_of
from geopolitik.model.watchlist import Watch, WatchKind
from geopolitik.storage import fulltext, growth, stories, watchlist

_AT_ONCE = 200
"""Stories asked for together."""
Progress = Callable[[int], None]
"""Called with how many stories were looked through for a watch."""


def look_through(house: House, *, seconds: float | None = None, progress: Progress | None = None) -> bool:
    """Look through what is kept for the watches that were added since; returns whether all is done.

    Each story is one transaction: an interrupted run goes on where it was.

    Args:
        house: the site.
        seconds: after which it is left for the next time; None to go on to the end.
        progress: told how far it is.
    """
    until = None if seconds is None else time.monotonic() + seconds
    with house.store.reading() as r:
        waiting = watchlist.unfinished(r)
    for watch in waiting:
        for done, story_id in enumerate(_stories(house, watch), start=1):
            if until is not None and time.monotonic() >= until:
                return False
            with house.store.writing() as w:
                head = stories.get(w, story_id)
                if head is not None and head.withdrawn_at is None:
                    look_for(w, watch, story_id, trace_of(house, w, head), at=house.clock())
                watchlist.change(w, watch.id, reached=story_id)
            if progress is not None:
                progress(done)
        with house.store.writing() as w:
            watchlist.change(w, watch.id, reached=None)
    return True


def _stories(house: House, watch: Watch) -> Iterator[str]:
    """Ids of the stories in which a watch may find something, by id, from where it was left."""
    after = watch.reached or ""
    while True:
        with house.store.reading() as r:
            some = _some(r, watch, after)
        yield from some
        if len(some) < _AT_ONCE:
            return
        after = some[-1]


def _some(connection: Connection, watch: Watch, after: str) -> tuple[str, ...]:
    match watch.kind:
        case WatchKind.OUTLET:
            slugs = slugs_of(connection, watch.means[0])
            return watchlist.stories_of_outlets(connection, slugs, after=after, limit=_AT_ONCE)
        case WatchKind.TEXT:
            story = watch.story or growth.holds(connection, watch.means[0])
            found = {story} if story is not None else set[str]()
        case WatchKind.NAME:
            found = set().union(*(fulltext.stories_with(connection, name) for name in watch.means))
    return tuple(sorted(story for story in found if story > after))[:_AT_ONCE]
