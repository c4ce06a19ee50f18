"""What was looked at lately, made once: reading a trace from the store costs some 30 ms."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

_ROOM = 64
_T = TypeVar("_T")


class Shelf(Generic[_T]):
    """Holds what was asked for last by a key, such as story and revision, under which it never changes."""

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._held: OrderedDict[Hashable, _T] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What stands under a key, made if it isn't at hand."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
                return found
        # Outside the lock: two may make the same one at once, which costs less than waiting for each other.
        made = make()
        with self._lock:
            self._held[key] = made
            while len(self._held) > self._room:
                self._held.popitem(last=False)
        return made
