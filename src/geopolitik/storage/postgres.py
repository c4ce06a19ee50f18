"""A store in PostgreSQL: how it is reached, and what makes it behave as a file of SQLite's does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.dialects.postgresql.base import PGTypeCompiler
from sqlalchemy.exc import ArgumentError, DBAPIError

from geopolitik.errors import StoreError
from geopolitik.storage import failures

DIALECT = "postgresql"
_PREFIXES = ("postgresql://", "postgres://")
_PATIENCE = "10s"
"""How long a writer waits for another."""
_OLDEST = 13
_WRITERS = 0x6765_6F70_6F6C
"""The advisory lock that a writer holds: "geopol" in ASCII, for no other program is likely to use it."""
_SESSION = {
    "lock_timeout": _PATIENCE,
    # What was acknowledged is on the disk, even if the power goes and the server is set up otherwise.
    "synchronous_commit": "on",
    "timezone": "UTC",
    # A writer whose machine is gone must not hold the lock for hours.
    "tcp_keepalives_idle": "30",
}
_REASONS = {
    "08": failures.UNREACHED,
    "28": "doesn't let this user in",
    "3D": "isn't there",
    "42501": "doesn't let this user do that",
    "25006": failures.READ_ONLY,
    "53100": failures.FULL,
    "53200": "has no memory left",
    "53300": "has too many connections already",
    "53": "has too little of something it needs",
    "55P03": failures.HELD,
    "57P": failures.STOPPED,
    "58": "can't read or write its files",
    "XX": failures.DAMAGED,
}
"""What is wrong, by the beginning of PostgreSQL's code for it: readers are told no more."""


def is_address(store: str) -> bool:
    """Whether a store is named by an address and not by a file."""
    return store.startswith(_PREFIXES)


def without_secrets(store: str) -> str:
    """What messages call the store of that file or address."""
    if not is_address(store):
        return store
    try:
        return name_of(make_url(store))
    except (ArgumentError, ValueError):
        return "the store's address"


def name_of(url: URL) -> str:
    """A store's name for messages and logs: no user, and nothing of what the address adds."""
    host = url.host or ""
    return f"postgresql://{host}{f':{url.port}' if url.port else ''}/{url.database or ''}"


def engine_at(address: str) -> Engine:
    """An engine for a database; it isn't asked anything yet.

    Raises:
        StoreError: the address can't be understood, or the library is missing.
    """
    try:
        import psycopg  # noqa: F401 - whether it is there
    except ImportError as error:
        reason = "needs a library that isn't installed"
        raise StoreError("PostgreSQL", reason, "Install geopolitik[postgres].") from error
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        # Not told further: what can't be taken apart may show a password.
        advice = "Write postgresql://user@host/database."
        raise StoreError("The store's address", "can't be understood", advice) from None
    if not url.database:
        raise StoreError(name_of(url), "names no database", "Write postgresql://user@host/database.")
    engine = create_engine(
        url, pool_size=16, max_overflow=32, pool_pre_ping=True, connect_args={"connect_timeout": 10}
    )
    engine.dialect.type_compiler_instance = _Types(engine.dialect)
    event.listen(engine, "do_connect", _ours_apart)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _ours_apart(_: object, __: object, ___: object, asked: dict[str, Any]) -> None:
    # What the address says to us; PostgreSQL refuses what it doesn't know.
    asked.pop("archive", None)


def archive_folder(url: URL) -> Path:
    """Where the archive of what was received lies: `?archive=FOLDER` of the address, else in this folder."""
    named = url.query.get("archive", f"{url.database}.archive")
    return Path(named if isinstance(named, str) else named[-1])


class _Types(PGTypeCompiler):
    """Texts and whole numbers as SQLite has them: how long a text may be is decided elsewhere, once."""

    def visit_VARCHAR(self, type_: Any, **kw: Any) -> str:  # noqa: ARG002, N802 - SQLAlchemy's name
        return "TEXT"

    def visit_INTEGER(self, type_: Any, **kw: Any) -> str:  # noqa: ARG002, N802 - SQLAlchemy's name
        # Columns only: PostgreSQL's own functions are asked with numbers too, and some take small ones alone.
        return "BIGINT" if kw.get("type_expression") is not None else "INTEGER"


def _prepare(connection: Any, _: object) -> None:
    from psycopg.types.string import StrDumperUnknown

    class Told(StrDumperUnknown):
        """PostgreSQL's texts hold no NUL; pages and addresses from outside do."""

        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\x00", "\ufffd"))

    connection.adapters.register_dumper(str, Told)
    connection.autocommit = True
    for name, value in _SESSION.items():
        connection.execute("SELECT set_config(%s, %s, false)", (name, value))
    connection.autocommit = False


def _begin(connection: Connection) -> None:
    from psycopg import IsolationLevel

    wanted = bool(connection.get_execution_options().get("writes", True))
    driver: Any = connection.connection.driver_connection
    driver.read_only = not wanted
    # A reader sees one state. A writer sees what the writer before it left: it asks once it has the lock,
    # and a state taken before would be too old.
    driver.isolation_level = IsolationLevel.READ_COMMITTED if wanted else IsolationLevel.REPEATABLE_READ
    if wanted:
        # One writer at a time, as with SQLite: what it has read stays so until it is done.
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")


def check(connection: Connection) -> None:
    """See that a database can hold a store.

    Raises:
        StoreError: its server is too old, or it holds texts in an old code.
    """
    url = connection.engine.url
    version = connection.exec_driver_sql("SHOW server_version_num").scalar_one()
    if int(version) < _OLDEST * 10_000:
        raise StoreError(name_of(url), "is too old", f"Use PostgreSQL {_OLDEST} or later.")
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        advice = "Make a database with: createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8"
        raise StoreError(name_of(url), f"holds texts in {encoding}, not in UTF-8", advice)


def reason(error: DBAPIError) -> str:
    """What is wrong, in a few words that hold neither hosts nor users."""
    code = str(getattr(error.orig, "sqlstate", None) or "08")
    # The longest beginning first: it says most.
    return next((_REASONS[code[:n]] for n in (5, 3, 2) if code[:n] in _REASONS), f"failed (code {code})")


def told(error: DBAPIError) -> str:
    """What PostgreSQL itself says of it, for the log: one line."""
    return " ".join(str(error.orig).split())


def writes_seen(engine: Engine) -> str:
    """A word that changes with each write that any connection has kept, and with some others."""
    with engine.connect() as connection:
        reading = connection.execution_options(writes=False)
        return str(reading.exec_driver_sql("SELECT CAST(pg_current_snapshot() AS TEXT)").scalar_one())


def rewrite(engine: Engine) -> None:
    """Write all tables anew without what was deleted; whoever reads waits meanwhile."""
    with engine.connect() as connection:
        alone = connection.execution_options(isolation_level="AUTOCOMMIT", writes=False)
        alone.exec_driver_sql("VACUUM FULL")
