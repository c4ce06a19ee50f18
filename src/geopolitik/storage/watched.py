"""Feeds that are watched, and when each is due."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, func, insert, select, update

from geopolitik.model.watched import Validators, Watched, host_of
from geopolitik.storage.schema import watched_feeds as feeds

_ASKED = and_(feeds.c.gone_at.is_(None), feeds.c.removed_at.is_(None))
"""The feeds that are asked for at all."""


def key_of(address: str) -> str:
    """The id of what is found at an address: 32 hex digits."""
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def add(connection: Connection, feed: Watched) -> bool:
    """Watch a feed; False if it is watched already. One that was taken off the list is put back on it."""
    known = get(connection, feed.id) or at_address(connection, feed.address)
    if known is not None and known.removed_at is not None:
        again = replace(known, removed_at=None, gone_at=None, due_at=feed.due_at)
        save(connection, replace(again, outlet=feed.outlet or known.outlet, failures=0, trouble=""))
        return True
    if known is not None:
        return False
    connection.execute(insert(feeds).values(id=feed.id, **_values(feed)))
    return True


def save(connection: Connection, feed: Watched) -> None:
    """Keep what became of a feed."""
    connection.execute(update(feeds).where(feeds.c.id == feed.id).values(**_values(feed)))


def get(connection: Connection, feed_id: str) -> Watched | None:
    """A feed by its id."""
    row = connection.execute(select(feeds).where(feeds.c.id == feed_id)).first()
    return _read(row) if row else None


def at_address(connection: Connection, address: str) -> Watched | None:
    """The feed that is watched at an address."""
    row = connection.execute(select(feeds).where(feeds.c.address == address)).first()
    return _read(row) if row else None


def everything(connection: Connection) -> tuple[Watched, ...]:
    """All feeds on the list, by folder and title."""
    order = (feeds.c.group, func.lower(feeds.c.title), feeds.c.address)
    return tuple(
        _read(row)
        for row in connection.execute(select(feeds).where(feeds.c.removed_at.is_(None)).order_by(*order))
    )


def due(
    connection: Connection, at: datetime, most: int, without: Collection[str] = ()
) -> tuple[Watched, ...]:
    """The feeds that are to be asked by a moment, those that have waited longest first.

    Args:
        without: hosts whose feeds are left out.
    """
    query = select(feeds).where(feeds.c.due_at <= at, _ASKED, feeds.c.host.not_in(without))
    return tuple(_read(row) for row in connection.execute(query.order_by(feeds.c.due_at).limit(most)))


def bring_forward(connection: Connection, beyond: datetime, *, at: datetime) -> None:
    """Let be due at a moment what is due beyond another."""
    connection.execute(update(feeds).where(feeds.c.due_at > beyond).values(due_at=at))


def next_due(connection: Connection, without: Collection[str] = ()) -> datetime | None:
    """When the next feed is due, but for those of some hosts; None if none will ever be."""
    query = select(func.min(feeds.c.due_at)).where(_ASKED, feeds.c.host.not_in(without))
    found: datetime | None = connection.execute(query).scalar()
    return found


def _values(feed: Watched) -> dict[str, Any]:
    return {
        "host": host_of(feed.address),
        "address": feed.address,
        "title": feed.title,
        "page": feed.page,
        "group": feed.group,
        "outlet": feed.outlet,
        "added_at": feed.added_at,
        "due_at": feed.due_at,
        "seconds": feed.seconds,
        "etag": feed.validators.etag,
        "last_modified": feed.validators.last_modified,
        "failures": feed.failures,
        "trouble": feed.trouble,
        "asked_at": feed.asked_at,
        "changed_at": feed.changed_at,
        "gone_at": feed.gone_at,
        "removed_at": feed.removed_at,
    }


def _read(row: Row[Any]) -> Watched:
    told = dict(row._mapping)
    told.pop("host")
    return Watched(validators=Validators(told.pop("etag"), told.pop("last_modified")), **told)
