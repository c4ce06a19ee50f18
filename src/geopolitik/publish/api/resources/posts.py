"""Posts: read, revised, and moved through their life."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query
from starlette.responses import Response

from geopolitik.app.posting import posts as app
from geopolitik.app.posting.releasing import is_out, note_despite
from geopolitik.errors import ConflictError, UsageError
from geopolitik.model.publishing import Post, PostState
from geopolitik.publish.api.asking import Ask, Asking, AskingUser
from geopolitik.publish.api.lists import Listed, lists
from geopolitik.publish.api.problems import KINDS, ProblemError, says
from geopolitik.publish.api.releasing import spoken_against
from geopolitik.publish.api.shape import Absent
from geopolitik.publish.api.shapes.citing import post_whole
from geopolitik.publish.api.shapes.publishing import (
    PostList,
    PostWhole,
    Presenting,
    Releasing,
    Revising,
    Scheduling,
    post_heads,
)
from geopolitik.publish.richtext import refusal
from geopolitik.storage import posts

router = APIRouter(tags=["posts"])
PostId = Annotated[str, Path(description="A post's id.", examples=["abcdefghjkmn"])]
Match = Annotated[
    str,
    Header(
        alias="If-Match",
        pattern=r'^"[1-9][0-9]{0,8}"$',
        description="The revision that you mean: the post's ETag.",
        examples=['"1"'],
    ),
]
ETAG: dict[str, Any] = {
    "ETag": {
        "description": "The post's revision, in quotation marks.",
        "required": True,
        "schema": {"type": "string"},
    }
}
LOCATION: dict[str, Any] = {
    "Location": {"description": "Its address.", "required": True, "schema": {"type": "string"}}
}


def answered(ask: Ask, post: Post, *, status: int = 200, location: str | None = None) -> Response:
    """A post with its revision as ETag."""
    headers = {"etag": f'"{post.revision}"'} | ({"location": location} if location else {})
    body = post_whole(ask, post).model_dump_json()
    return Response(body, status, headers, "application/json")


def need_readable(body: str) -> None:
    """Take only a text that can be shown.

    Raises:
        UsageError: it is too long, or nests too deep.
    """
    why = refusal(body)
    if why:
        raise UsageError("body", why, "Change it, then send it again.")


def _acts(*statuses: int, body: bool = False) -> dict[str, Any]:
    """What an operation declares that changes a post."""
    ok = {200: {"description": "The post as it is now.", "headers": ETAG}}
    return says(403, 404, *statuses, login=True, body=body, response_model=PostWhole, responses=ok)


@router.get("/posts", summary="List posts", operation_id="listPosts", **lists(PostList))
def list_posts(
    ask: Asking,
    listed: Listed,
    story: Annotated[str | Absent, Query(description="Only those that rest on this story.")] = None,
) -> Response:
    """The published posts of all channels that you may see, newest first."""
    ask.enter()
    with ask.house.store.reading() as r:
        page = posts.published(r, ask.viewer, guests=ask.guests, story_id=story, paging=listed.paging)
    return listed.answer(PostList, post_heads(ask, page.items), page.next)


@router.get(
    "/posts/{post_id}",
    summary="Get a post",
    operation_id="getPost",
    **says(404, response_model=PostWhole, responses={200: {"description": "The post.", "headers": ETAG}}),
)
def get_post(ask: Asking, post_id: PostId) -> Response:
    """A post with its Markdown, the same as HTML, and the passages that it cites."""
    return answered(ask, app.find(ask.house, ask.viewer, post_id)[0])


@router.put(
    "/posts/{post_id}", summary="Revise a post", operation_id="revisePost", **_acts(409, 412, 428, body=True)
)
def revise_post(ask: AskingUser, post_id: PostId, match: Match, sent: Revising) -> Response:
    """Keep a new revision; a published post shows it at once.

    The author, the channel's owner and editors may.

    `If-Match` names the revision that was edited: if somebody revised the post meanwhile, the answer is 412.

    If readers see the post, or will, it is held back as publishing is.
    """
    _same(ask, post_id, match)
    desk = app.desk(ask.house, ask.viewer, post_id)  # Whether they may comes before what they sent.
    need_readable(sent.body)
    goes_out = is_out(desk.post) and (sent.title, sent.body) != (desk.post.title, desk.post.body)
    why = spoken_against(ask, desk, sent.body, sent.despite) if goes_out else ""
    try:
        post = app.revise(
            ask.house, ask.viewer, post_id, title=sent.title, body=sent.body, based_on=_revision(match)
        )
    except ConflictError as error:
        raise ProblemError(412, str(error)) from error
    note_despite(ask.house, ask.viewer, post, why, sent.despite or "")
    return answered(ask, post)


@router.post(
    "/posts/{post_id}/approve",
    summary="Approve a post",
    operation_id="approvePost",
    **_acts(409, 412, 428),
)
def approve_post(ask: AskingUser, post_id: PostId, match: Match) -> Response:
    """Approve a revision as a second person. Editors may, if they didn't write any of it."""
    _same(ask, post_id, match)
    return answered(ask, app.approve(ask.house, ask.viewer, post_id, revision=_revision(match)))


