"""The work on a check whose turn has come: its page is fetched, its texts are read, traced and kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock

from sqlalchemy import Connection

from geopolitik import pipeline
from geopolitik.app.checking.fetching import Fetching, story_of
from geopolitik.app.checking.intake import known
from geopolitik.app.checking.progress import Progress
from geopolitik.app.house import House
from geopolitik.app.stories.furnishing import profile_of
from geopolitik.app.stories.keeping import keep
from geopolitik.model.annotation import Annotation
from geopolitik.model.capture import Capture, Rejected
from geopolitik.model.keeping import Check, CheckState, StoryHead
from geopolitik.storage import captures, checks

_LOOK = 0.5
"""Seconds after which a check that waits for another sees whether the process goes on."""


class ClosingError(Exception):
    """The process is about to stop."""


class LostError(Exception):
    """Another process took the check over: this one wasn't heard of for too long."""


@dataclass(slots=True)
class Work:
    """The work on one process's checks: pages are fetched together, texts traced one check at a time.

    A trace keeps a core busy, and pages must stay fast; a host that answers slowly keeps none.
    """

    house: House
    fetching: Fetching
    holder: str
    """Whose lease the checks are held by."""
    progress: dict[str, Progress] = field(default_factory=dict)
    """How far each is."""
    closing: Event = field(default_factory=Event)
    """Set when the process is about to stop."""
    _core: Lock = field(default_factory=Lock)

    def do(self, check: Check) -> None:
        """Bring a check to its end: it is done, with its story.

        Raises:
            ClosingError: the process is about to stop.
            LostError: another process took the check over.
            GeopolitikError: it failed, and the error says why.
        """
        if not check.address:
            with self._turn():
                self._begun(check)
                self._trace(check)
            return
        self._begun(check)
        self._tell(check, Progress("fetch"))
        check = self.fetching.page(self.house, check)
        with self._turn():
            if check.story_id is not None:
                self._trace(check)
                return
            self._tell(check, Progress("grow"))
            story_id = story_of(self.house, check)
            self.end(check.id, CheckState.DONE, "", story_id=story_id)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait until no other check is traced; a process that is about to stop waits no longer."""
        while not self._core.acquire(timeout=_LOOK):
            self._must_go_on()
        try:
            yield
        finally:
            self._core.release()

    def _trace(self, check: Check) -> None:
        with self.house.store.reading() as r:
            kept = [captures.get(r, capture_id) for capture_id in check.captures]
        found = [capture for capture in kept if capture is not None]
        # The story as it is now, not as it was when the check was handed in: another may have added to it.
        handed_in = [
            *known(self.house, check.story_id),
            *(capture for capture in found if capture is not None),
        ]
        annotations, rejected = self._read(check, list({c.id: c for c in handed_in}.values()))
        trace = pipeline.relate_all(
            annotations,
            rejected,
            progress=lambda *stand: self._tell(check, self.progress[check.id].at(*stand)),
            found=lambda *pair: self._tell(check, self.progress[check.id].and_found(*pair)),
        )
        keep(
            self.house,
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
            read, refused = pipeline.read([capture], None, profile_of(self.house))
            annotations, rejected = annotations + read, rejected + refused
            self._tell(check, Progress("read", done, len(handed_in), annotations, rejected))
        told = dict.fromkeys((*check.rejected, *((r.name, r.reason) for r in rejected)))
        with self.house.store.writing() as w:
            checks.reject(w, check.id, told)
        return annotations, rejected

    def _tell(self, check: Check, progress: Progress) -> None:
        """Say how far a check is; one that the process has no more time for is broken off here."""
        self._must_go_on()
        self.progress[check.id] = progress

    def _must_go_on(self) -> None:
        if self.closing.is_set():
            raise ClosingError

    def _begun(self, check: Check) -> None:
        with self.house.store.writing() as w:
            if not checks.change(w, check.id, holder=self.holder, state=CheckState.RUNNING.value):
                raise LostError

    def end(
        self, check_id: str, state: CheckState, error: str | None = None, *, story_id: str | None = None
    ) -> None:
        """Say what became of a check.

        Raises:
            LostError: another process took it over.
        """
        with self.house.store.writing() as w:
            if not checks.end(w, check_id, self.holder, state=state, error=error, story_id=story_id):
                raise LostError

    def _done(self, connection: Connection, check_id: str, head: StoryHead) -> None:
        """Say what became of a check, with its story; who lost hold of it keeps no story of it."""
        if not checks.end(
            connection, check_id, self.holder, state=CheckState.DONE, story_id=head.id, error=""
        ):
            raise LostError
