"""The desk at which checks are handed in, and where they are traced one after the other."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from threading import Event, Lock

from sqlalchemy import Connection

from geopolitik import pipeline
from geopolitik.app.access import need
from geopolitik.app.checking.fetching import Fetching, story_of
from geopolitik.app.checking.intake import bounded, known, unchanged
from geopolitik.app.checking.lease import Lease
from geopolitik.app.checking.progress import Progress
from geopolitik.app.house import House
from geopolitik.app.sources import Source, collect_all
from geopolitik.app.stories.furnishing import profile_of
from geopolitik.app.stories.keeping import keep
from geopolitik.errors import ConflictError, GeopolitikError, NotFoundError, UsageError
from geopolitik.model.annotation import Annotation
from geopolitik.model.capture import Capture, Rejected
from geopolitik.model.keeping import Check, CheckState, StoryHead
from geopolitik.model.people import Role, Viewer
from geopolitik.steps.collect.web.address import web_address
from geopolitik.storage import captures, checks
from geopolitik.storage.ids import new_id

_WAITING = 20
_OUR_FAULT = "A fault of ours stopped it; it is logged."
_BROKEN_OFF = "The program ended while it ran."
_TWICE = "The program ended twice while it ran: one of its texts may be too much for it. Leave some out."
_FROM_THE_WEB = Fetching()
_log = logging.getLogger(__name__)


class _ClosingError(Exception):
    """The process is about to stop."""


class _LostError(Exception):
    """Another process took the check over: this one wasn't heard of for too long."""


