"""Posts: every revision is kept, and only what a viewer may see is handed out or counted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    and_,
    false,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from geopolitik.model.people import Role, Viewer
from geopolitik.model.publishing import Access, Post, PostRevision, PostState, Visibility
from geopolitik.storage.paging import FIRST_PAGE, Page, Paging, page, paged
from geopolitik.storage.schema import channels, post_approvals, post_revisions, posts


def add(connection: Connection, post: Post) -> None:
    """Keep a new post with its first revision."""
    row = {
        "id": post.id,
        "channel_id": post.channel_id,
        "author_id": post.author_id,
        "story_id": post.story_id,
        "state": post.state.value,
        "visibility": post.visibility.value,
        "pinned": post.pinned,
        "revision": post.revision,
        "title": post.title,
        "body": post.body,
        "created_at": post.created_at,
        "updated_at": post.updated_at,
        "publish_at": post.publish_at,
        "published_at": post.published_at,
    }
    connection.execute(insert(posts).values(**row))
    _keep_revision(connection, post, post.author_id, post.created_at)


def revise(
    connection: Connection, post: Post, *, title: str, body: str, by: str, at: datetime
) -> PostRevision:
    """Keep a new revision of a post; the earlier ones stay."""
    revision = PostRevision(post.id, post.revision + 1, title, body, by, at)
    change(connection, post.id, title=title, body=body, revision=revision.revision, updated_at=at)
    connection.execute(
        insert(post_revisions).values(
            post_id=post.id, revision=revision.revision, title=title, body=body, by=by, at=at
        )
    )
    return revision


def _keep_revision(connection: Connection, post: Post, by: str, at: datetime) -> None:
    connection.execute(
        insert(post_revisions).values(
            post_id=post.id, revision=post.revision, title=post.title, body=post.body, by=by, at=at
        )
    )


def change(connection: Connection, post_id: str, **values: Any) -> None:
    """Change columns of a post: `state`, `visibility`, `pinned`, `publish_at`, `published_at` ..."""
    connection.execute(update(posts).where(posts.c.id == post_id).values(**values))


def get(connection: Connection, post_id: str) -> Post | None:
    """A post by id, whoever may see it: ask `app.access` before showing it."""
    row = connection.execute(select(posts).where(posts.c.id == post_id)).mappings().first()
    return _post(row) if row else None


def revisions(connection: Connection, post_id: str) -> tuple[PostRevision, ...]:
    """All that a post ever read, oldest first."""
    query = select(post_revisions).where(post_revisions.c.post_id == post_id)
    return tuple(
        PostRevision(r.post_id, r.revision, r.title, r.body, r.by, r.at)
        for r in connection.execute(query.order_by(post_revisions.c.revision))
    )


def seen_by(viewer: Viewer, *, guests: bool) -> ColumnElement[bool]:
    """The published posts that a viewer may see, as a condition over posts joined with channels.

    The same rules as `app.access.may_see`; a test compares the two over every case.
    """
    if viewer.at_least(Role.EDITOR):
        return and_(posts.c.state == PostState.PUBLISHED.value, channels.c.withdrawn_at.is_(None))
    public = posts.c.visibility == Visibility.PUBLIC.value
    not_private = posts.c.visibility != Visibility.PRIVATE.value
    if viewer.user is None:
        readable = and_(public, channels.c.access == Access.EVERYONE.value) if guests else false()
    else:
        readable = or_(
            and_(public, channels.c.access != Access.MEMBERS.value),
            and_(not_private, channels.c.id.in_(sorted(viewer.channels))),
            posts.c.author_id == viewer.user.id,
            channels.c.owner_id == viewer.user.id,
        )
    return and_(readable, posts.c.state == PostState.PUBLISHED.value, channels.c.withdrawn_at.is_(None))


def published(
    connection: Connection,
    viewer: Viewer,
    *,
    guests: bool,
    channel_id: str | None = None,
    story_id: str | None = None,
    author_id: str | None = None,
    pinned: bool | None = None,
    paging: Paging = FIRST_PAGE,
) -> Page[Post]:
    """The published posts that a viewer may see, newest first, pinned ones where they stand in time.

    Args:
        pinned: only those that stand at the channel's top, or only the others; all if left out.
    """
    query = select(posts).join(channels, posts.c.channel_id == channels.c.id)
    query = query.where(seen_by(viewer, guests=guests), _in(channel_id, story_id))
    if author_id is not None:
        query = query.where(posts.c.author_id == author_id)
    if pinned is not None:
        query = query.where(posts.c.pinned == pinned)
    rows = connection.execute(paged(query, posts.c.published_at, posts.c.id, paging)).mappings()
    found = [_post(row) for row in rows]
    return page(found, paging, lambda post: (post.published_at or post.created_at, post.id))


def pinned(connection: Connection, viewer: Viewer, channel_id: str, *, guests: bool) -> tuple[Post, ...]:
    """The posts that stand at the top of a channel."""
    query = select(posts).join(channels, posts.c.channel_id == channels.c.id)
    query = query.where(seen_by(viewer, guests=guests), posts.c.channel_id == channel_id, posts.c.pinned)
    return tuple(
        _post(row) for row in connection.execute(query.order_by(posts.c.published_at.desc())).mappings()
    )


def count(connection: Connection, viewer: Viewer, channel_id: str, *, guests: bool) -> int:
    """How many posts of a channel a viewer may see."""
    query = select(func.count()).select_from(posts).join(channels, posts.c.channel_id == channels.c.id)
    query = query.where(seen_by(viewer, guests=guests), posts.c.channel_id == channel_id)
    return connection.execute(query).scalar_one()


def _in(channel_id: str | None, story_id: str | None) -> ColumnElement[bool]:
    wanted: list[ColumnElement[bool]] = [true()]
    if channel_id is not None:
        wanted.append(posts.c.channel_id == channel_id)
    if story_id is not None:
        wanted.append(posts.c.story_id == story_id)
    return and_(*wanted)


def worked_on(
    connection: Connection, viewer: Viewer, state: PostState | None, *, mine: bool = False, paging: Paging
) -> Page[Post]:
    """The posts in a state that a viewer works on: their own, or everybody's for editors who want them."""
    query = select(posts)
    if state is not None:
        query = query.where(posts.c.state == state.value)
    if mine or not viewer.at_least(Role.EDITOR):
        query = query.where(posts.c.author_id == viewer.id)
    rows = connection.execute(paged(query, posts.c.updated_at, posts.c.id, paging)).mappings()
    return page([_post(row) for row in rows], paging, lambda post: (post.updated_at, post.id))


