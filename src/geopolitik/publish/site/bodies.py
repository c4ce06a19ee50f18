"""Pages and parts of them that are dear to make and stay the same for a while, kept in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

Key = tuple[object, ...]
_ROOM = 64_000_000
"""Bytes kept in all: some thousand stories."""


class Bodies:
    """Keeps the texts that were asked for last, by a key that names all they depend on."""

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._held = 0
        # As UTF-8: in memory a text with a single dash or arrow takes twice the room.
        self._texts: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, make: Callable[[], str]) -> str:
        """The text of a key, made if it isn't at hand."""
        found = self.find(key)
        if found is not None:
            return found.decode("utf-8", "surrogatepass")
        # Outside the lock: two may make the same one at once, which costs less than waiting for each other.
        made = make()
        self.keep(key, made.encode("utf-8", "surrogatepass"))
        return made

    def find(self, key: Key) -> bytes | None:
        """What is kept under a key."""
        with self._lock:
            found = self._texts.get(key)
            if found is not None:
                self._texts.move_to_end(key)
            return found

    def keep(self, key: Key, text: bytes) -> None:
        """Keep a text; the longest unused go."""
        with self._lock:
            self._held += len(text) - len(self._texts.pop(key, b""))
            self._texts[key] = text
            while self._held > self._room:
                self._held -= len(self._texts.popitem(last=False)[1])
