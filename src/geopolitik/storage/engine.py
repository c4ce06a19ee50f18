"""The connection to the database: SQLite with a write-ahead log, migrated when opened."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError

from geopolitik.errors import StoreError

_PATIENCE = 10_000
"""Milliseconds that a writer waits for another."""


def connect(path: Path) -> Engine:
    """The engine over a file; the tables are brought up to date.

    Raises:
        StoreError: the file can't be opened, is no store, or was written by a later version.
    """
    engine = _engine(path)
    try:
        with engine.begin() as connection:
            _migrate(connection)
    except DatabaseError as error:
        raise StoreError(str(path), _reason(error), "Name another file, or restore a backup.") from error
    return engine


def untouched(path: Path) -> Engine:
    """An engine for reading a file as it is: neither made nor brought up to date."""
    return create_engine(f"sqlite:///{path}", connect_args={"timeout": _PATIENCE / 1000})


def _engine(path: Path) -> Engine:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StoreError(str(path), f"can't be made ({reason})", "Name another folder.") from error
    engine = create_engine(
        f"sqlite:///{path}", pool_size=16, max_overflow=32, connect_args={"check_same_thread": False}
    )
    event.listen(engine, "connect", _prepare)
    # Python's sqlite3 begins transactions late, and never for reading: here each begins when it is told to.
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {_PATIENCE}",
        "journal_mode = WAL",
        # Full: what was acknowledged is on the disk, even if the power goes.
        "synchronous = FULL",
        "foreign_keys = ON",
        "temp_store = MEMORY",
        # 4 MB for each connection, of which there are as many as threads; the system caches the file anyway.
        "cache_size = -4000",
        # The database may have been handed over by somebody else.
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def forget(connection: Connection) -> None:
    """Let what this connection deletes from now on be gone from the file too, not only from its tables."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")


def emptied_log(engine: Engine) -> None:
    """Let go of what the log beside the file still holds of what was deleted."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _begin(connection: Connection) -> None:
    # A writer takes its lock at once: a lock that is asked for later can only fail.
    wanted = connection.get_execution_options().get("writes", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if wanted else "BEGIN")


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    with as_file(files("geopolitik.storage").joinpath("migrations")) as folder:
        config = configuration(folder, connection)
        here = MigrationContext.configure(connection).get_current_revision()
        scripts = ScriptDirectory.from_config(config)
        if here == scripts.get_current_head():
            return
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreError(
                str(connection.engine.url.database),
                "was written by a later version of geopolitik",
                "Install that version.",
            ) from error


def configuration(folder: Path, connection: Connection) -> Any:
    """What Alembic must know to migrate over an open connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _reason(error: DatabaseError) -> str:
    return f"can't be opened as a store ({str(error.orig).lower()})"
