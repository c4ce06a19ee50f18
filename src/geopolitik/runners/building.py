"""Building an archive: from pages to partitions, and from partitions to the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import msgspec

from geopolitik.errors import GeopolitikError
from geopolitik.index.archive import partition
from geopolitik.index.archive.files import load_json, remove, sweep, whole
from geopolitik.index.archive.layout import ArchiveError, Corpus
from geopolitik.index.archive.partition import Made
from geopolitik.model.archive import Record, SetAside
from geopolitik.runners.engine import Engine, Progress
from geopolitik.runners.indexing import Indexed, index
from geopolitik.steps.collect.files import Held, Page, Unread

RECORDS = 4096
"""Records of a partition."""
_BYTES = 64 * 1024 * 1024
"""Of the pages that a partition is made from; it ends before it holds more."""
Read = Callable[[Page], Record]


@dataclass(frozen=True, slots=True)
class Part:
    """A task: make one partition of what the input holds there."""

    folder: Path
    held: tuple[Page | Unread, ...]
    read: Read


def build(
    corpus: Corpus,
    held: Iterable[Held],
    read: Read,
    engine: Engine,
    *,
    records: int = RECORDS,
    progress: Progress | None = None,
) -> Indexed:
    """Make an archive, or go on where it was left.

    A partition is left as it is if it was made of the same input. What follows from all partitions doesn't
    depend on how many there are.

    Args:
        held: what the input holds, in an order that is the same each time.
        read: makes a record of a page; runs where the engine runs.
        records: so many go into a partition.
        progress: told how far each stage is.

    Raises:
        ArchiveError: nothing in the input can be read.
    """
    corpus.partitions.mkdir(parents=True, exist_ok=True)
    sweep(corpus.partitions)
    made: list[Made] = []
    parts = _parts(corpus, held, read, records)
    for one in engine.run(made_part, parts):
        made.append(one)
        if progress is not None:
            progress("read", sum(part.records for part in made), 0)
    if not made:
        raise ArchiveError(
            str(corpus.folder), "gets nothing: the input is empty", "Name files that hold texts"
        )
    for stale in corpus.partitions.iterdir():
        if int(stale.name) >= len(made):
            remove(stale)
    return index(corpus, made, engine, progress=progress)


def made_part(part: Part) -> Made:
    """Make a partition, unless it is there and was made of the same."""
    digest = _digest(part.held)
    told = part.folder / "made.json"
    if told.exists():
        made: Made = load_json(told, Made)
        if made.digest == digest:
            return made
    records: list[Record] = []
    bad: list[SetAside] = []
    for one in part.held:
        if isinstance(one, Unread):
            bad += [SetAside(one.name, one.reason)] if one.is_bad else []
            continue
        record = _record(one, part.read)
        if isinstance(record, Record):
            records.append(record)
        else:
            bad.append(record)
    with whole(part.folder) as folder:
        return partition.write(folder, records, bad, digest)


def _record(page: Page, read: Read) -> Record | SetAside:
    try:
        record = read(page)
    except GeopolitikError as error:
        return SetAside(page.name, error.reason)
    if not record.text.strip():
        return SetAside(page.name, "holds no text")
    if len(record.text) > partition.LONGEST:
        return SetAside(page.name, f"is longer than {partition.LONGEST:,} signs: no article is")
    return record


def _parts(corpus: Corpus, held: Iterable[Held], read: Read, records: int) -> Iterator[Part]:
    waiting: list[Page | Unread] = []
    size = number = 0
    for one in held:
        longer = len(one.content) if isinstance(one, Page) else 0
        if waiting and (len(waiting) >= records or size + longer > _BYTES):
            yield Part(corpus.partition(number), tuple(waiting), read)
            waiting, size, number = [], 0, number + 1
        waiting.append(one)
        size += longer
    if waiting:
        yield Part(corpus.partition(number), tuple(waiting), read)


def _digest(held: tuple[Page | Unread, ...]) -> str:
    total = blake2b(digest_size=16)
    for one in held:
        total.update(msgspec.msgpack.encode(one))
    return total.hexdigest()
