"""Files become captures, each once; what can't be read is set aside."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.steps.collect.files.making import ADDRESS, PAGE, packed, record

from geopolitik.app.erasing import erase
from geopolitik.app.house import House
from geopolitik.app.ingesting import ingest
from geopolitik.model.capture import Capture, Declared, Rejected
from geopolitik.storage import captures, open_store

AT = datetime(2031, 5, 14, 9, 30, tzinfo=UTC)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(open_store(tmp_path / "geopolitik.db"), clock=lambda: AT)
    yield house
    house.store.close()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a page, a web archive, lines of JSON and a picture."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.html").write_bytes(PAGE)
    (folder / "b.warc.gz").write_bytes(packed(record(kind="request"), record()))
    rows = [
        {"text": "The fort has fallen.", "series": "The Daily", "date": "1861-04-12"},
        {"text": "The fort stands.", "date": "some day"},
        {"id": 4},
    ]
    (folder / "c.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (folder / "d.png").write_bytes(b"\x89PNG\r\n")
    return folder


def test_what_files_hold_is_kept(house: House, files: Path) -> None:
    came: list[Capture] = []
    bad: list[Rejected] = []
    taken = ingest(house, [files], outlet="Nordwire", arrived=came.extend, set_aside=bad.append)
    assert (taken.files, taken.new, taken.known, taken.bad) == (4, 4, 0, 2)
    assert (taken.passed_over, taken.undated) == (1, 1)
    assert [one.name for one in bad] == ["c.jsonl:3", "d.png"]
    assert [capture.declared for capture in came] == [
        Declared(outlet="Nordwire"),
        Declared(outlet="Nordwire", url=ADDRESS),
        Declared(outlet="The Daily", published="1861-04-12"),
        Declared(outlet="Nordwire"),
    ]
    assert (came[1].address, came[1].captured_at, came[1].name) == (ADDRESS, AT, "b.warc.gz#2")
    with house.store.reading() as r:
        assert [captures.get(r, capture.id) for capture in came] == came


def test_a_second_time_everything_is_known(house: House, files: Path) -> None:
    ingest(house, [files])
    came: list[Capture] = []
    again = ingest(house, [files], arrived=came.extend)
    assert (again.new, again.known, came) == (0, 4, [])


def test_a_dry_run_keeps_nothing(house: House, files: Path) -> None:
    came: list[Capture] = []
    told: list[str] = []
    taken = ingest(house, [files], dry_run=True, arrived=came.extend, progress=lambda n, _: told.append(n))
    assert (taken.new, came) == (4, [])
    assert told == ["a.html", "b.warc.gz", "c.jsonl", "c.jsonl"]
    assert ingest(house, [files]).new == 4


def test_equal_records_are_one_capture(house: House, tmp_path: Path) -> None:
    (tmp_path / "b.warc").write_bytes(record() + record())
    taken = ingest(house, [tmp_path / "b.warc"])
    assert (taken.new, taken.known) == (1, 1)


def test_what_was_erased_does_not_come_back(house: House, files: Path) -> None:
    ingest(house, [files / "b.warc.gz"])
    erase(house, ADDRESS, by="Ada", reason="court order 7")
    bad: list[Rejected] = []
    assert ingest(house, [files / "b.warc.gz"], set_aside=bad.append).new == 0
    assert bad == [Rejected("b.warc.gz#2", "was erased here: it isn't taken in again")]


@pytest.mark.parametrize(
    ("path", "reason"), [("none.warc", "does not exist"), ("/dev/null", "is no file that ends")]
)
def test_paths_that_are_no_files(house: House, path: str, reason: str) -> None:
    bad: list[Rejected] = []
    assert ingest(house, [path], set_aside=bad.append).bad == 1
    assert bad == [Rejected(path, reason)]
