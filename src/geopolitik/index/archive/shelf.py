"""Reading an archive: its records by number or id, and their texts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geopolitik.index.archive.files import load, load_json
from geopolitik.index.archive.furniture import Furniture
from geopolitik.index.archive.layout import VERSION, ArchiveError, Corpus
from geopolitik.index.archive.partition import BATCH, RECORDS
from geopolitik.index.archive.schemas import RECORD_COLUMNS
from geopolitik.model.archive import Record

if TYPE_CHECKING:
    import pyarrow

_OPEN = 128
"""Partitions' files that are kept open."""


class Shelf:
    """The records of a whole archive."""

    def __init__(self, corpus: Corpus) -> None:
        """Open an archive.

        Raises:
            ArchiveError: there is none in the folder, it isn't whole yet, or another version made it.
        """
        import pyarrow as pa

        if not corpus.manifest.exists():
            reason = "holds no archive, or one that isn't whole yet"
            raise ArchiveError(str(corpus.folder), reason, "Make it: geopolitik archive build … --out FOLDER")
        version = load_json(corpus.manifest, dict).get("version")
        if version != VERSION:
            reason = f"was made by another version of geopolitik (layout {version}; this one reads {VERSION})"
            advice = "Make it anew: geopolitik archive build … --out FOLDER, with what it was made of"
            raise ArchiveError(str(corpus.folder), reason, advice)
        self.corpus = corpus
        with pa.ipc.open_file(pa.memory_map(str(corpus.index / RECORDS))) as file:
            self.heads: pyarrow.Table = file.read_all()
            """Columns id, outlet, date, site, partition, row, wording; by number; memory-mapped."""
        self.count = len(self.heads)
        self._opened = lru_cache(_OPEN)(self._open)

    @cached_property
    def wordings(self) -> NDArray[np.int32]:
        """Of each record, by number, the number of the first record with its wording."""
        return self._numbers("wording")

    @cached_property
    def sites(self) -> NDArray[np.int32]:
        """Of each record the number of its site, as furniture knows it; negative if it has none."""
        return numbered(self.heads["site"])

    @cached_property
    def furniture(self) -> Furniture:
        """What repeats within one outlet."""
        return Furniture(load(self.corpus.index / "furniture.npy"))

    def is_one_outlet(self, a: int, b: int) -> bool:
        """Whether two records are known to be of one outlet: by their site, or by its name."""
        return bool(self.sites[a] == self.sites[b] >= 0 or self._outlets[a] == self._outlets[b] >= 0)

    def head(self, number: int, column: str) -> Any:
        """One thing known of a record without unpacking it."""
        return self.heads[column][number].as_py()

    def record(self, number: int) -> Record:
        """A record with its text."""
        row = int(self._rows[number])
        batch = self._opened(int(self._partitions[number]), RECORD_COLUMNS).get_batch(row // BATCH)
        return Record(**{name: batch[name][row % BATCH].as_py() for name in RECORD_COLUMNS})

    def number_of(self, name: str) -> int | None:
        """The number of the record with an id."""
        return self._by_id.get(name)

    def texts(self, numbers: Iterable[int]) -> dict[int, str]:
        """The texts of some records; each batch is unpacked once."""
        places = sorted((int(self._partitions[n]), int(self._rows[n]), n) for n in numbers)
        found: dict[int, str] = {}
        last: tuple[int, int] | None = None
        texts: Any = None
        for partition, row, number in places:
            if last != (partition, row // BATCH):
                last = (partition, row // BATCH)
                texts = self._opened(partition, ("text",)).get_batch(row // BATCH)["text"]
            found[number] = texts[row % BATCH].as_py()
        return found

    @cached_property
    def _outlets(self) -> NDArray[np.int32]:
        return numbered(self.heads["outlet"])

    @cached_property
    def _by_id(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.heads["id"].to_pylist())}

    @cached_property
    def _partitions(self) -> NDArray[np.int32]:
        return self._numbers("partition")

    @cached_property
    def _rows(self) -> NDArray[np.int32]:
        return self._numbers("row")

    def _numbers(self, column: str) -> NDArray[np.int32]:
        numbers: NDArray[np.int32] = self.heads[column].to_numpy()
        return numbers

    def _open(self, partition: int, columns: tuple[str, ...]) -> pyarrow.ipc.RecordBatchFileReader:
        import pyarrow as pa

        wanted = [RECORD_COLUMNS.index(name) for name in columns]
        how = pa.ipc.IpcReadOptions(included_fields=wanted, use_threads=False)
        return pa.ipc.open_file(pa.memory_map(str(self.corpus.partition(partition) / RECORDS)), options=how)


def opened(corpus: Corpus) -> Shelf:
    """The archive as this process has it open: a worker does many tasks of one archive.

    Raises:
        ArchiveError: there is none, or it isn't whole.
    """
    made = corpus.manifest.stat().st_mtime_ns if corpus.manifest.exists() else 0
    return _as_made(corpus, made)


@lru_cache(maxsize=1)
def _as_made(corpus: Corpus, _made: int) -> Shelf:
    return Shelf(corpus)


def numbered(names: pyarrow.ChunkedArray) -> NDArray[np.int32]:
    """Equal names as equal numbers, by first appearance; negative for empty ones."""
    coded = names.combine_chunks().dictionary_encode()
    numbers: NDArray[np.int32] = coded.indices.to_numpy().astype(np.int32)
    numbers[numbers == coded.dictionary.index("").as_py()] = -1
    return numbers