@router.post(
    "/posts/{post_id}/publish",
    summary="Publish a post",
    operation_id="publishPost",
    **_acts(409, body=True),
)
def publish_post(ask: AskingUser, post_id: PostId, sent: Releasing | Absent = None) -> Response:
    """Publish a post now. Editors and the channel's owner may; restore it first if it is binned (409).

    Our own redline is looked at first. If it finds something of high severity, or can't be made, the answer
    is 409 and lists the `findings`; to publish all the same, say why in `despite`.
    """
    return _let_out(ask, post_id, None, sent.despite if sent else None)


@router.post(
    "/posts/{post_id}/schedule",
    summary="Schedule a post",
    operation_id="schedulePost",
    **_acts(409, body=True),
)
def schedule_post(ask: AskingUser, post_id: PostId, sent: Scheduling) -> Response:
    """Publish a post later, at a moment that has not passed (422). Editors and the channel's owner may.

    It is held back as publishing is.
    """
    return _let_out(ask, post_id, sent.at, sent.despite)


def _let_out(ask: Ask, post_id: str, at: datetime | None, despite: str | None) -> Response:
    """Publish a post now or later, unless something speaks against it that nobody gave a reason for."""
    desk = app.desk(ask.house, ask.viewer, post_id)
    why = spoken_against(ask, desk, desk.post.body, despite)
    post = app.publish(ask.house, ask.viewer, post_id, at=at, looked_at=desk.post.revision)
    note_despite(ask.house, ask.viewer, post, why, despite or "")
    return answered(ask, post)


@router.post("/posts/{post_id}/archive", summary="Archive a post", operation_id="archivePost", **_acts())
def archive_post(ask: AskingUser, post_id: PostId) -> Response:
    """Take a post off its channel; it is kept for those who work on it. `restore` undoes it."""
    return answered(ask, app.move(ask.house, ask.viewer, post_id, PostState.ARCHIVED))


@router.post("/posts/{post_id}/delete", summary="Bin a post", operation_id="deletePost", **_acts())
def delete_post(ask: AskingUser, post_id: PostId) -> Response:
    """Put a post in the bin. `restore` undoes it."""
    return answered(ask, app.move(ask.house, ask.viewer, post_id, PostState.DELETED))


@router.post("/posts/{post_id}/restore", summary="Restore a post", operation_id="restorePost", **_acts())
def restore_post(ask: AskingUser, post_id: PostId) -> Response:
    """Make a post a draft again: one that was archived, binned, scheduled or published."""
    return answered(ask, app.move(ask.house, ask.viewer, post_id, PostState.DRAFT))


@router.post(
    "/posts/{post_id}/present", summary="Present a post", operation_id="presentPost", **_acts(body=True)
)
def present_post(ask: AskingUser, post_id: PostId, sent: Presenting) -> Response:
    """Say who may read a post, and whether it stands at the top of its channel."""
    post = app.present(ask.house, ask.viewer, post_id, visibility=sent.visibility, pinned=sent.pinned)
    return answered(ask, post)


def _revision(match: str) -> int:
    return int(match.strip('"'))


def _same(ask: Ask, post_id: str, match: str) -> None:
    """Refuse what was meant for another revision, before anything else of it is judged."""
    ask.user()
    post, _ = app.find(ask.house, ask.viewer, post_id)
    if post.revision != _revision(match):
        raise ProblemError(412, f"{KINDS[412][1]} It is at revision {post.revision} now.")
