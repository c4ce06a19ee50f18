"""How long a trace and the import take.

    python -m benchmarks.speed [--data DIR]

Two texts of about 900 words (the seeds), traced in one process after a first trace has loaded what is loaded
on first use; the median of 30 runs. Pin it to one core with `taskset -c 0`. Import times are medians over
fresh interpreters, less the time of an interpreter that imports nothing.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.common import Row, main
from geopolitik import trace

RUNS = 30
STARTS = 9


def median_ms(run: Callable[[], object], times: int) -> float:
    """The median wall time of a call, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def start_ms(code: str) -> float:
    """The median time of a fresh interpreter that runs some code, in milliseconds."""
    return median_ms(lambda: subprocess.run([sys.executable, "-c", code], check=True), STARTS)


def rows(data: Path) -> Iterator[Row]:
    """The figures, measured now."""
    files = sorted((data / "seeds").glob("*.txt"))
    start = time.perf_counter()
    trace(*files)
    first = 1000 * (time.perf_counter() - start)
    yield Row(
        "two 900-word texts traced, after import",
        f"{median_ms(lambda: trace(*files), RUNS):.0f} ms",
        "150 ms (50 ms)",
    )
    yield Row("the first trace of a process, which loads word lists and numpy", f"{first:.0f} ms")
    nothing = start_ms("pass")
    yield Row("import geopolitik", f"{start_ms('import geopolitik') - nothing:.0f} ms", "300 ms (150 ms)")
    names = "from geopolitik import trace, compare"
    yield Row("from geopolitik import trace, compare", f"{start_ms(names) - nothing:.0f} ms")


if __name__ == "__main__":
    main(__doc__ or "", rows)
