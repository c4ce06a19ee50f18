"""Building an archive: from pages to partitions, and from partitions to the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

import msgspec

from geopolitik.errors import GeopolitikError
from geopolitik.index.archive import features, partition
from geopolitik.index.archive.files import load_json, once, remove, sweep, whole
from geopolitik.index.archive.layout import ArchiveError, Corpus
from geopolitik.index.archive.partition import Made
from geopolitik.model.archive import Record, SetAside
from geopolitik.runners.engine import Engine, Progress
from geopolitik.runners.indexing import Indexed, index
from geopolitik.steps.collect.files import Held, Page, Stretch, Unread, held_in

RECORDS = 4096
"""Records of a partition."""
_BYTES = 64 * 1024 * 1024
"""Of the pages that a partition is made from; it ends before it holds more."""
Read = Callable[[Page], Record]


@dataclass(frozen=True, slots=True)
class Part:
    """A task: make one partition of what the input holds there."""

    corpus: Corpus
    number: int
    held: tuple[Held, ...] | Stretch
    read: Read


def build(
    corpus: Corpus,
    held: Iterable[Held | Stretch],
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
        records: so many go into a partition; a stretch of lines is one whatever it holds.
        progress: told how far each stage is.

    Raises:
        ArchiveError: nothing in the input can be read.
    """
    corpus.partitions.mkdir(parents=True, exist_ok=True)
    sweep(corpus.partitions)
    made: list[Made] = []
    parts = (Part(corpus, number, some, read) for number, some in enumerate(_parts(held, records)))
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
    """Make a partition and find its features, unless it is there and was made of the same."""
    digest = _digest(part.held)
    place = part.corpus.partition(part.number)
    told = place / partition.MADE
    if told.exists():
        made: Made = load_json(told, Made)
        if made.digest == digest:
            return made
    records, bad = _taken(held_in(part.held) if isinstance(part.held, Stretch) else part.held, part.read)
    texts = [record.text for record in records]
    once(part.corpus.features(part.number, digest), lambda folder: features.write(folder, texts))
    with whole(place) as folder:
        return partition.write(folder, records, bad, digest)


def _taken(held: Iterable[Held], read: Read) -> tuple[list[Record], list[SetAside]]:
    """The records of what is held, and what became none."""
    records: list[Record] = []
    bad: list[SetAside] = []
    for one in held:
        if isinstance(one, Unread):
            bad += [SetAside(one.name, one.reason)] if one.is_bad else []
            continue
        record = _record(one, read)
        if isinstance(record, Record):
            records.append(record)
        else:
            bad.append(record)
    return records, bad


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


def _parts(held: Iterable[Held | Stretch], records: int) -> Iterator[tuple[Held, ...] | Stretch]:
    """What goes into each partition: a stretch is one by itself."""
    waiting: list[Held] = []
    size = 0
    for one in held:
        longer = len(one.content) if isinstance(one, Page) else 0
        is_full = len(waiting) >= records or size + longer > _BYTES
        if waiting and (is_full or isinstance(one, Stretch)):
            yield tuple(waiting)
            waiting, size = [], 0
        if isinstance(one, Stretch):
            yield one
            continue
        waiting.append(one)
        size += longer
    if waiting:
        yield tuple(waiting)


def _digest(held: tuple[Held, ...] | Stretch) -> str:
    if isinstance(held, Stretch):
        return held.digest()
    total = blake2b(digest_size=16)
    for one in held:
        total.update(msgspec.msgpack.encode(one))
    return total.hexdigest()
