"""What is wrong with a store or its archive, and what to do: in the same words for a file and a server."""

from __future__ import annotations

import errno
import sqlite3

from sqlalchemy.exc import DBAPIError

AGAIN = "Nothing of this step was kept; try again."
FULL, READ_ONLY, HELD = (
    "has no room left on its disk",
    "can only be read",
    "is held too long by another writer",
)
FOREIGN = "is not a database"
DAMAGED, STOPPED, UNREACHED = "is damaged", "was stopped, or is just starting", "can't be reached"
_ADVICE = {
    FULL: "Make room there, then try again: nothing of this step was kept.",
    READ_ONLY: "Let this user write it and its folder, then try again: nothing of this step was kept.",
    HELD: f"{AGAIN} If it lasts, another command is at work, or hangs.",
    FOREIGN: "Name another file, or restore a backup.",
    DAMAGED: "See `geopolitik store verify`, and restore a backup.",
    STOPPED: "Start its server, then try again: nothing of this step was kept.",
    UNREACHED: "See that its server runs, then try again: nothing of this step was kept.",
}
_OF_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_BUSY: HELD,
    sqlite3.SQLITE_LOCKED: HELD,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: FOREIGN,
}
_OF_FILES = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
}


def advice(reason: str) -> str:
    """What to do about it."""
    return _ADVICE.get(reason, AGAIN)


def of_sqlite(error: DBAPIError) -> str:
    """What is wrong with a file of SQLite's, in words of ours where we have some."""
    code = getattr(error.orig, "sqlite_errorcode", 0)
    # The lowest byte says what; the rest says where in SQLite.
    return _OF_SQLITE.get(code & 0xFF) or str(error.orig).lower()


def of_file(error: OSError) -> str:
    """What is wrong with a file of the archive."""
    known = _OF_FILES.get(error.errno or 0)
    return known or f"can't be read or written ({(error.strerror or str(error)).lower()})"
