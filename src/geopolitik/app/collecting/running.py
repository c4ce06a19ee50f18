"""The collector at work: takes what is due, asks for it beside each other, keeps what comes."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from geopolitik.app.collecting import clock
from geopolitik.app.collecting.alone import alone
from geopolitik.app.collecting.asking import COURTESY, Get, Outcome, Refusal, Task, ask
from geopolitik.app.collecting.following import Following
from geopolitik.app.collecting.settling import Settled, keep_received
from geopolitik.app.collecting.sitemaps import with_parts
from geopolitik.app.house import House
from geopolitik.errors import ClockError, StoreError
from geopolitik.model.capture import Capture
from geopolitik.model.watched import HostKnown, Visit, Watched, WatchedPage, host_of
from geopolitik.steps.collect.web.fetch import Fetched, fetch
from geopolitik.storage import hosts, pages, watched
from geopolitik.storage.archive import archive_of

WORKERS = 8
_SOME = 200
"""Things due that are looked at together."""
_SOON = timedelta(minutes=2)
"""A host that wants to be left alone for longer isn't waited for, unless we watch."""
_MOMENT = 0.25
"""Seconds after which it is seen whether other hosts may be asked meanwhile."""
_log = logging.getLogger(__name__)


def from_web(
    url: str,
    since: Mapping[str, str],
    permitted: frozenset[str] = frozenset(),
    follow: Callable[[str], str] = lambda _: "",
) -> Fetched:
    """Fetch an address as the collector does."""
    return fetch(url, since=since, permitted=permitted, follow=follow)


@dataclass(slots=True)
class Tally:
    """What was done so far."""

    feeds: int = 0
    """Visits to feeds."""
    pages: int = 0
    """Visits to pages."""
    named: int = 0
    """Pages that feeds named and nobody had named before."""
    kept: int = 0
    """Captures kept: first versions and changed ones."""
    changed: int = 0
    """Of these, pages whose text was changed."""
    failed: int = 0
    waiting: int = 0
    """What is due now and hasn't been asked for yet, as far as it was looked at."""
    last: str = ""
    """The address that was settled last."""


