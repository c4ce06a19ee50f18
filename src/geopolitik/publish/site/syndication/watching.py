"""The private feed of what is watched: for one user's reader, at an address that holds their key."""

from __future__ import annotations

from geopolitik.app.watchlist import keeping
from geopolitik.model.people import Viewer
from geopolitik.model.watchlist import Match
from geopolitik.publish.feeds import Entry, Feed
from geopolitik.publish.matches import match_address, match_words, sureness
from geopolitik.publish.site.syndication.naming import name
from geopolitik.publish.site.visit import Visit
from geopolitik.storage.paging import Paging
from geopolitik.text.clean import one_line

MOST = 50


def watch_feed(visit: Visit, viewer: Viewer, watch_id: str | None) -> Feed:
    """What a watch has found, or all of them, the newest first.

    Args:
        visit: of the reader's program.
        viewer: whose key it came with.
        watch_id: only of this one.

    Raises:
        NotFoundError: there is no such watch.
    """
    site, key = visit.site, visit.part("key")
    watch = keeping.one(visit.house, viewer, watch_id) if watch_id else None
    found = keeping.matches(visit.house, viewer, watch_id, Paging(limit=MOST)).items
    titles = keeping.titles(visit.house, found) | ({watch.id: watch.title} if watch else {})
    entries = tuple(_entry(visit, match, titles.get(match.watch_id, "")) for match in found)
    path = f"/watch/feed/{key}/{watch.id}" if watch else f"/watch/feed/{key}"
    title = f"Watched: {one_line(watch.title)}" if watch else "Watch-lists"
    return Feed(
        id=name(site, "feed", "watch", watch.id if watch else "all"),
        title=f"{title} – {visit.settings.name}",
        address=f"{site.address}/watch/{watch.id}" if watch else f"{site.address}/watch",
        self_address=f"{site.address}{path}.{visit.part('fmt')}",
        updated=max((entry.updated for entry in entries), default=visit.now),
        entries=entries,
        description="For you alone: whoever has this address can read it.",
        language="en",
    )


def _entry(visit: Visit, match: Match, title: str) -> Entry:
    """One match; of one that no longer holds only that it doesn't."""
    outlet = one_line(match.outlet_name)
    if match.withdrawn_at is not None:
        told = "Taken back: it was rejected, or is no longer found."
        headline = f"Taken back: {outlet} ({one_line(title)})"
    else:
        sure = f" ({sureness(match)} likely)" if sureness(match) else ""
        there = "It was kept already when the watch was added. " if match.was_there else ""
        told = f"{there}{match_words(match)}{sure}. “{one_line(match.finding.passage)}”"
        headline = f"{outlet}: {one_line(match.title)} ({one_line(title)})"
    return Entry(
        id=name(visit.site, "match", match.id, since=match.at),
        title=headline,
        address=visit.site.address + match_address(match),
        updated=match.withdrawn_at or match.at,
        published=match.at,
        summary=told,
    )
