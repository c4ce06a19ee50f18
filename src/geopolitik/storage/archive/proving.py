"""Proving the chain: every record is there, in its place, with the bytes that were acknowledged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from geopolitik.storage.archive import receipts
from geopolitik.storage.archive.adding import folder_of
from geopolitik.storage.archive.files import file_name
from geopolitik.storage.archive.receipts import START, Receipt, linked
from geopolitik.storage.engine import untouched
from geopolitik.storage.schema import receipts as receipts_table


@dataclass(slots=True)
class Proof:
    """How far the chain was proved."""

    folder: Path
    records: int = 0
    erased: int = 0
    size: int = 0
    """Bytes of the records."""
    head: str = START
    """The last record's chain hash: whoever wrote it down can tell that nothing before it was changed."""
    _file: BufferedReader | None = None
    _number: int = 0
    _before: Receipt | None = None

    def problems(self, connection: Connection, *, heads: frozenset[str] = frozenset()) -> Iterator[str]:
        """What is wrong, from the first record on, in words; nothing if the chain holds.

        Args:
            heads: chain hashes written down earlier, each of which must still be there.
        """
        missing = set(heads)
        try:
            for receipt in receipts.all_of(connection):
                for problem in self._wrong(receipt):
                    yield f"archive, record {receipt.number} ({file_name(receipt.file)}): {problem}"
                self._before = receipt
                self.records += 1
                self.size += receipt.length
                self.erased += receipt.erased is not None
                self.head = receipt.chain
                missing.discard(receipt.chain)
        finally:
            self._close()
        for head in sorted(missing):
            yield _lost(head)

    def _wrong(self, receipt: Receipt) -> Iterator[str]:
        before = self._before
        if receipt.number != (before.number + 1 if before else 1):
            yield f"the records before it, from number {before.number + 1 if before else 1}, have no receipt"
        follows = before.offset + before.length if before and before.file == receipt.file else 0
        if receipt.offset != follows or receipt.file - (before.file if before else 0) not in (0, 1):
            yield "doesn't follow on the one before"
        if receipt.chain != linked(before.chain if before else START, receipt.sha256):
            yield "the chain breaks here: its hash doesn't follow from those before"
        yield from self._changed(receipt)

    def _changed(self, receipt: Receipt) -> Iterator[str]:
        try:
            data = self._bytes(receipt)
        except OSError as error:
            yield f"can't be read ({(error.strerror or str(error)).lower()})"
            return
        digest = hashlib.sha256(data).hexdigest()
        if receipt.erased is not None and receipt.tombstone is None:
            yield "was to be erased; `geopolitik store mend` finishes that"
        elif digest != (receipt.tombstone or receipt.sha256):
            short = (
                f"; {receipt.length - len(data):,} of them are missing" if len(data) < receipt.length else ""
            )
            yield f"its bytes are not those that were kept{short}"

    def _bytes(self, receipt: Receipt) -> bytes:
        if self._file is None or self._number != receipt.file:
            self._close()
            self._file = (self.folder / file_name(receipt.file)).open("rb")
            self._number = receipt.file
        self._file.seek(receipt.offset)
        return self._file.read(receipt.length)

    def _close(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None


def proved(
    store: Path | str, folder: Path | None = None, *, heads: frozenset[str] = frozenset()
) -> tuple[Proof | None, Iterator[str]]:
    """The proof of the archive beside a store's file, and its problems as they are found.

    The store is neither made nor brought up to date; one that never had an archive has no proof.
    """
    engine = untouched(str(store))
    with engine.connect() as connection:
        has = inspect(connection).has_table(receipts_table.name)
    if not has:
        engine.dispose()
        return None, iter(
            [f"archive: no record up to now has the chain hash {head}" for head in sorted(heads)]
        )
    proof = Proof(folder or folder_of(engine))
    return proof, _looked_at(engine, proof, heads)


def _looked_at(engine: Engine, proof: Proof, heads: frozenset[str]) -> Iterator[str]:
    try:
        with engine.connect() as connection:
            yield from proof.problems(connection, heads=heads)
    finally:
        engine.dispose()


def _lost(head: str) -> str:
    return f"archive: no record up to now has the chain hash {head}"
