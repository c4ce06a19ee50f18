"""Hosts: when each may be asked again, and what it said of robots."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from geopolitik.model.watched import HostKnown
from geopolitik.storage.schema import watched_hosts as hosts


def get(connection: Connection, host: str) -> HostKnown | None:
    """What is known of a host; None if nothing is."""
    row = connection.execute(select(hosts).where(hosts.c.host == host)).first()
    return HostKnown(**row._mapping) if row else None


def busy(connection: Connection, at: datetime) -> dict[str, datetime]:
    """The hosts that are to be left alone at a moment, and until when."""
    query = select(hosts.c.host, hosts.c.free_at).where(hosts.c.free_at > at)
    return {row.host: row.free_at for row in connection.execute(query)}


def free(connection: Connection, beyond: datetime, *, at: datetime) -> None:
    """Leave no host alone any longer that is to be left alone beyond a moment."""
    connection.execute(update(hosts).where(hosts.c.free_at > beyond).values(free_at=at))


def save(connection: Connection, host: HostKnown) -> None:
    """Keep what is known of a host."""
    values: dict[str, Any] = {
        "free_at": host.free_at,
        "standing": host.standing,
        "robots": host.robots,
        "robots_at": host.robots_at,
    }
    changed = connection.execute(update(hosts).where(hosts.c.host == host.host).values(**values))
    if not changed.rowcount:
        connection.execute(insert(hosts).values(host=host.host, **values))
