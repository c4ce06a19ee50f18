"""Checks: texts are handed in and kept at once, then traced in the background and kept as a story."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Lock

from geopolitik import pipeline
from geopolitik.app.access import need
from geopolitik.app.house import House
from geopolitik.app.sources import Source, collect_all
from geopolitik.app.stories.keeping import keep
from geopolitik.errors import ConflictError, GeopolitikError, NotFoundError, UsageError
from geopolitik.model.annotation import Annotation
from geopolitik.model.keeping import Check, CheckState
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import captures, checks
from geopolitik.storage.ids import new_id

MOST_TEXTS = 60
MOST_BYTES = 30 * 1024 * 1024
_WAITING = 20
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a running check is."""

    step: str = "waiting"
    done: int = 0
    total: int = 0
    annotations: tuple[Annotation, ...] = ()
    """The texts that were read so far: the first results."""


class Desk:
    """Traces what was handed in, one check after the other, and tells how far each is."""

    def __init__(self, house: House) -> None:
        self._house = house
        # One at a time: a trace keeps a core busy, and pages must stay fast.
        self._workers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check")
        self._progress: dict[str, Progress] = {}
        self._futures: dict[str, Future[None]] = {}
        self._lock = Lock()

    def hand_in(self, viewer: Viewer, sources: Iterable[Source], *, title: str = "") -> Check:
        """Keep texts and begin to trace them.

        Raises:
            RefusedError: the viewer doesn't work here.
            UsageError: nothing that can be read was handed in, or too much.
            ConflictError: too many checks are waiting already.
        """
        need(viewer, Role.ANALYST, "checking texts")
        found, rejected = collect_all(sources)
        if len(found) > MOST_TEXTS or sum(len(capture.content) for capture in found) > MOST_BYTES:
            limit = f"{MOST_TEXTS} texts and {MOST_BYTES // 1024 // 1024} MB"
            raise UsageError("check", f"is more than {limit}", "Hand it in in parts.")
        if not found:
            reasons = "; ".join(f"{r.name}: {r.reason}" for r in rejected) or "no text was handed in"
            raise UsageError("check", reasons, "Paste a text, or choose a file.")
        with self._lock:
            if len(self._futures) >= _WAITING:
                raise ConflictError("check", "waits behind too many others", "Try again in a minute.")
        at = self._house.clock()
        check = Check(
            id=new_id(),
            by=str(viewer.id),
            at=at,
            state=CheckState.WAITING,
            captures=tuple(dict.fromkeys(capture.id for capture in found)),
            rejected=tuple((r.name, r.reason) for r in rejected),
            title=" ".join(title.split())[:200],
        )
        with self._house.store.writing() as w:
            captures.add(w, found, at=at)
            checks.add(w, check)
        self._begin(check)
        return check

    def resume(self) -> int:
        """Begin again what was not done when the process last stopped; returns how many."""
        with self._house.store.reading() as r:
            left = checks.unfinished(r)
        for check in left:
            self._begin(check)
        return len(left)

    def find(self, viewer: Viewer, check_id: str) -> tuple[Check, Progress]:
        """A check and how far it is.

        Raises:
            NotFoundError: there is none, or it is somebody else's.
        """
        with self._house.store.reading() as r:
            check = checks.get(r, check_id)
        if check is None or (check.by != viewer.id and not viewer.at_least(Role.EDITOR)):
            raise NotFoundError(check_id, "there is no such check")
        return check, self._progress.get(check_id, Progress())

    def wait(self, check_id: str, seconds: float) -> None:
        """Wait until a check is done, at most so long."""
        future = self._futures.get(check_id)
        if future is not None:
            future.exception(timeout=seconds)

    def close(self) -> None:
        """Finish the check at hand; those that wait are begun again next time."""
        self._workers.shutdown(wait=True, cancel_futures=True)

    def _begin(self, check: Check) -> None:
        with self._lock:
            self._progress[check.id] = Progress()
            self._futures[check.id] = self._workers.submit(self._run, check)

    def _run(self, check: Check) -> None:
        try:
            self._set(check.id, state=CheckState.RUNNING.value)
            self._trace(check)
        except GeopolitikError as error:
            self._set(check.id, state=CheckState.FAILED.value, error=str(error))
        except Exception:  # noqa: BLE001 - logged, and told to whoever waits for it
            # A fault of ours must not leave a check that runs for ever.
            _log.exception("check %s failed", check.id)
            self._set(
                check.id, state=CheckState.FAILED.value, error="A fault of ours stopped it; it is logged."
            )
        finally:
            with self._lock:
                self._progress.pop(check.id, None)
                self._futures.pop(check.id, None)

    def _trace(self, check: Check) -> None:
        with self._house.store.reading() as r:
            found = [captures.get(r, capture_id) for capture_id in check.captures]
        handed_in = [capture for capture in found if capture is not None]
        read, _ = pipeline.read(handed_in, None)
        self._progress[check.id] = Progress("read", len(read), len(handed_in), read)

        def told(step: str, done: int, total: int) -> None:
            before = self._progress.get(check.id, Progress())
            self._progress[check.id] = replace(before, step=step, done=done, total=total)

        trace = pipeline.trace(handed_in, progress=told)
        head = keep(self._house, trace, by=check.by, title=check.title)
        self._set(check.id, state=CheckState.DONE.value, story_id=head.id)

    def _set(self, check_id: str, **values: str) -> None:
        with self._house.store.writing() as w:
            checks.change(w, check_id, **values)
