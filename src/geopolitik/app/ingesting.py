"""Taking in many pages at once: files of pages, web archives, lines of JSON, tables, channel exports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from geopolitik.app.house import House
from geopolitik.errors import CaptureError, UsageError
from geopolitik.model.capture import Capture, Declared, Rejected
from geopolitik.storage import captures, erasures, waiting
from geopolitik.text.times import read_time

if TYPE_CHECKING:
    from geopolitik.steps.collect.files import Page

Arrived = Callable[[Sequence[Capture]], None]
"""Called with captures that are in no story yet, once they are kept."""
Progress = Callable[[str, "Taken"], None]
"""Called with the name of the file that is read, and what was taken in so far."""
_TOGETHER = 1_000
"""Captures of one step of the store: each step waits for the disk once, and at its end those who look ahead
have nothing to look at."""
_TOGETHER_BYTES = 16 * 1024 * 1024


@dataclass(slots=True)
class Taken:
    """What was taken in so far."""

    files: int = 0
    new: int = 0
    """Captures that were not kept before."""
    known: int = 0
    """Captures that were."""
    passed_over: int = 0
    """Records that hold no page: pictures, requests, service messages."""
    undated: int = 0
    """Captures kept without the time that was said of them: it can't be read in one way."""
    bad: int = 0
    """Files and records that could not be read."""


def ingest(
    house: House,
    paths: Iterable[str | Path],
    *,
    outlet: str | None = None,
    dry_run: bool = False,
    set_aside: Callable[[Rejected], None] | None = None,
    arrived: Arrived | None = None,
    progress: Progress | None = None,
) -> Taken:
    """Keep what files hold as captures, with the outlet, address and time that the files tell.

    What can't be read is counted and set aside with its name and reason; the rest is taken in. Each step is
    kept once it is done: after an interruption, the same call takes in what is missing.

    Args:
        paths: files, or folders of them.
        outlet: who published what doesn't say it itself.
        dry_run: read everything, keep nothing.
        set_aside: called with each file or record that could not be read.
        arrived: called with the captures that are in no story yet, once they are kept.
        progress: called while the work goes on.

    Raises:
        StoreError: the store can't be written.
    """
    work = _Work(house, outlet, dry_run, set_aside, arrived)
    if arrived and not dry_run:
        # What a process that was killed kept and did no more with.
        arrived(())
    for path in _files(paths, work):
        work.taken.files += 1
        for capture in _captures(path, work):
            work.put(capture)
            if progress:
                progress(path.name, work.taken)
    work.keep()
    return work.taken


@dataclass(slots=True)
class _Work:
    house: House
    outlet: str | None
    dry_run: bool
    set_aside: Callable[[Rejected], None] | None
    arrived: Arrived | None
    taken: Taken = field(default_factory=Taken)
    _erased: frozenset[str] | None = None
    _waiting: dict[str, Capture] = field(default_factory=dict)
    _bytes: int = 0

    def bad(self, name: str, reason: str) -> None:
        self.taken.bad += 1
        if self.set_aside:
            self.set_aside(Rejected(name, reason))

    def was_erased(self, capture: Capture) -> bool:
        if self._erased is None:
            with self.house.store.reading() as r:
                self._erased = frozenset(erasure.subject for erasure in erasures.all_of(r))
        return capture.address in self._erased or capture.id in self._erased

    def put(self, capture: Capture) -> None:
        if self.was_erased(capture):
            self.bad(capture.name, "was erased here: it isn't taken in again")
            return
        if capture.id in self._waiting:
            self.taken.known += 1
            return
        self._waiting[capture.id] = capture
        self._bytes += len(capture.content)
        if len(self._waiting) >= _TOGETHER or self._bytes >= _TOGETHER_BYTES:
            self.keep()

    def keep(self) -> None:
        together = list(self._waiting.values())
        self._waiting, self._bytes = {}, 0
        if not together:
            return
        with self.house.store.reading() as r:
            known = captures.known(r, [capture.id for capture in together])
        new = [capture for capture in together if capture.id not in known]
        if not self.dry_run:
            with self.house.store.writing() as w:
                captures.add(w, new, at=self.house.clock())
                waiting.add(w, [capture.id for capture in new])
        self.taken.new += len(new)
        self.taken.known += len(known)
        if new and self.arrived and not self.dry_run:
            self.arrived(new)


def _files(paths: Iterable[str | Path], work: _Work) -> Iterator[Path]:
    from geopolitik.steps.collect.files import files_in

    for path in paths:
        try:
            yield from files_in(Path(path))
        except CaptureError as error:
            work.bad(error.subject, error.reason)


def _captures(path: Path, work: _Work) -> Iterator[Capture]:
    from geopolitik.steps.collect import capture_file
    from geopolitik.steps.collect.files import Page, is_page, read_file

    if is_page(path):
        try:
            yield capture_file(path, declared=Declared(outlet=work.outlet))
        except CaptureError as error:
            work.bad(error.subject, error.reason)
        return
    for held in read_file(path):
        if isinstance(held, Page):
            yield from _captured(held, work)
        elif held.is_bad:
            work.bad(held.name, held.reason)
        else:
            work.taken.passed_over += 1


def _captured(page: Page, work: _Work) -> Iterator[Capture]:
    from geopolitik.steps.collect import capture_bytes

    published = _published(page)
    declared = Declared(page.outlet or work.outlet, page.address or None, published)
    try:
        name = page.captured_as or page.name
        yield capture_bytes(page.titled, name, declared=declared, captured_at=page.captured_at)
    except CaptureError as error:
        work.bad(page.name, error.reason)
        return
    work.taken.undated += bool(page.published) and published is None


def _published(page: Page) -> str | None:
    if not page.published:
        return None
    try:
        return read_time(page.published, page.name)
    except UsageError:
        return None
