"""An engine on Apache Spark: the same tasks, done by as many machines as the cluster has."""

from __future__ import annotations

import os
import pickle
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from types import TracebackType
from typing import Any

from geopolitik.errors import GeopolitikError, UsageError
from geopolitik.runners.engine import Result, Task

_EACH = 4
"""Tasks for each core of the cluster in one Spark job: few enough that the last one is soon waited for."""
_AT_ONCE = 256 * 1024 * 1024
"""Bytes of tasks in one Spark job: so many are held here, and sent."""

_RAISED = re.compile(r"^[A-Za-z_][\w.]*Error: .*$", re.MULTILINE)
"""What ends a traceback of Python within what Java says."""


class SparkEngine:
    """Runs tasks on a Spark cluster whose machines all see the archive's folder.

    Used as a context manager: it starts Spark, and stops it.

    Args:
        master: what Spark calls the cluster (`local[2]`, `spark://host:7077`, `yarn`); what `spark-submit`
            says, or all cores of this machine, if left out.
    """

    def __init__(self, master: str | None = None) -> None:
        self._master = master
        self._session: Any = None

    def __enter__(self) -> SparkEngine:
        """Start Spark.

        Raises:
            UsageError: PySpark or Java isn't there, or the cluster can't be reached.
        """
        self._session = _session(self._master)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop Spark."""
        self._session.stop()

    def run(self, step: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Do each task once, and hand on the results in the order of the tasks.

        Raises:
            GeopolitikError: what the step raised, or Spark could not do a task.
        """
        context = self._session.sparkContext
        for jobs in _together(tasks, _EACH * context.defaultParallelism):
            found = context.parallelize(jobs, len(jobs)).map(partial(_done, step))
            for answer in _collected(found):
                if isinstance(answer, GeopolitikError):
                    raise answer
                yield answer


def _done(step: Callable[[Any], Any], packed: bytes) -> Any:
    """Do one task, on a worker; what goes wrong with it is an answer, for Spark would try it again."""
    try:
        return step(pickle.loads(packed))  # noqa: S301 - packed by our own driver
    except GeopolitikError as error:
        return error


def _together(tasks: Iterable[Task], most: int) -> Iterator[list[bytes]]:
    """The tasks packed, and parted into the lists of single Spark jobs."""
    waiting: list[bytes] = []
    size = 0
    for task in tasks:
        waiting.append(pickle.dumps(task, pickle.HIGHEST_PROTOCOL))
        size += len(waiting[-1])
        if len(waiting) >= most or size >= _AT_ONCE:
            yield waiting
            waiting, size = [], 0
    if waiting:
        yield waiting


def _collected(found: Any) -> list[Any]:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        answers: list[Any] = found.collect()
    except (Py4JError, PySparkException) as error:
        raised = _RAISED.findall(str(error))
        why = raised[-1] if raised else _first_line(error)
        raise GeopolitikError("Spark", f"could not do a task ({why[:200]})") from error
    return answers


def _session(master: str | None) -> Any:
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise UsageError(
            "--engine spark", "PySpark isn't installed", "pip install 'geopolitik[spark]'"
        ) from None
    building = SparkSession.builder.appName("geopolitik").config("spark.ui.enabled", "false")
    # Progress is shown by whoever asked for the work.
    building = building.config("spark.ui.showConsoleProgress", "false")
    if master is not None:
        building = building.master(master)
    if master is None or master.startswith("local"):
        # Spark would take another Python than this one, and a name of this machine that may not be known.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        building = building.config("spark.driver.host", "127.0.0.1")
        building = building.config("spark.driver.bindAddress", "127.0.0.1")
        building = building.config("spark.executorEnv.PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    try:
        session = building.getOrCreate()
    except (PySparkException, OSError) as error:
        raise UsageError(
            "--engine spark", f"Spark can't be started ({_first_line(error)})", "It needs Java 17 or later."
        ) from error
    session.sparkContext.setLogLevel("ERROR")
    return session


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0][:200]
