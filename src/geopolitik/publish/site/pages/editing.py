"""Editing a post: the form, and all that its buttons do. Whatever fails, what was typed comes back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from starlette.responses import HTMLResponse, Response

from geopolitik.app.posting import posts, unsaved
from geopolitik.app.posting.pictures import add_picture, added_picture
from geopolitik.app.posting.releasing import BendsError, concern, due, is_out, note_despite
from geopolitik.errors import ConflictError, GeopolitikError, UsageError
from geopolitik.model.publishing import Post as Written
from geopolitik.model.publishing import PostState, Typed, Unsaved
from geopolitik.publish.richtext import refusal
from geopolitik.publish.site.rendering import moment
from geopolitik.publish.site.routing import Get, Post, status
from geopolitik.publish.site.throttle import PROOF, UPLOAD
from geopolitik.publish.site.views.body import Around, made_body
from geopolitik.publish.site.views.editing import (
    Beside,
    form,
    is_dirty,
    is_empty,
    number,
    proved,
    sent,
    text_mark,
)
from geopolitik.publish.site.views.posts import post_address
from geopolitik.publish.site.views.proof import inserted
from geopolitik.publish.site.views.undoing import undo_address
from geopolitik.publish.site.visit import Visit

_DESPITE = "despite"


def edit(visit: Visit) -> Response:
    """The form with what was typed last, or with the text as it is kept, or as it was at an earlier time."""
    now = posts.desk(visit.house, visit.viewer, visit.part("post_id"))
    kept = Typed.of(now.post, zone=visit.settings.zone)
    if visit.query("revision"):
        old = now.revision(number(visit.query("revision")) or 0)
        note = f"The text as in revision {old.revision}. Nothing has changed yet: save to make it the latest."
        return form(visit, replace(kept, title=old.title, body=old.body), Beside(note=note))
    held = unsaved.held(visit.house, visit.viewer, now.post.id, number=number(visit.query("typed")))
    if held is None or is_empty(held.typed, now.post, zone=visit.settings.zone):
        return _with(visit, kept, None)
    return _with(visit, held.typed, held)


def _with(visit: Visit, typed: Typed, held: Unsaved | None) -> Response:
    """The form, and beside it what its address asks for."""
    beside, asked = Beside(unsaved=held), visit.query("show")
    try:
        if asked == "preview":
            beside = replace(beside, preview=True)
        elif asked == "proof":
            visit.limit("checking", PROOF)
            beside = replace(beside, checked=True)
        elif asked == "picture":
            beside = replace(beside, picture=added_picture(visit.house, visit.query("picture")))
    except GeopolitikError as error:
        beside = replace(beside, error=error)
    return form(visit, typed, beside)


def send(visit: Visit) -> Response:
    """Do what the form's button says."""
    typed = sent(visit)
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
        held = _hold(visit, post, typed)
        return form(visit, typed, Beside(error=error, checked=True, asks=verb or "save", unsaved=held))
    except GeopolitikError as error:
        return form(visit, typed, Beside(error=error, unsaved=_hold(visit, post, typed)))


def _hold(visit: Visit, post: Written, typed: Typed) -> Unsaved | None:
    """Hold what was typed, if it can be: then it is there again whatever becomes of the answer."""
    if is_empty(typed, post, zone=visit.settings.zone):
        return None
    with suppress(GeopolitikError):
        return unsaved.hold(visit.house, visit.viewer, post.id, typed)
    return None


def again(visit: Visit) -> Response:
    """What was typed, after its writer signed in anew: to be looked at and saved."""
    typed = sent(visit)
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
    unsaved.settle(house, viewer, post.id)
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


def _shown(visit: Visit, post: Written, typed: Typed, show: str, *, told: str = "") -> Response:
    """Hold what was typed, and send the browser to a page that shows it with something beside it.

    To a page, and not as the answer to the form: one can reload it, and come back to it from the next.
    """
    query = show
    if not is_empty(typed, post, zone=visit.settings.zone):
        query = f"typed={unsaved.hold(visit.house, visit.viewer, post.id, typed).number}&{show}"
    part = show.partition("&")[0].removeprefix("show=")
    return visit.to(f"/write/{post.id}?{query}#{part}", told=told)


def _preview(visit: Visit, post: Written, typed: Typed) -> Response:
    return _shown(visit, post, typed, "show=preview")


def _check(visit: Visit, post: Written, typed: Typed) -> Response:
    return _shown(visit, post, typed, "show=proof")


def _cite(visit: Visit, post: Written, typed: Typed) -> Response:
    """Put an offered citation in; the check of the new text stands beside it."""
    body = inserted(typed.body, visit.field("do").partition(" ")[2])
    told = "The citation is in the text. Nothing is saved yet."
    return _shown(visit, post, replace(typed, body=body), "show=proof", told=told)


def _picture(visit: Visit, post: Written, typed: Typed) -> Response:
    """Keep a picture, and show how it is put into the text."""
    visit.limit("sending pictures", UPLOAD)
    added = add_picture(visit.house, visit.viewer, visit.files("picture")[0].file.read())
    return _shown(visit, post, typed, f"show=picture&picture={added.picture.id}")


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


# Beside the form


def live(visit: Visit) -> Response:
    """The preview alone, for the page's script."""
    post = posts.desk(visit.house, visit.viewer, visit.part("post_id")).post
    body = made_body(visit, sent(visit).body, Around.of(visit, post.story_id))
    return HTMLResponse(body.encode("utf-8", "replace"))


PAGES = (
    Get("/write/{post_id}", edit),
    Post("/write/{post_id}", send, unproven=again),
    Post("/write/{post_id}/preview", live),
)
