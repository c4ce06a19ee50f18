"""Killed while it receives: is anything lost of what was acknowledged, and does the chain hold?

    python -m benchmarks.archive_durability [--kills N]

A process keeps pages in the archive and says after each that it is kept. It is killed (SIGKILL) at a random
moment, N times over one archive. After each kill the chain must be proved from its first record on, and hold
every record that was said to be kept, with the bytes that were received.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import signal
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from benchmarks.common import Row, markdown
from geopolitik.steps.collect.web.fetch import Fetched, Hop
from geopolitik.storage import open_store
from geopolitik.storage.archive import Archive, archive_of, keep_received, receipts
from geopolitik.storage.archive.erasing import mend
from geopolitik.storage.archive.files import stretch
from geopolitik.storage.archive.proving import Proof

SEED = 20261122
AT = datetime(2031, 5, 14, tzinfo=UTC)
LARGEST = 2_000_000
"""Bytes of a file: kills must fall on the change from one to the next too."""


def rows(_: Path | None = None, kills: int = 100) -> Iterator[Row]:
    """The figures as rows of a common table; no measuring data are needed."""
    acknowledged, lost, broken, torn = killed(kills)
    yield Row(f"pages acknowledged before {kills} kills", str(acknowledged))
    yield Row("of these lost", str(lost), "0")
    yield Row("chains broken afterwards", str(broken), "0")
    yield Row("kills that left a torn end, cut off at the next start", str(torn))


def killed(kills: int, *, seed: int = SEED) -> tuple[int, int, int, int]:
    """Kill a receiver so many times; returns what it acknowledged, lost and broke, and the torn ends."""
    chance = random.Random(seed)
    lost = broken = torn = 0
    said: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        open_store(path).close()
        for number in range(kills):
            said += _one(path, number, chance.uniform(0.002, 0.12))
            archive = _archive(path)
            before = _size(archive)
            mend(archive, at=AT)
            torn += _size(archive) < before
            with archive.store.reading() as r:
                broken += any(True for _ in Proof(archive.folder).problems(r))
            archive.store.close()
        archive = _archive(path)
        lost = sum(not _is_there(archive, line) for line in said)
        archive.store.close()
    return len(said), lost, broken, torn


def _archive(path: Path) -> Archive:
    store = open_store(path)
    return Archive(store, archive_of(store).folder, LARGEST)


def _size(archive: Archive) -> int:
    return sum(file.stat().st_size for file in archive.folder.glob("*.warc.gz"))


def _one(path: Path, number: int, seconds: float) -> list[str]:
    """Let a process receive until it is killed; returns what it said it had kept."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            _receive_for_ever(path, number, writer)
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader, "rb") as lines:
        first = lines.readline()
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        rest = lines.read()
    os.waitpid(child, 0)
    whole = (first + rest).decode().rpartition("\n")[0]
    return [line for line in whole.split("\n") if line]


def _receive_for_ever(path: Path, number: int, writer: int) -> None:
    archive = _archive(path)
    chance = random.Random(number)
    turn = 0
    while True:
        turn += 1
        # Bytes that can't be packed further: the longer a write takes, the more kills fall into it.
        body = f"{number} {turn} ".encode() + chance.randbytes(chance.randrange(200, 400_000))
        url = f"https://nordwire.example/{number}/{turn}"
        hop = Hop(url, 200, (("content-type", "text/html"),), "203.0.113.7")
        receipt = keep_received(archive, Fetched(url, (hop,), body, body, True, AT))
        os.write(writer, f"{receipt.number} {receipt.record_id} {receipt.payload}\n".encode())


def _is_there(archive: Archive, line: str) -> bool:
    number, record_id, payload = line.split()
    with archive.store.reading() as r:
        receipt = next(receipts.all_of(r, after=int(number) - 1), None)
    if receipt is None or receipt.record_id != record_id:
        return False
    record = gzip.decompress(stretch(archive.path(receipt), receipt.offset, receipt.length))
    body = record.split(b"\r\n\r\n", 2)[2].removesuffix(b"\r\n\r\n")
    return sha256(body).hexdigest() == payload


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Killed while it receives.")
    parser.add_argument("--data", type=Path, help="not needed: nothing is read")
    parser.add_argument("--kills", type=int, default=100, help="how many times")
    print(markdown(rows(kills=parser.parse_args().kills)))


if __name__ == "__main__":
    main()
