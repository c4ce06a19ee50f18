"""Looking after the store itself: how large it is, copies of its file, and whether it is whole."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select
from sqlalchemy.exc import DatabaseError, NoSuchTableError

from geopolitik.errors import StoreError, UsageError
from geopolitik.storage import postgres
from geopolitik.storage.engine import name_of, untouched
from geopolitik.storage.schema import captures, media, metadata

_SHOWN = ("stories", "captures", "posts", "channels", "users", "media", "decisions", "replies", "checks")
_PATIENCE = 10.0
"""Seconds to wait for a writer."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a store holds."""

    bytes: int
    free: int
    """Bytes of the file that nothing uses at present; 0 where the database doesn't say."""
    counts: tuple[tuple[str, int], ...]
    """Kinds of things, and how many of each."""


def facts(connection: Connection) -> Facts:
    """How large the store is, and how much it holds."""
    size, free = _size(connection)
    counts = tuple(
        (name, connection.execute(select(func.count()).select_from(metadata.tables[name])).scalar_one())
        for name in _SHOWN
    )
    return Facts(size, free, counts)


def _size(connection: Connection) -> tuple[int, int]:
    if connection.dialect.name == postgres.DIALECT:
        size = connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one()
        return int(size), 0
    page, pages, free = (
        int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
        for name in ("page_size", "page_count", "freelist_count")
    )
    return page * pages, page * free


def backup(store: Path | str, target: Path) -> int:
    """Copy a store's file into a new one, also while a site writes into it; returns the copy's bytes.

    The copy is one state of the store. Only the owner of the new file may read it: it holds password
    hashes and drafts.

    Raises:
        UsageError: there is no such store, it is no file, or the new file is there already or can't be made.
        StoreError: the store can't be read.
    """
    if postgres.is_address(str(store)):
        advice = "Copy it with PostgreSQL's own: pg_dump --format=custom --file=COPY ADDRESS"
        raise UsageError("a store in PostgreSQL", "is no file that could be copied", advice)
    path = Path(store)
    # Made first and by us alone: a copy must not replace anything.
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError as error:
        raise UsageError(str(target), "is there already", "Name a new file.") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(str(target), f"can't be made ({reason})", "Name another file.") from error
    try:
        with _open(path) as source, closing(sqlite3.connect(target, isolation_level=None)) as copy:
            # In one step: in several, each write of the site would begin it anew.
            source.backup(copy, pages=-1)
            # One file alone, without a log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    _to_disk(target)
    return target.stat().st_size


def verify(store: Path | str) -> Iterator[str]:
    """What is wrong with a store, in words; nothing if it is whole.

    Looks at the file's own structure, at references between tables, and at every capture and picture,
    whose bytes must have the hash that was written down when they came in. PostgreSQL lets no reference be
    broken, and sees to its files itself: there, captures and pictures are looked at.

    Raises:
        UsageError: there is no such store.
        StoreError: it can't be read at all.
    """
    if postgres.is_address(str(store)):
        yield from _verify_in_postgres(str(store))
        return
    with _open(Path(store)) as connection:
        for (found,) in connection.execute("PRAGMA integrity_check"):
            if found != "ok":
                yield f"structure: {found}"
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
            yield f"{table}, row {row}: what it names in {parent} is not there"
        kept = "SELECT id, sha256, CAST(content AS BLOB) FROM captures"
        if any(column == "erased" for _, column, *_ in connection.execute("PRAGMA table_info(captures)")):
            kept += " WHERE erased IS NULL"
            for (name,) in connection.execute(
                "SELECT id FROM captures WHERE erased IS NOT NULL AND length(content) > 0"
            ):
                yield f"capture {name}: was erased, and has bytes"
        yield from _changed(connection, kept, "capture")
        # A picture's id is the first half of its hash.
        yield from _changed(connection, "SELECT id, id, CAST(content AS BLOB) FROM media", "picture", 32)


def _verify_in_postgres(address: str) -> Iterator[str]:
    engine = untouched(address)
    try:
        with engine.connect() as connection:
            connection = connection.execution_options(writes=False)
            c = captures.c
            query = select(c.id, c.sha256, c.content).execution_options(yield_per=20)
            if any(column["name"] == "erased" for column in inspect(connection).get_columns("captures")):
                query = query.where(c.erased.is_(None))
                left = select(c.id).where(c.erased.is_not(None), func.length(c.content) > 0)
                for name in connection.execute(left).scalars():
                    yield f"capture {name}: was erased, and has bytes"
            yield from _unlike((tuple(row) for row in connection.execute(query)), "capture")
            pictures = select(media.c.id, media.c.id, media.c.content)
            yield from _unlike((tuple(row) for row in connection.execute(pictures)), "picture", 32)
    except (DatabaseError, NoSuchTableError) as error:
        reason = postgres.reason(error) if isinstance(error, DatabaseError) else "holds no captures"
        told = f"can't be read as a store ({reason})"
        raise StoreError(name_of(engine), told, "Name another database, or restore a backup.") from error
    finally:
        engine.dispose()


def _changed(connection: sqlite3.Connection, query: str, kind: str, digits: int = 64) -> Iterator[str]:
    yield from _unlike(connection.execute(query), kind, digits)


def _unlike(rows: Iterable[tuple[str, str, bytes]], kind: str, digits: int = 64) -> Iterator[str]:
    for name, digest, content in rows:
        if hashlib.sha256(content).hexdigest()[:digits] != digest:
            yield f"{kind} {name}: its bytes are not those that were kept"


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    """A store as it is, neither made nor brought up to date."""
    if not path.is_file():
        raise UsageError(str(path), "there is no such file", "Name the store with --store.")
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=_PATIENCE)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("SELECT count(*) FROM captures").fetchone()
            yield connection
    except sqlite3.Error as error:
        raise StoreError(
            str(path), f"can't be read as a store ({error})", "Name another file, or restore a backup."
        ) from error


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
