"""How Python itself runs here: it seldom seeks objects that only hold one another; a trace has millions."""

from __future__ import annotations

import gc

_YOUNG, _MIDDLE, _OLD = 100_000, 20, 20
"""New objects before the youngest are looked through; so many rounds of each before the next older ones."""


def seek_cycles_seldom() -> None:
    """Have this process look for garbage in cycles less often than every 700 new objects, Python's default.

    Frozen objects hold no cycles: nearly all of what a trace, a page or a text leaves behind goes by itself.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
