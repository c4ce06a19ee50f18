"""Texts that were sent without being saved: each user's own, the latest few of each post."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, insert, select, update

from geopolitik.model.publishing import Typed, Unsaved, Visibility
from geopolitik.storage.schema import unsaved_texts as texts

MOST = 20
"""Texts that are held of a user and a post."""


def add(connection: Connection, text: Unsaved) -> None:
    """Hold a text; of the earlier ones the oldest give way."""
    typed = text.typed
    row = {
        "post_id": text.post_id,
        "by": text.by,
        "number": text.number,
        "title": typed.title,
        "body": typed.body,
        "visibility": typed.visibility.value,
        "pinned": typed.pinned,
        "based_on": typed.based_on,
        "when": typed.when,
        "zone": typed.zone,
        "at": text.at,
        "settled_at": text.settled_at,
    }
    connection.execute(insert(texts).values(**row))
    past = texts.c.number <= text.number - MOST
    connection.execute(delete(texts).where(_own(text.post_id, text.by), past))


def latest(connection: Connection, post_id: str, by: str) -> Unsaved | None:
    """What a user sent last of a post, whatever became of it."""
    query = select(texts).where(_own(post_id, by)).order_by(texts.c.number.desc()).limit(1)
    row = connection.execute(query).mappings().first()
    return _unsaved(row) if row else None


def get(connection: Connection, post_id: str, by: str, number: int) -> Unsaved | None:
    """One text of a user's."""
    query = select(texts).where(_own(post_id, by), texts.c.number == number)
    row = connection.execute(query).mappings().first()
    return _unsaved(row) if row else None


def settle(connection: Connection, post_id: str, by: str, *, at: datetime) -> None:
    """Write down that a user's texts were saved, or put aside."""
    query = update(texts).where(_own(post_id, by), texts.c.settled_at.is_(None))
    connection.execute(query.values(settled_at=at))


def unsettle(connection: Connection, post_id: str, by: str, number: int) -> None:
    """Take a text back that was put aside."""
    query = update(texts).where(_own(post_id, by), texts.c.number == number)
    connection.execute(query.values(settled_at=None))


def among(connection: Connection, by: str, post_ids: Collection[str]) -> frozenset[str]:
    """Those of some posts of which a user has a text that isn't saved."""
    query = select(texts.c.post_id).where(
        texts.c.by == by, texts.c.settled_at.is_(None), texts.c.post_id.in_(sorted(post_ids))
    )
    return frozenset(connection.execute(query).scalars())


def _own(post_id: str, by: str) -> ColumnElement[bool]:
    return and_(texts.c.post_id == post_id, texts.c.by == by)


def _unsaved(row: RowMapping) -> Unsaved:
    typed = Typed(
        title=row["title"],
        body=row["body"],
        visibility=Visibility(row["visibility"]),
        pinned=row["pinned"],
        based_on=row["based_on"],
        when=row["when"],
        zone=row["zone"],
    )
    return Unsaved(row["post_id"], row["by"], row["number"], typed, row["at"], row["settled_at"])
