"""Archives beside datasketch and passim, and on Spark: the index, pairs with passages, the same bytes.

    GEOPOLITIK_PASSIM=.../bin/python python -m benchmarks.peers [--data DIR] [--articles N]

The crowd of allsides, read from one file of JSON lines by each. datasketch makes `MinHashLSH` (threshold
.5) of 64 permutations over the same shingles, runs of four words: as its documentation has it, text by text
in one process; and once more with signatures from two. Ours is `archive build` with two processes, which
also keeps the texts, packed; datasketch keeps none.

The index alone, apart from reading and cleaning, is measured in one process each, from the same words in
memory: runs of four, their hashes and the index on either side. Ours hashes the words too, looks for
wordings, and writes the index sorted to disk. datasketch does as its documentation has it for many sets:
signatures in bulk, an insertion session without looking for double keys; by SHA-1, and with CRC-32 in its
place, since it takes any hash. Ours parts texts itself, so that lists of words are first put together for it;
hence both are measured once more from lines, which are split at their blanks for datasketch. What is asked
for is ten times by the processors' time, from lists of words, by its own hash.

passim runs on Spark's `local[2]` as its command does by default (25 letters, pairs across series), up to
the passages of pairs; the clusters that it makes of these need a further Java library, and are not made. It
is measured on the first articles of the crowd, as ours is beside it; and on all, where it is stopped after
ten times what ours took, or a quarter of an hour: a yardstick may not take hours. Neither is shipped:
datasketch and passim (`pip install git+https://github.com/dasmiq/passim`, Java 17) are installed where one
measures, passim in an environment of its own, whose Python is named. Both times are told: by the clock, and
of the processors. Our own stages run on Spark's `local[2]` as well, and every file of the archive and the
pairs is compared with those of one machine.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, suppress
from functools import partial
from importlib import metadata
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from sys import intern
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from benchmarks.common import VARIABLE, Row, data_folder, markdown
from benchmarks.reuse import Cost, taking
from benchmarks.reuse_texts import Row as Article
from benchmarks.reuse_texts import crowd, written
from geopolitik.index.archive import shards
from geopolitik.index.archive.features import features_of
from geopolitik.index.archive.grams import SHARDS
from geopolitik.index.archive.layout import Corpus
from geopolitik.index.archive.wordings import wordings
from geopolitik.runners.building import build
from geopolitik.runners.engine import Engine
from geopolitik.runners.local import LocalEngine
from geopolitik.runners.pairing import pair
from geopolitik.runners.reading import held, record
from geopolitik.runners.spark import SparkEngine
from geopolitik.text.fingerprints import words_of
from geopolitik.text.word_arrays import word_hashes

PASSIM = "GEOPOLITIK_PASSIM"
ARTICLES = 3000
"""So many of the crowd for passim and for ours beside it."""
_PATIENCE, _LONGEST = 10, 15 * 60
"""On the whole crowd passim is given so many times what ours takes, and so many seconds at the most."""
_PERMUTATIONS = 64
_SHINGLE = 4
_TOGETHER = 8


def rows(data: Path, articles: int = ARTICLES) -> Iterator[Row]:
    """The figures, measured now."""
    with tempfile.TemporaryDirectory() as folder:
        texts = list(crowd(data))
        file, part = Path(folder) / "crowd.jsonl", Path(folder) / "part.jsonl"
        written(texts, file)
        written(texts[:articles], part)
        ours = _timed(partial(_built, file, Path(folder) / "corpus"))
        yield Row(f"index of {len(texts):,} articles, ours", _told(ours))
        yield from _beside_datasketch(file, ours)
        yield from _indexing_alone(texts)
        local = Path(folder) / "local"
        ours = _timed(partial(_paired, LocalEngine(2), part, local))
        yield Row(f"pairs with passages of {articles:,} articles, ours with its index", _told(ours))
        yield from _beside_passim(part, local, ours.seconds)
        yield _on_spark(part, local)
        yield from _all_beside_passim(len(texts), file, Path(folder) / "all")


def _beside_datasketch(file: Path, ours: Cost) -> Iterator[Row]:
    if find_spec("datasketch") is None:
        yield Row("datasketch is not installed", "not measured")
        return
    theirs = _timed(partial(_sketched, file))
    version = metadata.version("datasketch")
    yield Row(f"the same, datasketch {version}", f"{_told(theirs)}: {_times(theirs, ours)}")
    theirs = _timed(partial(_sketched_by_two, file))
    yield Row("the same, its signatures from two processes", f"{_told(theirs)}: {_times(theirs, ours)}")


def _times(theirs: Cost, ours: Cost) -> str:
    clock, work = theirs.seconds / ours.seconds, theirs.processor / ours.processor
    return f"{clock:.1f} × ours by the clock, {work:.1f} × its processors' time"


def _told(cost: Cost) -> str:
    return f"{cost.seconds:.1f} s, {cost.processor:.1f} s of processors"


def _timed(work: Callable[[], Any]) -> Cost:
    with taking() as cost:
        work()
    return cost


def _built(file: Path, folder: Path) -> None:
    with LocalEngine(2) as engine:
        build(Corpus(folder), held([str(file)]), record, engine)


def _paired(opened: AbstractContextManager[Engine], file: Path, folder: Path) -> None:
    corpus = Corpus(folder / "corpus")
    with opened as engine:
        build(corpus, held([str(file)]), record, engine)
        pair(corpus, folder / "pairs.parquet", engine)


def _indexing_alone(texts: Sequence[Article]) -> Iterator[Row]:
    """The index without reading and cleaning: both start from the same words."""
    words = [[intern(word) for word in words_of(text.text)] for text in texts]
    lines = [" ".join(some) for some in words]
    sites = np.unique([text.series for text in texts], return_inverse=True)[1].astype(np.int32)
    head = f"index alone of {len(texts):,} articles, from"
    ours = _timed(lambda: _sorted(map(" ".join, words), sites))
    yield Row(f"{head} lists of words: ours", _told(ours))
    yield from _in_bulk("lists of words", lambda: words, ours, "10 × (30 ×)")
    ours = _timed(lambda: _sorted(lines, sites))
    yield Row(f"{head} lines of words: ours", _told(ours))
    yield from _in_bulk("lines of words", lambda: map(str.split, lines), ours)


def _in_bulk(
    given: str, words: Callable[[], Iterable[Sequence[str]]], ours: Cost, target: str = ""
) -> Iterator[Row]:
    if find_spec("datasketch") is None:
        return
    for name, hashed in {"SHA-1, its own": None, "CRC-32": crc32}.items():
        theirs = _timed(partial(_inserted, words(), hashed))
        figure = f"{_told(theirs)}: {_times(theirs, ours)}"
        yield Row(f"from {given}: datasketch in bulk, by {name}", figure, "" if hashed else target)


def _sorted(texts: Iterable[str], sites: NDArray[np.int32]) -> None:
    """Ours, each text on a day of its own."""
    rest = iter(texts)
    parts = iter(lambda: list(islice(rest, _TOGETHER)), [])
    found = features_of(map(word_hashes, parts))
    numbers = np.arange(len(found.forms))
    leads = wordings([found], [numbers])
    lead = np.where(leads == numbers, numbers, -1)
    with tempfile.TemporaryDirectory() as folder:
        for shard in range(SHARDS):
            place = Path(folder) / f"{shard:02x}"
            shards.write(place, shard, [found.entries], [lead], sites, numbers.astype(np.int32))


def _inserted(texts: Iterable[Sequence[str]], hashed: Callable[[bytes], int] | None) -> None:
    """What datasketch's documentation has for many sets."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS)
    sketches = MinHash.generator(map(_shingles, texts), num_perm=_PERMUTATIONS, hashfunc=hashed)
    with index.insertion_session() as session:
        for number, sketch in enumerate(sketches):
            session.insert(b"%d" % number, sketch, check_duplication=False)


