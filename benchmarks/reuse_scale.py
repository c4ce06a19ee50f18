"""Archives of 50,000 and 200,000 articles: how long, how much memory and disk, how fast they answer.

    python -m benchmarks.reuse_scale [--data DIR] [--keep FOLDER]

The articles are allsides' and seeded copies of them (`benchmarks.reuse_texts`). `geopolitik archive build`
and `pairs` run as commands on two processes, from lines of JSON to `pairs.parquet`. Memory is the sum over
their processes, shared pages counted once, looked at five times a second; growth is that of the processors'
work. `find` is asked for 60 words in a row of 1,000 articles, one process, the archive open and asked a
hundred times before. The commands are killed 20 times, at moments chosen by chance, while making an archive
of 2,000 articles; each time the next run goes on, and each that comes to its end is compared, file by file,
with one nobody disturbed. `--keep` leaves the archives in a folder, and takes texts that are there already.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.common import VARIABLE, Row, data_folder, markdown
from benchmarks.memory import alone, highest, together
from benchmarks.reuse_texts import enlarged, written

COUNTS = (50_000, 200_000)
_SEED = 20261122
_KILLED = 20
_SMALL = 2_000
_ASKED = 1_000
_WORDS = 60


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took."""

    seconds: float
    """By the clock."""
    work: float
    """Seconds of processors."""
    memory: float
    """MB of all its processes, at its highest."""
    first: float
    """MB of the process that begins the others."""
    said: str


def rows(data: Path, keep: Path | None = None) -> Iterator[Row]:
    """The figures, measured now."""
    with tempfile.TemporaryDirectory() as passing:
        folder = keep or Path(passing)
        taken: list[float] = []
        for count in COUNTS:
            place = folder / str(count)
            place.mkdir(parents=True, exist_ok=True)
            taken.append((yield from _made(data, place, count)))
        growth = taken[1] / taken[0]
        yield Row(
            f"{COUNTS[1] // COUNTS[0]} times the articles: times the work", f"{growth:.2f}", "4.6 (4.2)"
        )
        yield from _asked(folder / str(COUNTS[-1]) / "corpus")
        yield _killed(data, Path(passing))


def _made(data: Path, place: Path, count: int) -> Generator[Row, None, float]:
    """The rows of one archive; returns the seconds of processors that it took."""
    texts = place / "texts.jsonl"
    if not texts.exists():
        written(enlarged(data, count), texts)
    build = _run("build", texts, "--out", place / "corpus", "--processes", "2")
    pairs = _run("pairs", place / "corpus", "--out", place / "pairs.parquet", "--processes", "2")
    is_target = count == COUNTS[-1]
    figure = f"{build.seconds / 60:.1f} + {pairs.seconds / 60:.1f} min"
    work = build.work + pairs.work
    figure += f"; processors {work / 60:.1f} min"
    yield Row(f"{count:,} articles: build + pairs", figure, "60 (20) min" if is_target else "")
    yield Row(f"{count:,} articles: what was found", f"{build.said}; {pairs.said.rpartition(': ')[0]}")
    compared = _compared(place / "corpus")
    each = f"{compared / pairs.work:,.0f} of {compared:,}"
    yield Row(
        f"{count:,} articles: pairs compared per second and core", each, "40 (150)" if is_target else ""
    )
    memory = f"{build.memory:,.0f}; {pairs.memory:,.0f} MB"
    yield Row(f"{count:,} articles: memory, build; pairs", memory, "6 (3) GB" if is_target else "")
    yield Row(f"{count:,} articles: of it the process that puts all in order", f"{build.first:,.0f} MB")
    on_disk = sum(path.stat().st_size for path in (place / "corpus").rglob("*") if path.is_file())
    disk = (on_disk + (place / "pairs.parquet").stat().st_size) / 1e6
    raw = texts.stat().st_size / 1e6
    figure = f"{disk:,.0f} MB of {raw:,.0f} MB text"
    yield Row(f"{count:,} articles: disk", figure, "1 (0.5) GB" if is_target else "")
    return work


