"""Captures: kept once, never changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from geopolitik.model.capture import Capture, Declared
from geopolitik.storage.schema import captures


def add(connection: Connection, found: Iterable[Capture], *, at: datetime) -> None:
    """Keep captures; one that is kept already stays as it is."""
    for capture in found:
        row = {
            "id": capture.id,
            "name": capture.name,
            "address": capture.address,
            "sha256": capture.sha256,
            "captured_at": capture.captured_at,
            "declared": msgspec.json.encode(capture.declared).decode(),
            "content": capture.content,
            "kept_at": at,
        }
        connection.execute(insert(captures).values(**row).on_conflict_do_nothing())


def get(connection: Connection, capture_id: str) -> Capture | None:
    """A capture with its bytes."""
    row = connection.execute(select(captures).where(captures.c.id == capture_id)).first()
    if row is None:
        return None
    return Capture(
        id=row.id,
        name=row.name,
        content=row.content,
        sha256=row.sha256,
        address=row.address,
        captured_at=row.captured_at,
        declared=msgspec.json.decode(row.declared, type=Declared),
    )


def kept_at(connection: Connection, capture_id: str) -> datetime | None:
    """When a capture came into the store."""
    return connection.execute(select(captures.c.kept_at).where(captures.c.id == capture_id)).scalar()
