"""The store: reading and writing, each in a transaction."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as BusyError

from geopolitik.errors import StoreError
from geopolitik.storage import failures, postgres
from geopolitik.storage.engine import connect, name_of

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Pulse:
    """Beats with each write of this process, once it is kept."""

    beats: int = 0


@dataclass(frozen=True, slots=True)
class Store:
    """A database that is open. The modules of this folder read and write over its connections."""

    engine: Engine
    pulse: Pulse = field(default_factory=Pulse)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store, and writes nothing.

        Raises:
            StoreError: the file is damaged, or can't be read now.
        """
        with told(self.engine), self.engine.connect() as connection:
            connection = connection.execution_options(writes=False)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose writes are all kept once the block ends, or none of them.

        Raises:
            StoreError: the disk is full, the file is read-only, or another writer holds it too long.
        """
        with told(self.engine), self.engine.begin() as connection:
            yield connection
        # Two writers at once may beat as one: both have written by then.
        self.pulse.beats += 1

    @property
    def name(self) -> str:
        """What messages call it: its file, or its address without user and password."""
        return name_of(self.engine)

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def trouble(engine: Engine, reason: str, advice: str = "", *, log: str = "") -> StoreError:
    """What is wrong with an open store, by the file's or database's name: readers are told of it too.

    In which folder or on which host it lies is nobody's business but of those who read the log.

    Args:
        advice: what to do, if the reason alone doesn't say it.
        log: what the log says instead.
    """
    name = name_of(engine)
    _log.warning("%s: %s", name, log or reason)
    return StoreError(Path(str(engine.url.database)).name, reason, advice or failures.advice(reason))


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Tell of what goes wrong with the database within a block as of a store.

    Raises:
        StoreError: the database failed, and not because of what it was asked.
    """
    try:
        yield
    except (IntegrityError, ProgrammingError, DataError):
        raise  # Faults of ours, not of the file.
    except DatabaseError as error:
        if engine.dialect.name == postgres.DIALECT:
            raise trouble(engine, postgres.reason(error), log=postgres.told(error)) from error
        raise trouble(engine, failures.of_sqlite(error), log=str(error.orig).lower()) from error
    except BusyError as error:
        raise trouble(engine, "is asked for too much at once") from error


def open_store(store: Path | str) -> Store:
    """Open the store in a file or a PostgreSQL database; it is made or brought up to date if need be.

    Args:
        store: the file, or the address of a database that is there: `postgresql://user@host/database`.

    Raises:
        StoreError: it can't be opened, is no store, or was written by a later version.
    """
    return Store(connect(str(store)))
