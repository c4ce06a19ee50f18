"""Pairing an archive: who reuses whom, with passages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geopolitik.index.archive import candidates, schemas
from geopolitik.index.archive.files import load, once, remove, sweep
from geopolitik.index.archive.grams import SHARDS
from geopolitik.index.archive.layout import Corpus
from geopolitik.index.archive.shards import Shard
from geopolitik.index.archive.shelf import opened
from geopolitik.index.archive.tables import counts, read_part, write_parquet, write_part
from geopolitik.index.archive.verifying import verified
from geopolitik.runners.engine import Engine, Progress, stage
from geopolitik.text.distinct import distinct

STRIPE = 1024
"""Records whose pairs with later ones are verified in one task."""


@dataclass(frozen=True, slots=True)
class Paired:
    """What was found."""

    compared: int
    """Pairs of records that were worth comparing."""
    pairs: int
    """Those of them that share passages."""
    passages: int


@dataclass(frozen=True, slots=True)
class ShardTask:
    """Find the pairs that the 4-grams of one shard make."""

    corpus: Corpus
    shard: int


@dataclass(frozen=True, slots=True)
class StripeTask:
    """Compare the records of one stripe with the later ones that they are paired with."""

    corpus: Corpus
    stripe: int


def pair(corpus: Corpus, out: Path, engine: Engine, *, progress: Progress | None = None) -> Paired:
    """Write `pairs.parquet`, or go on where it was left.

    Args:
        corpus: a whole archive.
        out: the file, with the columns of `schemas.pairs()`; it is there once it is whole.
        engine: runs the tasks.
        progress: told how far each stage is.

    Raises:
        ArchiveError: the archive isn't whole.
    """
    parts = paired(corpus, engine, progress=progress)
    tables = (read_part(part).drop_columns(list(schemas.NUMBERS)) for part in parts)
    rows = write_parquet(out, schemas.pairs(), tables)
    told = [counts(part) for part in parts]
    compared, pairs = (sum(one[key] for one in told) for key in ("compared", "pairs"))
    remove(corpus.work)
    return Paired(compared, pairs, rows)


def paired(corpus: Corpus, engine: Engine, *, progress: Progress | None = None) -> list[Path]:
    """Find the pairs of an archive, unless it has them; their parts in order.

    Raises:
        ArchiveError: the archive isn't whole.
    """
    stripes = -(-opened(corpus).count // STRIPE)
    if not corpus.pairs.exists():
        for folder in (_candidates(corpus), _parts(corpus)):
            folder.mkdir(parents=True, exist_ok=True)
            sweep(folder)
        stage("candidates", engine, find_candidates, [ShardTask(corpus, n) for n in range(SHARDS)], progress)
        stage("compare", engine, verify, [StripeTask(corpus, n) for n in range(stripes)], progress)
        _parts(corpus).rename(corpus.pairs)
    remove(_candidates(corpus))
    return [part(corpus, n) for n in range(stripes)]


def part(corpus: Corpus, stripe: int) -> Path:
    """Where the pairs are whose earlier record is in a stripe."""
    return corpus.pairs / _name(stripe)


def find_candidates(task: ShardTask) -> None:
    """Do a task."""

    def make(folder: Path) -> None:
        shelf, shard = opened(task.corpus), Shard(task.corpus.index / f"{task.shard:02x}")
        pairs, shared = candidates.pairs_of(shard.keys, shard.wordings, shelf.count)
        folder.mkdir()
        np.save(folder / "pairs.npy", pairs)
        np.save(folder / "shared.npy", shared)

    once(_candidates(task.corpus) / f"{task.shard:02x}", make)


def verify(task: StripeTask) -> None:
    """Do a task."""

    def make(path: Path) -> None:
        pairs = _worth_it(task)
        table = verified(opened(task.corpus), pairs)
        found = len(table.group_by(list(schemas.NUMBERS)).aggregate([]))
        write_part(path, table, {"compared": len(pairs), "pairs": found})

    once(_parts(task.corpus) / _name(task.stripe), make)


def _worth_it(task: StripeTask) -> list[tuple[int, int]]:
    """The pairs of a stripe: what shares 4-grams, and witnesses with the first of their wording; in order."""
    first, end = task.stripe * STRIPE, (task.stripe + 1) * STRIPE
    low, high = (np.uint64(n) << np.uint64(32) for n in (first, end))
    slices = []
    for shard in range(SHARDS):
        folder = _candidates(task.corpus) / f"{shard:02x}"
        pairs, shared = load(folder / "pairs.npy"), load(folder / "shared.npy")
        start, stop = np.searchsorted(pairs, [low, high])
        slices.append((pairs[start:stop], shared[start:stop]))
    pairs = candidates.merged(slices)
    wordings = opened(task.corpus).wordings
    witnesses = np.flatnonzero(
        (wordings >= first) & (wordings < end) & (wordings != np.arange(len(wordings)))
    )
    copies = (wordings[witnesses].astype(np.uint64) << np.uint64(32)) | witnesses.astype(np.uint64)
    both = distinct(np.concatenate((pairs, copies)))
    return list(zip((both >> np.uint64(32)).tolist(), both.astype(np.uint32).tolist(), strict=True))


def _candidates(corpus: Corpus) -> Path:
    return corpus.work / "candidates"


def _parts(corpus: Corpus) -> Path:
    return corpus.work / "pairs"


def _name(stripe: int) -> str:
    return f"{stripe:06d}.arrow"
