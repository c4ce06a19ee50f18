"""Making the index of an archive once its partitions are whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from numpy.typing import NDArray

from geopolitik.index.archive import features, shards
from geopolitik.index.archive.files import load, load_json, once, remove, save, save_json, sweep, whole
from geopolitik.index.archive.grams import SHARDS
from geopolitik.index.archive.layout import VERSION, ArchiveError, Corpus
from geopolitik.index.archive.ordering import NOWHERE, Order, order
from geopolitik.index.archive.partition import Made, columns
from geopolitik.index.archive.shelf import numbered
from geopolitik.index.archive.wordings import wordings
from geopolitik.model.archive import SetAside
from geopolitik.runners.engine import Engine, Progress, stage

if TYPE_CHECKING:
    import pyarrow

FURNITURE = "furniture.npy"


@dataclass(frozen=True, slots=True)
class Indexed:
    """What an archive holds; its manifest."""

    version: int
    records: int
    wordings: int
    set_aside: int
    partitions: tuple[Made, ...]


@dataclass(frozen=True, slots=True)
class FeaturesTask:
    """Find the features of a partition that was made by an earlier run."""

    partition: Path
    out: Path


@dataclass(frozen=True, slots=True)
class ShardTask:
    """Sort one shard of the index."""

    number: int
    features: tuple[Path, ...]
    work: Path
    out: Path


def index(
    corpus: Corpus, made: Sequence[Made], engine: Engine, *, progress: Progress | None = None
) -> Indexed:
    """Make the index of whole partitions, or go on where it was left; what fits them already is kept.

    Raises:
        ArchiveError: there is no record in them.
    """
    if corpus.manifest.exists():
        known: Indexed = load_json(corpus.manifest, Indexed)
        if known.version == VERSION and known.partitions == tuple(made):
            # Pairs and traces that are unfinished stay.
            remove(corpus.work if _made_of(corpus).exists() else corpus.all_features)
            return known
    for stale in (corpus.manifest, corpus.index, corpus.pairs):
        remove(stale)
    work = _workplace(corpus, made)
    partitions = [corpus.partition(n) for n in range(len(made))]
    found = tuple(corpus.features(n, one.digest) for n, one in enumerate(made))
    missing = [FeaturesTask(*both) for both in zip(partitions, found, strict=True) if not both[1].exists()]
    stage("features", engine, write_features, missing, progress)
    ordered = order(partitions)
    set_aside = _set_aside(corpus, made, ordered)
    if not len(ordered.heads):
        raise ArchiveError(
            str(corpus.folder), "gets nothing: no record can be read", f"See {corpus.set_aside}"
        )
    leads = _leads(ordered, [features.read(folder) for folder in found], work)
    index_work = work / "index"
    index_work.mkdir(exist_ok=True)
    sweep(index_work)
    shard_tasks = [ShardTask(n, found, work, index_work / f"{n:02x}") for n in range(SHARDS)]
    stage("sort", engine, write_shard, shard_tasks, progress)
    _write_heads(index_work / "records.arrow", ordered, leads)
    _gather_furniture(index_work, [task.out for task in shard_tasks])
    index_work.rename(corpus.index)
    count = len(leads)
    result = Indexed(
        VERSION,
        records=count,
        wordings=int((leads == np.arange(count)).sum()),
        set_aside=set_aside,
        partitions=tuple(made),
    )
    save_json(corpus.manifest, result)
    remove(corpus.work)
    return result


def write_features(task: FeaturesTask) -> None:
    """Do a task."""
    texts = columns(task.partition, "text")["text"].to_pylist()
    once(task.out, lambda folder: features.write(folder, texts))


def write_shard(task: ShardTask) -> None:
    """Do a task."""
    sites, days = (load(task.work / f"{name}.npy") for name in ("sites", "days"))
    leads, bounds = (load(task.work / f"{name}.npy") for name in ("leads", "bounds"))
    found = [features.read_entries(folder) for folder in task.features]
    parts = np.split(leads, bounds)
    once(task.out, lambda folder: shards.write(folder, task.number, found, parts, sites, days))


def _made_of(corpus: Corpus) -> Path:
    """What the unfinished index is made of; pairs and traces that are unfinished have no such file."""
    return corpus.work / f"made-of-{VERSION}.json"


def _workplace(corpus: Corpus, made: Sequence[Made]) -> Path:
    """The folder of what is unfinished: features, and what was made of the same partitions."""
    told = _made_of(corpus)
    if not told.exists() or load_json(told, tuple[Made, ...]) != tuple(made):
        corpus.work.mkdir(exist_ok=True)
        for path in corpus.work.iterdir():
            if path != corpus.all_features:
                remove(path)
        save_json(told, tuple(made))
    for folder in (corpus.work, corpus.all_features):
        sweep(folder)
    return corpus.work


def _leads(ordered: Order, found: Sequence[features.Features], work: Path) -> NDArray[np.int64]:
    """Of each record, by number, the one that leads its wording; what shards need is written down."""
    leads = wordings(found, ordered.numbers)
    numbers = np.concatenate(ordered.numbers)
    first = (numbers != NOWHERE) & (leads[numbers] == numbers)
    save(work / "leads.npy", np.where(first, numbers, NOWHERE))
    save(work / "bounds.npy", np.cumsum([len(part) for part in ordered.numbers])[:-1])
    save(work / "sites.npy", numbered(ordered.heads["site"]))
    save(work / "days.npy", _days(ordered.heads))
    return leads


def _days(heads: pyarrow.Table) -> NDArray[np.int32]:
    """The days of records as ordinals; below nought, each its own, where there is none."""
    coded = heads["date"].combine_chunks().dictionary_encode()
    ordinals = np.array([_ordinal(text) for text in coded.dictionary.to_pylist()], np.int32)
    days: NDArray[np.int32] = ordinals[coded.indices.to_numpy()]
    unknown = days == 0
    days[unknown] = -1 - np.flatnonzero(unknown)
    return days


def _ordinal(text: str) -> int:
    try:
        return date.fromisoformat(text[:10]).toordinal()
    except ValueError:
        return 0


def _gather_furniture(folder: Path, parts: Sequence[Path]) -> None:
    """One sorted array of what is furniture where, in place of one in each shard."""
    path = folder / FURNITURE
    if not path.exists():
        save(path, np.concatenate([load(part / FURNITURE) for part in parts]))
    for part in parts:
        (part / FURNITURE).unlink(missing_ok=True)


def _write_heads(path: Path, ordered: Order, leads: NDArray[np.int64]) -> None:
    """Who the records are, by number: unpacked, so that a single one is had from the mapped file."""
    import pyarrow as pa

    heads = ordered.heads.append_column("wording", pa.array(leads.astype(np.int32)))
    with (
        whole(path) as aside,
        pa.OSFile(str(aside), "wb") as sink,
        pa.ipc.new_file(sink, heads.schema) as file,
    ):
        file.write_table(heads.combine_chunks())


def _set_aside(corpus: Corpus, made: Sequence[Made], ordered: Order) -> int:
    """Write down all records that could not be taken in, and count them."""
    count = sum(part.set_aside for part in made) + len(ordered.doubles)
    with whole(corpus.set_aside) as aside, aside.open("wb") as file:
        for n in range(len(made)):
            file.write((corpus.partition(n) / "set-aside.jsonl").read_bytes())
        for name in ordered.doubles:
            file.write(msgspec.json.encode(SetAside(name, "has the id of an earlier record")) + b"\n")
    return count
