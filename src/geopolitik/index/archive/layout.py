"""Where things lie in an archive's folder, and its manifest.

    corpus/
      manifest.json              what the archive holds and what it was made of; it is whole if this is there
      set-aside.jsonl            {"name", "reason"} of each record that could not be taken in
      partitions/00000/          some thousands of records in the order of the input
        records.arrow            Arrow IPC, zstd, in small batches: the columns of `schemas.records()`
        made.json                of what input it was made
      index/                     made from all partitions; numbers are the archive's order
        records.arrow            Arrow IPC, not packed; by number: who a record is, and where
        00 … 3f                  shards of sorted 4-grams, and the numbers of the wordings that hold them
        furniture.npy            what repeats within one site
      pairs/                     the passages that records share, in parts by the earlier record's number
      work/                      unfinished stages; gone once they are done

The archive's order is by date, then by id; undated records come last. A record's number is its place in it,
so that nothing depends on how the input was cut into partitions.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geopolitik.errors import GeopolitikError

VERSION = 2
"""Of the layout, and of the hashes in it; a folder of another version can't be read, and is made anew."""


class ArchiveError(GeopolitikError):
    """An archive's folder can't be used."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """An archive's folder; knows where everything lies."""

    folder: Path

    @property
    def manifest(self) -> Path:
        """What the archive was made of; there is none before the first partition is whole."""
        return self.folder / "manifest.json"

    @property
    def set_aside(self) -> Path:
        """The records that could not be taken in."""
        return self.folder / "set-aside.jsonl"

    @property
    def partitions(self) -> Path:
        """The folder of partitions."""
        return self.folder / "partitions"

    @property
    def index(self) -> Path:
        """The folder of what is made from all partitions; whole if it exists."""
        return self.folder / "index"

    @property
    def pairs(self) -> Path:
        """The folder of pairs, in parts; whole if it exists."""
        return self.folder / "pairs"

    @property
    def work(self) -> Path:
        """The folder of unfinished stages."""
        return self.folder / "work"

    @property
    def all_features(self) -> Path:
        """The folder of what the index is sorted from; gone once it is whole."""
        return self.work / "features"

    def features(self, number: int, digest: str) -> Path:
        """The folder of one partition's features, by what that was made of."""
        return self.all_features / f"{number:05d}-{digest}-{VERSION}"

    def partition(self, number: int) -> Path:
        """The folder of one partition; whole if it exists."""
        return self.partitions / f"{number:05d}"
