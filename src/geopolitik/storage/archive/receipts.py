"""Receipts: where each record of the archive lies, and what it and all before it hash to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from geopolitik.storage.schema import receipts

START = "0" * 64
"""What the chain begins with."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a record is kept."""

    number: int
    """From 1, without gaps."""
    record_id: str
    kind: str
    file: int
    """Number of the file."""
    offset: int
    length: int
    """Of the record as it lies there, packed; bytes."""
    sha256: str
    """Of the same bytes."""
    chain: str
    """SHA-256 over the chain hash before and this record's hash, both as 32 bytes."""
    address: str
    at: datetime
    status: int
    """Of HTTP; 0 where there is none."""
    payload: str
    """SHA-256 of the body as it came; empty without one."""
    content: str
    """SHA-256 of the body unpacked, which a capture made of it has too; empty without one."""
    erased: int | None = None
    """Number of the erasure that took its bytes."""
    tombstone: str | None = None
    """SHA-256 of what lies in its place since."""


_FIELDS = tuple(field.name for field in fields(Receipt))
# Made once: with each record kept, building them anew would take longer than asking the database.
_ADDING = insert(receipts)
_WITH_PAYLOAD = (
    select(receipts)
    .where(receipts.c.payload == bindparam("payload"), receipts.c.kind == "response")
    .where(receipts.c.erased.is_(None))
    .order_by(receipts.c.number)
    .limit(1)
)


def linked(chain: str, sha256: str) -> str:
    """The chain hash that follows."""
    return hashlib.sha256(bytes.fromhex(chain) + bytes.fromhex(sha256)).hexdigest()


def address_key(address: str) -> str:
    """An address as the index has it: of one length, however long it is."""
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def add(connection: Connection, receipt: Receipt) -> None:
    """Keep a receipt."""
    row: dict[str, object] = {name: getattr(receipt, name) for name in _FIELDS}
    connection.execute(_ADDING, row | {"address_key": address_key(receipt.address)})


def last(connection: Connection) -> Receipt | None:
    """The newest receipt."""
    return _one(connection.execute(select(receipts).order_by(receipts.c.number.desc()).limit(1)).first())


def all_of(connection: Connection, *, after: int = 0) -> Iterator[Receipt]:
    """The receipts by number."""
    query = select(receipts).where(receipts.c.number > after).order_by(receipts.c.number)
    for row in connection.execute(query.execution_options(yield_per=1000)):
        yield _receipt(row)


def with_payload(connection: Connection, payload: str) -> Receipt | None:
    """The first response with a payload that is still there."""
    return _one(connection.execute(_WITH_PAYLOAD, {"payload": payload}).first())


def of_address(connection: Connection, address: str) -> tuple[Receipt, ...]:
    """The receipts of an address, oldest first."""
    query = select(receipts).where(
        receipts.c.address_key == address_key(address), receipts.c.address == address
    )
    return tuple(map(_receipt, connection.execute(query.order_by(receipts.c.number))))


def latest(connection: Connection, address: str) -> Receipt | None:
    """The newest response of an address."""
    c = receipts.c
    query = select(receipts).where(
        c.address_key == address_key(address), c.address == address, c.kind == "response"
    )
    return _one(connection.execute(query.order_by(c.number.desc()).limit(1)).first())


def erase(connection: Connection, number: int, *, erasure: int) -> None:
    """Say that a record's bytes are to go."""
    connection.execute(update(receipts).where(receipts.c.number == number).values(erased=erasure))


def buried(connection: Connection, number: int, *, tombstone: str) -> None:
    """Say that a record's bytes have gone, and what lies there now."""
    connection.execute(update(receipts).where(receipts.c.number == number).values(tombstone=tombstone))


def unburied(connection: Connection, erasure: int) -> tuple[Receipt, ...]:
    """The records that an erasure takes and that may still be there."""
    query = select(receipts).where(receipts.c.erased == erasure, receipts.c.tombstone.is_(None))
    return tuple(map(_receipt, connection.execute(query.order_by(receipts.c.number))))


def copies_of(connection: Connection, receipt: Receipt) -> tuple[str, ...]:
    """Other addresses at which the same text was received and is still kept."""
    c = receipts.c
    query = select(c.address).where(c.payload == receipt.payload, c.address != receipt.address)
    query = query.where(c.content == receipt.content, c.erased.is_(None))
    return tuple(connection.execute(query.distinct().order_by(c.address)).scalars())


def ends(connection: Connection) -> dict[int, int]:
    """How many bytes of each file were acknowledged."""
    query = select(receipts.c.file, func.max(receipts.c.offset + receipts.c.length)).group_by(receipts.c.file)
    return {int(file): int(end) for file, end in connection.execute(query)}


def _one(row: Row[Any] | None) -> Receipt | None:
    return _receipt(row) if row else None


def _receipt(row: Row[Any]) -> Receipt:
    return Receipt(**{name: value for name, value in row._mapping.items() if name != "address_key"})
