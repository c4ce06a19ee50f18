"""The desk at which checks are handed in, and where they wait for their turn."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from threading import Lock

from sqlalchemy import Connection

from geopolitik.app.access import need
from geopolitik.app.checking.fetching import Fetching
from geopolitik.app.checking.intake import bounded, known, unchanged
from geopolitik.app.checking.lease import Lease
from geopolitik.app.checking.progress import Progress
from geopolitik.app.checking.work import ClosingError, LostError, Work
from geopolitik.app.house import House
from geopolitik.app.sources import Source, collect_all
from geopolitik.errors import ConflictError, GeopolitikError, NotFoundError, UsageError
from geopolitik.model.capture import Capture
from geopolitik.model.keeping import Check, CheckState
from geopolitik.model.people import Role, Viewer
from geopolitik.steps.collect.web.address import web_address
from geopolitik.storage import captures, checks
from geopolitik.storage.ids import new_id

_WAITING = 20
_WORKERS = 2
"""Checks that are under way together: what a slow host keeps waiting doesn't hold up all the others."""
_OUR_FAULT = "A fault of ours stopped it; it is logged."
_BROKEN_OFF = "The program ended while it ran."
_TWICE = "The program ended twice while it ran: one of its texts may be too much for it. Leave some out."
_FROM_THE_WEB = Fetching()
_log = logging.getLogger(__name__)


class Desk:
    """Takes checks in, has each worked on in its turn, and tells how far each is."""

    def __init__(self, house: House, fetching: Fetching = _FROM_THE_WEB) -> None:
        self._house = house
        self._lease = Lease(house)
        self._work = Work(house, fetching, self._lease.holder)
        self._workers = ThreadPoolExecutor(_WORKERS, thread_name_prefix="check")
        self._futures: dict[str, Future[None]] = {}
        self._lock = Lock()

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
        url = web_address(address, permitted=self._work.fetching.permitted).url
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
        progress = self._work.progress.get(check_id, Progress())
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
        self._work.closing.set()
        self._workers.shutdown(wait=True, cancel_futures=True)
        self._lease.release()

    def _begin(self, check: Check) -> None:
        with self._lock:
            if check.id in self._futures:
                return
            self._work.progress[check.id] = Progress()
            self._futures[check.id] = self._workers.submit(self._run, check)

    def _run(self, check: Check) -> None:
        try:
            with self._lease.renewed():
                self._attempt(check)
        except LostError:
            _log.warning("check %s was taken over by another process", check.id)
        finally:
            with self._lock:
                self._work.progress.pop(check.id, None)
                self._futures.pop(check.id, None)

    def _attempt(self, check: Check) -> None:
        try:
            self._work.do(check)
        except LostError:
            raise
        except ClosingError:
            self._work.end(check.id, CheckState.WAITING)
        except GeopolitikError as error:
            self._work.end(check.id, CheckState.FAILED, str(error))
        except Exception:  # noqa: BLE001 - logged, and told to whoever waits for it
            # A fault of ours must not leave a check that runs for ever.
            _log.exception("check %s failed", check.id)
            self._work.end(check.id, CheckState.FAILED, _OUR_FAULT)
