"""Replies: those concerned write, editors answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from geopolitik.app.stories import replying
from geopolitik.app.stories.looking import glance
from geopolitik.model.keeping import ReplyState
from geopolitik.publish.api.asking import Asking, AskingUser
from geopolitik.publish.api.lists import Listed, lists, micros
from geopolitik.publish.api.problems import says
from geopolitik.publish.api.resources.stories import StoryId
from geopolitik.publish.api.shapes.replying import (
    EditorsReply,
    EditorsReplyList,
    Handling,
    PublicReplyList,
    Received,
    Replying,
    editors_reply,
    public_reply,
)
from geopolitik.publish.site.throttle import REPLY
from geopolitik.storage import replies

router = APIRouter(tags=["replies"])


@router.get(
    "/stories/{story_id}/replies",
    summary="List a story's replies",
    operation_id="listStoryReplies",
    **lists(PublicReplyList, 307, 404),
)
def list_story_replies(ask: Asking, listed: Listed, story_id: StoryId) -> Response:
    """What those concerned replied to a story, with the answers of the editors."""
    glance(ask.house, ask.viewer, story_id)
    with ask.house.store.reading() as r:
        found = replies.about(r, story_id, ReplyState.ANSWERED)
    page = listed.cut(found, lambda reply: (micros(reply.at), reply.id))
    return listed.answer(PublicReplyList, [public_reply(reply) for reply in page.items], page.next)


@router.post(
    "/stories/{story_id}/replies",
    summary="Reply to a story",
    operation_id="reply",
    status_code=202,
    **says(307, 404, body=True),
)
def reply(ask: Asking, story_id: StoryId, sent: Replying) -> Received:
    """Write to the editors about a story that concerns you. No account is needed; editors see it first."""
    ask.limit("replying", REPLY)
    made = replying.reply(
        ask.house,
        ask.viewer,
        story_id,
        about=sent.about or "",
        name=sent.name,
        contact=sent.contact,
        body=sent.body,
    )
    return Received(id=made.id, story_id=made.story_id, at=made.at)


@router.get(
    "/replies", summary="List replies", operation_id="listReplies", **lists(EditorsReplyList, 403, login=True)
)
def list_replies(
    ask: AskingUser,
    listed: Listed,
    state: Annotated[ReplyState, Query(description="What became of them.")] = ReplyState.OPEN,
) -> Response:
    """The replies in a state, newest first. For editors."""
    found = [entry for entry, _ in replying.listed(ask.house, ask.viewer, state)]
    page = listed.cut(found, lambda entry: (micros(entry.at), entry.id))
    return listed.answer(EditorsReplyList, [editors_reply(entry) for entry in page.items], page.next)


@router.put(
    "/replies/{reply_id}",
    summary="Handle a reply",
    operation_id="handleReply",
    **says(403, 404, login=True, body=True),
)
def handle(
    ask: AskingUser,
    reply_id: Annotated[str, Path(description="A reply's id.", examples=["abcdefghjkmn"])],
    sent: Handling,
) -> EditorsReply:
    """Answer a reply, which shows both; decline it; or open it again. For editors."""
    state, answer = ReplyState(sent.root.state), getattr(sent.root, "answer", "")
    return editors_reply(replying.handle(ask.house, ask.viewer, reply_id, state, answer))
