"""Watch-lists: what is watched, what more is to be and what no longer, and what was found."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from geopolitik.app.watchlist import keeping
from geopolitik.app.watchlist.backlog import look_through
from geopolitik.errors import NotFoundError
from geopolitik.publish.api.asking import Ask, AskingUser
from geopolitik.publish.api.lists import Listed, lists, micros
from geopolitik.publish.api.problems import BASE, says
from geopolitik.publish.api.resources.posts import LOCATION
from geopolitik.publish.api.shapes.watching import (
    Watch,
    Watching,
    WatchList,
    WatchMatchList,
    watch,
    watch_match,
)
from geopolitik.publish.site.throttle import WATCH

router = APIRouter(tags=["watch-lists"])
WatchId = Annotated[str, Path(description="A watch's id.", examples=["abcdefghjkmn"])]
_AT_ONCE = 1.0
"""Seconds for which what is kept is looked through before the answer; the rest in the background."""


@router.get(
    "/watches", summary="List watches", operation_id="listWatches", **lists(WatchList, 403, login=True)
)
def list_watches(ask: AskingUser, listed: Listed) -> Response:
    """What is watched, the newest first. For analysts and above."""
    found = keeping.listed(ask.house, ask.viewer)
    page = listed.cut(found, lambda one: (micros(one.watch.created_at), one.watch.id))
    return listed.answer(WatchList, [watch(ask, one) for one in page.items], page.next)


@router.post(
    "/watches",
    summary="Add a watch",
    operation_id="addWatch",
    status_code=201,
    response_model=Watch,
    **says(403, 404, 409, login=True, body=True, responses={201: {"headers": LOCATION}}),
)
def add_watch(ask: AskingUser, sent: Watching) -> Response:
    """Watch an outlet, a text that is kept, or a name. For analysts and above.

    What is kept already is looked through too, for a second at once and then in the background: see
    `looked_through`. What is watched already is refused (409).
    """
    ask.limit("adding watches", WATCH)
    made = keeping.add(ask.house, ask.viewer, sent.kind, sent.what, uncredited=sent.uncredited)
    look_through(ask.house, seconds=_AT_ONCE)
    headers = {"location": f"{BASE}/watches/{made.id}"}
    return Response(_watch(ask, made.id).model_dump_json(), 201, headers, "application/json")


@router.get(
    "/watches/{watch_id}", summary="Get a watch", operation_id="getWatch", **says(403, 404, login=True)
)
def get_watch(ask: AskingUser, watch_id: WatchId) -> Watch:
    """A watch that stands. For analysts and above."""
    return _watch(ask, watch_id)


@router.delete(
    "/watches/{watch_id}",
    summary="Remove a watch",
    operation_id="removeWatch",
    status_code=204,
    **says(403, 404, 409, login=True),
)
def remove_watch(ask: AskingUser, watch_id: WatchId) -> None:
    """Watch something no longer; what it found stays. Whoever added it may, and editors."""
    keeping.remove(ask.house, ask.viewer, watch_id)


def _watch(ask: Ask, watch_id: str) -> Watch:
    found = next((one for one in keeping.listed(ask.house, ask.viewer) if one.watch.id == watch_id), None)
    if found is None:
        raise NotFoundError(watch_id, "there is no such watch", "See the list of what is watched.")
    return watch(ask, found)


@router.get(
    "/watches/{watch_id}/matches",
    summary="List a watch's matches",
    operation_id="listWatchMatches",
    **lists(WatchMatchList, 403, 404, login=True),
)
def list_matches(ask: AskingUser, listed: Listed, watch_id: WatchId) -> Response:
    """What a watch has found, the newest first, with what has fallen since. For analysts and above.

    None of it is public: that a copy doesn't credit its original is said to readers only once an editor
    has approved it.
    """
    page = keeping.matches(ask.house, ask.viewer, watch_id, listed.paging)
    return listed.answer(WatchMatchList, [watch_match(ask, one) for one in page.items], page.next)


@router.get(
    "/watch-matches",
    summary="List all matches",
    operation_id="listAllWatchMatches",
    **lists(WatchMatchList, 403, login=True),
)
def list_all_matches(ask: AskingUser, listed: Listed) -> Response:
    """What all watches that stand have found, the newest first. For analysts and above."""
    page = keeping.matches(ask.house, ask.viewer, None, listed.paging)
    return listed.answer(WatchMatchList, [watch_match(ask, one) for one in page.items], page.next)
