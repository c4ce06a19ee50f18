"""How long it takes to take in many articles, and one more.

    python -m benchmarks.ingest [--data DIR] [--articles N] [--minutes M] [--store FILE|ADDRESS]

The articles of `allsides` (37,544) are taken in from a file of JSON lines, as `geopolitik ingest` does it:
read, compared, each in its story with lineage and redline. After 45 minutes no more are begun; the table says
how many were taken in by then. 200 more come one by one: each is timed from its bytes to the end of its
transaction. Memory is what this process and those beside it have resident together, looked at each second.
Each thousand is told on standard error. A store that is named, here or in GEOPOLITIK_INGEST_STORE, is kept;
a run that is begun again with it goes on where it ended.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.common import VARIABLE, Row, data_folder, markdown
from geopolitik.app.house import House
from geopolitik.app.ingesting import ingest
from geopolitik.app.stories.ahead import looking_ahead
from geopolitik.app.stories.catching_up import growing
from geopolitik.app.stories.growing import arrived
from geopolitik.interpreter import seek_cycles_seldom
from geopolitik.model.capture import Capture, Declared
from geopolitik.model.growing import Outcome
from geopolitik.steps.collect import capture_bytes
from geopolitik.storage import captures, open_store, upkeep

ALL = 37_544
MINUTES = 45.0
STORE = "GEOPOLITIK_INGEST_STORE"
"""Names the store that is kept, where no command line does."""
_ONE_BY_ONE = 200
_TOLD = 1000


def records(data: Path) -> Iterator[dict[str, Any]]:
    """The articles of allsides, with the names that lines of JSON have for their parts."""
    path = data / "data/near_duplicate/allsides/articles.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            record["outlet"] = record.pop("source")
            yield record


def rows(
    data: Path, articles: int = ALL, store: str | None = None, minutes: float = MINUTES
) -> Iterator[Row]:
    """The figures, measured now."""
    # As the command does it.
    seek_cycles_seldom()
    store = store or os.environ.get(STORE)
    with tempfile.TemporaryDirectory() as folder:
        file, found = Path(folder) / "articles.jsonl", islice(records(data), articles)
        with file.open("w", encoding="utf-8") as lines:
            for record in islice(found, articles - _ONE_BY_ONE):
                lines.write(json.dumps(record) + "\n")
        single = list(found)
        house = House(open_store(store or Path(folder) / "store.db"))
        with house.store.reading() as r:
            before = len(captures.ids(r))
        memory = _Memory()
        with memory:
            done, seconds, worked = _taken_in(house, file, memory, 60 * minutes)
        beside = f", beside {before:,} taken in before" if before else ""
        yield Row(f"{done:,} articles taken in{beside}", f"{seconds / 60:.1f} min", "40 (15) for all")
        yield Row(
            "of these, working time of all processes an article", f"{1000 * worked / max(1, done):.0f} ms"
        )
        yield Row("peak memory", f"{memory.most:,.0f} MB", "2,000 (1,000)")
        with house.store.reading() as r:
            facts = upkeep.facts(r)
        yield Row("stories", f"{dict(facts.counts)['stories']:,}")
        yield Row("store on the disk", f"{facts.bytes / 1e6:,.0f} MB, of it {facts.free / 1e6:,.0f} MB free")
        median, p99 = _one_by_one(house, single)
        wanted = "300; 2,000 (100; 500)"
        yield Row(f"one article more ({len(single)}): median; p99", f"{median:.0f}; {p99:.0f} ms", wanted)
        house.store.close()


class _LateError(Exception):
    """No more are to be taken in."""


def _taken_in(house: House, file: Path, memory: _Memory, limit: float) -> tuple[int, float, float]:
    """How many were taken in within so many seconds, the time, and that of processors."""
    begun, before_it, done = time.monotonic(), _worked(), 0
    with looking_ahead(house) as ahead:
        grow = growing(house, ahead)

        def take(found: Sequence[Capture]) -> None:
            nonlocal done
            grow(found)
            before, done = done, done + len(found)
            seconds = time.monotonic() - begun
            if before // _TOLD != done // _TOLD:
                each = 1000 * (_worked() - before_it) / done
                told = f"{done:,}: {seconds / 60:.1f} min, {each:.0f} ms of work each, {memory.most:,.0f} MB"
                print(told, file=sys.stderr, flush=True)
            if seconds > limit:
                raise _LateError

        with suppress(_LateError):
            ingest(house, [file], arrived=take)
        worked = _worked() - before_it
    return done, time.monotonic() - begun, worked


def _worked() -> float:
    """Seconds that processors have worked for this process and those it started, gone ones too."""
    return sum(map(_seconds, _family(os.getpid())))


def _seconds(process: int) -> float:
    """Those of a process and its children that are gone; none if it is gone itself."""
    try:
        parts = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0
    return sum(map(int, parts[11:15])) / os.sysconf("SC_CLK_TCK")


def _one_by_one(house: House, found: Sequence[dict[str, Any]]) -> tuple[float, float]:
    """Median and 99th percentile of the milliseconds that an article takes."""
    taken = []
    for record in found:
        begun = time.perf_counter()
        text = f"{record['title'] or ''}\n\n{record['text']}"
        declared = Declared(record["outlet"], record["url"], record["date"] or None)
        (arrival,) = arrived(house, [capture_bytes(text.encode(), record["id"], declared=declared)])
        if arrival.outcome is not Outcome.KNOWN:
            taken.append(1000 * (time.perf_counter() - begun))
    return statistics.median(taken), sorted(taken)[int(0.99 * len(taken)) - 1]


class _Memory:
    """Looks each second at what this process and its children have resident."""

    def __init__(self) -> None:
        self.most = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(1):
            self.most = max(self.most, sum(map(_resident, _family(os.getpid()))))


def _family(process: int) -> list[int]:
    """A process and all that it has started."""
    found = [process]
    for parent in found:
        for tasks in Path(f"/proc/{parent}/task").glob("*/children"):
            found += [int(child) for child in tasks.read_text().split()]
    return found


def _resident(process: int) -> float:
    """Megabytes; none if it is gone."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except FileNotFoundError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="How long it takes to take in articles.")
    parser.add_argument("--data", type=Path, help=f"folder that holds data/ (or {VARIABLE})")
    parser.add_argument("--articles", type=int, default=ALL, help="how many")
    parser.add_argument("--store", help="a new store that is kept: a file, or an address of PostgreSQL's")
    parser.add_argument("--minutes", type=float, default=MINUTES, help="for how long at the most")
    options = parser.parse_args()
    print(markdown(rows(data_folder(options.data), options.articles, options.store, options.minutes)))


if __name__ == "__main__":
    main()
