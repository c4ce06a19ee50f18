"""Files of many pages are read record by record; what can't be read says why."""

from __future__ import annotations

import base64
import gzip
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.steps.collect.files.making import ADDRESS, PAGE, answer, packed, record

from geopolitik.steps.collect.files import Held, Page, Unread, read_file

AT = datetime(2031, 5, 14, 9, 30, tzinfo=UTC)


def held(folder: Path, name: str, content: bytes) -> list[Held]:
    (folder / name).write_bytes(content)
    return list(read_file(folder / name))


def reasons(found: list[Held], *, bad: bool = True) -> list[str]:
    return [one.reason for one in found if isinstance(one, Unread) and one.is_bad == bad]


@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz"])
def test_a_web_archive(tmp_path: Path, name: str) -> None:
    parts = [record(kind="warcinfo", block=b"software: x\r\n"), record()]
    content = packed(*parts) if name.endswith("gz") else b"".join(parts)
    found = held(tmp_path, name, content)
    assert found == [
        Unread(f"{name}#1", "is a record of kind warcinfo", is_bad=False),
        Page(f"{name}#2", PAGE, address=ADDRESS, captured_at=AT),
    ]


BODIES: list[tuple[str, bytes]] = [
    ("packed by gzip", answer(gzip.compress(PAGE), "Content-Encoding: gzip")),
    ("said to be packed, and unpacked already", answer(PAGE, "Content-Encoding: gzip")),
    ("in chunks", answer(b"%x\r\n" % len(PAGE) + PAGE + b"\r\n0\r\n\r\n", "Transfer-Encoding: chunked")),
    ("said to be in chunks, and joined already", answer(PAGE, "Transfer-Encoding: chunked")),
    ("HTTP/1.0", answer(PAGE).replace(b"HTTP/1.1", b"HTTP/1.0")),
]


@pytest.mark.parametrize("block", [b for _, b in BODIES], ids=[name for name, _ in BODIES])
def test_bodies_as_archives_have_them(tmp_path: Path, block: bytes) -> None:
    (page,) = held(tmp_path, "news.warc.gz", packed(record(block)))
    assert isinstance(page, Page)
    assert page.content == PAGE


OTHERS: list[tuple[str, bytes, str, bool]] = [
    ("a picture", record(answer(b"x", type="image/png")), "is of type image/png", False),
    ("not found", record(answer(PAGE, status="404 Not Found")), "was answered with status 404", False),
    ("a request", record(b"GET / HTTP/1.1\r\n\r\n", "request"), "is a record of kind request", False),
    ("no answer", record(b"nothing of the kind"), "holds no answer of a server", True),
    ("a file's address", record(address="file:///etc/passwd"), "has no address of the web", True),
    ("a script's address", record(address="javascript:alert(1)"), "has no address of the web", True),
    ("a bomb", record(answer(gzip.compress(bytes(40 << 20)), "Content-Encoding: gzip")), "unpacks to", True),
    ("an encoding", record(answer(b"\x8b", "Content-Encoding: br")), "which wasn't asked for", True),
]


@pytest.mark.parametrize(("data", "reason", "bad"), [o[1:] for o in OTHERS], ids=[o[0] for o in OTHERS])
def test_records_that_are_no_page(tmp_path: Path, data: bytes, reason: str, bad: bool) -> None:
    one, page = held(tmp_path, "news.warc.gz", packed(data, record()))
    assert isinstance(one, Unread)
    assert reason in one.reason
    assert one.is_bad is bad
    assert isinstance(page, Page)


