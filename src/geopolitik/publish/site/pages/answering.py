"""Replies of those concerned: editors answer, decline, or open them again."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.app.stories import replying
from geopolitik.errors import GeopolitikError, UsageError
from geopolitik.model.keeping import ReplyState
from geopolitik.publish.site.routing import Get, Post, status
from geopolitik.publish.site.visit import Visit

_DONE = {
    ReplyState.OPEN: "Open again: the reply waits, and no longer shows",
    ReplyState.ANSWERED: "Answered: reply and answer are shown on the page they are about",
    ReplyState.DECLINED: "Declined: the reply isn’t shown",
}


def waiting(visit: Visit) -> Response:
    """The replies in a state."""
    asked = visit.query("state")
    return _page(visit, ReplyState(asked) if asked in list(ReplyState) else ReplyState.OPEN)


def handle(visit: Visit) -> Response:
    """Answer a reply, decline it, or open it again."""
    reply_id, asked = visit.part("reply_id"), visit.field("state")
    if asked not in list(ReplyState):
        raise UsageError("reply", "can be answered, declined or opened again", "Choose one of these.")
    state = ReplyState(asked)
    try:
        replying.handle(visit.house, visit.viewer, reply_id, state, visit.field("answer"))
    except UsageError as error:
        return _page(visit, ReplyState.OPEN, error, reply_id)
    undo = "" if state is ReplyState.OPEN else f"/inbox/replies/{reply_id}/open"
    return visit.to("/inbox/replies", told=f"{_DONE[state]}.", undo=undo)


def reopen(visit: Visit) -> Response:
    """Open a reply again: what `Undo` does."""
    replying.handle(visit.house, visit.viewer, visit.part("reply_id"), ReplyState.OPEN)
    return visit.to("/inbox/replies", told=f"{_DONE[ReplyState.OPEN]}.")


def _page(
    visit: Visit, state: ReplyState, error: GeopolitikError | None = None, reply_id: str = ""
) -> Response:
    return visit.render(
        "replies.html.j2",
        status=status(error) if error else 200,
        replies=replying.listed(visit.house, visit.viewer, state),
        state=state,
        states=tuple(ReplyState),
        error=error,
        wrong=reply_id,
    )


PAGES = (
    Get("/inbox/replies", waiting),
    Post("/inbox/replies/{reply_id}", handle),
    Post("/inbox/replies/{reply_id}/open", reopen),
)
