"""Killed while it receives: is anything lost of what was acknowledged, and does the chain hold?

    python -m benchmarks.archive_durability [--kills N] [--database SQLite]

A process keeps pages in the archive and says after each that it is kept. It is killed (SIGKILL) at a random
moment, N times over one archive, over each database. After each kill the chain must be proved from its first
record on, and hold every record that was said to be kept, with the bytes that were received.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random

from benchmarks.common import Row
from benchmarks.killing import KILLS, Kills, Say, main, over_each, place
from geopolitik.steps.collect.web.fetch import Fetched, Hop
from geopolitik.storage import open_store
from geopolitik.storage.archive import Archive, archive_of, keep_received, receipts
from geopolitik.storage.archive.erasing import mend
from geopolitik.storage.archive.files import stretch
from geopolitik.storage.archive.proving import Proof

AT = datetime(2031, 5, 14, tzinfo=UTC)
LARGEST = 2_000_000
"""Bytes of a file: kills must fall on the change from one to the next too."""


def rows(_: Path | None = None, kills: int = KILLS) -> Iterator[Row]:
    """The figures as rows of a common table; no measuring data are needed."""
    yield from over_each(measured, kills)


def measured(database: str, count: int) -> Iterator[Row]:
    """The figures for one database."""
    broken = torn = 0
    with place(database) as where:
        open_store(where.address).close()
        kills = Kills(where, count, longest=0.12)
        for _ in kills.each(partial(_receive_for_ever, where.address)):
            archive = _archive(where.address)
            before = _size(archive)
            mend(archive, at=AT)
            torn += _size(archive) < before
            with archive.store.reading() as r:
                broken += any(True for _ in Proof(archive.folder).problems(r))
            archive.store.close()
        archive = _archive(where.address)
        lost = sum(not _is_there(archive, line) for line in kills.said)
        archive.store.close()
    yield Row(f"pages acknowledged before {count} kills", str(len(kills.said)))
    yield Row("of these lost", str(lost), "0")
    yield Row("chains broken afterwards", str(broken), "0")
    yield Row("kills that left a torn end, cut off at the next start", str(torn))


def _archive(address: str) -> Archive:
    store = open_store(address)
    return Archive(store, archive_of(store).folder, LARGEST)


def _size(archive: Archive) -> int:
    return sum(file.stat().st_size for file in archive.folder.glob("*.warc.gz"))


def _receive_for_ever(address: str, number: int, say: Say) -> None:
    archive = _archive(address)
    chance = Random(number)
    turn = 0
    while True:
        turn += 1
        # Bytes that can't be packed further: the longer a write takes, the more kills fall into it.
        body = f"{number} {turn} ".encode() + chance.randbytes(chance.randrange(200, 400_000))
        url = f"https://nordwire.example/{number}/{turn}"
        hop = Hop(url, 200, (("content-type", "text/html"),), "203.0.113.7")
        receipt = keep_received(archive, Fetched(url, (hop,), body, body, True, AT))
        say(f"{receipt.number} {receipt.record_id} {receipt.payload}")


def _is_there(archive: Archive, line: str) -> bool:
    number, record_id, payload = line.split()
    with archive.store.reading() as r:
        receipt = next(receipts.all_of(r, after=int(number) - 1), None)
    if receipt is None or receipt.record_id != record_id:
        return False
    record = gzip.decompress(stretch(archive.path(receipt), receipt.offset, receipt.length))
    body = record.split(b"\r\n\r\n", 2)[2].removesuffix(b"\r\n\r\n")
    return sha256(body).hexdigest() == payload


if __name__ == "__main__":
    main("Killed while it receives.", measured)
