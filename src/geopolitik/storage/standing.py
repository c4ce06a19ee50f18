"""What nearly every visit asks of the store, read anew only once something was written."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import Engine, event

from geopolitik.storage import audits, postgres, settings
from geopolitik.storage.settings import Settings
from geopolitik.storage.store import Store, told, trouble


@dataclass(frozen=True, slots=True)
class Standing:
    """How a site stands at a moment."""

    settings: Settings
    entry: int
    """The number of the audit log's last entry: whatever changes what visitors see is written there."""


@dataclass(frozen=True, slots=True)
class _Seen:
    standing: Standing
    beats: int
    """Writes of this process by then."""
    version: int | str
    """What the database said of the writes of all."""


class Standings:
    """Knows how a store stands without asking it twice.

    What this process writes is seen at once, what another program writes a moment later: SQLite lets other
    threads run each time it is asked, and PostgreSQL is a way off, which would cost busy visits more than all
    the rest.
    """

    def __init__(self, every: float = 0.2) -> None:
        self._every = every
        self._lock = Lock()
        self._eye: sqlite3.Connection | None = None
        self._seen: _Seen | None = None
        self._look_at = 0.0

    def standing(self, store: Store) -> Standing:
        """How it stands now.

        Raises:
            StoreError: the store can't be read.
        """
        seen = self._seen
        if seen is not None and seen.beats == store.pulse.beats and time.monotonic() < self._look_at:
            return seen.standing
        with self._lock:
            return self._looked(store).standing

    def _looked(self, store: Store) -> _Seen:
        # Both are asked before reading: what is written meanwhile is read twice, never missed.
        beats, version = store.pulse.beats, self._version(store.engine)
        seen = self._seen
        if seen is None or (seen.beats, seen.version) != (beats, version):
            seen = _Seen(_read(store), beats, version)
        self._seen, self._look_at = seen, time.monotonic() + self._every
        return seen

    def _version(self, engine: Engine) -> int | str:
        """What changes with each write of any other connection; SQLite looks at the file's header."""
        if engine.dialect.name == postgres.DIALECT:
            with told(engine):
                return postgres.writes_seen(engine)
        try:
            if self._eye is None:
                self._eye = sqlite3.connect(
                    str(engine.url.database), isolation_level=None, check_same_thread=False
                )
                event.listen(engine, "engine_disposed", self._close, once=True)
            # All rows are fetched: a statement that isn't done would hold on to the write-ahead log.
            return int(self._eye.execute("PRAGMA data_version").fetchall()[0][0])
        except sqlite3.Error as error:
            raise trouble(engine, str(error).lower(), "Try again.") from error

    def _close(self, _: Engine) -> None:
        with self._lock:
            if self._eye is not None:
                self._eye.close()
            self._eye = self._seen = None


def _read(store: Store) -> Standing:
    with store.reading() as r:
        last = audits.newest(r, limit=1)
        return Standing(settings.load(r), last[0].number if last else 0)