@pytest.mark.parametrize("packing", [True, False], ids=["packed", "plain"])
def test_wherever_an_archive_is_cut_off_it_is_told(tmp_path: Path, packing: bool) -> None:
    first, second = (packed(record()), packed(record())) if packing else (record(), record())
    whole = first + second
    # The last four bytes of a plain record are two empty lines, which nothing depends on.
    for cut in range(len(first) + 1, len(whole) - (0 if packing else 4), 29):
        found = held(tmp_path, "news.warc", whole[:cut])
        assert reasons(found) == ["is cut off: it ends in the middle of a record"], cut
        assert isinstance(found[0], Page)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (record(length="-1"), "record 1 has no length"),
        (record(length="9" * 19), "is cut off"),
        (record() + b"no record\r\n", "holds no WARC record after the first 1"),
        (b"WARC/1.0\r\n" + b"a: b\r\n" * 2000, "more headers than any has"),
        (b"WARC/1.0\r\n" + b"a" * 200_000, "has a header without end"),
        (gzip.compress(b"WARC/1.0\r\n" + bytes(400 << 20)), "has a header without end"),
        (gzip.compress(record(length=str(1 << 40)) + bytes(400 << 20)), "unpacks to more than"),
        (packed(record())[:-8] + bytes(8), "is packed in no way that can be unpacked"),
    ],
    ids=[
        "negative length",
        "huge length",
        "something else",
        "many headers",
        "long header",
        "bomb",
        "bomb in a record",
        "wrong checksum",
    ],
)
def test_archives_that_are_none(tmp_path: Path, content: bytes, reason: str) -> None:
    (told,) = reasons(held(tmp_path, "news.warc", content))
    assert reason in told


def test_a_wacz(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "crawl.wacz", "w") as file:
        file.writestr("datapackage.json", "{}")
        file.writestr("archive/data.warc.gz", packed(record()))
        file.writestr("archive/../../evil.warc", record())
    found = list(read_file(tmp_path / "crawl.wacz"))
    assert [one.content for one in found if isinstance(one, Page)] == [PAGE, PAGE]
    assert not list(tmp_path.parent.glob("evil*"))


def test_a_zip_of_something_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as file:
        file.writestr("page.html", PAGE)
    (told,) = reasons(list(read_file(tmp_path / "x.zip")))
    assert told.startswith("is a zip archive without WARC files")


def test_lines_of_json(tmp_path: Path) -> None:
    rows: list[Any] = [
        {"id": "x1", "series": "The Daily", "date": "1861-04-12", "text": "The fort has fallen."},
        {"title": "Ferry closes", "text": "Ice.", "url": ADDRESS, "outlet": "Nordwire"},
        {
            "name": "a.html",
            "base64": base64.b64encode(PAGE).decode(),
            "captured_at": "2031-05-14T11:30:00+02:00",
        },
        {"id": 7, "text": ""},
        {"text": "x", "url": "javascript:alert(1)"},
        [1],
    ]
    found = held(tmp_path, "dump.jsonl", "\n\n".join(map(json.dumps, rows)).encode() + b'\n{"text": "cut o')
    assert found[:3] == [
        Page(
            "dump.jsonl:1",
            b"The fort has fallen.",
            outlet="The Daily",
            published="1861-04-12",
            captured_as="x1",
            id="x1",
            is_bare=True,
        ),
        Page("dump.jsonl:3", b"Ice.", address=ADDRESS, outlet="Nordwire", title="Ferry closes", is_bare=True),
        Page("dump.jsonl:5", PAGE, captured_at=AT, captured_as="a.html"),
    ]
    assert [one.name for one in found[3:]] == [f"dump.jsonl:{n}" for n in (7, 9, 11, 12)]
    assert reasons(found)[:2] == ["holds no text", "has an address that is none of the web"]


@pytest.mark.parametrize(
    ("text", "titled"),
    [("Ice.", b"Ferry closes\n\nIce."), (" Ferry closes\nIce.", b" Ferry closes\nIce.")],
    ids=["before the text", "there already"],
)
def test_a_title_is_put_before_a_text_without_it(text: str, titled: bytes) -> None:
    page = Page("dump.jsonl:1", text.encode(), title="Ferry closes", is_bare=True)
    assert page.titled == titled


def test_what_was_captured_as_it_stood_is_a_page(tmp_path: Path) -> None:
    rows = [{"text": "Ice.", "sha256": "0" * 64}, {"html": "<p>Ice."}, {"text": "<p>Ice."}]
    found = held(tmp_path, "dump.jsonl", "\n".join(map(json.dumps, rows)).encode())
    assert [one.is_bare for one in found if isinstance(one, Page)] == [False] * 3