def _sketched(file: Path) -> None:
    from datasketch import MinHashLSH

    index = MinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS)
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            index.insert(*_sketch(line))


def _sketched_by_two(file: Path) -> None:
    from datasketch import MinHashLSH

    index = MinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS)
    with file.open(encoding="utf-8") as lines, ProcessPoolExecutor(2) as pool:
        for key, sketch in pool.map(_sketch, lines, chunksize=200):
            index.insert(key, sketch)


def _sketch(line: str) -> tuple[str, Any]:
    row = json.loads(line)
    return row["id"], _signature(words_of(row["text"]))


def _signature(words: Sequence[str]) -> Any:
    from datasketch import MinHash

    sketch = MinHash(num_perm=_PERMUTATIONS)
    sketch.update_batch(_shingles(words))
    return sketch


def _shingles(words: Sequence[str]) -> list[bytes]:
    """Runs of four words; a text of fewer is one."""
    if len(words) < _SHINGLE:
        return [" ".join(words).encode()]
    runs = zip(*(words[at:] for at in range(_SHINGLE)), strict=False)
    return [" ".join(run).encode() for run in runs]


def _beside_passim(part: Path, local: Path, ours: float) -> Iterator[Row]:
    python = _python_of_passim()
    if python is None:
        yield Row(f"passim: {PASSIM} is not set, or there is no Java", "not measured")
        return
    out = local / "passim"
    theirs = _timed(partial(_passim, python, part, out)).seconds
    beside = f"{theirs:.0f} s, {theirs / ours:.0f} × ours"
    yield Row("the same, passim on Spark local[2]", beside, "5 × (20 ×)")
    found = _pairs_of(local / "pairs.parquet", "a", "b")
    yield Row(
        "pairs found: ours; passim",
        f"{found:,}; {_pairs_of(out / 'tmp' / 'extents.parquet', 'uid', 'uid2'):,}",
    )


