"""Stories: their heads, texts, edges and traces."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import Field
from starlette.responses import Response

from geopolitik.app.stories.looking import corrections_of, glance, look, shown_of
from geopolitik.app.stories.record import record_of
from geopolitik.publish.api.asking import Asking
from geopolitik.publish.api.lists import Listed, lists
from geopolitik.publish.api.problems import says
from geopolitik.publish.api.shape import DIGITS, Absent
from geopolitik.publish.api.shapes.correcting import CorrectionList, corrections
from geopolitik.publish.api.shapes.statements import StatementList, statements
from geopolitik.publish.api.shapes.stories import (
    DerivationList,
    Story,
    StoryEventList,
    StoryList,
    TextList,
    derivation,
    story,
    story_event,
    text,
)
from geopolitik.publish.api.shapes.traces import TRACE, public_trace
from geopolitik.publish.json import to_json
from geopolitik.storage import stories

router = APIRouter(tags=["stories"])
StoryId = Annotated[str, Path(description="A story's id.", examples=["abcdefghjkmn"])]


@router.get("/stories", summary="List stories", operation_id="listStories", **lists(StoryList))
def list_stories(
    ask: Asking,
    listed: Listed,
    outlet: Annotated[
        str | Absent, Query(description="Only those with a text of this outlet.", examples=["meridian"])
    ] = None,
) -> Response:
    """The stories that you may see, the latest traced first: public ones; all for analysts and above."""
    ask.enter()
    with ask.house.store.reading() as r:
        page = stories.newest(r, public_only=not ask.works_here, outlet=outlet, paging=listed.paging)
    return listed.answer(StoryList, [story(ask, head) for head in page.items], page.next)


@router.get("/stories/{story_id}", summary="Get a story", operation_id="getStory", **says(307, 404))
def get_story(ask: Asking, story_id: StoryId) -> Story:
    """A story's head: title, times, and how many outlets and independent origins it has."""
    return story(ask, glance(ask.house, ask.viewer, story_id).head)


@router.get(
    "/stories/{story_id}/texts",
    summary="List a story's texts",
    operation_id="listStoryTexts",
    **lists(TextList, 307, 404),
)
def list_texts(ask: Asking, listed: Listed, story_id: StoryId) -> Response:
    """The captured texts of a story, by time of publication; those without one come first."""
    glance(ask.house, ask.viewer, story_id)
    with ask.house.store.reading() as r:
        found = stories.captures_of(r, story_id)
    # The place in the whole list: the times are as their pages told them, and don't sort as numbers.
    numbered = list(enumerate(found))
    page = listed.cut(numbered, lambda entry: (len(found) - entry[0], entry[1].capture_id))
    return listed.answer(TextList, [text(appearance) for _, appearance in page.items], page.next)


@router.get(
    "/stories/{story_id}/derivations",
    summary="List a story's derivations",
    operation_id="listStoryDerivations",
    **lists(DerivationList, 307, 404),
)
def list_derivations(ask: Asking, listed: Listed, story_id: StoryId) -> Response:
    """The edges of a story's family tree with the decisions about them, the surest first."""
    found = glance(ask.house, ask.viewer, story_id)
    page = listed.cut(found.edges, lambda edge: (round(10_000 * (1 - edge.doubt)), edge.id))
    items = [derivation(ask, edge, found.decisions.get(edge.id)) for edge in page.items]
    return listed.answer(DerivationList, items, page.next)


@router.get(
    "/stories/{story_id}/events",
    summary="List what became of a story",
    operation_id="listStoryEvents",
    **lists(StoryEventList, 307, 404),
)
def list_events(ask: Asking, listed: Listed, story_id: StoryId) -> Response:
    """Which stories became part of it, and what was split off or parted from it, newest first."""
    glance(ask.house, ask.viewer, story_id)
    found = record_of(ask.house, ask.viewer, story_id)
    page = listed.cut(found, lambda entry: (entry.event.number, str(entry.event.number)))
    return listed.answer(StoryEventList, [story_event(entry, story_id) for entry in page.items], page.next)


@router.get(
    "/stories/{story_id}/corrections",
    summary="List what was changed later",
    operation_id="listCorrections",
    **lists(CorrectionList, 307, 404),
)
def list_corrections(ask: Asking, listed: Listed, story_id: StoryId) -> Response:
    """What outlets changed in their own texts between two versions of one address, and which copies have it.

    Those below analysts get the passages that the story's public page shows.
    """
    found = glance(ask.house, ask.viewer, story_id)
    shown = None if ask.works_here else shown_of(ask.house, found)
    every = corrections(corrections_of(ask.house, found), shown)
    page = listed.cut(every, lambda one: (1_000_000 - one.number, str(one.number)))
    return listed.answer(CorrectionList, page.items, page.next)


@router.get(
    "/stories/{story_id}/statements",
    summary="List a story's statements",
    operation_id="listStoryStatements",
    **lists(StatementList, 307, 404),
)
def list_statements(ask: Asking, listed: Listed, story_id: StoryId) -> Response:
    """Who said what, each statement once however many texts relay it, with what drifted on the way.

    Those below analysts get the words that the story's public page shows, shortened, and of the others that
    they were said, by whom and how.
    """
    story = look(ask.house, ask.viewer, story_id)
    found = statements(ask.house, story, whole=ask.works_here)
    page = listed.cut(found, lambda one: (1_000_000 - one.number, str(one.number)))
    return listed.answer(StatementList, page.items, page.next)


_TRACE: dict[str, Any] = says(
    307,
    404,
    response_class=Response,
    responses={
        200: {
            "description": "The trace: whole for analysts, without foreign texts for everybody else.",
            "content": {"application/json": {"schema": TRACE}},
        }
    },
)


@router.get("/stories/{story_id}/trace", summary="Get a story's trace", operation_id="getTrace", **_TRACE)
def get_trace(
    ask: Asking,
    story_id: StoryId,
    revision: Annotated[
        Annotated[int, Field(ge=1, le=1_000_000_000), DIGITS] | Absent,
        Query(description="An earlier trace; the latest if left out."),
    ] = None,
) -> Response:
    """Everything that was found, as `geopolitik trace --json` writes it.

    Analysts and above get the whole document. Everybody else gets one without the texts: captures by their
    address, hash and times, and the passages of changes, cut to 40 words.
    """
    found = look(ask.house, ask.viewer, story_id, revision=revision)
    if ask.works_here:
        body = to_json(found.trace, indent=None)
    else:
        body = public_trace(ask.house, found).model_dump_json(by_alias=True)
    return Response(body.encode("utf-8", "replace"), media_type="application/json")
