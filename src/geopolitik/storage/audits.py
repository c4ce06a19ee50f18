"""The audit log: who did what, when. Only ever added to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from geopolitik.model.people import Audit
from geopolitik.storage.schema import audits

_MOST = 2**31 - 1
"""What a cursor may hold may be more than databases take for a number."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are asked for; what is empty is left open."""

    user_id: str = ""
    action: str = ""
    kind: str = ""
    subject: str = ""
    """Id of the thing."""


def note(
    connection: Connection,
    action: str,
    kind: str,
    subject: str,
    *,
    by: str | None,
    at: datetime,
    detail: str = "",
) -> int:
    """Write down that a user did something to a thing; `detail` never holds a secret.

    Returns the entry's number.
    """
    values = {"at": at, "user_id": by, "action": action, "subject_kind": kind, "subject_id": subject}
    made = connection.execute(insert(audits).values(**values, detail=detail)).inserted_primary_key
    return int(made[0]) if made else 0


def newest(
    connection: Connection, wanted: Wanted | None = None, *, before: int | None = None, limit: int = 100
) -> tuple[Audit, ...]:
    """The entries before a number, newest first."""
    query = select(audits).order_by(audits.c.number.desc()).limit(limit)
    if before is not None:
        query = query.where(audits.c.number < min(before, _MOST))
    for column, value in zip(
        (audits.c.user_id, audits.c.action, audits.c.subject_kind, audits.c.subject_id),
        (wanted.user_id, wanted.action, wanted.kind, wanted.subject) if wanted else (),
        strict=False,
    ):
        if value:
            query = query.where(column == value)
    return tuple(_audit(row) for row in connection.execute(query))


def one(connection: Connection, number: int) -> Audit | None:
    """An entry by its number."""
    row = connection.execute(select(audits).where(audits.c.number == number)).first()
    return _audit(row) if row else None


def words(connection: Connection) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The actions that stand in the log, and the kinds of things: what it can be sifted by."""
    actions = connection.execute(select(audits.c.action).distinct().order_by(audits.c.action)).scalars()
    kinds = connection.execute(select(audits.c.subject_kind).distinct().order_by(audits.c.subject_kind))
    return tuple(actions), tuple(kinds.scalars())


def about(connection: Connection, kind: str, subject: str) -> tuple[Audit, ...]:
    """What was done to one thing, oldest first."""
    query = select(audits).where(audits.c.subject_kind == kind, audits.c.subject_id == subject)
    return tuple(_audit(row) for row in connection.execute(query.order_by(audits.c.number)))


def _audit(row: Row[Any]) -> Audit:
    return Audit(
        number=row.number,
        at=row.at,
        user_id=row.user_id,
        action=row.action,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        detail=row.detail,
    )
