"""A post's life: drafted, revised, approved, scheduled, published, archived, binned; each step undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from geopolitik.app.access import may_edit, may_publish, may_see, need
from geopolitik.app.house import House
from geopolitik.errors import ConflictError, NotFoundError, RefusedError, UsageError
from geopolitik.model.people import Role, Viewer
from geopolitik.model.publishing import Channel, Post, PostRevision, PostState, Visibility
from geopolitik.storage import audits, channels, fulltext, settings, stories
from geopolitik.storage import posts as kept
from geopolitik.storage.ids import new_id

LONGEST = 200_000
"""Characters of a post's body."""


def find(house: House, viewer: Viewer, post_id: str) -> tuple[Post, Channel]:
    """A post with its channel, if the viewer may see it.

    Raises:
        NotFoundError: there is none, or the viewer may not know of it.
    """
    with house.store.reading() as r:
        return _visible(r, viewer, post_id)


def _visible(connection: Connection, viewer: Viewer, post_id: str) -> tuple[Post, Channel]:
    post = kept.get(connection, post_id)
    channel = channels.get(connection, post.channel_id) if post else None
    guests = settings.load(connection).guests
    if post is None or channel is None or not may_see(viewer, channel, post, guests=guests):
        raise NotFoundError(post_id, "there is no such post", "It may be for members only: sign in.")
    return post, channel


def editable(connection: Connection, viewer: Viewer, post_id: str) -> tuple[Post, Channel]:
    """A post with its channel, for somebody who edits it.

    Raises:
        NotFoundError: there is none, or the viewer may not know of it.
        RefusedError: the viewer only reads it.
    """
    post, channel = _visible(connection, viewer, post_id)
    if not may_edit(viewer, channel, post):
        raise RefusedError(post.title, "is edited by its author and by editors", "Ask one of them.")
    return post, channel


@dataclass(frozen=True, slots=True)
class Desk:
    """A post before somebody who edits it."""

    post: Post
    channel: Channel
    revisions: tuple[PostRevision, ...]
    """Oldest first."""
    approved_by: str | None
    """Who approved the latest revision."""

    def revision(self, number: int) -> PostRevision:
        """What it read at one time.

        Raises:
            NotFoundError: it has no such revision.
        """
        found = next((r for r in self.revisions if r.revision == number), None)
        if found is None:
            raise NotFoundError(self.post.title, f"has no revision {number}")
        return found


def desk(house: House, viewer: Viewer, post_id: str) -> Desk:
    """A post with its revisions, for somebody who edits it.

    Raises:
        NotFoundError: there is none, or the viewer may not know of it.
        RefusedError: the viewer only reads it.
    """
    with house.store.reading() as r:
        post, channel = editable(r, viewer, post_id)
        return Desk(post, channel, kept.revisions(r, post_id), kept.approved_by(r, post_id, post.revision))


def write(
    house: House,
    viewer: Viewer,
    channel: Channel,
    *,
    title: str,
    body: str,
    visibility: Visibility = Visibility.PUBLIC,
    story_id: str | None = None,
) -> Post:
    """Keep a new draft.

    Raises:
        RefusedError: the viewer doesn't write here.
        NotFoundError: there is no story of that id.
        UsageError: the title is missing, or the body too long.
    """
    need(viewer, Role.ANALYST, "writing")
    at = house.clock()
    post = Post(
        id=new_id(),
        channel_id=channel.id,
        author_id=str(viewer.id),
        state=PostState.DRAFT,
        visibility=visibility,
        title=_title(title),
        body=_body(body),
        revision=1,
        created_at=at,
        updated_at=at,
        story_id=story_id,
    )
    with house.store.writing() as w:
        if story_id is not None and stories.get(w, story_id) is None:
            raise NotFoundError(story_id, "there is no such story", "Name another, or none.")
        kept.add(w, post)
        audits.note(w, "drafted", "post", post.id, by=viewer.id, at=at)
    return post


def revise(house: House, viewer: Viewer, post_id: str, *, title: str, body: str, based_on: int) -> Post:
    """Keep a new revision of a post; a published one shows it at once, if the viewer may publish.

    Args:
        based_on: the revision that was edited.

    Raises:
        ConflictError: somebody revised it meanwhile.
        RefusedError: the viewer may not, or a second person must approve the change first.
        UsageError: the title is missing, or the body too long.
    """
    with house.store.writing() as w:
        post, channel = editable(w, viewer, post_id)
        if post.revision != based_on:
            raise ConflictError(
                post.title,
                "was revised by somebody else meanwhile",
                "Compare the two texts, then save again.",
            )
        if post.state in (PostState.PUBLISHED, PostState.SCHEDULED):
            _must_publish(viewer, channel)
            if channel.needs_approval:
                raise RefusedError(
                    post.title, "a change needs a second person's approval", "Take it back to draft first."
                )
        at = house.clock()
        kept.revise(w, post, title=_title(title), body=_body(body), by=str(viewer.id), at=at)
        audits.note(w, "revised", "post", post.id, by=viewer.id, at=at, detail=str(post.revision + 1))
        return reindexed(w, post.id)


