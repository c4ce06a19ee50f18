"""How Python itself runs here: when it seeks objects that only hold one another, and gives memory back."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Callable
from contextlib import suppress
from functools import cache

_YOUNG, _MIDDLE, _OLD = 100_000, 20, 20
"""New objects before the youngest are looked through; so many rounds of each before the next older ones."""


def seek_cycles_seldom() -> None:
    """Have this process look for garbage in cycles less often than every 700 new objects, Python's default.

    Frozen objects hold no cycles: nearly all of what a trace, a page or a text leaves behind goes by itself.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)


def give_back_memory() -> None:
    """Give memory that is free inside this process back to the system, where the C library can.

    Comparing texts takes large pieces for a moment each, and what is kept between them holds their places.
    """
    if (trim := _trim()) is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    """What glibc calls `malloc_trim`; None elsewhere."""
    with suppress(OSError, AttributeError, TypeError):
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
        return found
    return None
