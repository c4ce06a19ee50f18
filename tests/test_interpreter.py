"""Garbage in cycles is looked for seldom, and still found; memory is given back."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from types import SimpleNamespace

import pytest

from geopolitik import interpreter

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


@pytest.mark.parametrize("is_there", [True, False])
def test_memory_is_given_back_where_the_c_library_can(
    monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    asked: list[int] = []
    library = SimpleNamespace(malloc_trim=asked.append) if is_there else SimpleNamespace()
    monkeypatch.setattr(ctypes, "CDLL", lambda _: library)
    interpreter._trim.cache_clear()
    interpreter.give_back_memory()
    interpreter._trim.cache_clear()
    assert asked == ([0] if is_there else [])