def approve(house: House, viewer: Viewer, post_id: str, *, revision: int) -> Post:
    """Approve a revision as a second person.

    Raises:
        RefusedError: the viewer is no editor, or wrote it.
        ConflictError: it was revised meanwhile, or is approved already.
    """
    need(viewer, Role.EDITOR, "approving")
    with house.store.writing() as w:
        post, _ = editable(w, viewer, post_id)
        if post.revision != revision:
            raise ConflictError(post.title, "was revised meanwhile", "Read the new revision first.")
        if viewer.id in {r.by for r in kept.revisions(w, post_id)}:
            raise RefusedError(post.title, "was written by you", "A second person must approve it.")
        if kept.approved_by(w, post_id, revision) is not None:
            raise ConflictError(post.title, "is approved already", "It can be published.")
        at = house.clock()
        kept.approve(w, post_id, revision, by=str(viewer.id), at=at)
        audits.note(w, "approved", "post", post_id, by=viewer.id, at=at, detail=str(revision))
        return post


def publish(
    house: House,
    viewer: Viewer,
    post_id: str,
    *,
    at: datetime | None = None,
    looked_at: int | None = None,
) -> Post:
    """Publish a post now, or schedule it.

    Args:
        at: when; now if left out.
        looked_at: the revision that was meant and checked, if that matters.

    Raises:
        RefusedError: the viewer may not, or a second person must approve it first.
        UsageError: the moment has passed.
        ConflictError: the post lies in the bin, or was revised since it was looked at.
    """
    now = house.clock()
    with house.store.writing() as w:
        post, channel = editable(w, viewer, post_id)
        _must_publish(viewer, channel)
        if post.state is PostState.DELETED:
            raise ConflictError(post.title, "lies in the bin", "Take it back first.")
        if looked_at not in (None, post.revision):
            raise ConflictError(post.title, "was revised meanwhile", "Look at the new revision first.")
        if channel.needs_approval and kept.approved_by(w, post_id, post.revision) is None:
            raise RefusedError(post.title, "waits for a second person's approval", "Ask another editor.")
        if at is not None:
            if at <= now:
                raise UsageError("time", "has passed", "Choose a later one, or publish now.")
            values: dict[str, Any] = {"state": PostState.SCHEDULED.value, "publish_at": at}
        else:
            first = post.published_at or now
            values = {"state": PostState.PUBLISHED.value, "published_at": first, "publish_at": None}
        kept.change(w, post_id, **values)
        action = "scheduled" if at else "published"
        audits.note(w, action, "post", post_id, by=viewer.id, at=now, detail=at.isoformat() if at else "")
        return reindexed(w, post_id)


def move(house: House, viewer: Viewer, post_id: str, state: PostState) -> Post:
    """Archive a post, put it in the bin, or take it back to draft from either.

    Raises:
        RefusedError: the viewer may not.
        UsageError: `state` is none of these.
    """
    if state not in (PostState.ARCHIVED, PostState.DELETED, PostState.DRAFT):
        raise UsageError(state.value, "is reached by publishing", "Publish it.")
    at = house.clock()
    with house.store.writing() as w:
        post, channel = editable(w, viewer, post_id)
        if post.state is PostState.PUBLISHED:
            _must_publish(viewer, channel)
        kept.change(w, post_id, state=state.value, publish_at=None)
        audits.note(
            w, "moved", "post", post_id, by=viewer.id, at=at, detail=f"{post.state.value} → {state.value}"
        )
        return reindexed(w, post_id)


def present(house: House, viewer: Viewer, post_id: str, *, visibility: Visibility, pinned: bool) -> Post:
    """Say who may read a post, and whether it stands at the channel's top.

    Raises:
        RefusedError: the viewer may not.
    """
    with house.store.writing() as w:
        post, channel = editable(w, viewer, post_id)
        if post.state in (PostState.PUBLISHED, PostState.SCHEDULED):
            _must_publish(viewer, channel)
        kept.change(w, post_id, visibility=visibility.value, pinned=pinned)
        detail = visibility.value + (", pinned" if pinned else "")
        audits.note(w, "presented", "post", post_id, by=viewer.id, at=house.clock(), detail=detail)
        return reindexed(w, post_id)


def reindexed(connection: Connection, post_id: str) -> Post:
    """The post as it is now; search knows of it while it is published."""
    post = kept.get(connection, post_id)
    if post is None:
        raise NotFoundError(post_id, "there is no such post")
    if post.state is PostState.PUBLISHED:
        fulltext.put(connection, "post", post_id, "", title=post.title, body=post.body)
    else:
        fulltext.remove(connection, "post", post_id)
    return post


def _must_publish(viewer: Viewer, channel: Channel) -> None:
    if not may_publish(viewer, channel):
        raise RefusedError(channel.title, "is published to by editors and its owner", "Ask one of them.")


def _title(title: str) -> str:
    tidy = " ".join(title.split())
    if not tidy:
        raise UsageError("title", "is missing", "Give the post one.")
    if len(tidy) > 200:
        raise UsageError("title", "is longer than 200 characters", "Shorten it.")
    return tidy


def _body(body: str) -> str:
    if len(body) > LONGEST:
        raise UsageError("text", f"is longer than {LONGEST:,} characters", "Make two posts of it.")
    return body.replace("\r\n", "\n").replace("\x00", "")
