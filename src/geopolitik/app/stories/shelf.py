"""The traces that were looked at lately, unpacked: reading one from the store costs some 30 ms."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from geopolitik.model.story import Trace

_ROOM = 64


class Shelf:
    """Holds the last traces by story and revision; a revision never changes, so nothing goes stale."""

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._traces: OrderedDict[tuple[str, int], Trace] = OrderedDict()
        self._lock = Lock()

    def get(self, story_id: str, revision: int, make: Callable[[], Trace]) -> Trace:
        """The trace of a story's revision, made if it isn't at hand."""
        key = (story_id, revision)
        with self._lock:
            found = self._traces.get(key)
            if found is not None:
                self._traces.move_to_end(key)
                return found
        # Outside the lock: two may make the same one at once, which costs less than waiting for each other.
        made = make()
        with self._lock:
            self._traces[key] = made
            while len(self._traces) > self._room:
                self._traces.popitem(last=False)
        return made
