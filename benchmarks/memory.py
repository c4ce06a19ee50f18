"""How much memory processes hold at the highest, looked at five times a second.

`getrusage` can't tell: to a process that was begun by another it lays what that one held at the time.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.2
_HIGHEST = re.compile(r"VmHWM:\s+(\d+) kB")
_SHARED_OUT = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


@dataclass(slots=True)
class Highest:
    """MB, so far."""

    memory: float = 0.0


@contextmanager
def highest(looked: Callable[[], float]) -> Iterator[Highest]:
    """Keep the highest that was seen of something while the block runs."""
    seen, over = Highest(), threading.Event()

    def look() -> None:
        while not over.wait(_EVERY):
            seen.memory = max(seen.memory, looked())

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


def together(pid: int) -> float:
    """MB that a process and those below it hold, pages that they share counted once."""
    return sum(_told(f"{one}/smaps_rollup", _SHARED_OUT) for one in (pid, *_below(pid)))


def alone(pid: int) -> float:
    """MB that a process has held at once, files that it maps included."""
    return _told(f"{pid}/status", _HIGHEST)


def largest_below() -> float:
    """MB that any process below this one has held at once."""
    return max(map(alone, _below(os.getpid())), default=0.0)


def _below(pid: int) -> list[int]:
    """The processes that one has begun, and those have, as far as they run."""
    found = _begun_by(pid)
    for one in found:  # grows on the way
        found += _begun_by(one)
    return found


def _begun_by(pid: int) -> list[int]:
    begun: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            begun += map(int, path.read_text().split())
        except OSError:
            continue
    return begun


def _told(file: str, pattern: re.Pattern[str]) -> float:
    """MB that a file below /proc tells; 0 if its process is gone."""
    try:
        found = pattern.search(Path("/proc", file).read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1000 if found else 0.0
