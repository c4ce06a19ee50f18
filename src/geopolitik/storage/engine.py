"""The connection to the database: SQLite with a write-ahead log or PostgreSQL, migrated when opened."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError

from geopolitik.errors import StoreError
from geopolitik.storage import postgres

_PATIENCE = 10_000
"""Milliseconds that a writer waits for another."""


def connect(store: str) -> Engine:
    """The engine over a file or a PostgreSQL database; its tables are brought up to date.

    Raises:
        StoreError: it can't be opened, is no store, or was written by a later version.
    """
    engine = postgres.engine_at(store) if postgres.is_address(store) else _engine(Path(store))
    try:
        with engine.begin() as connection:
            if postgres.is_address(store):
                postgres.check(connection)
            _migrate(connection)
    except DatabaseError as error:
        engine.dispose()
        raise _unopened(engine, error) from error
    except StoreError:
        engine.dispose()
        raise
    return engine


def untouched(store: str) -> Engine:
    """An engine for reading a store as it is: neither made nor brought up to date."""
    if postgres.is_address(store):
        return postgres.engine_at(store)
    return create_engine(f"sqlite:///{store}", connect_args={"timeout": _PATIENCE / 1000})


def name_of(engine: Engine) -> str:
    """What messages call a store: its file, or its address without user and password."""
    return str(engine.url.database) if engine.dialect.name == "sqlite" else postgres.name_of(engine.url)


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
        # A step that wrote much leaves a long log behind: it is cut off once the file holds what it says.
        "journal_size_limit = 33554432",
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
    """Let go of what the store's files still hold of what was deleted.

    PostgreSQL's own log holds it until the server writes over it.
    """
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        postgres.rewrite(engine)


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
                name_of(connection.engine),
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


def _unopened(engine: Engine, error: DatabaseError) -> StoreError:
    if engine.dialect.name == "sqlite":
        reason, advice = str(error.orig).lower(), "Name another file, or restore a backup."
    else:
        reason = f"{postgres.reason(error)}: {postgres.told(error)}"
        advice = "See that the server runs, and that the address names its host, a user and a database."
    return StoreError(name_of(engine), f"can't be opened as a store ({reason})", advice)
