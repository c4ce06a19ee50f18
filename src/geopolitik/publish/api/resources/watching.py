"""Watch-lists: what is watched, and what was found."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from geopolitik.app.watchlist import keeping
from geopolitik.publish.api.asking import AskingUser
from geopolitik.publish.api.lists import Listed, lists, micros
from geopolitik.publish.api.shapes.watching import WatchList, WatchMatchList, watch, watch_match

router = APIRouter(tags=["watch-lists"])
WatchId = Annotated[str, Path(description="A watch's id.", examples=["abcdefghjkmn"])]


@router.get(
    "/watches", summary="List watches", operation_id="listWatches", **lists(WatchList, 403, login=True)
)
def list_watches(ask: AskingUser, listed: Listed) -> Response:
    """What is watched, the newest first. For analysts and above."""
    found = keeping.listed(ask.house, ask.viewer)
    page = listed.cut(found, lambda one: (micros(one.watch.created_at), one.watch.id))
    return listed.answer(WatchList, [watch(ask, one) for one in page.items], page.next)


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
