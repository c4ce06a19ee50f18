"""Captures that wait to fall into their stories: a killed process leaves some, and the next takes them in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, select, update

from geopolitik.storage import inserting
from geopolitik.storage.schema import waiting_captures as waiting


def add(connection: Connection, capture_ids: Iterable[str]) -> None:
    """Let captures wait, in this order; those that wait already keep their place."""
    for capture_id in capture_ids:
        inserting.once(connection, waiting, {"capture_id": capture_id, "failures": 0})


def everything(connection: Connection) -> Sequence[str]:
    """The captures that wait, those that have waited longest first; those that failed come last."""
    query = select(waiting.c.capture_id).order_by(waiting.c.failures, waiting.c.number)
    return connection.execute(query).scalars().all()


def waits(connection: Connection, capture_id: str) -> bool:
    """Whether a capture waits still."""
    query = select(waiting.c.number).where(waiting.c.capture_id == capture_id)
    return connection.execute(query).first() is not None


def settle(connection: Connection, capture_id: str) -> None:
    """Let a capture wait no longer."""
    connection.execute(delete(waiting).where(waiting.c.capture_id == capture_id))


def failed(connection: Connection, capture_id: str) -> int:
    """Note that a capture could not be taken in; returns how often by now."""
    here = waiting.c.capture_id == capture_id
    connection.execute(update(waiting).where(here).values(failures=waiting.c.failures + 1))
    return connection.execute(select(waiting.c.failures).where(here)).scalar() or 0
