"""A post's past: what it read, and what was done to it undone; what was typed, put aside and taken back."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.app.posting import posts, unsaved
from geopolitik.app.posting.releasing import put_back
from geopolitik.model.publishing import PostState
from geopolitik.publish.site.routing import Get, Post
from geopolitik.publish.site.views.differences import differences
from geopolitik.publish.site.views.editing import number
from geopolitik.publish.site.views.posts import post_address
from geopolitik.publish.site.views.undoing import undo_address, undone
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import accounts

_SHOWN = 12
"""Revisions whose changes are shown."""


def put_aside(visit: Visit) -> Response:
    """Show the saved text again; what was typed is held a while longer."""
    post = posts.desk(visit.house, visit.viewer, visit.part("post_id")).post
    last = unsaved.settle(visit.house, visit.viewer, post.id)
    undo = f"/write/{post.id}/unsaved/{last.number}" if last else ""
    return visit.to(f"/write/{post.id}", told="This is the text as it is saved.", undo=undo)


def take_back(visit: Visit) -> Response:
    """Put what was typed into the form again."""
    post = posts.desk(visit.house, visit.viewer, visit.part("post_id")).post
    unsaved.take_back(visit.house, visit.viewer, post.id, number(visit.part("number")) or 0)
    return visit.to(f"/write/{post.id}", told="What you typed is in the form again.")


def back(visit: Visit) -> Response:
    """Undo what was done to a post."""
    post_id = visit.part("post_id")
    asked = undone(visit, post_id)
    now = posts.desk(visit.house, visit.viewer, post_id)
    old = now.revision(asked.revision)
    was = asked.of(now.post, title=old.title, body=old.body)
    kept = put_back(visit.house, visit.viewer, was, based_on=asked.based_on)
    return visit.to(f"/write/{post_id}", told="Undone.", undo=undo_address(visit, now.post, kept))


def restore(visit: Visit) -> Response:
    """Take a post out of the bin or the archive."""
    before = posts.desk(visit.house, visit.viewer, visit.part("post_id")).post
    kept = posts.move(visit.house, visit.viewer, before.id, PostState.DRAFT)
    told = f"“{before.title}” is a draft again."
    return visit.to(f"/write/{before.id}", told=told, undo=undo_address(visit, before, kept))


def history(visit: Visit) -> Response:
    """All that a post ever read, the latest first."""
    now = posts.desk(visit.house, visit.viewer, visit.part("post_id"))
    before = (None, *now.revisions[:-1])
    with visit.house.store.reading() as r:
        people = {by: accounts.user(r, by) for by in {revision.by for revision in now.revisions}}
    lines = [
        (revision, people[revision.by], differences(old.body if old else "", revision.body), old)
        for revision, old in list(zip(now.revisions, before, strict=True))[-_SHOWN:]
    ]
    return visit.render(
        "write_history.html.j2",
        post=now.post,
        lines=lines[::-1],
        older=now.revisions[: -len(lines)][::-1],
        address=post_address(now.post),
    )


PAGES = (
    Post("/write/{post_id}/back", back),
    Post("/write/{post_id}/unsaved", put_aside),
    Post("/write/{post_id}/unsaved/{number}", take_back),
    Post("/write/{post_id}/restore", restore),
    Get("/write/{post_id}/history", history),
)
