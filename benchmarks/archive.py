"""What was received: how fast it is written and read, beside warcio and FastWARC, and which cut is noticed.

    python -m benchmarks.archive

Invented pages of some 20 kB are written and read as WARC, each record packed by itself. Ours waits for the
disk and writes receipts with a chain of hashes; the others only write the file. A cut is noticed if reading
the file to its end tells that it ended too early, in whatever way. The libraries alternate in one process.
"""

from __future__ import annotations

import importlib.util
import io
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.common import Row, main
from geopolitik.steps.collect.files.unpacking import opened
from geopolitik.steps.collect.files.warc import pages, records
from geopolitik.steps.collect.web.fetch import Fetched, Hop
from geopolitik.storage import open_store
from geopolitik.storage.archive import Archive, archive_of, keep_received, receive
from geopolitik.storage.archive.proving import Proof

SEED = 20261122
PAGES = 1500
CUTS = 200
ROUNDS = 3
AT = datetime(2031, 5, 14, tzinfo=UTC)
_MEMBER = b"\x1f\x8b\x08"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def rows(_: Path | None = None) -> Iterator[Row]:
    """The figures as rows of a common table; no measuring data are needed."""
    found = _pages(PAGES)
    with tempfile.TemporaryDirectory() as folder:
        alone = _archive(Path(folder) / "alone.db")
        seconds = _took(lambda: [keep_received(alone, page) for page in found])
        yield Row("pages kept one by one, each on the disk with its receipts", f"{PAGES / seconds:,.0f}/s")
        together = _archive(Path(folder) / "together.db")
        seconds = _took(lambda: _kept_together(together, found))
        yield Row("records written, 200 pages in one step of the store", f"{2 * PAGES / seconds:,.0f}/s")
        seconds = _took(lambda: _proved(together))
        yield Row("records proved (`store verify`)", f"{2 * PAGES / seconds:,.0f}/s")
        data = next(together.folder.glob("*.warc.gz")).read_bytes()
        alone.store.close()
        together.store.close()
    if _has("warcio"):
        seconds = _took(lambda: _written_by_warcio(found))
        yield Row("records written by warcio, without waiting for the disk", f"{2 * PAGES / seconds:,.0f}/s")
    yield from _reading(data)
    yield from _cutting(data)


def _pages(count: int) -> list[Fetched]:
    chance = random.Random(SEED)
    words = ["".join(chance.choices(_LETTERS, k=chance.randint(2, 11))) for _ in range(4000)]
    made = []
    for number in range(count):
        text = " ".join(chance.choices(words, k=3000))
        body = f"<html><title>{number}</title><body><p>{text}</p></body></html>".encode()
        url = f"https://nordwire.example/{number}"
        hop = Hop(url, 200, (("content-type", "text/html"),), "203.0.113.7")
        made.append(Fetched(url, (hop,), body, body, True, AT))
    return made


def _archive(path: Path) -> Archive:
    return archive_of(open_store(path))


def _kept_together(archive: Archive, found: list[Fetched]) -> None:
    for begin in range(0, len(found), 200):
        with archive.adding() as adding:
            for page in found[begin : begin + 200]:
                receive(adding, page)


def _proved(archive: Archive) -> None:
    with archive.store.reading() as r:
        assert not list(Proof(archive.folder).problems(r))


def _written_by_warcio(found: list[Fetched]) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with tempfile.TemporaryFile() as file:
        writer = WARCWriter(file, gzip=True)
        for page in found:
            head = StatusAndHeaders("200 OK", [("content-type", "text/html")], protocol="HTTP/1.1")
            body = io.BytesIO(page.body)
            record = writer.create_warc_record(page.url, "response", payload=body, http_headers=head)
            writer.write_record(record)
            about = io.BytesIO(f"asked: {page.asked}\r\nwhole: yes\r\n".encode())
            kind = "application/warc-fields"
            writer.write_record(
                writer.create_warc_record(page.url, "metadata", payload=about, warc_content_type=kind)
            )


def _readers() -> dict[str, Callable[[bytes], int]]:
    """Who reads, each to the last byte; gives the number of records, or raises."""
    found: dict[str, Callable[[bytes], int]] = {"ours": lambda data: sum(1 for _ in pages(_open(data), "x"))}
    if _has("warcio"):
        found["warcio"] = _read_by_warcio
    if _has("fastwarc"):
        found["FastWARC"] = _read_by_fastwarc
    return found


def _open(data: bytes) -> io.BufferedReader:
    return opened(io.BytesIO(data))


def _read_by_warcio(data: bytes) -> int:
    from warcio.archiveiterator import ArchiveIterator

    count = 0
    for record in ArchiveIterator(io.BytesIO(data)):
        record.content_stream().read()
        count += 1
    return count


def _read_by_fastwarc(data: bytes) -> int:
    from fastwarc.warc import ArchiveIterator

    count = 0
    for record in ArchiveIterator(io.BytesIO(data)):
        record.reader.read()
        count += 1
    return count


def _reading(data: bytes) -> Iterator[Row]:
    total = sum(1 for _ in records(_open(data)))
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, read in _readers().items():
            seconds = _took(partial(read, data))
            best[name] = min(best.get(name, seconds), seconds)
    for name, seconds in best.items():
        yield Row(f"records read, {name}", f"{total / seconds:,.0f}/s")


def _cutting(data: bytes) -> Iterator[Row]:
    part = data[: data.index(_MEMBER, 60_000)]
    for name, read in _readers().items():
        noticed = sum(
            _notices(read, part[: number * (len(part) - 1) // CUTS]) for number in range(1, CUTS + 1)
        )
        yield Row(f"cuts noticed of {CUTS}, {name}", str(noticed))


def _notices(read: Callable[[bytes], int], data: bytes) -> bool:
    try:
        read(data)
    except Exception:  # noqa: BLE001 - each library tells it in its own way
        return True
    return False


def _has(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def _took(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main("How fast what was received is written and read.", rows)
