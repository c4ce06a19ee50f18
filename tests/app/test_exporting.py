"""What is exported can be taken in again, as it was."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.storage.archive.conftest import brought

from geopolitik.app.exporting import export
from geopolitik.app.house import House
from geopolitik.app.ingesting import ingest
from geopolitik.errors import UsageError
from geopolitik.model.capture import Declared
from geopolitik.steps.collect import capture_bytes
from geopolitik.storage import captures, open_store
from geopolitik.storage.archive import archive_of, keep_received

AT = datetime(2031, 5, 14, 9, 30, 0, 123456, tzinfo=UTC)
CAPTURES = [
    capture_bytes(b"The ferry is closed.", "ferry.txt"),
    capture_bytes("\ufeffDie Fähre\r\n".encode(), "f.txt", declared=Declared("Ufer", None, "2031-05-14")),
    capture_bytes("Die Fähre".encode("latin-1"), "g.txt", declared=Declared(url="https://u.example/g")),
    capture_bytes(b"<p>Ice.", "https://nordwire.example/ice", captured_at=AT),
    capture_bytes(b"word " * 2_000_000, "long.txt"),
]


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(open_store(tmp_path / "geopolitik.db"), clock=lambda: AT)
    with house.store.writing() as w:
        captures.add(w, CAPTURES, at=AT)
    return house


def test_captures_come_back_as_they_were(house: House, tmp_path: Path) -> None:
    assert export(house, tmp_path / "all").captures == len(CAPTURES)
    other = House(open_store(tmp_path / "other.db"))
    taken = ingest(other, [tmp_path / "all" / "captures.jsonl"])
    assert (taken.new, taken.bad, taken.undated) == (len(CAPTURES), 0, 0)
    with other.store.reading() as r:
        assert [captures.get(r, capture.id) for capture in CAPTURES] == CAPTURES


def test_the_chain_can_be_proved_by_hand(house: House, tmp_path: Path) -> None:
    for number in range(3):
        keep_received(archive_of(house.store), brought(b"%d" % number, f"https://a.example/{number}"))
    assert export(house, tmp_path / "all").records == 7
    chain = bytes(32)
    for line in (tmp_path / "all" / "receipts.jsonl").read_text(encoding="utf-8").splitlines():
        receipt = json.loads(line)
        data = (tmp_path / "all" / "archive" / f"{receipt['file']:05}.warc.gz").read_bytes()
        record = data[receipt["offset"] : receipt["offset"] + receipt["length"]]
        chain = hashlib.sha256(chain + hashlib.sha256(record).digest()).digest()
        assert receipt["chain"] == chain.hex()


def test_a_folder_that_is_there_is_left_alone(house: House, tmp_path: Path) -> None:
    (tmp_path / "all").mkdir()
    with pytest.raises(UsageError, match="can't be written"):
        export(house, tmp_path / "all")
