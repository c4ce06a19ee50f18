"""Search over everything kept."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from geopolitik.app.searching import LONGEST, search
from geopolitik.model.keeping import Hit
from geopolitik.publish.api.asking import Ask, Asking
from geopolitik.publish.api.lists import Listed, Listing, lists
from geopolitik.publish.api.shape import SOME_TEXT, Shape, fits
from geopolitik.publish.site.throttle import SEARCH
from geopolitik.storage.paging import opened

router = APIRouter(tags=["search"])
_DEEPEST = 500
"""Hits that can be paged through; who looks further searches anew."""


class Found(Shape):
    """One thing found."""

    kind: str = Field(
        description="`story`, `capture` or `post`.", json_schema_extra={"enum": ["story", "capture", "post"]}
    )
    id: str = Field(description="The id of the story or post.")
    capture_id: str | None = Field(description="The capture's id, for one.")
    title: str = Field(description="Its title.")
    page: str = Field(description="The address of its page.")
    snippet: str = Field(description="The words around what was found, marked «so».")


class FoundList(Listing[Found]):
    """What was found, best first."""


@router.get("/search", summary="Search", operation_id="search", **lists(FoundList))
def find(
    ask: Asking,
    listed: Listed,
    q: Annotated[
        str,
        Query(
            max_length=LONGEST,
            json_schema_extra={"pattern": SOME_TEXT},
            description='Words, of which the last letters may be missing, "phrases", and what texts are '
            "sifted by: outlet:NAME, lang:en, after:2031-05-12, before:2031-06, uncredited:yes.",
            examples=["truce"],
        ),
        fits(SOME_TEXT),
    ],
) -> Response:
    """The stories, texts and posts that hold all words, best first, of which you find what you may see."""
    ask.enter()
    ask.limit("searching", SEARCH)
    skipped = min(opened(listed.paging.after)[0], _DEEPEST) if listed.paging.after else 0
    limit = listed.paging.limit
    hits = search(ask.house, ask.viewer, q, limit=skipped + limit + 1)[skipped:]
    more = len(hits) > limit and skipped + limit < _DEEPEST
    items = [_found(ask, hit) for hit in hits[:limit]]
    return listed.answer(FoundList, items, f"{skipped + limit}.best" if more else None)


def _found(ask: Ask, hit: Hit) -> Found:
    return Found(
        kind=hit.kind,
        id=hit.subject,
        capture_id=hit.part or None,
        title=hit.title,
        page=ask.page(f"/p/{hit.subject}/post" if hit.kind == "post" else f"/s/{hit.subject}/story"),
        snippet="".join(f"«{words}»" if is_found else words for is_found, words in hit.snippet),
    )