class Desk:
    """Traces what was handed in, one check after the other, and tells how far each is."""

    def __init__(self, house: House, fetching: Fetching = _FROM_THE_WEB) -> None:
        self._house = house
        self._fetching = fetching
        self._lease = Lease(house)
        # One at a time: a trace keeps a core busy, and pages must stay fast.
        self._workers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check")
        self._progress: dict[str, Progress] = {}
        self._futures: dict[str, Future[None]] = {}
        self._lock = Lock()
        self._closing = Event()

    def hand_in(
        self, viewer: Viewer, sources: Iterable[Source], *, title: str = "", story_id: str | None = None
    ) -> Check:
        """Keep texts and begin to trace them.

        Args:
            viewer: who hands them in.
            sources: the texts.
            title: what to call the story; its first headline if left out.
            story_id: the story that they are added to; a new one if left out.

        Raises:
            RefusedError: the viewer doesn't work here.
            UsageError: nothing that can be read was handed in, or too much.
            NotFoundError: there is no story to add to.
            ConflictError: too many checks are waiting already, or a text is kept of which other things were
                said then.
        """
        need(viewer, Role.ANALYST, "checking texts")
        found, rejected = collect_all(sources)
        if not found:
            reasons = "; ".join(f"{r.name}: {r.reason}" for r in rejected) or "no text was handed in"
            raise UsageError("check", reasons, "Paste a text, or choose a file.")
        bounded([*known(self._house, story_id), *found])
        unchanged(self._house, found)
        check = Check(
            id=new_id(),
            by=str(viewer.id),
            at=self._house.clock(),
            state=CheckState.WAITING,
            captures=tuple(dict.fromkeys(capture.id for capture in found)),
            rejected=tuple((r.name, r.reason) for r in rejected),
            story_id=story_id,
            title=" ".join(title.split())[:200],
        )
        return self._taken_in(check, found)

    def hand_in_page(self, viewer: Viewer, address: str, *, story_id: str | None = None) -> Check:
        """Have a page fetched, as the collector would, and find its story among what is kept.

        Args:
            viewer: who wants it.
            address: of the page.
            story_id: the story that it is added to; the one it belongs to if left out.

        Raises:
            RefusedError: the viewer doesn't work here.
            AddressError: it is no address of a public web page.
            NotFoundError: there is no story to add to.
            ConflictError: too many checks are waiting already.
        """
        need(viewer, Role.ANALYST, "checking texts")
        url = web_address(address, permitted=self._fetching.permitted).url
        known(self._house, story_id)
        at, by = self._house.clock(), str(viewer.id)
        check = Check(new_id(), by, at, CheckState.WAITING, (), story_id=story_id, address=url)
        return self._taken_in(check, ())

    def _taken_in(self, check: Check, found: Sequence[Capture]) -> Check:
        """Keep a check with its texts, and begin it."""
        with self._lock:
            if len(self._futures) >= _WAITING:
                raise ConflictError("check", "waits behind too many others", "Try again in a minute.")
        with self._house.store.writing() as w:
            captures.add(w, found, at=check.at)
            checks.add(w, check, holder=self._lease.holder, until=self._lease.until())
        self._begin(check)
        return check

    def resume(self) -> int:
        """Begin again what is not done and nobody works on; returns how many.

        Another process over the same store keeps what it holds. What ran when a process died runs once more:
        a text that brings it down must not do so for ever.
        """
        with self._house.store.reading() as r:
            if not checks.abandoned(r, self._house.clock()):
                return 0
        begun = []
        with self._house.store.writing() as w:
            for check in checks.abandoned(w, self._house.clock()):
                if check.id not in self._futures and self._taken_again(w, check):
                    begun.append(check)
        for check in begun:
            self._begin(check)
        return len(begun)

    def _taken_again(self, connection: Connection, check: Check) -> bool:
        """Whether an abandoned check is ours now and worth another try."""
        if not self._take(connection, check):
            return False
        died = check.state is CheckState.RUNNING
        if died and check.error:
            checks.end(connection, check.id, self._lease.holder, state=CheckState.FAILED, error=_TWICE)
            return False
        error = _BROKEN_OFF if died else check.error
        checks.change(connection, check.id, state=CheckState.WAITING.value, error=error)
        return True

    def _take(self, connection: Connection, check: Check) -> bool:
        now = self._house.clock()
        return checks.take(connection, check, self._lease.holder, at=now, until=self._lease.until())

    def again(self, viewer: Viewer, check_id: str) -> Check:
        """Begin a failed check again.

        Raises:
            NotFoundError: there is none, or it is somebody else's.
            ConflictError: it is under way or done.
        """
        check, _ = self.find(viewer, check_id)
        if check.state is not CheckState.FAILED:
            raise ConflictError("check", f"is {check.state.value}", "Only a failed check can be run again.")
        ending = self._futures.get(check.id)
        if ending is not None:
            # It is told to have failed a moment before its place is free.
            wait([ending], timeout=5)
        with self._house.store.writing() as w:
            if not self._take(w, check):
                raise ConflictError("check", "was begun again already", "Wait for it.")
            checks.change(w, check.id, state=CheckState.WAITING.value, error="")
        waiting = replace(check, state=CheckState.WAITING, error="")
        self._begin(waiting)
        return waiting

    def find(self, viewer: Viewer, check_id: str) -> tuple[Check, Progress]:
        """A check and how far it is.

        Raises:
            NotFoundError: there is none, or it is somebody else's.
        """
        # Before the row is read: a check that ends in between is done, not without progress.
        progress = self._progress.get(check_id, Progress())
        with self._house.store.reading() as r:
            check = checks.get(r, check_id)
        if check is None or (check.by != viewer.id and not viewer.at_least(Role.EDITOR)):
            raise NotFoundError(check_id, "there is no such check")
        return check, progress

    def of_viewer(self, viewer: Viewer) -> tuple[Check, ...]:
        """The viewer's checks, newest first.

        Raises:
            RefusedError: the viewer doesn't work here.
        """
        need(viewer, Role.ANALYST, "checking texts")
        with self._house.store.reading() as r:
            return checks.of_user(r, str(viewer.id))

    def ahead(self, check_id: str) -> int:
        """How many checks are done before this one."""
        with self._lock:
            waiting = list(self._futures)
        return waiting.index(check_id) if check_id in waiting else 0

    def wait(self, check_id: str, seconds: float) -> None:
        """Wait until a check is done, at most so long."""
        future = self._futures.get(check_id)
        if future is not None:
            future.exception(timeout=seconds)

    def close(self) -> None:
        """Break off the check at hand; it is begun again next time, like those that wait."""
        self._closing.set()
        self._workers.shutdown(wait=True, cancel_futures=True)
        self._lease.release()

    def _begin(self, check: Check) -> None:
        with self._lock:
            if check.id in self._futures:
                return
            self._progress[check.id] = Progress()
            self._futures[check.id] = self._workers.submit(self._run, check)

    def _run(self, check: Check) -> None:
        try:
            with self._lease.renewed():
                self._running(check.id)
                self._attempt(check)
        except _LostError:
            _log.warning("check %s was taken over by another process", check.id)
        finally:
            with self._lock:
                self._progress.pop(check.id, None)
                self._futures.pop(check.id, None)

    def _attempt(self, check: Check) -> None:
        try:
            self._trace(check)
        except _LostError:
            raise
        except _ClosingError:
            self._end(check.id, CheckState.WAITING)
        except GeopolitikError as error:
            self._end(check.id, CheckState.FAILED, str(error))
        except Exception:  # noqa: BLE001 - logged, and told to whoever waits for it
            # A fault of ours must not leave a check that runs for ever.
            _log.exception("check %s failed", check.id)
            self._end(check.id, CheckState.FAILED, _OUR_FAULT)

    def _trace(self, check: Check) -> None:
        if check.address:
            self._tell(check, Progress("fetch"))
            check = self._fetching.page(self._house, check)
            if check.story_id is None:
                self._tell(check, Progress("grow"))
                story_id = story_of(self._house, check)
                self._end(check.id, CheckState.DONE, "", story_id=story_id)
                return
        with self._house.store.reading() as r:
            kept = [captures.get(r, capture_id) for capture_id in check.captures]
        found = [capture for capture in kept if capture is not None]
        # The story as it is now, not as it was when the check was handed in: another may have added to it.
        handed_in = [
            *known(self._house, check.story_id),
            *(capture for capture in found if capture is not None),
        ]
        annotations, rejected = self._read(check, list({c.id: c for c in handed_in}.values()))
        trace = pipeline.relate_all(
            annotations,
            rejected,
            progress=lambda *stand: self._tell(check, self._progress[check.id].at(*stand)),
            found=lambda *pair: self._tell(check, self._progress[check.id].and_found(*pair)),
        )
        keep(
            self._house,
            trace,
            by=check.by,
            title=check.title,
            story_id=check.story_id,
            also=lambda w, head: self._done(w, check.id, head),
        )

    def _read(
        self, check: Check, handed_in: Sequence[Capture]
    ) -> tuple[tuple[Annotation, ...], tuple[Rejected, ...]]:
        """Read one text after the other and tell of each; what can't be read is kept with the reason."""
        annotations: tuple[Annotation, ...] = ()
        rejected: tuple[Rejected, ...] = ()
        self._tell(check, Progress("read", 0, len(handed_in)))
        for done, capture in enumerate(handed_in, start=1):
            read, refused = pipeline.read([capture], None, profile_of(self._house))
            annotations, rejected = annotations + read, rejected + refused
            self._tell(check, Progress("read", done, len(handed_in), annotations, rejected))
        told = dict.fromkeys((*check.rejected, *((r.name, r.reason) for r in rejected)))
        with self._house.store.writing() as w:
            checks.reject(w, check.id, told)
        return annotations, rejected

    def _tell(self, check: Check, progress: Progress) -> None:
        """Say how far a check is; one that the process has no more time for is broken off here."""
        if self._closing.is_set():
            raise _ClosingError
        self._progress[check.id] = progress

    def _running(self, check_id: str) -> None:
        with self._house.store.writing() as w:
            if not checks.change(w, check_id, holder=self._lease.holder, state=CheckState.RUNNING.value):
                raise _LostError

    def _end(
        self, check_id: str, state: CheckState, error: str | None = None, *, story_id: str | None = None
    ) -> None:
        with self._house.store.writing() as w:
            if not checks.end(w, check_id, self._lease.holder, state=state, error=error, story_id=story_id):
                raise _LostError

    def _done(self, connection: Connection, check_id: str, head: StoryHead) -> None:
        """Say what became of a check, with its story; who lost hold of it keeps no story of it."""
        if not checks.end(
            connection, check_id, self._lease.holder, state=CheckState.DONE, story_id=head.id, error=""
        ):
            raise _LostError
