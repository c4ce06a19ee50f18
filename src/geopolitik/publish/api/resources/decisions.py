"""Decisions: what was decided, and taking it back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from geopolitik.app.stories import deciding
from geopolitik.publish.api.asking import AskingUser
from geopolitik.publish.api.lists import Listed, lists
from geopolitik.publish.api.problems import says
from geopolitik.publish.api.shapes.deciding import Decided, DecisionList, decided
from geopolitik.storage import decisions

router = APIRouter(tags=["decisions"])


@router.get(
    "/decisions",
    summary="List decisions",
    operation_id="listDecisions",
    **lists(DecisionList, 403, login=True),
)
def list_decisions(ask: AskingUser, listed: Listed) -> Response:
    """All that was decided, newest first, with what was taken back. For analysts and above."""
    page = deciding.log(ask.house, ask.viewer, listed.paging)
    return listed.answer(DecisionList, decided(ask, [entry.decision for entry in page.items]), page.next)


@router.delete(
    "/decisions/{decision_id}",
    summary="Take a decision back",
    operation_id="undo",
    **says(403, 404, 409, login=True),
)
def undo(
    ask: AskingUser,
    decision_id: Annotated[str, Path(description="A decision's id.", examples=["abcdefghjkmn"])],
) -> Decided:
    """Take a decision back; it stays in the books. Your own, or anybody's for editors."""
    deciding.undo(ask.house, ask.viewer, decision_id)
    with ask.house.store.reading() as r:
        found = decisions.get(r, decision_id)
    assert found is not None
    return decided(ask, [found])[0]
