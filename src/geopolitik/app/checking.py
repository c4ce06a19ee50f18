"""Checks: texts are handed in and kept at once, then traced in the background and kept as a story."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from threading import Event, Lock

from geopolitik import pipeline
from geopolitik.app.access import need
from geopolitik.app.house import House
from geopolitik.app.sources import Source, collect_all
from geopolitik.app.stories.keeping import keep
from geopolitik.errors import ConflictError, GeopolitikError, NotFoundError, UsageError
from geopolitik.model.annotation import Annotation
from geopolitik.model.capture import Capture, Declared, Rejected
from geopolitik.model.keeping import Check, CheckState
from geopolitik.model.people import Role, Viewer
from geopolitik.model.story import Relation
from geopolitik.storage import captures, checks, stories
from geopolitik.storage.ids import new_id

MOST_TEXTS = 60
MOST_BYTES = 30 * 1024 * 1024
_WAITING = 20
_OUR_FAULT = "A fault of ours stopped it; it is logged."
_BROKEN_OFF = "The program ended while it ran."
_TWICE = "The program ended twice while it ran: one of its texts may be too much for it. Leave some out."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a running check is."""

    step: str = "waiting"
    """`waiting`, `read`, `compare` or `redline`."""
    done: int = 0
    total: int = 0
    annotations: tuple[Annotation, ...] = ()
    """The texts that were read so far: the first results."""
    rejected: tuple[Rejected, ...] = ()
    """What could not be read so far."""
    relations: tuple[tuple[Relation, Annotation, Annotation], ...] = ()
    """The pairs that were compared so far, with their two texts."""

    def at(self, step: str, done: int, total: int) -> Progress:
        """The same further on."""
        return replace(self, step=step, done=done, total=total)

    def and_found(self, relation: Relation, a: Annotation, b: Annotation) -> Progress:
        """The same with one more pair that was compared."""
        return replace(self, relations=(*self.relations, (relation, a, b)))


class _ClosingError(Exception):
    """The process is about to stop."""


class Desk:
    """Traces what was handed in, one check after the other, and tells how far each is."""

    def __init__(self, house: House) -> None:
        self._house = house
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
        self._bound([*self._known(story_id), *found])
        self._compare_with_kept(found)
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
            story_id=story_id,
            title=" ".join(title.split())[:200],
        )
        with self._house.store.writing() as w:
            captures.add(w, found, at=at)
            checks.add(w, check)
        self._begin(check)
        return check

    def resume(self) -> int:
        """Begin again what was not done when the process last stopped; returns how many.

        What ran when the process died runs once more: a text that brings it down must not do so for ever.
        """
        with self._house.store.reading() as r:
            left = checks.unfinished(r)
        begun = 0
        for check in left:
            died = check.state is CheckState.RUNNING
            if died and check.error:
                self._set(check.id, state=CheckState.FAILED.value, error=_TWICE)
                continue
            if died:
                self._set(check.id, state=CheckState.WAITING.value, error=_BROKEN_OFF)
            self._begin(check)
            begun += 1
        return begun

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
        self._set(check.id, state=CheckState.WAITING.value, error="")
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

    def _begin(self, check: Check) -> None:
        with self._lock:
            if check.id in self._futures:
                return
            self._progress[check.id] = Progress()
            self._futures[check.id] = self._workers.submit(self._run, check)

    def _run(self, check: Check) -> None:
        try:
            self._set(check.id, state=CheckState.RUNNING.value)
            self._trace(check)
        except _ClosingError:
            self._set(check.id, state=CheckState.WAITING.value)
        except GeopolitikError as error:
            self._set(check.id, state=CheckState.FAILED.value, error=str(error))
        except Exception:  # noqa: BLE001 - logged, and told to whoever waits for it
            # A fault of ours must not leave a check that runs for ever.
            _log.exception("check %s failed", check.id)
            self._set(check.id, state=CheckState.FAILED.value, error=_OUR_FAULT)
        finally:
            with self._lock:
                self._progress.pop(check.id, None)
                self._futures.pop(check.id, None)

    def _trace(self, check: Check) -> None:
        with self._house.store.reading() as r:
            found = [captures.get(r, capture_id) for capture_id in check.captures]
        # The story as it is now, not as it was when the check was handed in: another may have added to it.
        handed_in = [*self._known(check.story_id), *(capture for capture in found if capture is not None)]
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
            check_id=check.id,
        )

    def _read(
        self, check: Check, handed_in: Sequence[Capture]
    ) -> tuple[tuple[Annotation, ...], tuple[Rejected, ...]]:
        """Read one text after the other and tell of each; what can't be read is kept with the reason."""
        annotations: tuple[Annotation, ...] = ()
        rejected: tuple[Rejected, ...] = ()
        self._tell(check, Progress("read", 0, len(handed_in)))
        for done, capture in enumerate(handed_in, start=1):
            read, refused = pipeline.read([capture], None)
            annotations, rejected = annotations + read, rejected + refused
            self._tell(check, Progress("read", done, len(handed_in), annotations, rejected))
        told = dict.fromkeys((*check.rejected, *((r.name, r.reason) for r in rejected)))
        with self._house.store.writing() as w:
            checks.reject(w, check.id, told)
        return annotations, rejected

    def _known(self, story_id: str | None) -> list[Capture]:
        """The captures of the story that is added to."""
        if story_id is None:
            return []
        with self._house.store.reading() as r:
            head = stories.get(r, story_id)
            if head is None or head.withdrawn_at is not None:
                raise NotFoundError(story_id, "there is no such story to add to", "Check the texts alone.")
            found = [captures.get(r, a.capture_id) for a in stories.captures_of(r, story_id)]
        return [capture for capture in found if capture is not None]

    def _compare_with_kept(self, found: Sequence[Capture]) -> None:
        """Refuse what would be ignored: a capture never changes, nor does what was said of it."""
        with self._house.store.reading() as r:
            for capture in found:
                kept = captures.get(r, capture.id) if capture.declared != Declared() else None
                if kept is not None and kept.declared != capture.declared:
                    said = ", ".join(filter(None, (kept.declared.outlet, kept.declared.published)))
                    raise ConflictError(
                        capture.name,
                        f"is kept already, {f'as of {said}' if said else 'with nothing said of it'}",
                        "Leave outlet and time out, or give the address it stands at.",
                    )

    def _bound(self, found: Sequence[Capture]) -> None:
        if len(found) > MOST_TEXTS or sum(len(capture.content) for capture in found) > MOST_BYTES:
            limit = f"{MOST_TEXTS} texts and {MOST_BYTES // 1024 // 1024} MB"
            raise UsageError("check", f"is more than {limit}", "Hand it in in parts.")

    def _tell(self, check: Check, progress: Progress) -> None:
        """Say how far a check is; one that the process has no more time for is broken off here."""
        if self._closing.is_set():
            raise _ClosingError
        self._progress[check.id] = progress

    def _set(self, check_id: str, **values: str) -> None:
        with self._house.store.writing() as w:
            checks.change(w, check_id, **values)
