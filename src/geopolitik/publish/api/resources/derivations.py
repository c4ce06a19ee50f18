"""Derivations: an edge, its changes, and what was decided about it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from geopolitik.app.stories import deciding
from geopolitik.app.stories.looking import edge, look
from geopolitik.model.keeping import Judgement
from geopolitik.publish.api.asking import Asking, AskingUser
from geopolitik.publish.api.lists import Listed, lists, micros
from geopolitik.publish.api.problems import says
from geopolitik.publish.api.shapes.deciding import Decided, DecisionList, Judging, decided
from geopolitik.publish.api.shapes.redlines import ChangeList, changes
from geopolitik.publish.api.shapes.stories import Derivation, derivation

router = APIRouter(tags=["derivations"])
DerivationId = Annotated[str, Path(description="A derivation's id.", examples=["0f1e2d3c4b5a6978"])]


@router.get(
    "/derivations/{derivation_id}", summary="Get a derivation", operation_id="getDerivation", **says(404)
)
def get_derivation(ask: Asking, derivation_id: DerivationId) -> Derivation:
    """An edge of a story's family tree with the decision in force about it."""
    found, decision = edge(ask.house, ask.viewer, derivation_id)
    return derivation(ask, found, decision)


@router.get(
    "/derivations/{derivation_id}/changes",
    summary="List a derivation's changes",
    operation_id="listChanges",
    **lists(ChangeList, 404),
)
def list_changes(ask: Asking, listed: Listed, derivation_id: DerivationId) -> Response:
    """What the copy changed, in reading order.

    Those below analysts get what the redline's public page tells: every change with its reason, and the words
    of the gravest, shortened, as far as not too much of any text is shown. Empty if the two texts could not
    be compared, and for an edge of an earlier trace.
    """
    found, _ = edge(ask.house, ask.viewer, derivation_id)
    story = look(ask.house, ask.viewer, found.story_id)
    shown = changes(ask.house, story, found.original, found.copy, whole=ask.works_here)
    page = listed.cut(shown, lambda entry: (1_000_000 - entry.number, str(entry.number)))
    return listed.answer(ChangeList, page.items, page.next)


@router.get(
    "/derivations/{derivation_id}/decisions",
    summary="List the decisions about a derivation",
    operation_id="listDerivationDecisions",
    **lists(DecisionList, 403, 404, login=True),
)
def list_decisions(ask: AskingUser, listed: Listed, derivation_id: DerivationId) -> Response:
    """All that was ever decided about an edge, newest first, with what was taken back. For analysts."""
    _, entries = deciding.one(ask.house, ask.viewer, derivation_id)
    found = [entry.decision for entry in entries]
    page = listed.cut(found, lambda one: (micros(one.at), one.id))
    return listed.answer(DecisionList, decided(ask, page.items), page.next)


@router.post(
    "/derivations/{derivation_id}/decisions",
    summary="Decide about a derivation",
    operation_id="decide",
    status_code=201,
    **says(403, 404, login=True, body=True),
)
def decide(ask: AskingUser, derivation_id: DerivationId, sent: Judging) -> Decided:
    """Confirm, reject, correct or approve; an earlier decision about the edge is withdrawn. For analysts.

    Approving is for editors: it lets public pages say that the copy doesn't credit its original. What credits
    its original can't be approved, only confirmed (422).
    """
    made = deciding.decide(
        ask.house,
        ask.viewer,
        derivation_id,
        Judgement(sent.root.judgement),
        reason=sent.root.reason,
        correction=getattr(sent.root, "correction", ""),
    )
    return decided(ask, [made])[0]
