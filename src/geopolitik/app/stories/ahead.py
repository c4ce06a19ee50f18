"""Texts read ahead of their turn, and compared with those they may belong to, by other processes.

Which story a text falls into hangs on what came before it, so that is decided in one process, in order.
Reading a text doesn't, and what is found of two texts doesn't either: both are done ahead, over the store as
it stands by then, and what turns out to be missing is done when it is asked for.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread

import msgspec
import numpy as np

from geopolitik import pipeline
from geopolitik.app.house import House, traces
from geopolitik.app.stories.furnishing import read_by_profile
from geopolitik.app.stories.planning import Foreseen, Newcomer, drawn, met, placed
from geopolitik.app.stories.weighing import Reasoned, Weighing
from geopolitik.index.kept import KeptIndex, Seen
from geopolitik.interpreter import give_back_memory, seek_cycles_seldom
from geopolitik.model.annotation import Annotation
from geopolitik.model.candidates import Fingerprint
from geopolitik.model.capture import Capture
from geopolitik.model.story import Wording
from geopolitik.storage import open_store

_WAITING = 32
"""Texts for each process that are read or wait for their turn: while one takes its time, others go on."""
_BYTES = 32 * 1024 * 1024
"""Their bytes together, from which no more are begun."""
_FEW = 16
"""Texts in all traces that another process holds."""
_TIDIED = 100
"""After so many texts memory is given back."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Looked:
    """A capture that was looked at, maybe ahead of its turn."""

    text: Annotation | None
    """As it is read without knowing its outlet's pages; None if it can't be read."""
    reason: str = ""
    """Why not."""
    newcomer: Newcomer | None = None
    """The same text, if it was compared as it stands."""
    reasoned: Reasoned | None = None
    """What was reasoned of it and others."""


def look(capture: Capture) -> Looked:
    """Read a capture."""
    read, rejected = pipeline.read([capture], None)
    return Looked(read[0]) if read else Looked(None, rejected[0].reason)


class Ahead:
    """Looks at captures in other processes; what comes back keeps their order."""

    def __init__(self, house: House, pool: ProcessPoolExecutor, processes: int) -> None:
        self._address = address_of(house)
        self._pool = pool
        self._most = processes * _WAITING

    def each(self, found: Iterable[Capture]) -> Iterator[tuple[Capture, Looked | None]]:
        """Each capture with what was seen of it; None if that failed: its turn will show why."""
        rest, waiting = iter(found), deque[tuple[Capture, Future[bytes] | None]]()
        size = 0
        while True:
            while len(waiting) < self._most and size < _BYTES and (capture := next(rest, None)) is not None:
                waiting.append((capture, self._begun(capture)))
                size += len(capture.content)
            if not waiting:
                return
            capture, future = waiting.popleft()
            size -= len(capture.content)
            yield self._done(capture, future)

    def _begun(self, capture: Capture) -> Future[bytes] | None:
        try:
            return self._pool.submit(_looked, self._address, capture)
        except BrokenExecutor:
            return None

    def _done(self, capture: Capture, future: Future[bytes] | None) -> tuple[Capture, Looked | None]:
        try:
            return capture, _unpacked(future.result(), capture) if future else None
        except Exception:  # noqa: BLE001 - whatever stops it there is met again, and told, in its turn
            _log.info("%s: can't be looked at ahead", capture.id, exc_info=True)
            return capture, None


@contextmanager
def looking_ahead(house: House, processes: int | None = None) -> Iterator[Ahead]:
    """Processes that look ahead, as many as there are cores, for as long as the block lasts."""
    wanted = processes or os.cpu_count() or 1
    pool = ProcessPoolExecutor(wanted, mp_context=get_context("spawn"), initializer=_begin)
    try:
        yield Ahead(house, pool, wanted)
    finally:
        pool.shutdown(cancel_futures=True)


def address_of(house: House) -> str:
    """Where the store is that another process is to open."""
    url = house.store.engine.url
    if house.store.engine.dialect.name == "sqlite":
        return str(url.database)
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


# In the other process


@dataclass(frozen=True, slots=True)
class _Sent:
    """What is sent back: a text without its bytes, which the other side has."""

    text: Annotation | None
    reason: str
    met: _Met | None = None
    reasoned: Reasoned | None = None


@dataclass(frozen=True, slots=True)
class _Met:
    wording: Wording
    grams: bytes
    terms: bytes
    day: int | None
    seen: Seen | None
    foreseen: Foreseen | None

    @classmethod
    def of(cls, newcomer: Newcomer) -> _Met:
        found = newcomer.fingerprint
        return cls(
            newcomer.wording,
            found.grams.tobytes(),
            found.terms.tobytes(),
            found.day,
            newcomer.seen,
            newcomer.foreseen,
        )

    def newcomer(self, text: Annotation) -> Newcomer:
        grams, terms = (np.frombuffer(hashes, np.int64) for hashes in (self.grams, self.terms))
        return Newcomer(text, self.wording, Fingerprint(grams, terms, self.day), self.seen, self.foreseen)


def _begin() -> None:
    seek_cycles_seldom()
    _end_with_parent()


def _end_with_parent() -> None:
    """A parent that is killed can't say that nothing more will come."""

    def watch(parent: BaseProcess) -> None:
        parent.join()
        os._exit(1)

    if (parent := parent_process()) is not None:
        Thread(target=watch, args=(parent,), daemon=True).start()


_looks = count(1)
"""How many texts this process has looked at."""


@cache
def _house(address: str) -> House:
    # By the next look at a story it has mostly grown: its texts are at hand, its trace is another.
    return House(open_store(address), shelf=traces(_FEW))


def _looked(address: str, capture: Capture) -> bytes:
    if next(_looks) % _TIDIED == 0:
        give_back_memory()
    looked, house = look(capture), _house(address)
    weighing = Weighing(trees=house.trees)
    if looked.text is None:
        return msgspec.msgpack.encode(_Sent(None, looked.reason))
    with house.store.reading() as r:
        if read_by_profile(r, looked.text) is not looked.text:
            return msgspec.msgpack.encode(_Sent(looked.text.without_bytes(), ""))
        newcomer = met(looked.text)
        newcomer = replace(newcomer, seen=KeptIndex(r).look(newcomer.fingerprint))
        place = placed(house, r, newcomer, weighing)
        newcomer = replace(newcomer, foreseen=place.foreseen)
        if place.heads:
            # Where nothing changes until its turn, this is what its story will be.
            drawn(house, r, newcomer, place, weighing)
    sent = _Sent(looked.text.without_bytes(), "", _Met.of(newcomer), weighing.known)
    return msgspec.msgpack.encode(sent)


def _unpacked(data: bytes, capture: Capture) -> Looked:
    sent = msgspec.msgpack.decode(data, type=_Sent)
    if sent.text is None:
        return Looked(None, sent.reason)
    text = sent.text.with_bytes(capture.content)
    return Looked(text, "", sent.met.newcomer(text) if sent.met else None, sent.reasoned)
