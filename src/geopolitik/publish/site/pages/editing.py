"""Editing a post: the form, and all that its buttons do. Whatever fails, what was typed comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from starlette.responses import HTMLResponse, Response

from geopolitik.app.posting import posts
from geopolitik.app.posting.pictures import add_picture
from geopolitik.app.posting.releasing import BendsError, concern, due, is_out, note_despite, put_back
from geopolitik.errors import ConflictError, GeopolitikError, UsageError
from geopolitik.model.publishing import Post as Written
from geopolitik.model.publishing import PostState
from geopolitik.publish.richtext import refusal
from geopolitik.publish.site.rendering import moment
from geopolitik.publish.site.routing import Get, Post, status
from geopolitik.publish.site.throttle import PROOF, UPLOAD
from geopolitik.publish.site.views.body import Around, made_body
from geopolitik.publish.site.views.differences import differences
from geopolitik.publish.site.views.editing import (
    Beside,
    Typed,
    form,
    is_dirty,
    proved,
    text_mark,
)
from geopolitik.publish.site.views.posts import post_address
from geopolitik.publish.site.views.proof import inserted
from geopolitik.publish.site.views.undoing import undo_address, undone
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import accounts

_DESPITE = "despite"
_SHOWN = 12
"""Revisions whose changes are shown."""


def edit(visit: Visit) -> Response:
    """The form with the text as it is kept, or as it was at an earlier time."""
    now = posts.desk(visit.house, visit.viewer, visit.part("post_id"))
    typed, asked = Typed.of(now.post, zone=visit.settings.zone), visit.query("revision")
    if not asked:
        return form(visit, typed, Beside())
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
    old = now.revision(number)
    note = f"The text as it was in revision {number}. Nothing has changed yet: save to make it the latest."
    return form(visit, replace(typed, title=old.title, body=old.body), Beside(note=note))


def send(visit: Visit) -> Response:
    """Do what the form's button says."""
    typed = Typed.sent(visit)
    if visit.viewer.user is None:
        return _lost(visit, typed, None)
    try:
        post = posts.desk(visit.house, visit.viewer, visit.part("post_id")).post
    except GeopolitikError as error:
        return _lost(visit, typed, error)
    verb = visit.field("do").partition(" ")[0]
    do = _picture if visit.files("picture") else _DOINGS.get(verb, _save)
    try:
        return do(visit, post, typed)
    except BendsError as error:
        return form(visit, typed, Beside(error=error, checked=True, asks=verb or "save"))
    except GeopolitikError as error:
        return form(visit, typed, Beside(error=error))


def again(visit: Visit) -> Response:
    """What was typed, after its writer signed in anew: to be looked at and saved."""
    typed = Typed.sent(visit)
    note = "You have signed in anew since this page was made. Nothing is saved yet: save now."
    try:
        return form(visit, typed, Beside(note=note, lost_file=bool(visit.files("picture"))))
    except GeopolitikError as error:
        return _lost(visit, typed, error)


def _lost(visit: Visit, typed: Typed, error: GeopolitikError | None) -> Response:
    """What was typed, for somebody who may not save it now."""
    code = status(error) if error else 403
    address = f"/write/{visit.part('post_id')}"
    return visit.render("write_lost.html.j2", status=code, typed=typed, error=error, address=address)


# What the buttons do


def _save(visit: Visit, post: Written, typed: Typed) -> Response:
    why = _gate(visit, post, typed) if is_out(post) and not typed.is_as(post) else ""
    kept = _keep(visit, post, typed)
    note_despite(visit.house, visit.viewer, kept, why)
    if kept == post:
        return visit.to(f"/write/{post.id}", told="Nothing had changed.")
    told = "Saved; readers see it now." if post.state is PostState.PUBLISHED else "Saved."
    return visit.to(f"/write/{post.id}", told=told, undo=undo_address(visit, post, kept))


def _keep(visit: Visit, post: Written, typed: Typed) -> Written:
    """Keep what was typed; returns the post as it is then."""
    kept, house, viewer = post, visit.house, visit.viewer
    if not typed.is_as(post):
        why = refusal(typed.body)
        if why:
            raise UsageError("text", why, "Change it, then save again.")
        kept = posts.revise(
            house, viewer, post.id, title=typed.title, body=typed.body, based_on=typed.based_on
        )
    if (typed.visibility, typed.pinned) != (post.visibility, post.pinned):
        kept = posts.present(house, viewer, post.id, visibility=typed.visibility, pinned=typed.pinned)
    return kept


