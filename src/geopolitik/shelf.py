"""What was looked at or reasoned lately, made once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

_ROOM = 64
_T = TypeVar("_T")


def _alike(_: object) -> int:
    return 1


class Shelf(Generic[_T]):
    """Holds what was asked for last by a key, such as story and revision, under which it never changes."""

    def __init__(self, room: int = _ROOM, size: Callable[[_T], int] = _alike) -> None:
        """Holds things of so much size in all, and the last one whatever its size."""
        self._room, self._size = room, size
        self._held: OrderedDict[Hashable, _T] = OrderedDict()
        self._taken = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What stands under a key, made if it isn't at hand."""
        found = self.at_hand(key)
        if found is not None:
            return found
        # Outside the lock: two may make the same one at once, which costs less than waiting for each other.
        made = make()
        self.put(key, made)
        return made

    def at_hand(self, key: Hashable) -> _T | None:
        """What stands under a key; None if it isn't at hand."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def put(self, key: Hashable, made: _T) -> None:
        """Put what stands under a key at hand."""
        with self._lock:
            if key not in self._held:
                self._held[key] = made
                self._taken += self._size(made)
            while self._taken > self._room and len(self._held) > 1:
                _, dropped = self._held.popitem(last=False)
                self._taken -= self._size(dropped)
