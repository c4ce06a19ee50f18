"""Erasing: the bytes go, a tombstone of the same length lies in their place, and the chain holds.

The chain is over hashes, which stay. That a record was erased is a record of the chain itself, so that
nobody can pass off a change as an erasure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from geopolitik.errors import NotFoundError
from geopolitik.storage import captures, erasures
from geopolitik.storage.archive import receipts
from geopolitik.storage.archive.adding import FIELDS, Adding, Archive
from geopolitik.storage.archive.files import locked, overwrite
from geopolitik.storage.archive.receipts import Receipt
from geopolitik.storage.archive.records import Record, lines, new_record_id, packed, written
from geopolitik.storage.engine import forget
from geopolitik.storage.erasures import Erasure

ERASING = "erasing"
"""The lock under which bytes are taken out, or all files are copied."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure took."""

    number: int
    records: int
    """Records of the archive."""
    captures: tuple[str, ...]
    """Ids of the captures whose bytes have gone."""
    elsewhere: tuple[str, ...]
    """Other addresses at which the same bytes were received."""


@dataclass(frozen=True, slots=True)
class Found:
    """What there is of an address or capture."""

    captures: tuple[str, ...]
    records: tuple[Receipt, ...]


def found(connection: Connection, subject: str) -> Found:
    """What there is to erase of an address, or of a capture by its id.

    Raises:
        NotFoundError: nothing.
    """
    told = {erasure.record for erasure in erasures.all_of(connection)}
    capture = captures.get(connection, subject)
    if capture is not None:
        ids = captures.same(connection, capture.address, capture.sha256)
        of = receipts.of_address(connection, capture.address)
        records = [receipt for receipt in of if receipt.content == capture.sha256]
    else:
        ids = captures.same(connection, subject)
        records = list(receipts.of_address(connection, subject))
    kept = tuple(r for r in records if r.erased is None and r.number not in told)
    if not ids and not kept:
        raise NotFoundError(subject, "is no address or capture that is kept", "Give it as it is shown.")
    return Found(ids, kept)


def erase(archive: Archive, subject: str, *, by: str, reason: str, at: datetime) -> Erased:
    """Take what was received of an address, or of a capture, out of archive and store.

    Once this returns, the bytes are gone from the disk; if it is killed before, `mend` finishes.

    Raises:
        NotFoundError: nothing is kept of it.
        StoreError: a file or the store can't be written.
    """
    with locked(archive.folder, ERASING):
        _finish(archive, at)
        with archive.adding() as adding:
            forget(adding.connection)
            what = found(adding.connection, subject)
            elsewhere = {
                a for r in what.records if r.payload for a in receipts.copies_of(adding.connection, r)
            }
            told = adding.add(_told(subject, what.records, by, reason, at))
            number = erasures.add(
                adding.connection, at=at, by=by, reason=reason, subject=subject, record=told.number
            )
            _take(adding, what, number)
        _finish(archive, at)
    return Erased(number, len(what.records), what.captures, tuple(sorted(elsewhere)))


def _take(adding: Adding, what: Found, number: int) -> None:
    for receipt in what.records:
        receipts.erase(adding.connection, receipt.number, erasure=number)
    for capture_id in what.captures:
        captures.erase(adding.connection, capture_id, erasure=number)


def mend(archive: Archive, *, at: datetime) -> None:
    """At a start: cut off what a killed process left unacknowledged, and finish what it began to erase.

    Raises:
        StoreError: a file is shorter than what was acknowledged, or can't be written.
    """
    with locked(archive.folder, ERASING):
        _finish(archive, at)
    with archive.adding() as adding:
        adding.cut()


def _finish(archive: Archive, at: datetime) -> None:
    with archive.store.reading() as r:
        waiting = erasures.all_of(r, unfinished_only=True)
        work = [(erasure, receipts.unburied(r, erasure.number)) for erasure in waiting]
    for erasure, records in work:
        _bury(archive, erasure, records)
        with archive.store.writing() as w:
            erasures.finish(w, erasure.number, at=at)


def _bury(archive: Archive, erasure: Erasure, records: Sequence[Receipt]) -> None:
    for receipt in records:
        stone = _tombstone(receipt, erasure)
        overwrite(archive.path(receipt), receipt.offset, stone)
        with archive.store.writing() as w:
            receipts.buried(w, receipt.number, tombstone=hashlib.sha256(stone).hexdigest())


def _tombstone(receipt: Receipt, erasure: Erasure) -> bytes:
    """What lies in a record's place: its name and moment, and the number of the erasure.

    Who and why stand in the record about the erasure; it has room for any reason, and this one may not.
    """
    told = lines([("erasure", str(erasure.number)), ("told-in-record", str(erasure.record))])
    record = Record("metadata", receipt.record_id, "", receipt.at, FIELDS, told)
    return packed(written(record), exactly=receipt.length)


def _told(subject: str, records: Sequence[Receipt], by: str, reason: str, at: datetime) -> Record:
    told = [("erased", subject), ("by", by), ("reason", reason)]
    told += [("record", f"{r.number} <{r.record_id}> sha256:{r.sha256}") for r in records]
    return Record("metadata", new_record_id(), "", at, FIELDS, lines(told))
