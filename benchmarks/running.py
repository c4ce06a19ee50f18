"""One yardstick after another, each in a fresh process."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.common import Row


def rows_of(name: str, data: Path) -> list[Row]:
    """Measure one yardstick, here and now."""
    if name == "speed":
        _one_core()
    return list(importlib.import_module(f"benchmarks.{name}").rows(data))


def _one_core() -> None:
    """Keep this process on one core, where the system lets us."""
    if sys.platform == "linux":
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def measured(names: Sequence[str], data: Path) -> Iterator[tuple[str, list[Row]]]:
    """Each yardstick with its rows, measured one after another in fresh processes."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=1) as pool:
        for name in names:
            yield name, pool.submit(rows_of, name, data).result()
