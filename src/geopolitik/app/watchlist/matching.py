"""What watches find in a story, written down: once for each page, withdrawn when it no longer holds."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection

from geopolitik.app.watchlist.finding import findings
from geopolitik.app.watchlist.scene import Scene
from geopolitik.model.story import Trace
from geopolitik.model.watchlist import Watch, WatchKind
from geopolitik.storage import captures, decisions, stories, watchlist


def look(
    connection: Connection, story_id: str, trace: Trace, *, fresh: Collection[str], at: datetime
) -> None:
    """See what the watches that can match a story find in it, and what no longer holds of what they found.

    Args:
        connection: of the transaction that keeps the story.
        story_id: the story.
        trace: its latest trace; its edges are kept already.
        fresh: ids of the captures that are new in it: in them names are looked for.
        at: the moment.
    """
    kinds = watchlist.kinds(connection)
    if not kinds:
        return
    scene = _scene(connection, story_id, trace)
    held = watchlist.held(connection, story_id)
    keys = scene.keys | (scene.words(fresh) if WatchKind.NAME in kinds else frozenset())
    asked = {watch.id: watch for watch in watchlist.found_by(connection, keys)}
    asked |= {watch.id: watch for watch in watchlist.of_ids(connection, held.keys() - asked.keys())}
    for watch in asked.values():
        _settle(connection, scene, watch, fresh, held.get(watch.id, {}), at)


def look_for(connection: Connection, watch: Watch, story_id: str, trace: Trace, *, at: datetime) -> None:
    """See what one watch finds in a story that is kept."""
    scene = _scene(connection, story_id, trace)
    held = watchlist.held(connection, story_id).get(watch.id, {})
    _settle(connection, scene, watch, scene.captures, held, at)


def _scene(connection: Connection, story_id: str, trace: Trace) -> Scene:
    edges = {(edge.original, edge.copy): edge.id for edge in stories.edges_of(connection, story_id)}
    return Scene(story_id, trace, edges, decisions.rejected(connection, [story_id]))


def _settle(
    connection: Connection,
    scene: Scene,
    watch: Watch,
    fresh: Collection[str],
    held: dict[str, str],
    at: datetime,
) -> None:
    """Keep what a watch finds, and let fall what it found before and doesn't any more."""
    found = findings(scene, watch, {*fresh, *held.values()})
    for finding in found:
        kept_at = captures.kept_at(connection, finding.capture_id)
        was_there = kept_at is not None and kept_at <= watch.created_at
        watchlist.put(connection, watch.id, scene.story_id, finding, at=at, was_there=was_there)
    gone = held.keys() - {finding.page for finding in found}
    if gone:
        watchlist.fall(connection, watch.id, scene.story_id, gone, at=at)
