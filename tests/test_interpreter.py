"""Garbage in cycles is looked for seldom, and still found."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import gc, weakref
from geopolitik.interpreter import seek_cycles_seldom

class Thing: ...

seek_cycles_seldom()
thing = Thing()
thing.own = thing
seen = weakref.ref(thing)
del thing
before = seen() is not None
held = [[] for _ in range(3 * gc.get_threshold()[0])]
print(before, seen() is None)
"""


def test_cycles_go_all_the_same() -> None:
    told = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["True", "True"]
