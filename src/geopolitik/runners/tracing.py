"""Tracing an archive: relations, directions, kinds, origins and changes of each cluster of texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from geopolitik.index.archive import schemas
from geopolitik.index.archive.clusters import clusters
from geopolitik.index.archive.files import once, remove, sweep
from geopolitik.index.archive.layout import Corpus
from geopolitik.index.archive.shelf import Shelf, opened
from geopolitik.index.archive.tables import counts, read_part, write_parquet, write_part
from geopolitik.runners.engine import Engine, Progress, stage
from geopolitik.runners.pairing import STRIPE, paired, part
from geopolitik.runners.stemmas import Member, stemma

_TOGETHER = 32
"""Records of a task, or one cluster that has more."""
_Cluster = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """What was found."""

    clusters: int
    records: int
    bounded: int
    """Clusters with records that were not traced: there were too many, or they can't be read."""


@dataclass(frozen=True, slots=True)
class ClustersTask:
    """Trace some clusters."""

    corpus: Corpus
    clusters: tuple[_Cluster, ...]
    out: Path


def trace(corpus: Corpus, out: Path, engine: Engine, *, progress: Progress | None = None) -> Traced:
    """Write `stemma.parquet`, or go on where it was left; pairs are found first if the archive has none yet.

    Args:
        corpus: a whole archive.
        out: the file, with the columns of `schemas.stemma()`; it is there once it is whole.
        engine: runs the tasks.
        progress: told how far each stage is.

    Raises:
        ArchiveError: the archive isn't whole.
    """
    parts = paired(corpus, engine, progress=progress)
    found = clusters(map(read_part, parts), opened(corpus).count)
    work = corpus.work / "stemma"
    work.mkdir(parents=True, exist_ok=True)
    sweep(work)
    tasks = [
        ClustersTask(corpus, some, work / f"{number:06d}.arrow")
        for number, some in enumerate(_batches(found))
    ]
    stage("trace", engine, trace_clusters, tasks, progress)
    records = write_parquet(out, schemas.stemma(), (read_part(task.out) for task in tasks))
    bounded = sum(counts(task.out)["bounded"] for task in tasks)
    remove(corpus.work)
    return Traced(len(found), records, bounded)


def trace_clusters(task: ClustersTask) -> None:
    """Do a task."""
    import pyarrow as pa

    def make(path: Path) -> None:
        shelf = opened(task.corpus)
        traced = [stemma(_members(shelf, task.corpus, cluster)) for cluster in task.clusters]
        rows = [row for one in traced for row in one]
        bounded = sum(not all(row["traced"] for row in one) for one in traced)
        write_part(path, pa.Table.from_pylist(rows, schema=schemas.stemma()), {"bounded": bounded})

    once(task.out, make)


def _members(shelf: Shelf, corpus: Corpus, cluster: _Cluster) -> list[Member]:
    likest = _likest(corpus, cluster)
    return [
        Member(
            shelf.record(number),
            shelf.head(int(shelf.wordings[number]), "id"),
            shelf.head(likest[number], "id") if number in likest else "",
        )
        for number in cluster
    ]


def _likest(corpus: Corpus, cluster: _Cluster) -> dict[int, int]:
    """Of each record the earlier one of which it holds most."""
    best: dict[int, tuple[float, int]] = {}
    within = set(cluster)
    for stripe in sorted({number // STRIPE for number in cluster}):
        table = read_part(part(corpus, stripe))
        sides = (table[name].to_pylist() for name in (*schemas.NUMBERS, "b_share"))
        for a, b, share in zip(*sides, strict=True):
            if a in within and b in within:
                best[b] = max(best.get(b, (0.0, 0)), (share, -a))
    return {b: -a for b, (_, a) in best.items()}


def _batches(found: Sequence[_Cluster]) -> Iterator[tuple[_Cluster, ...]]:
    waiting: list[_Cluster] = []
    for cluster in found:
        if waiting and sum(map(len, waiting)) + len(cluster) > _TOGETHER:
            yield tuple(waiting)
            waiting = []
        waiting.append(cluster)
    if waiting:
        yield tuple(waiting)