def test_packed_lines(tmp_path: Path) -> None:
    line = json.dumps({"text": "The fort has fallen."}).encode() + b"\n"
    (page,) = held(tmp_path, "dump.jsonl.gz", gzip.compress(line))
    assert isinstance(page, Page)
    found = held(tmp_path, "cut.jsonl.gz", gzip.compress(line * 50_000)[:-20])
    assert reasons(found) == ["is cut off: it ends in the middle of a record"]
    zstandard = pytest.importorskip("zstandard", reason="zstandard is not installed: no files packed by zstd")
    frame = zstandard.ZstdCompressor().compress(line)
    found = held(tmp_path, "dump.jsonl.zst", frame + frame)
    assert [one.content for one in found if isinstance(one, Page)] == [b"The fort has fallen."] * 2
    assert reasons(held(tmp_path, "cut.jsonl.zst", frame + frame[:-6])) == [
        "is cut off: it ends in the middle of a record"
    ]
    bomb = zstandard.ZstdCompressor(level=19).compress(b'{"text": "' + bytes(600 << 20))
    (told,) = reasons(held(tmp_path, "bomb.jsonl.zst", bomb))
    assert "unpacks to more than" in told


def test_a_line_without_end_is_passed_over(tmp_path: Path) -> None:
    found = held(tmp_path, "dump.jsonl", b'{"text": "' + b"a" * (25 << 20) + b'"}\n{"text": "The fort."}\n')
    assert reasons(found) == ["is longer than any page"]
    assert isinstance(found[1], Page)


def test_json_on_many_lines_is_one_bad_file(tmp_path: Path) -> None:
    found = held(tmp_path, "page.json", json.dumps({"a": [1, 2]}, indent=1).encode())
    assert reasons(found) == ["is no file of JSON lines: its first line isn't one"]


def test_a_table(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed: no tables")
    from pyarrow import parquet

    columns = {"id": ["x1", "x2"], "series": ["The Daily", None], "text": ["The fort has fallen.", None]}
    parquet.write_table(pyarrow.table(columns | {"junk": [1, 2]}), tmp_path / "dump.parquet")
    found = list(read_file(tmp_path / "dump.parquet"))
    assert found == [
        Page(
            "dump.parquet:1",
            b"The fort has fallen.",
            outlet="The Daily",
            captured_as="x1",
            id="x1",
            is_bare=True,
        ),
        Unread("dump.parquet:2", "holds no text"),
    ]
    data = (tmp_path / "dump.parquet").read_bytes()
    (told,) = reasons(held(tmp_path, "cut.parquet", data[: len(data) // 2]))
    assert told.startswith("is no table in Parquet that can be read")


def test_a_channel_as_telegram_exports_it(tmp_path: Path) -> None:
    link = {"type": "text_link", "text": "says the port", "href": "https://port.example/a b"}
    messages: list[Any] = [
        {"id": 1, "type": "service", "action": "create_channel", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date": "2031-05-14T11:30:00",
            "date_unixtime": "1936603800",
            "text": ["The ferry is closed, ", link, ".", {"type": "hashtag", "text": " #Orsk"}],
        },
        {
            "id": 3,
            "type": "message",
            "text": "Ice.",
            "forwarded_from": "Nordwire",
            "date": "2031-05-14T12:00:00",
        },
        {"id": "four"},
    ]
    export = {"name": "River Watch", "type": "public_channel", "id": 55, "messages": messages}
    found = held(tmp_path, "result.json", json.dumps(export, indent=1).encode())
    assert found[1:3] == [
        Page(
            "result.json#2",
            b"The ferry is closed, [says the port](https://port.example/a%20b). #Orsk",
            address="https://t.me/c/55/2",
            outlet="River Watch",
            published="2031-05-15T09:30:00+00:00",
        ),
        Page(
            "result.json#3",
            b"Forwarded from Nordwire\n\nIce.",
            address="https://t.me/c/55/3",
            outlet="River Watch",
            published="2031-05-14T12:00:00",
        ),
    ]
    assert (len(reasons(found)), len(reasons(found, bad=False))) == (1, 1)


def test_a_silent_child_is_killed(tmp_path: Path) -> None:
    (tmp_path / "news.warc").write_bytes(record())
    assert reasons(list(read_file(tmp_path / "news.warc", seconds=0.0))) == [
        "took longer than 0 s from one record to the next"
    ]


def test_what_begins_like_nothing_is_no_work_for_a_child(tmp_path: Path) -> None:
    found = held(tmp_path, "page.xml", b"<rss/>")
    assert reasons(found)[0].startswith("holds nothing that can be taken in")
