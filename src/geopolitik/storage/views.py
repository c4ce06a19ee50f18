"""How often pages are seen: counts per day, nothing about who saw them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import Connection, delete, select

from geopolitik.model.publishing import Views
from geopolitik.storage import inserting
from geopolitik.storage.schema import views

WINDOW = 7
"""Days that the list of most popular pages looks back."""
_KEPT = 60


def add(connection: Connection, counts: Mapping[tuple[date, str, str], int]) -> None:
    """Add counts per day, kind and id of what was seen."""
    for (day, kind, subject), count in sorted(counts.items()):
        row = {"day": day, "kind": kind, "subject": subject, "count": count}
        more = {"count": views.c.count + count}
        inserting.over(connection, views, row, key=("day", "kind", "subject"), again=more)
    if counts:
        newest = max(day for day, _, _ in counts)
        connection.execute(delete(views).where(views.c.day < newest - timedelta(days=_KEPT)))


def since(connection: Connection, day: date) -> tuple[Views, ...]:
    """All counts from a day on."""
    query = select(views).where(views.c.day >= day)
    return tuple(Views(day, kind, subject, seen) for day, kind, subject, seen in connection.execute(query))
