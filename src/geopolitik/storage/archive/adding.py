"""The archive, and adding to it: bytes first, onto the disk, then their receipts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from geopolitik.steps.collect.web.fetch import AGENT
from geopolitik.storage import postgres
from geopolitik.storage.archive import receipts
from geopolitik.storage.archive.files import Tail, file_name, locked
from geopolitik.storage.archive.receipts import START, Receipt, linked
from geopolitik.storage.archive.records import Record, lines, new_record_id, packed, written
from geopolitik.storage.moments import now
from geopolitik.storage.store import Store

LARGEST = 1 << 30
"""Bytes of a file of the archive; a record that alone is larger has a file of its own."""
FIELDS = "application/warc-fields"


@dataclass(frozen=True, slots=True)
class Archive:
    """The files of what was received, and the store with their receipts."""

    store: Store
    folder: Path
    largest: int = LARGEST

    @contextmanager
    def adding(self) -> Iterator[Adding]:
        """Add records, and write to the store: all is kept once the block ends, or nothing.

        Raises:
            StoreError: a file or the store can't be written; what was kept before stays.
        """
        with locked(self.folder), self.store.writing() as w:
            adding = Adding(w, self.folder, self.largest)
            try:
                yield adding
                # Before the receipts are: nothing may be acknowledged that a power cut could take.
                adding.to_disk()
            finally:
                adding.close()

    def path(self, receipt: Receipt) -> Path:
        """The file that a record lies in."""
        return self.folder / file_name(receipt.file)


def archive_of(store: Store, folder: Path | None = None) -> Archive:
    """The archive of a store: the folder beside its file or that its address names, unless another is."""
    return Archive(store, folder or folder_of(store.engine))


def folder_of(engine: Engine) -> Path:
    """Where the archive of a store lies."""
    if engine.dialect.name == postgres.DIALECT:
        return postgres.archive_folder(engine.url)
    file = Path(str(engine.url.database))
    return file.with_name(f"{file.name}.archive")


@dataclass(slots=True)
class Adding:
    """Records that are being added, in one transaction of the store."""

    connection: Connection
    folder: Path
    largest: int
    _tail: Tail | None = None
    _last: Receipt | None = None
    _full: list[Tail] = field(default_factory=list)

    def add(self, record: Record, *, status: int = 0, payload: str = "", content: str = "") -> Receipt:
        """Add a record; its receipt counts once the block has ended."""
        data = packed(written(record))
        tail = self._room(len(data), record.at)
        return self._put(tail, record, data, status, payload, content)

    def cut(self) -> None:
        """Open the file that is added to, which cuts off what was never acknowledged."""
        self._open()

    def _open(self) -> None:
        if self._tail is None:
            last = self._last = receipts.last(self.connection)
            self._tail = Tail(self.folder, last.file, last.offset + last.length) if last else None

    def _room(self, size: int, at: datetime) -> Tail:
        """The file that the next record goes into, begun with a record about the file."""
        self._open()
        if self._tail is not None and self._tail.end + size <= self.largest:
            return self._tail
        number = self._tail.number + 1 if self._tail else 1
        if self._tail is not None:
            self._full.append(self._tail)
        self._tail = Tail(self.folder, number, 0)
        about = _about(number, at)
        self._put(self._tail, about, packed(written(about)), 0, "", "")
        return self._tail

    def _put(
        self, tail: Tail, record: Record, data: bytes, status: int, payload: str, content: str
    ) -> Receipt:
        before = self._last
        sha256 = hashlib.sha256(data).hexdigest()
        self._last = Receipt(
            number=before.number + 1 if before else 1,
            record_id=record.id,
            kind=record.kind,
            file=tail.number,
            offset=tail.add(data),
            length=len(data),
            sha256=sha256,
            chain=linked(before.chain if before else START, sha256),
            address=record.address,
            at=record.at,
            status=status,
            payload=payload,
            content=content,
        )
        receipts.add(self.connection, self._last)
        return self._last

    def to_disk(self) -> None:
        """Wait until all that was added is on the disk."""
        for tail in (*self._full, *([self._tail] if self._tail else [])):
            tail.to_disk()

    def close(self) -> None:
        """Let go of the files."""
        for tail in (*self._full, *([self._tail] if self._tail else [])):
            tail.close()


def _about(number: int, at: datetime) -> Record:
    told = [
        ("software", AGENT.partition(" ")[0]),
        ("format", "WARC File Format 1.1"),
        ("conformsTo", "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
    ]
    name = (("WARC-Filename", file_name(number)),)
    return Record("warcinfo", new_record_id(), "", at or now(), FIELDS, lines(told), name)
