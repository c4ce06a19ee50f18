"""Checks: texts that somebody handed in to be traced, kept before the work begins."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, insert, or_, select, update

from geopolitik.model.keeping import Check, CheckState
from geopolitik.storage.schema import checks

_FREE: dict[str, None] = {"held_by": None, "held_until": None}


def add(
    connection: Connection, check: Check, *, holder: str | None = None, until: datetime | None = None
) -> None:
    """Keep a new check; `holder` works on it, and nobody else before `until`."""
    row = {
        "id": check.id,
        "by": check.by,
        "at": check.at,
        "state": check.state.value,
        "captures": json.dumps(check.captures),
        "rejected": json.dumps(check.rejected),
        "story_id": check.story_id,
        "title": check.title,
        "address": check.address,
        "held_by": holder,
        "held_until": until,
    }
    connection.execute(insert(checks).values(**row))


def change(connection: Connection, check_id: str, *, holder: str | None = None, **values: Any) -> bool:
    """Change columns of a check: `state`, `story_id`, `error` ...; returns whether it was changed.

    Args:
        holder: who must hold it for that; anybody may change it if left out.
    """
    query = update(checks).where(checks.c.id == check_id)
    if holder is not None:
        query = query.where(checks.c.held_by == holder)
    return connection.execute(query.values(**values)).rowcount == 1


def end(
    connection: Connection,
    check_id: str,
    holder: str,
    *,
    state: CheckState,
    story_id: str | None = None,
    error: str | None = None,
) -> bool:
    """Say how far a check came and let go of it; returns False, with nothing changed, if another holds it."""
    told = {"story_id": story_id, "error": error}
    values = {name: value for name, value in told.items() if value is not None}
    return change(connection, check_id, holder=holder, state=state.value, **values, **_FREE)


def take(connection: Connection, check: Check, holder: str, *, at: datetime, until: datetime) -> bool:
    """Take hold of a check that nobody holds, as far as it is still in the state it was found in.

    Returns:
        Whether it is held now: of two who try at once one succeeds.
    """
    query = update(checks).where(checks.c.id == check.id, checks.c.state == check.state.value, _free(at))
    return connection.execute(query.values(held_by=holder, held_until=until)).rowcount == 1


def renew(connection: Connection, holder: str, *, until: datetime) -> int:
    """Hold what one holds for longer; returns how many checks these are."""
    query = update(checks).where(checks.c.held_by == holder)
    return connection.execute(query.values(held_until=until)).rowcount


def release(connection: Connection, holder: str) -> None:
    """Let go of all that one holds."""
    connection.execute(update(checks).where(checks.c.held_by == holder).values(**_FREE))


def _free(at: datetime) -> ColumnElement[bool]:
    return or_(checks.c.held_by.is_(None), checks.c.held_until <= at)


def reject(connection: Connection, check_id: str, rejected: Iterable[tuple[str, str]]) -> None:
    """Say what of a check could not be read: name and reason."""
    change(connection, check_id, rejected=json.dumps(tuple(rejected)))


def fetched(connection: Connection, check_id: str, capture_id: str) -> None:
    """Say which capture the page of a check has become."""
    change(connection, check_id, captures=json.dumps((capture_id,)))


def get(connection: Connection, check_id: str) -> Check | None:
    """A check by id."""
    row = connection.execute(select(checks).where(checks.c.id == check_id)).mappings().first()
    return _check(row) if row else None


def of_user(connection: Connection, user_id: str, *, limit: int = 50) -> tuple[Check, ...]:
    """A user's checks, newest first."""
    query = select(checks).where(checks.c.by == user_id).order_by(checks.c.at.desc()).limit(limit)
    return tuple(_check(row) for row in connection.execute(query).mappings())


def who_handed_in(connection: Connection, capture_id: str, kept_at: datetime) -> str | None:
    """The id of the user with whose check a capture came into the store; None if it came otherwise."""
    query = select(checks.c.by).where(checks.c.at == kept_at, checks.c.captures.contains(f'"{capture_id}"'))
    return connection.execute(query.limit(1)).scalar()


def abandoned(connection: Connection, at: datetime) -> tuple[Check, ...]:
    """Checks that aren't done and that nobody holds, oldest first."""
    undone = checks.c.state.in_((CheckState.WAITING.value, CheckState.RUNNING.value))
    query = select(checks).where(undone, _free(at))
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
        address=row["address"],
    )
