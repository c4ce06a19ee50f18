"""Our own redline of a post before it is published, within a time that nobody waits longer than."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass, field
from threading import Event, Lock

from geopolitik.app.drafting import PostCheck, check_post
from geopolitik.errors import ConflictError, UsageError
from geopolitik.model.keeping import StoryHead
from geopolitik.model.story import Trace

LONGEST = 60_000
"""Characters of a post that is checked."""
_PATIENCE = 15.0
_MOST_WORK = 60.0
"""Seconds after which a check is given up, whoever may still want it."""
_MOST_WAITING = 4
"""Visits that wait at a time: each keeps one of the threads that pages are made in."""
_ROOM = 60
_Key = tuple[str, str, int]


class _StoppedError(Exception):
    """Nobody waits for this check any more, and something else is to be checked."""


@dataclass(slots=True, eq=False)
class _Work:
    """The check of one text against one revision of a story."""

    key: _Key
    waiting: int = 0
    """Visits that wait for it."""
    begun: float = 0.0
    result: Future[PostCheck] = field(default_factory=Future)


class Proofs:
    """Checks posts one after the other, and remembers what it found.

    A check that takes longer than somebody waits goes on for as long as no other waits behind it, and never
    for more than a minute; who asks again for the same text gets its result.
    """

    def __init__(
        self,
        patience: float = _PATIENCE,
        *,
        most: float = _MOST_WORK,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._patience, self._most, self._clock = patience, most, clock
        self._workers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="proof")
        self._found: OrderedDict[_Key, _Work] = OrderedDict()
        self._lock = Lock()
        self._closing = Event()

    def check(self, body: str, head: StoryHead, trace: Trace) -> PostCheck:
        """What a text bends of the story it rests on.

        Raises:
            UsageError: the text is too long, or the check takes too long.
            ConflictError: too many wait for checks already.
            CaptureError: the text is empty.
        """
        if len(body) > LONGEST:
            raise UsageError("text", f"is longer than the {LONGEST:,} characters that can be checked")
        key = (hashlib.sha256(body.encode("utf-8", "replace")).hexdigest(), head.id, head.revision)
        work = self._joined(key, body, trace)
        try:
            return work.result.result(timeout=self._patience)
        except LateError:
            advice = "It goes on: ask again in a minute."
            raise UsageError("check", "takes longer than usual", advice) from None
        except _StoppedError:
            raise ConflictError("check", "gave way to another", "Ask again.") from None
        finally:
            with self._lock:
                work.waiting -= 1

    def close(self) -> None:
        """Break off what is checked."""
        self._closing.set()
        self._workers.shutdown(wait=False, cancel_futures=True)

    def _joined(self, key: _Key, body: str, trace: Trace) -> _Work:
        """The work that gives the answer, begun if need be; this visit is counted among those who wait."""
        with self._lock:
            work = self._found.get(key)
            done = work is not None and work.result.done()
            if not done and sum(other.waiting for other in self._found.values()) >= _MOST_WAITING:
                raise ConflictError("check", "is waited for by too many", "Try again in a minute.")
            if work is None:
                work = self._found[key] = _Work(key)
                self._workers.submit(self._run, work, body, trace)
            while len(self._found) > _ROOM:
                self._found.popitem(last=False)
            self._found.move_to_end(key)
            work.waiting += 1
            return work

    def _run(self, work: _Work, body: str, trace: Trace) -> None:
        work.begun = self._clock()
        try:
            self._go_on(work)
            work.result.set_result(check_post(body, trace, step=lambda: self._go_on(work)))
        except BaseException as error:  # noqa: BLE001 - raised again where the result is waited for
            work.result.set_exception(error)

    def _go_on(self, work: _Work) -> None:
        """Called between the steps of a check: stops it by an error where it is of no use any more."""
        if self._clock() - work.begun > self._most:
            advice = "Make two posts of it, or let it rest on fewer texts."
            raise UsageError("check", f"takes longer than {self._most:.0f} seconds", advice)
        with self._lock:
            others = any(other.waiting for other in self._found.values() if not other.result.done())
            forgotten = self._found.get(work.key) is not work
            if self._closing.is_set() or (not work.waiting and (others or forgotten)):
                # Who asks again has it begun anew.
                if not forgotten:
                    del self._found[work.key]
                raise _StoppedError
