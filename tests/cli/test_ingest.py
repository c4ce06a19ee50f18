"""Taking in files from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.steps.collect.files.making import packed, record

from geopolitik.app.ingesting import Taken
from geopolitik.cli.ingest import _Watch
from geopolitik.cli.main import main


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news.warc.gz").write_bytes(packed(record(), record(kind="request")))
    (tmp_path / "cut.warc.gz").write_bytes(packed(record())[:-30])
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["ingest", *arguments])


def test_a_web_archive_is_taken_in() -> None:
    done = run("news.warc.gz", "cut.warc.gz", "--set-aside", "unread.jsonl")
    assert done.exit_code == 0
    assert done.stdout == (
        "Kept: 1 capture, 0 kept already, 1 without a page, 1 that can't be read; 2 files\n"
    )
    told = {"name": "cut.warc.gz", "reason": "is cut off: it ends in the middle of a record"}
    assert done.stderr == f"geopolitik: {told['name']}: {told['reason']}\n"
    assert json.loads(Path("unread.jsonl").read_text(encoding="utf-8")) == told
    assert run("news.warc.gz").stdout.startswith("Kept: 0 captures, 1 kept already")


def test_the_line_says_what_was_read_and_what_is_in_its_story() -> None:
    told = list[str]()
    watch, taken = _Watch(told.append), Taken(files=1)
    # What an earlier run left behind comes first.
    watch.placed()
    watch.read("news.warc.gz", taken)
    taken.new += 1_200
    watch.placed()
    assert told == [
        "1 in their stories",
        "news.warc.gz: 0 captures, 0 bad; 1 in their stories",
        "news.warc.gz: 1,200 captures, 0 bad; 2 in their stories",
    ]


def test_a_dry_run_makes_no_store() -> None:
    done = run("news.warc.gz", "--dry-run")
    assert (done.exit_code, done.stdout.split(",")[0]) == (0, "Would keep: 1 capture")
    assert not Path("geopolitik.db").exists()


def test_nothing_that_can_be_read() -> None:
    done = run("cut.warc.gz")
    assert (done.exit_code, "nothing could be taken in" in done.stderr) == (1, True)


def test_many_bad_records_are_counted(folder: Path) -> None:
    (folder / "dump.jsonl").write_text('{"text": "The fort."}\n' + "{}\n" * 30, encoding="utf-8")
    done = run("dump.jsonl")
    assert done.stderr.count("holds no text") == 20
    assert done.stderr.endswith("geopolitik: 10 more can't be read; --set-aside FILE names all\n")


def test_a_file_is_not_written_over() -> None:
    done = run("news.warc.gz", "--set-aside", "cut.warc.gz")
    assert (done.exit_code, "can't be made" in done.stderr) == (2, True)