def _compared(folder: Path) -> int:
    """How many pairs an archive's records were compared in, as the parts of its pairs tell."""
    from geopolitik.index.archive.layout import Corpus
    from geopolitik.index.archive.tables import counts

    return sum(counts(part)["compared"] for part in Corpus(folder).pairs.iterdir())


def _command(*arguments: str | Path) -> list[str]:
    return [
        sys.executable,
        "-c",
        "from geopolitik.cli.main import main; main()",
        "archive",
        *map(str, arguments),
    ]


def _run(*arguments: str | Path) -> Run:
    """Run a command to its end."""
    before, start = _work(), time.perf_counter()
    with (
        subprocess.Popen(_command(*arguments), stdout=subprocess.PIPE, text=True) as process,
        highest(lambda: together(process.pid)) as held,
        highest(lambda: alone(process.pid)) as first,
    ):
        said, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{arguments[0]} failed")
    return Run(time.perf_counter() - start, _work() - before, held.memory, first.memory, said.strip())


def _work() -> float:
    """Seconds that processors have worked for commands that are over."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _asked(folder: Path) -> Iterator[Row]:
    from geopolitik.index.archive.layout import Corpus
    from geopolitik.index.archive.searching import Archive

    archive, chance = Archive(Corpus(folder)), random.Random(_SEED)
    times: list[float] = []
    hits = 0
    while len(times) < _ASKED + 100:
        number = chance.randrange(archive.shelf.count)
        words = archive.shelf.record(number).text.split()
        if len(words) < 2 * _WORDS:
            continue
        at = chance.randrange(len(words) - _WORDS)
        start = time.perf_counter()
        found = archive.find(" ".join(words[at : at + _WORDS]))
        times.append(1000 * (time.perf_counter() - start))
        first = archive.shelf.head(int(archive.shelf.wordings[number]), "id")
        hits += any(match.record.id == first for match in found)
    warm = times[100:]
    late = statistics.quantiles(warm, n=100)[98]
    figure = f"{statistics.median(warm):.1f}; {late:.1f} ms"
    yield Row(f"find in {archive.shelf.count:,}: median; p99", figure, "50; 200 (10; 50) ms")
    yield Row("find: its wording among the ten answers", f"{hits / len(times):.3f}")


def _killed(data: Path, folder: Path) -> Row:
    texts = folder / "small.jsonl"
    written(enlarged(data, _SMALL), texts)
    whole = folder / "undisturbed"
    seconds = _both(texts, whole)
    chance = random.Random(_SEED)
    disturbed = folder / "killed"
    killed, same = 0, True
    while killed < _KILLED:
        if _cut_off(texts, disturbed, chance.uniform(0.02, 0.6) * seconds):
            killed += 1
        else:
            same = same and _files(whole) == _files(disturbed)
            shutil.rmtree(disturbed)
    _both(texts, disturbed)
    same = same and _files(whole) == _files(disturbed)
    figure = "identical" if same else "different"
    return Row(f"killed {killed} times: all files as undisturbed", figure, "identical")


def _both(texts: Path, place: Path) -> float:
    start = time.perf_counter()
    _run("build", texts, "--out", place / "corpus", "--processes", "2")
    _run("pairs", place / "corpus", "--out", place / "pairs.parquet", "--processes", "2")
    return time.perf_counter() - start


def _cut_off(texts: Path, place: Path, after: float) -> bool:
    """Start both commands, kill them and their processes after some seconds; whether they were at it."""
    place.mkdir(exist_ok=True)
    build = _command("build", texts, "--out", place / "corpus", "--processes", "2")
    pairs = _command("pairs", place / "corpus", "--out", place / "pairs.parquet", "--processes", "2")
    end = time.monotonic() + after
    for command in (build, pairs):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
        try:
            process.wait(max(0.01, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return True
    return False


def _files(place: Path) -> dict[str, bytes]:
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Archives at scale.")
    parser.add_argument("--data", type=Path, help=f"folder with seeds/, data/, hostile/ (or {VARIABLE})")
    parser.add_argument("--keep", type=Path, help="leave the archives there")
    options = parser.parse_args()
    print(markdown(rows(data_folder(options.data), options.keep)))


if __name__ == "__main__":
    main()
