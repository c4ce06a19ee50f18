"""Files of JSON lines in stretches."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geopolitik.steps.collect.files import Held, Page, Stretch, Unread, held_in, read_file, stretches

ROW = {"id": "h1", "text": "Ice damaged two boats."}


def written(folder: Path, *lines: str, name: str = "a.jsonl") -> Path:
    path = folder / name
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    return path


def read(path: Path, size: int) -> list[Held]:
    return [one for stretch in stretches(path, size) for one in held_in(stretch)]


LINE = st.one_of(
    st.builds(json.dumps, st.fixed_dictionaries({"text": st.text(max_size=30), "id": st.integers()})),
    st.sampled_from(["", "  ", "[1]", '{"text": ["a"], "title": {"b": 1}}', '{"text": 1e999}', "{\r"]),
    st.text(st.characters(exclude_characters="\n"), max_size=20),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINE, max_size=12), size=st.integers(1, 120))
def test_stretches_hold_what_the_file_holds(lines: list[str], size: int, tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps(ROW), *lines)
    assert read(path, size) == list(read_file(path))


def test_each_line_is_in_one_stretch(tmp_path: Path) -> None:
    path = written(tmp_path, *[json.dumps(ROW)] * 50)
    found = list(stretches(path, 100))
    assert [(found[0].start, found[0].line), found[-1].end] == [(0, 1), path.stat().st_size]
    assert all(one.end == other.start for one, other in pairwise(found))
    assert [one.name for one in read(path, 100)] == [f"a.jsonl:{n}" for n in range(1, 51)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl.gz", gzip.compress(json.dumps(ROW).encode(), mtime=0)),
        ("result.json", b'{"messages": []}'),
        ("pretty.json", b'{\n "text": "Ice"\n}'),
        ("a.warc", b"WARC/1.0\r\n"),
        ("empty.jsonl", b""),
        ("picture.png", b"\x89PNG"),
    ],
    ids=["packed", "an export", "one object on several lines", "a web archive", "nothing", "a picture"],
)
def test_other_files_are_not_cut(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert list(stretches(tmp_path / name)) == []


def test_what_it_holds_and_where_makes_its_digest(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps(ROW), json.dumps(ROW), "")
    first, second = [one.digest() for one in stretches(path, 10)]
    assert first != second
    path.write_bytes(path.read_bytes().replace(b"boats", b"ships", 1))
    changed, kept = [one.digest() for one in stretches(path, 10)]
    assert changed != first
    assert kept == second


def test_what_is_gone_when_it_is_read_is_told(tmp_path: Path) -> None:
    assert list(held_in(Stretch(tmp_path / "gone.jsonl", 0, 10, 1))) == [
        Unread("gone.jsonl", "can't be read (no such file or directory)")
    ]


def test_lists_where_texts_are_wanted_are_passed_over(tmp_path: Path) -> None:
    long = json.dumps([["Ferry"]] * 5000)
    path = written(tmp_path, f'{{"text": {long}, "html": "Ice.", "id": {{"a": true}}, "title": false}}')
    (page,) = read(path, 100)
    assert isinstance(page, Page)
    assert (page.content, page.id, page.title) == (b"Ice.", "", "")
