"""Copies with their archive are one state; what is restored was proved."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.storage.archive.conftest import brought, path

from geopolitik.errors import StoreError, UsageError
from geopolitik.storage import open_store, upkeep
from geopolitik.storage.archive import Archive, archive_of, keep_received, receipts
from geopolitik.storage.archive.copying import backup, restore
from geopolitik.storage.archive.proving import proved
from geopolitik.storage.archive.receipts import Receipt


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """One beside a file: other databases are copied by their own tools."""
    store = open_store(tmp_path / "store.db")
    yield archive_of(store)
    store.close()


def file(archive: Archive) -> Path:
    return Path(str(archive.store.engine.url.database))


def fill(archive: Archive, pages: int) -> None:
    for number in range(pages):
        keep_received(archive, brought(f"page {number}".encode(), f"https://nordwire.example/{number}"))


def test_a_store_is_restored_with_its_archive(archive: Archive, tmp_path: Path) -> None:
    fill(archive, 3)
    done = backup(file(archive), tmp_path / "copy.db")
    assert done.archive == path(archive).stat().st_size
    proof = restore(tmp_path / "copy.db", tmp_path / "new.db")
    assert proof is not None
    assert proof.records == 7
    again = archive_of(open_store(tmp_path / "new.db"))
    with again.store.reading() as r, archive.store.reading() as was:
        assert list(receipts.all_of(r)) == list(receipts.all_of(was))
    # It goes on where it was.
    assert keep_received(again, brought(b"one more")).number == 8
    again.store.close()
    assert sorted(p.name for p in tmp_path.iterdir() if "restoring" in p.name) == []


def test_a_copy_is_one_state_while_pages_are_received(archive: Archive, tmp_path: Path) -> None:
    fill(archive, 1)
    done = threading.Event()
    received: list[Receipt] = []

    def receive() -> None:
        while not done.is_set():
            number = len(received)
            received.append(keep_received(archive, brought(b"%d" % number, f"https://a.example/{number}")))

    writer = threading.Thread(target=receive)
    writer.start()
    try:
        for number in range(3):
            copy = tmp_path / f"copy-{number}.db"
            backup(file(archive), copy)
            assert list(upkeep.verify(copy)) == []
            proof, problems = proved(copy)
            assert list(problems) == []
            assert proof is not None
            assert proof.size == sum(f.stat().st_size for f in (tmp_path / f"{copy.name}.archive").iterdir())
    finally:
        done.set()
        writer.join()


def test_a_store_without_an_archive(archive: Archive, tmp_path: Path) -> None:
    assert backup(file(archive), tmp_path / "copy.db").archive == 0
    assert not (tmp_path / "copy.db.archive").exists()
    restore(tmp_path / "copy.db", tmp_path / "new.db")
    assert (tmp_path / "new.db").is_file()


@pytest.mark.parametrize("taken", ["new.db", "new.db.archive"])
def test_nothing_is_restored_over_something(archive: Archive, tmp_path: Path, taken: str) -> None:
    fill(archive, 1)
    backup(file(archive), tmp_path / "copy.db")
    (tmp_path / taken).write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        restore(tmp_path / "copy.db", tmp_path / "new.db")
    assert (tmp_path / taken).read_text() == "mine"


def test_a_damaged_copy_is_not_restored(archive: Archive, tmp_path: Path) -> None:
    fill(archive, 3)
    backup(file(archive), tmp_path / "copy.db")
    kept = tmp_path / "copy.db.archive" / "00001.warc.gz"
    data = bytearray(kept.read_bytes())
    data[1600] ^= 1
    kept.write_bytes(data)
    with pytest.raises(StoreError, match=r"isn't whole: archive, record 4 \(00001\.warc\.gz\): its bytes"):
        restore(tmp_path / "copy.db", tmp_path / "new.db")
    assert not [p for p in tmp_path.iterdir() if p.name.startswith("new.db")]


def test_an_archive_that_lost_bytes_makes_no_copy(archive: Archive, tmp_path: Path) -> None:
    fill(archive, 3)
    data = path(archive).read_bytes()
    path(archive).write_bytes(data[:-10])
    with pytest.raises(StoreError, match="lacks 10 bytes that were kept"):
        backup(file(archive), tmp_path / "copy.db")
    assert not [p for p in tmp_path.iterdir() if p.name.startswith("copy.db")]


def test_what_a_killed_restoring_left_is_in_nobodys_way(archive: Archive, tmp_path: Path) -> None:
    fill(archive, 1)
    backup(file(archive), tmp_path / "copy.db")
    (tmp_path / "new.db.restoring").write_text("half")
    (tmp_path / "new.db.restoring.archive").mkdir()
    restore(tmp_path / "copy.db", tmp_path / "new.db")
    assert (tmp_path / "new.db.archive" / "00001.warc.gz").is_file()
