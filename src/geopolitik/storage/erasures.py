"""Erasures: what was taken out of the store on somebody's word, who did it, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from geopolitik.storage.schema import erasures


@dataclass(frozen=True, slots=True)
class Erasure:
    """That something was taken out."""

    number: int
    at: datetime
    by: str
    reason: str
    subject: str
    """The address or capture that was named."""
    record: int
    """Number of the archive's record that tells of it."""
    finished_at: datetime | None = None
    """When the last of its bytes had gone."""


def add(connection: Connection, *, at: datetime, by: str, reason: str, subject: str, record: int) -> int:
    """Write down an erasure; returns its number."""
    values = {"at": at, "by": by, "reason": reason, "subject": subject, "record": record}
    made = connection.execute(insert(erasures).values(**values)).inserted_primary_key
    return int(made[0]) if made else 0


def finish(connection: Connection, number: int, *, at: datetime) -> None:
    """Say that all its bytes have gone."""
    connection.execute(update(erasures).where(erasures.c.number == number).values(finished_at=at))


def all_of(connection: Connection, *, unfinished_only: bool = False) -> tuple[Erasure, ...]:
    """The erasures, oldest first."""
    query = select(erasures).order_by(erasures.c.number)
    if unfinished_only:
        query = query.where(erasures.c.finished_at.is_(None))
    return tuple(Erasure(**row) for row in connection.execute(query).mappings())


def of_subject(connection: Connection, subject: str) -> tuple[Erasure, ...]:
    """The erasures of an address or capture: what was erased once isn't to be collected again."""
    query = select(erasures).where(erasures.c.subject == subject).order_by(erasures.c.number)
    return tuple(Erasure(**row) for row in connection.execute(query).mappings())