def _gate(visit: Visit, post: Written, typed: Typed) -> str:
    """What speaks against letting a text out, once whoever does it has said so twice.

    Raises:
        BendsError: they haven't.
    """
    visit.limit("checking", PROOF)
    why = concern(proved(visit, post, typed.body))
    _, _, said = visit.field("do").partition(" ")
    if why and said != f"{_DESPITE} {text_mark(typed)}":
        raise BendsError(typed.title or post.title, why, "Look at what stands below, then decide.")
    return why


def _publish(visit: Visit, post: Written, typed: Typed) -> Response:
    return _let_out(visit, post, typed, None)


def _schedule(visit: Visit, post: Written, typed: Typed) -> Response:
    return _let_out(visit, post, typed, due(typed.when, typed.zone or visit.settings.zone))


def _let_out(visit: Visit, post: Written, typed: Typed, at: datetime | None) -> Response:
    """Save, and publish now or later."""
    why = _gate(visit, post, typed)
    kept = _keep(visit, post, typed)
    try:
        out = posts.publish(visit.house, visit.viewer, post.id, at=at, looked_at=kept.revision)
    except GeopolitikError as error:
        note = "The text is saved." if kept != post else ""
        return form(visit, replace(typed, based_on=kept.revision), Beside(error=error, note=note))
    note_despite(visit.house, visit.viewer, out, why)
    undo = undo_address(visit, post, out)
    if at is not None:
        told = f"Scheduled for {moment(at, visit.settings.zone)}."
        return visit.to(f"/write/{post.id}", told=told, undo=undo)
    return visit.to(post_address(out), told="Published.", undo=undo)


def _preview(visit: Visit, _: Written, typed: Typed) -> Response:
    return form(visit, typed, Beside(preview=True))


def _check(visit: Visit, _: Written, typed: Typed) -> Response:
    visit.limit("checking", PROOF)
    return form(visit, typed, Beside(checked=True))


def _cite(visit: Visit, _: Written, typed: Typed) -> Response:
    """Put an offered citation in; the check of the new text stands beside it."""
    body = inserted(typed.body, visit.field("do").partition(" ")[2])
    note = "The citation is in the text. Nothing is saved yet."
    return form(visit, replace(typed, body=body), Beside(note=note, checked=True))


def _picture(visit: Visit, _: Written, typed: Typed) -> Response:
    """Keep a picture, and show how it is put into the text."""
    visit.limit("sending pictures", UPLOAD)
    added = add_picture(visit.house, visit.viewer, visit.files("picture")[0].file.read())
    return form(visit, typed, Beside(picture=added))


def _no_picture(_visit: Visit, _post: Written, _typed: Typed) -> Response:
    raise UsageError("picture", "is missing", "Choose a file first.")


def _approve(visit: Visit, post: Written, typed: Typed) -> Response:
    _need_saved(post, typed)
    posts.approve(visit.house, visit.viewer, post.id, revision=typed.based_on)
    return visit.to(f"/write/{post.id}", told=f"You approved revision {typed.based_on}.")


def _need_saved(post: Written, typed: Typed) -> None:
    if typed.based_on != post.revision:
        raise ConflictError(post.title, "was revised by somebody else meanwhile", "Compare the two texts.")
    if is_dirty(typed, post):
        raise UsageError("text", "has changes that aren't saved", "Save it first, or reload the page.")


def _moved(state: PostState, told: str) -> Callable[[Visit, Written, Typed], Response]:
    def move(visit: Visit, post: Written, typed: Typed) -> Response:
        _need_saved(post, typed)
        kept = posts.move(visit.house, visit.viewer, post.id, state)
        return visit.to(f"/write/{post.id}", told=told, undo=undo_address(visit, post, kept))

    return move


_DOINGS: dict[str, Callable[[Visit, Written, Typed], Response]] = {
    "save": _save,
    "publish": _publish,
    "schedule": _schedule,
    "preview": _preview,
    "check": _check,
    "cite": _cite,
    "picture": _no_picture,
    "approve": _approve,
    "draft": _moved(PostState.DRAFT, "It is a draft again."),
    "archive": _moved(PostState.ARCHIVED, "Archived: readers don’t see it any more."),
    "delete": _moved(PostState.DELETED, "It lies in the bin."),
}


# Undoing


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


# Beside the form


def live(visit: Visit) -> Response:
    """The preview alone, for the page's script."""
    post = posts.desk(visit.house, visit.viewer, visit.part("post_id")).post
    body = made_body(visit, Typed.sent(visit).body, Around.of(visit, post.story_id))
    return HTMLResponse(body.encode("utf-8", "replace"))


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
    Get("/write/{post_id}", edit),
    Post("/write/{post_id}", send, unproven=again),
    Post("/write/{post_id}/preview", live),
    Post("/write/{post_id}/back", back),
    Post("/write/{post_id}/restore", restore),
    Get("/write/{post_id}/history", history),
)