def due(connection: Connection, moment: datetime) -> tuple[Post, ...]:
    """The scheduled posts whose time has come."""
    query = select(posts).where(posts.c.state == PostState.SCHEDULED.value, posts.c.publish_at <= moment)
    return tuple(_post(row) for row in connection.execute(query.order_by(posts.c.publish_at)).mappings())


def approve(connection: Connection, post_id: str, revision: int, *, by: str, at: datetime) -> None:
    """Write down that a second person approved a revision."""
    connection.execute(insert(post_approvals).values(post_id=post_id, revision=revision, by=by, at=at))


def approved_by(connection: Connection, post_id: str, revision: int) -> str | None:
    """Who approved a revision of a post."""
    found = connection.execute(
        select(post_approvals.c.by).where(
            post_approvals.c.post_id == post_id, post_approvals.c.revision == revision
        )
    ).scalar()
    return str(found) if found is not None else None


def _post(row: RowMapping) -> Post:
    return Post(
        id=row["id"],
        channel_id=row["channel_id"],
        author_id=row["author_id"],
        state=PostState(row["state"]),
        visibility=Visibility(row["visibility"]),
        title=row["title"],
        body=row["body"],
        revision=row["revision"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        pinned=row["pinned"],
        story_id=row["story_id"],
        publish_at=row["publish_at"],
        published_at=row["published_at"],
    )
