"""Captures: kept once, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select, update

from geopolitik.model.capture import Capture, Declared
from geopolitik.storage import inserting
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
        inserting.once(connection, captures, row)


def get(connection: Connection, capture_id: str) -> Capture | None:
    """A capture with its bytes; None also if they were erased."""
    query = select(captures).where(captures.c.id == capture_id, captures.c.erased.is_(None))
    row = connection.execute(query).first()
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


def known(connection: Connection, ids: Sequence[str]) -> frozenset[str]:
    """Which of some ids are those of captures that are kept, or were erased."""
    found = connection.execute(select(captures.c.id).where(captures.c.id.in_(ids))).scalars()
    return frozenset(found)


def ids(connection: Connection) -> tuple[str, ...]:
    """The ids of all captures that have their bytes, in the order of their coming."""
    c = captures.c
    query = select(c.id).where(c.erased.is_(None)).order_by(c.kept_at, c.id)
    return tuple(connection.execute(query).scalars())


def same(connection: Connection, address: str, sha256: str | None = None) -> tuple[str, ...]:
    """Ids of the captures of an address that have their bytes, or of those with equal ones."""
    c = captures.c
    query = select(c.id).where(c.address == address, c.erased.is_(None)).order_by(c.id)
    if sha256 is not None:
        query = query.where(c.sha256 == sha256)
    return tuple(connection.execute(query).scalars())


def erase(connection: Connection, capture_id: str, *, erasure: int) -> None:
    """Take a capture's bytes; that it was there, when and from where stays."""
    query = update(captures).where(captures.c.id == capture_id)
    connection.execute(query.values(content=b"", erased=erasure))


def kept_at(connection: Connection, capture_id: str) -> datetime | None:
    """When a capture came into the store."""
    return connection.execute(select(captures.c.kept_at).where(captures.c.id == capture_id)).scalar()
