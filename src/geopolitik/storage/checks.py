"""Checks: texts that somebody handed in to be traced, kept before the work begins."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from geopolitik.model.keeping import Check, CheckState
from geopolitik.storage.schema import checks


def add(connection: Connection, check: Check) -> None:
    """Keep a new check."""
    row = {
        "id": check.id,
        "by": check.by,
        "at": check.at,
        "state": check.state.value,
        "captures": json.dumps(check.captures),
        "rejected": json.dumps(check.rejected),
        "story_id": check.story_id,
        "title": check.title,
    }
    connection.execute(insert(checks).values(**row))


def change(connection: Connection, check_id: str, **values: Any) -> None:
    """Change columns of a check: `state`, `story_id`, `error`."""
    connection.execute(update(checks).where(checks.c.id == check_id).values(**values))


def reject(connection: Connection, check_id: str, rejected: Iterable[tuple[str, str]]) -> None:
    """Say what of a check could not be read: name and reason."""
    change(connection, check_id, rejected=json.dumps(tuple(rejected)))


def get(connection: Connection, check_id: str) -> Check | None:
    """A check by id."""
    row = connection.execute(select(checks).where(checks.c.id == check_id)).mappings().first()
    return _check(row) if row else None


def of_user(connection: Connection, user_id: str, *, limit: int = 50) -> tuple[Check, ...]:
    """A user's checks, newest first."""
    query = select(checks).where(checks.c.by == user_id).order_by(checks.c.at.desc()).limit(limit)
    return tuple(_check(row) for row in connection.execute(query).mappings())


def unfinished(connection: Connection) -> tuple[Check, ...]:
    """Checks that were not done when the process last stopped, oldest first."""
    query = select(checks).where(checks.c.state.in_((CheckState.WAITING.value, CheckState.RUNNING.value)))
    return tuple(_check(row) for row in connection.execute(query.order_by(checks.c.at)).mappings())


def _check(row: RowMapping) -> Check:
    at: datetime = row["at"]
    return Check(
        id=row["id"],
        by=row["by"],
        at=at,
        state=CheckState(row["state"]),
        captures=tuple(json.loads(row["captures"])),
        rejected=tuple((name, reason) for name, reason in json.loads(row["rejected"])),
        story_id=row["story_id"],
        error=row["error"],
        title=row["title"],
    )
