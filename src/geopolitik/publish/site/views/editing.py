"""A post's form: what was typed into it, and what stands beside it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from starlette.responses import Response

from geopolitik.app.access import may_publish
from geopolitik.app.posting import posts
from geopolitik.app.posting.due import was_held_back
from geopolitik.app.posting.pictures import Added
from geopolitik.app.posting.posts import Desk
from geopolitik.app.posting.releasing import Proof, proof
from geopolitik.errors import ConflictError, GeopolitikError
from geopolitik.model.people import Role
from geopolitik.model.publishing import Post, Typed, Unsaved, Visibility
from geopolitik.publish.site.routing import status
from geopolitik.publish.site.views.body import Around, made_body
from geopolitik.publish.site.views.differences import Stretch, differences
from geopolitik.publish.site.views.posts import labels, post_address, state_words
from geopolitik.publish.site.views.proof import ProofView, proof_view
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import accounts

READERS = (
    (Visibility.PUBLIC.value, "Everyone who may read the channel"),
    (Visibility.MEMBERS.value, "Members of the channel"),
    (Visibility.PRIVATE.value, "Its author and editors only"),
)


def sent(visit: Visit) -> Typed:
    """What a form brought; of browsers' line ends only one kind is left."""
    said, based_on = visit.field("visibility"), visit.field("based_on")
    known = said in {v.value for v in Visibility}
    return Typed(
        title=visit.field("title"),
        body=visit.field("body").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""),
        visibility=Visibility(said) if known else Visibility.PRIVATE,
        pinned=visit.field("pinned") == "yes",
        based_on=int(based_on) if based_on.isascii() and based_on.isdigit() and len(based_on) < 9 else 0,
        when=visit.field("when"),
        zone=visit.field("zone"),
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the form this time."""

    error: GeopolitikError | None = None
    note: str = ""
    preview: bool = False
    checked: bool = False
    asks: str = ""
    """What must be pressed a second time: `publish`, `schedule` or `save`."""
    picture: Added | None = None
    lost_file: bool = False
    unsaved: Unsaved | None = None
    """Where what stands in the form is held, if it isn't saved."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The check of a text, beside it."""

    view: ProofView | None
    unproved: str
    has_story: bool


def form(visit: Visit, typed: Typed, beside: Beside = Beside()) -> Response:
    """The page with the form: nothing that was typed is lost, whatever happened."""
    now = posts.desk(visit.house, visit.viewer, visit.part("post_id"))
    post = now.post
    theirs = _theirs(now, typed, beside)
    with visit.house.store.reading() as r:
        approver = accounts.user(r, now.approved_by) if now.approved_by else None
        held_back = was_held_back(r, post.id)
        reviser = accounts.user(r, now.revisions[-1].by)
    around = Around.of(visit, post.story_id)
    return visit.render(
        "write_edit.html.j2",
        status=status(beside.error) if beside.error else 200,
        post=post,
        channel=now.channel,
        typed=typed,
        beside=beside,
        theirs=theirs,
        reviser=reviser,
        approver=approver,
        held_back=held_back,
        may_approve=_may_approve(visit, now),
        may_publish=may_publish(visit.viewer, now.channel),
        revisions=len(now.revisions),
        address=post_address(post),
        state=state_words(post.state),
        labels=labels(post, now.channel, guests=visit.settings.guests),
        ground=around.ground,
        readers=READERS,
        mark=text_mark(typed),
        preview=made_body(visit, typed.body, around) if beside.preview else "",
        proof=_shown(proved(visit, post, typed.body), typed.body) if beside.checked else None,
        zone=typed.zone or visit.settings.zone,
    )


def _theirs(now: Desk, typed: Typed, beside: Beside) -> tuple[Stretch, ...]:
    """Where a text that was saved meanwhile differs from what was typed."""
    met = isinstance(beside.error, ConflictError) or beside.unsaved is not None
    stale = met and typed.based_on != now.post.revision
    return differences(now.post.body, typed.body) if stale else ()


def _may_approve(visit: Visit, now: Desk) -> bool:
    wrote = visit.viewer.id in {revision.by for revision in now.revisions}
    waits = now.channel.needs_approval and now.approved_by is None
    return waits and not wrote and visit.viewer.at_least(Role.EDITOR)


def proved(visit: Visit, post: Post, body: str) -> Proof:
    """What our own redline finds in a text that is to become a post's."""
    return proof(visit.house, visit.viewer, visit.site.proofs, post.story_id, body)


def _shown(found: Proof, body: str) -> Shown:
    if found.story is None or found.trace is None or found.check is None:
        return Shown(None, found.unproved, has_story=found.story is not None)
    return Shown(proof_view(found.check, body, found.story.id, found.trace), "", has_story=True)


def text_mark(typed: Typed) -> str:
    """Names a text: a second click is about what was looked at, not about what was typed since."""
    return hashlib.sha256(f"{typed.title}\n{typed.body}".encode("utf-8", "replace")).hexdigest()[:16]


def number(asked: str) -> int | None:
    """A revision or a held text as an address names it."""
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else None


def is_empty(typed: Typed, post: Post, *, zone: str) -> bool:
    """Whether nothing was typed into a form that the post doesn't say by itself."""
    return not is_dirty(typed, post) and not typed.when and typed.zone in ("", zone)


def is_dirty(typed: Typed, post: Post) -> bool:
    """Whether anything in the form isn't kept yet."""
    return not typed.is_as(post) or (typed.visibility, typed.pinned) != (post.visibility, post.pinned)
