"""Pictures kept on this site; the id is made from the content."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import Connection, select

from geopolitik.model.publishing import Picture
from geopolitik.storage import inserting
from geopolitik.storage.schema import media


def add(connection: Connection, content: bytes, kind: str, *, by: str, at: datetime) -> Picture:
    """Keep a picture; the same bytes are kept once."""
    picture = Picture(hashlib.sha256(content).hexdigest()[:32], kind, content, by, at)
    row = {"id": picture.id, "type": kind, "content": content, "by": by, "at": at}
    inserting.once(connection, media, row)
    return picture


def get(connection: Connection, picture_id: str) -> Picture | None:
    """A picture by id."""
    row = connection.execute(select(media).where(media.c.id == picture_id)).first()
    return Picture(row.id, row.type, row.content, row.by, row.at) if row else None
