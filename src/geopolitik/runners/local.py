"""The engine of one machine: a pool of processes."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from types import TracebackType

from geopolitik.interpreter import seek_cycles_seldom
from geopolitik.runners.engine import Result, Task


class LocalEngine:
    """Runs tasks in processes of this machine; with one process, in this one."""

    def __init__(self, processes: int | None = None) -> None:
        """Start.

        Args:
            processes: as many as there are cores for us if left out.
        """
        self._count = processes or len(os.sched_getaffinity(0))
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def run(self, step: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Do each task once, and hand on the results in the order of the tasks."""
        if self._count == 1:
            yield from map(step, tasks)
            return
        if self._pool is None:
            # Not forked: a fork of a process with threads, as pyarrow's, may hang.
            self._pool = ProcessPoolExecutor(
                self._count, mp_context=multiprocessing.get_context("spawn"), initializer=seek_cycles_seldom
            )
        waiting: deque[Future[Result]] = deque()
        for task in tasks:
            waiting.append(self._pool.submit(step, task))
            if len(waiting) > self._count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
