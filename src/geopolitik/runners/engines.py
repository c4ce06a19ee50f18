"""Which engine is meant by a name."""

from __future__ import annotations

from contextlib import AbstractContextManager

from geopolitik.runners.engine import Engine
from geopolitik.runners.local import LocalEngine


def opened(
    name: str, *, master: str | None = None, processes: int | None = None
) -> AbstractContextManager[Engine]:
    """An engine, to be opened.

    Args:
        name: `local` or `spark`.
        master: the address of a Spark cluster; Spark's own setting if left out.
        processes: of this machine; as many as there are cores if left out.
    """
    if name == "spark":
        from geopolitik.runners.spark import SparkEngine

        return SparkEngine(master)
    return LocalEngine(processes)
