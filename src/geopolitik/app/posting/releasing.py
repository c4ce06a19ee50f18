"""Letting a post out: our own redline is looked at first, and going on in spite of it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from geopolitik.app.drafting import PostCheck
from geopolitik.app.house import House
from geopolitik.app.posting import posts
from geopolitik.app.posting.proofing import Proofs
from geopolitik.app.posting.resting import ground, trace_under
from geopolitik.errors import ConflictError, GeopolitikError, UsageError
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Viewer
from geopolitik.model.publishing import Post, PostState
from geopolitik.model.story import Severity, Trace
from geopolitik.storage import audits


class BendsError(ConflictError):
    """A post bends what it rests on, or could not be checked: whoever publishes it must say so twice."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What our own redline says of a text that is to become a post's."""

    story: StoryHead | None
    """What it rests on, if it names a story."""
    trace: Trace | None = None
    check: PostCheck | None = None
    unproved: str = ""
    """Why there is no check; empty if there is one, or if the post rests on no story."""


def proof(house: House, viewer: Viewer, proofs: Proofs, story_id: str | None, body: str) -> Proof:
    """Check a text against the story that its post rests on."""
    under = ground(house, viewer, story_id)
    if under is None:
        return Proof(None)
    trace = trace_under(house, under.head)
    try:
        return Proof(under.head, trace, proofs.check(body, under.head, trace))
    except GeopolitikError as error:
        return Proof(under.head, trace, unproved=f"{error.subject} {error.reason}")


def is_out(post: Post) -> bool:
    """Whether readers see it, or will without anybody's doing."""
    return post.state in (PostState.PUBLISHED, PostState.SCHEDULED)


def concern(found: Proof) -> str:
    """What speaks against publishing a post; empty if nothing does."""
    if found.unproved:
        return f"could not be checked: {found.unproved}"
    high = found.check.counts[Severity.HIGH] if found.check else 0
    if not high:
        return ""
    return f"bends what it rests on in {high} {'place' if high == 1 else 'places'} of high severity"


def note_despite(house: House, viewer: Viewer, post: Post, why: str, reason: str = "") -> None:
    """Write down that somebody lets a post out in spite of what speaks against it, and their reason."""
    if why:
        detail = f"revision {post.revision}: {why}{f'; {reason}' if reason else ''}"[:600]
        with house.store.writing() as w:
            at = house.clock()
            audits.note(w, "let out despite", "post", post.id, by=viewer.id, at=at, detail=detail)


def due(when: str, zone: str) -> datetime:
    """The moment at which a post is to be published, from a form: `2031-05-14T09:30` in a zone.

    Raises:
        UsageError: it is no date and time, there is no such zone, or clocks skip that hour there.
    """
    place = _zone(zone)
    try:
        local = datetime.fromisoformat(when.strip())
        moment = (local if local.tzinfo else local.replace(tzinfo=place)).astimezone(UTC)
        there = moment.astimezone(place)
    except (ValueError, OverflowError) as error:
        raise UsageError("time", "can't be read", "Write 2031-05-14T09:30.") from error
    if local.tzinfo is None and there.replace(tzinfo=None) != local:
        raise UsageError("time", f"doesn't exist in {zone}: clocks go forward then", "Choose another.")
    return moment


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name.strip() or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        advice = "Write Europe/Paris, or UTC."
        raise UsageError(f"time zone {name[:60]}", "is not known here", advice) from error


def put_back(house: House, viewer: Viewer, was: Post, *, based_on: int) -> Post:
    """Undo what was done to a post: its text, who may read it and its state are again as they were.

    Args:
        was: the post as it was.
        based_on: the revision that is undone.

    Raises:
        ConflictError: somebody went on working on it meanwhile.
        RefusedError: the viewer may not.
    """
    now, _ = posts.find(house, viewer, was.id)
    if now.revision != based_on:
        raise ConflictError(now.title, "was revised meanwhile", "Look at its revisions.")
    if was.state in (PostState.DRAFT, PostState.ARCHIVED, PostState.DELETED) and now.state is not was.state:
        posts.move(house, viewer, was.id, was.state)
    elif now.state is PostState.DELETED and now.state is not was.state:
        # Nothing is published out of the bin.
        posts.move(house, viewer, was.id, PostState.DRAFT)
    if (was.title, was.body) != (now.title, now.body):
        posts.revise(house, viewer, was.id, title=was.title, body=was.body, based_on=based_on)
    if (was.visibility, was.pinned) != (now.visibility, now.pinned):
        posts.present(house, viewer, was.id, visibility=was.visibility, pinned=was.pinned)
    if was.state is PostState.PUBLISHED and now.state is not was.state:
        posts.publish(house, viewer, was.id)
    if was.state is PostState.SCHEDULED and (now.state, now.publish_at) != (was.state, was.publish_at):
        posts.publish(house, viewer, was.id, at=was.publish_at)
    return posts.find(house, viewer, was.id)[0]
