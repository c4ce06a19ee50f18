"""What a fetch brought is kept, each answer on the way, and nothing twice."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest
from tests.storage.archive.conftest import AT, PAGE, brought, brought_packed, path

from geopolitik.errors import StoreError
from geopolitik.storage import Store
from geopolitik.storage.archive import Archive, archive_of, keep_received, receipts
from geopolitik.storage.archive.receipts import Receipt
from geopolitik.storage.archive.records import Record


def kept(archive: Archive) -> list[Receipt]:
    with archive.store.reading() as r:
        return list(receipts.all_of(r))


def text(archive: Archive, receipt: Receipt) -> str:
    with archive.path(receipt).open("rb") as file:
        file.seek(receipt.offset)
        return gzip.decompress(file.read(receipt.length)).decode()


def test_a_page_is_kept_as_it_came(archive: Archive) -> None:
    receipt = keep_received(archive, brought_packed())
    found = kept(archive)
    assert [r.kind for r in found] == ["warcinfo", "response", "metadata"]
    assert found[1] == receipt
    digest = hashlib.sha256(gzip.compress(PAGE, mtime=0)).hexdigest()
    assert (receipt.payload, receipt.content) == (digest, hashlib.sha256(PAGE).hexdigest())
    with archive.path(receipt).open("rb") as file:
        file.seek(receipt.offset)
        record = gzip.decompress(file.read(receipt.length))
    assert record.startswith(b"WARC/1.1\r\nWARC-Type: response\r\n")
    assert f"WARC-Payload-Digest: sha256:{digest}\r\n".encode() in record
    # It is kept without its chunks, so nothing may say that it has any.
    assert b"\r\nx-archive-orig-transfer-encoding: chunked\r\n" in record
    assert record.endswith(gzip.compress(PAGE, mtime=0) + b"\r\n\r\n")


def test_equal_bytes_are_kept_once(archive: Archive) -> None:
    first = keep_received(archive, brought())
    again = keep_received(archive, brought(url="https://nordwire.example/ferry?page=1"))
    assert (first.kind, again.kind) == ("response", "revisit")
    record = text(archive, again)
    assert f"WARC-Refers-To: <{first.record_id}>" in record
    assert "WARC-Refers-To-Target-URI: https://nordwire.example/ferry\r\n" in record
    assert "revisit/identical-payload-digest" in record
    assert "Ferry line" not in record


def test_what_has_not_changed_refers_to_what_was_there(archive: Archive) -> None:
    first = keep_received(archive, brought())
    record = text(archive, keep_received(archive, brought(b"", status=304)))
    assert "revisit/server-not-modified" in record
    assert f"WARC-Refers-To: <{first.record_id}>" in record


def test_nothing_has_changed_since_before_the_archive(archive: Archive) -> None:
    record = text(archive, keep_received(archive, brought(b"", status=304)))
    assert "WARC-Type: revisit" in record
    assert "WARC-Refers-To" not in record


def test_each_answer_on_the_way_is_kept(archive: Archive) -> None:
    keep_received(archive, brought(moved_from="https://nordwire.example/old"))
    assert [(r.kind, r.status, r.address[-5:]) for r in kept(archive)[1:]] == [
        ("response", 301, "e/old"),
        ("response", 200, "ferry"),
        ("metadata", 0, "ferry"),
    ]
    assert "hop: 301 https://nordwire.example/old\r\n" in text(archive, kept(archive)[3])


def test_what_was_cut_off_says_so_and_stands_for_nothing(archive: Archive) -> None:
    part = keep_received(archive, brought(whole=False))
    assert "WARC-Truncated: disconnect" in text(archive, part)
    assert keep_received(archive, brought(whole=False)).kind == "response"


def test_empty_answers_stand_for_themselves(archive: Archive) -> None:
    assert [keep_received(archive, brought(b"")).kind for _ in range(2)] == ["response", "response"]


def test_a_full_file_is_followed_by_the_next(store: Store, tmp_path: Path) -> None:
    archive = Archive(store, tmp_path / "kept", largest=1600)
    for number in range(4):
        keep_received(archive, brought(f"page {number}".encode(), f"https://nordwire.example/{number}"))
    found = kept(archive)
    assert {r.file for r in found} == {1, 2, 3, 4}
    assert [r.kind for r in found if r.offset == 0] == ["warcinfo"] * 4
    assert all(path(archive, n).stat().st_size <= 1600 for n in range(1, 5))


def test_what_fails_leaves_nothing_behind(archive: Archive) -> None:
    keep_received(archive, brought())
    before = path(archive).read_bytes()

    def fail() -> None:
        with archive.adding() as adding:
            adding.add(Record("metadata", "urn:uuid:2", "", AT, "text/plain", b"never acknowledged"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    keep_received(archive, brought())
    # The bytes that were never acknowledged have made room.
    assert path(archive).read_bytes().startswith(before)
    assert [r.number for r in kept(archive)] == [1, 2, 3, 4, 5]
    assert kept(archive)[3].offset == len(before)


def test_a_file_that_lost_bytes_is_not_added_to(archive: Archive) -> None:
    keep_received(archive, brought())
    with path(archive).open("r+b") as file:
        file.truncate(700)
    with pytest.raises(StoreError, match=r"00001\.warc\.gz: holds 700 bytes, and .* were kept"):
        keep_received(archive, brought())


def test_a_folder_that_cannot_be_written_is_told(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="can't be read or written"):
        keep_received(archive_of(store, tmp_path / "file"), brought())
