"""What a public story's page needs beside its trace, made when the story is kept and not for a reader."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from geopolitik.storage.schema import prepared_stories as prepared


def put(connection: Connection, story_id: str, revision: int, *, said: bytes, shown: bytes) -> None:
    """Keep what was prepared for a revision of a story, in place of what was prepared for another.

    Args:
        said: the statements of its texts, packed.
        shown: the passages that the public is shown, packed.
    """
    drop_before(connection, story_id, revision + 1)
    row = {"story_id": story_id, "revision": revision, "said": said, "shown": shown}
    connection.execute(insert(prepared).values(**row))


def said(connection: Connection, story_id: str, revision: int) -> bytes | None:
    """The statements that were prepared for a revision, packed."""
    query = select(prepared.c.said).where(prepared.c.story_id == story_id, prepared.c.revision == revision)
    return connection.execute(query).scalar()


def shown(connection: Connection, story_id: str, revision: int) -> bytes | None:
    """The passages that were prepared for a revision, packed."""
    query = select(prepared.c.shown).where(prepared.c.story_id == story_id, prepared.c.revision == revision)
    return connection.execute(query).scalar()


def drop_before(connection: Connection, story_id: str, revision: int) -> None:
    """Forget what was prepared for the revisions of a story before one."""
    c = prepared.c
    connection.execute(delete(prepared).where(c.story_id == story_id, c.revision < revision))
