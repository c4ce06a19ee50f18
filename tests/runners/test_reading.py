import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.steps.collect.files.making import PAGE, answer, packed
from tests.steps.collect.files.making import record as archived

from geopolitik.errors import ExtractionError
from geopolitik.model.archive import Record
from geopolitik.runners.reading import held, record
from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.collect.files import Held, Page, Stretch, Unread, held_in
from geopolitik.storage import captures, open_store

ADDRESS = "https://www.harbour.example/ferry"
ROW: dict[str, Any] = {
    "id": "h1",
    "series": "Harbour Gazette",
    "date": "May 14, 2031",
    "title": "Ferry line to Orsk closes",
    "text": "Ice damaged two boats.  The port office said so.",
    "url": ADDRESS,
}
HTML = (
    b"<html><head><title>Ferry line to Orsk closes</title></head><body><nav><a href='/'>Home</a>"
    b"<a href='/sport'>Sport</a></nav><article><h1>Ferry line to Orsk closes</h1>"
    b"<p>The ferry line between Harbour and Orsk was closed on Wednesday after ice damaged two boats, "
    b"the port office said in a short statement.</p><p>It is the third time this winter that the line "
    b"has been closed, and nobody could say when the next boat would leave for the island.</p></article>"
    b"<footer>All rights reserved</footer></body></html>"
)


def lines(*rows: dict[str, Any]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def named(folder: Path, *names: str) -> list[str]:
    return [str(folder / name) for name in names]


def read(*inputs: str) -> list[Held]:
    """What inputs hold, the stretches of files read."""
    found: list[Held] = []
    for one in held(inputs):
        found += held_in(one) if isinstance(one, Stretch) else [one]
    return found


def test_a_row_is_a_record_as_it_stands() -> None:
    page = Page(
        "a.jsonl:1",
        ROW["text"].encode(),
        address=ADDRESS,
        outlet=ROW["series"],
        published=ROW["date"],
        id="h1",
        title=ROW["title"],
        is_bare=True,
    )
    assert record(page) == Record(
        "h1", ROW["text"], "Harbour Gazette", "2031-05-14", ADDRESS, "Ferry line to Orsk closes"
    )


def test_a_row_that_says_little_is_named_by_its_content_and_place() -> None:
    page = Page("a.jsonl:1", b"Ice.", address=ADDRESS, is_bare=True)
    other = Page("a.jsonl:2", b"Ice.", is_bare=True)
    assert record(page).outlet == "harbour.example"
    assert record(page).id == record(page).id != record(other).id
    assert record(other).outlet == record(other).date == ""


@pytest.mark.parametrize("written", ["04/05/2031", "yesterday", "2031-02-30"])
def test_a_time_that_cannot_be_read_in_one_way_is_none(written: str) -> None:
    assert record(Page("a.jsonl:1", b"Ice.", published=written, is_bare=True)).date == ""


def test_a_page_is_read_without_its_furniture() -> None:
    found = record(Page("a.warc#1", HTML, address=ADDRESS))
    assert found.title == "Ferry line to Orsk closes"
    assert found.text.startswith("The ferry line between Harbour")
    assert "Sport" not in found.text
    assert "All rights" not in found.text
    assert found.outlet == "harbour.example"


def test_what_is_no_article_is_told() -> None:
    with pytest.raises(ExtractionError):
        record(Page("a.warc#1", b"<rss version='2.0'><channel></channel></rss>"))


def test_all_kinds_in_a_fixed_order(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(lines(ROW)))
    (tmp_path / "a.warc.gz").write_bytes(packed(archived(answer(PAGE))))
    (tmp_path / "c.txt").write_text("The port office said so.")
    (tmp_path / "d.bin").write_bytes(b"\0\1")
    found = read(str(tmp_path))
    assert [Path(one.name).name for one in found] == ["a.warc.gz#1", "b.jsonl.gz:1", "c.txt", "d.bin"]
    assert [isinstance(one, Page) for one in found] == [True, True, True, False]
    twice = [one.name for one in read(*named(tmp_path, "c.txt", "b.jsonl.gz"))]
    assert [Path(name).name for name in twice] == ["c.txt", "b.jsonl.gz:1"]


def test_a_table(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed: no tables")
    from pyarrow import parquet

    parquet.write_table(pyarrow.Table.from_pylist([ROW]), tmp_path / "a.parquet")
    (page,) = held(named(tmp_path, "a.parquet"))
    assert isinstance(page, Page)
    assert record(page).id == "h1"


def test_a_store(tmp_path: Path) -> None:
    at = datetime(2031, 5, 14, tzinfo=UTC)
    kept = [capture_bytes(HTML, name) for name in ("one.html", "two.html")]
    store = open_store(tmp_path / "site.db")
    with store.writing() as w:
        captures.add(w, kept, at=at)
    store.close()
    pages = [one for one in held(named(tmp_path, "site.db")) if isinstance(one, Page)]
    assert sorted(record(page).id for page in pages) == sorted(capture.id for capture in kept)


def test_what_is_not_there_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(ROW))
    (tmp_path / "no.db").write_bytes(b"SQLite format 3\0" + b"nonsense")
    found = read(*named(tmp_path, "none.jsonl", "no.db", "a.jsonl"))
    assert [isinstance(one, Unread) for one in found] == [True, True, False]