def _all_beside_passim(articles: int, file: Path, local: Path) -> Iterator[Row]:
    ours = _timed(partial(_paired, LocalEngine(2), file, local))
    yield Row(f"pairs with passages of all {articles:,} articles, ours with its index", _told(ours))
    python = _python_of_passim()
    if python is None:
        return
    limit = min(_PATIENCE * ours.seconds, _LONGEST)
    try:
        theirs = _timed(partial(_passim, python, file, local / "passim", limit)).seconds
        figure = f"{theirs:.0f} s, {theirs / ours.seconds:.0f} × ours"
    except subprocess.TimeoutExpired:
        figure = f"not done after {limit:.0f} s: more than {limit / ours.seconds:.0f} × ours"
    yield Row("the same, passim on Spark local[2]", figure, "5 × (20 ×)")


def _python_of_passim() -> str | None:
    return os.environ.get(PASSIM) if shutil.which("java") is not None else None


def _on_spark(part: Path, local: Path) -> Row:
    if find_spec("pyspark") is None or shutil.which("java") is None:
        return Row("on Spark: PySpark or Java is not installed", "not measured")
    there = local.parent / "spark"
    taken = _timed(partial(_paired, SparkEngine("local[2]"), part, there)).seconds
    files = {path.relative_to(local) for path in local.rglob("*") if path.is_file()}
    made = {path for path in files if path.parts[0] != "passim"}
    same = sum((local / path).read_bytes() == (there / path).read_bytes() for path in made)
    figure = f"{taken:.1f} s; {same} of {len(made)} files identical"
    return Row("ours on Spark local[2], its start included", figure, "all identical")


def _passim(python: str, file: Path, out: Path, limit: float | None = None) -> None:
    options = ["--all-pairs", "--fields", "xxhash64(series) as gid", "--filterpairs", "gid < gid2"]
    submit = "--master local[2] --driver-memory 8g --conf spark.ui.enabled=false pyspark-shell"
    command = [python, "-m", "passim.seriatim", *options, "--to-extents", str(file), str(out)]
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        "PYSPARK_PYTHON": python,
        "PYSPARK_SUBMIT_ARGS": submit,
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    # In a group of its own: Java and the Pythons that it starts end with it.
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    ) as running:
        try:
            if running.wait(limit):
                raise subprocess.CalledProcessError(running.returncode, command)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)


def _pairs_of(path: Path, a: str, b: str) -> int:
    from pyarrow import parquet

    table = parquet.read_table(path, columns=[a, b])
    return int(table.group_by([a, b]).aggregate([]).num_rows)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Archives beside datasketch and passim.")
    parser.add_argument("--data", type=Path, help=f"folder with seeds/, data/, hostile/ (or {VARIABLE})")
    parser.add_argument("--articles", type=int, default=ARTICLES, help="how many for passim")
    options = parser.parse_args()
    print(markdown(rows(data_folder(options.data), options.articles)))


if __name__ == "__main__":
    main()
