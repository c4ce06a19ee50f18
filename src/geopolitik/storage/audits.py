"""The audit log: who did what, when. Only ever added to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from geopolitik.model.people import Audit
from geopolitik.storage.schema import audits


def note(
    connection: Connection,
    action: str,
    kind: str,
    subject: str,
    *,
    by: str | None,
    at: datetime,
    detail: str = "",
) -> None:
    """Write down that a user did something to a thing; `detail` never holds a secret."""
    connection.execute(
        insert(audits).values(
            at=at, user_id=by, action=action, subject_kind=kind, subject_id=subject, detail=detail
        )
    )


def newest(connection: Connection, *, before: int | None = None, limit: int = 100) -> tuple[Audit, ...]:
    """The entries before a number, newest first."""
    query = select(audits).order_by(audits.c.number.desc()).limit(limit)
    if before is not None:
        query = query.where(audits.c.number < before)
    return tuple(_audit(row) for row in connection.execute(query))


def about(connection: Connection, kind: str, subject: str) -> tuple[Audit, ...]:
    """What was done to one thing, oldest first."""
    query = select(audits).where(audits.c.subject_kind == kind, audits.c.subject_id == subject)
    return tuple(_audit(row) for row in connection.execute(query.order_by(audits.c.number)))


def _audit(row: object) -> Audit:
    return Audit(*row)  # type: ignore[misc]
