"""What an engine is: it runs the tasks of one stage, here or on other machines.

A stage is a list of tasks and one function that does a task. A task is a small frozen object; what it reads
and writes are files in the archive's folder, which all machines see. A file is written under another name
and renamed once it is whole, its content depends on nothing but the task, and a task whose file is there is
not done again. So every engine gives the same bytes, and an interrupted run goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
Progress = Callable[[str, int, int], None]
"""Called with the stage's name, how much of it is done, and how much there is; 0 if nobody knows."""


class Engine(Protocol):
    """Runs tasks."""

    def run(self, step: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Do each task once, and hand on the results in the order of the tasks as they come in.

        Args:
            step: a function of a module, so that other processes find it by its name.
            tasks: taken as they are needed: there may be more than memory holds.
        """
        ...


def stage(
    name: str,
    engine: Engine,
    step: Callable[[Task], object],
    tasks: Sequence[Task],
    progress: Progress | None,
) -> None:
    """Run a stage whose tasks leave their results in files, telling how far it is."""
    for done, _ in enumerate(engine.run(step, tasks), start=1):
        if progress is not None:
            progress(name, done, len(tasks))
