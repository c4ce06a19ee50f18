"""Replies of those concerned, and what editors made of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select, update

from geopolitik.model.keeping import Reply, ReplyState
from geopolitik.storage.schema import replies


def add(connection: Connection, reply: Reply) -> None:
    """Keep a new reply."""
    row = {
        "id": reply.id,
        "story_id": reply.story_id,
        "about": reply.about,
        "name": reply.name,
        "contact": reply.contact,
        "body": reply.body,
        "at": reply.at,
        "state": reply.state.value,
    }
    connection.execute(insert(replies).values(**row))


def get(connection: Connection, reply_id: str) -> Reply | None:
    """A reply by id."""
    row = connection.execute(select(replies).where(replies.c.id == reply_id)).mappings().first()
    return _reply(row) if row else None


def handle(
    connection: Connection,
    reply_id: str,
    state: ReplyState,
    answer: str,
    *,
    by: str | None,
    at: datetime | None,
) -> None:
    """Say what became of a reply; with `OPEN` and None it waits again."""
    connection.execute(
        update(replies)
        .where(replies.c.id == reply_id)
        .values(state=state.value, answer=answer, handled_by=by, handled_at=at)
    )


def about(connection: Connection, story_id: str, state: ReplyState) -> tuple[Reply, ...]:
    """A story's replies in a state, oldest first."""
    query = select(replies).where(replies.c.story_id == story_id, replies.c.state == state.value)
    return tuple(_reply(row) for row in connection.execute(query.order_by(replies.c.at)).mappings())


def waiting(connection: Connection, state: ReplyState = ReplyState.OPEN) -> tuple[Reply, ...]:
    """All replies in a state, oldest first."""
    query = select(replies).where(replies.c.state == state.value).order_by(replies.c.at)
    return tuple(_reply(row) for row in connection.execute(query).mappings())


def _reply(row: RowMapping) -> Reply:
    return Reply(
        id=row["id"],
        story_id=row["story_id"],
        about=row["about"],
        name=row["name"],
        contact=row["contact"],
        body=row["body"],
        at=row["at"],
        state=ReplyState(row["state"]),
        answer=row["answer"],
        handled_by=row["handled_by"],
        handled_at=row["handled_at"],
    )
