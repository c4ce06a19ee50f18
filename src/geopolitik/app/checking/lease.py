"""A lease on checks: what one process holds, no other works on, until it hasn't been heard of for a while."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread

from geopolitik.app.house import House
from geopolitik.errors import GeopolitikError
from geopolitik.storage import checks
from geopolitik.storage.ids import new_id

TERM = timedelta(minutes=1)
"""A process that hasn't renewed its lease for so long is taken for dead."""
_EVERY = 15.0
"""Seconds between two renewals: one may fail, or wait for another writer, before the term ends."""
_log = logging.getLogger(__name__)


class Lease:
    """One process's hold on the checks that it works on, and on those that wait there."""

    def __init__(self, house: House, *, every: float = _EVERY) -> None:
        self._house = house
        self._every = every
        self.holder = new_id()

    def until(self) -> datetime:
        """When a lease that is taken now runs out."""
        return self._house.clock() + TERM

    @contextmanager
    def renewed(self) -> Iterator[None]:
        """Renew all that is held, as long as the block runs."""
        done = Event()
        thread = Thread(target=self._renew, args=(done,), name="lease", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def release(self) -> None:
        """Let go of all that is held; where the store can't be written, the term ends it."""
        try:
            with self._house.store.writing() as w:
                checks.release(w, self.holder)
        except GeopolitikError as error:
            _log.warning("%s", error)

    def _renew(self, done: Event) -> None:
        while not done.wait(self._every):
            try:
                with self._house.store.writing() as w:
                    checks.renew(w, self.holder, until=self.until())
            except GeopolitikError as error:
                _log.warning("%s", error)