@dataclass(slots=True)
class Collector:
    """Collects for a site. One at a time: two would ask for everything twice.

    Args:
        get: fetches an address; tests have their own.
        permitted: hosts (`host:port`) that may be named by feeds though they are no public ones.
        sleep: waits some seconds; tests move their clock instead.
        progress: called after each thing that was asked for.
        arrived: called with each capture that is new, once it is kept; with none to begin with, and after a
            trouble with the store: then what is kept may not have arrived.
    """

    house: House
    get: Get | None = None
    permitted: frozenset[str] = frozenset()
    sleep: Callable[[float], None] = time.sleep
    workers: int = WORKERS
    courtesy: float = COURTESY
    """Seconds between two visits to a host that doesn't ask for more."""
    dated: Callable[[Capture], Capture] = lambda capture: capture
    """Adds to a page's first capture since when its address is known; called by several threads."""
    clock_is_right: bool = False
    """Whether to go on though the store holds times later than now: the clock was ahead then."""
    look: float = 60.0
    """Seconds after which a watcher looks whether somebody added a feed meanwhile."""
    progress: Callable[[Tally], None] = lambda _: None
    arrived: Callable[[Sequence[Capture]], None] = lambda _: None
    tally: Tally = field(default_factory=Tally)
    _asked: dict[Future[Outcome], Task] = field(default_factory=dict)
    _had: deque[Outcome] = field(default_factory=deque)
    """What came and isn't kept yet: it must not be asked for twice because a disk is full."""

    def once(self) -> Tally:
        """Ask for all that is due now, and for the pages that turn up; then end.

        Raises:
            ConflictError: another collector is at work over this store.
            StoreError: the store can't be written; what isn't kept stays due.
            ClockError: the machine's clock is behind what the store holds.
        """
        with self._working() as pool:
            self.arrived(())
            begun = self.house.clock()
            while (seconds := self._step(pool, begun, self.house.clock())) is not None:
                self._rest(seconds)
        return self.tally

    def watch(self, until: datetime | None = None) -> Tally:
        """Go on for ever, or until a moment; a store that can't be written is tried again.

        Nothing is asked for as long as what came before isn't kept, or the clock can't be right.

        Raises:
            ConflictError: another collector is at work over this store.
        """
        in_trouble = True
        with self._working() as pool:
            while until is None or self.house.clock() < until:
                try:
                    if in_trouble:
                        self.arrived(())
                        in_trouble = False
                    seconds = self._step(pool, self.house.clock(), self.house.clock())
                    self._rest(self._idle() if seconds is None or seconds > 0 else 0.0)
                except (StoreError, ClockError) as error:
                    in_trouble = True
                    _log.warning("%s", error)
                    self._rest(self.look)
            while self._asked:
                self._settle()
        return self.tally

    @contextmanager
    def _working(self) -> Iterator[ThreadPoolExecutor]:
        with (
            alone(archive_of(self.house.store).folder),
            ThreadPoolExecutor(self.workers, thread_name_prefix="collect") as pool,
        ):
            if self.clock_is_right:
                clock.believe(self.house)
            yield pool

    def _step(self, pool: ThreadPoolExecutor, feeds_by: datetime, pages_by: datetime) -> float | None:
        """Begin what can be begun, settle what has ended.

        Args:
            feeds_by: feeds that are due by then are asked for.
            pages_by: pages likewise.

        Returns:
            Seconds to wait until something can be done; None if nothing is left that is due.
        """
        self._keep()
        at = self.house.clock()
        with self.house.store.reading() as r:
            if not self.clock_is_right:
                clock.check(r, at)
            busy = hosts.busy(r, at)
            asked = {host_of(task.address) for task in self._asked.values()}
            due = self._due(r, feeds_by, pages_by, {*busy, *asked})
            self._begin(pool, r, due, at)
            soon = {host: free for host, free in busy.items() if free <= at + _SOON}
            late = busy.keys() - soon.keys()
            waiting = bool(soon) and not self._asked and bool(self._due(r, feeds_by, pages_by, late))
        self.tally.waiting = len(due)
        if self._asked:
            self._settle()
            return 0.0
        return (min(soon.values()) - at).total_seconds() if waiting else None

    def _due(
        self, r: Connection, feeds_by: datetime, pages_by: datetime, without: Collection[str]
    ) -> list[Task]:
        return [*watched.due(r, feeds_by, _SOME, without), *pages.due(r, pages_by, _SOME, without)]

    def _begin(self, pool: ThreadPoolExecutor, r: Connection, due: Iterable[Task], at: datetime) -> None:
        """Ask for what is due: of each host one thing at a time."""
        begun: set[str] = set()
        for task in due:
            host = host_of(task.address)
            if host in begun or len(self._asked) >= self.workers:
                continue
            begun.add(host)
            known = hosts.get(r, host) or HostKnown(host, at)
            self._asked[pool.submit(self._ask, task, known)] = task

    def _ask(self, task: Task, known: HostKnown) -> Outcome:
        """Ask for one thing, beside others: writes nothing."""
        plainly = self.get or partial(from_web, permitted=self.permitted)
        following = Following(self.house.store, plainly, self.house.clock, known.host)
        get = self.get or partial(from_web, permitted=self.permitted, follow=following.why_not)
        outcome = ask(task, known, get, self.house.clock, self.courtesy)
        if outcome.capture is not None and isinstance(task, WatchedPage) and task.kept_at is None:
            outcome = replace(outcome, capture=self.dated(outcome.capture))
        outcome = with_parts(outcome, get, self.house.clock, self.courtesy, self.sleep)
        return replace(outcome, others=tuple(following.met.values()))

    def _settle(self) -> None:
        """Keep what has come, or wait a moment for something to come."""
        for future in wait(self._asked, timeout=_MOMENT, return_when=FIRST_COMPLETED).done:
            task = self._asked.pop(future)
            self._had.append(self._outcome(future, task))
        self._keep()

    def _keep(self) -> None:
        """Keep what has come; if that can't be written, it is held for another try."""
        archive = archive_of(self.house.store)
        while self._had:
            outcome = self._had[0]
            settled = keep_received(archive, outcome, self.permitted)
            self._had.popleft()
            self._count(outcome.task, settled)
            self.progress(self.tally)
            if settled.capture is not None:
                self.arrived([settled.capture])

    def _outcome(self, future: Future[Outcome], task: Task) -> Outcome:
        try:
            return future.result()
        except Exception as error:  # noqa: BLE001 - one page must not end the watch over all the others
            _log.exception("%s", task.address)
            at = self.house.clock()
            host = HostKnown(host_of(task.address), at + _SOON)
            return Outcome(task, host, at, refusal=Refusal(f"can't be collected ({type(error).__name__})"))

    def _count(self, task: Task, settled: Settled) -> None:
        tally = self.tally
        if isinstance(task, Watched):
            tally.feeds += 1
        else:
            tally.pages += 1
        tally.named += settled.new_pages
        tally.kept += settled.capture is not None
        tally.changed += settled.visit is Visit.CHANGED
        tally.failed += bool(settled.trouble)
        tally.last = settled.address

    def _idle(self) -> float:
        """Seconds until something can be done, `look` at most."""
        at = self.house.clock()
        with self.house.store.reading() as r:
            busy = hosts.busy(r, at)
            found = [watched.next_due(r, busy.keys()), pages.next_due(r, busy.keys()), *busy.values()]
        moments = [moment for moment in found if moment is not None]
        seconds = (min(moments) - at).total_seconds() if moments else self.look
        return min(max(0.01, seconds), self.look)

    def _rest(self, seconds: float) -> None:
        if seconds > 0:
            self.sleep(seconds)
