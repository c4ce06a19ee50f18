"""Copying and verifying a store from the command line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geopolitik.app import sample_story, trace
from geopolitik.app.house import House
from geopolitik.app.stories.keeping import keep
from geopolitik.cli.main import main
from geopolitik.storage import open_store


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    house = House(open_store("geopolitik.db"))
    keep(house, trace(*sample_story()[:2]), by=None, public=True)
    house.store.close()
    return tmp_path / "geopolitik.db"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["store", *arguments])


def test_a_copy_is_made_and_is_whole() -> None:
    result = run("backup", "copy.db")
    assert result.exit_code == 0
    assert result.stdout == f"Written: copy.db, {Path('copy.db').stat().st_size:,} bytes\n"
    assert run("verify", "--store", "copy.db").stdout == "Whole: copy.db\n"


def test_a_second_copy_needs_another_name() -> None:
    run("backup", "copy.db")
    result = run("backup", "copy.db")
    assert (result.exit_code, result.stderr) == (
        2,
        "geopolitik: copy.db: is there already. Name a new file.\n",
    )


def test_damage_is_told_with_an_exit_code(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE captures SET content = CAST('other' AS BLOB)")
    result = run("verify")
    assert result.exit_code == 1
    assert result.stdout.count("its bytes are not those that were kept\n") == 2
    assert "is damaged in 2 places" in result.stderr


@pytest.mark.parametrize("command", ["backup copy.db", "verify"])
def test_a_store_that_is_none(command: str) -> None:
    result = run(*command.split(), "--store", "none.db")
    assert (result.exit_code, "there is no such file" in result.stderr) == (2, True)
    Path("notes.db").write_text("no database", encoding="utf-8")
    result = run(*command.split(), "--store", "notes.db")
    assert (result.exit_code, "can't be read as a store" in result.stderr) == (1, True)
    assert not Path("copy.db").exists()


def test_a_capture_is_erased_with_a_reason(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        (capture,) = connection.execute("SELECT id FROM captures ORDER BY name LIMIT 1").fetchone()
    result = run("erase", capture, "--reason", "court order 7/2031", "--by", "Ada Lind")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Erased: {capture} (1 capture, 0 records of the archive)\nTraced again")
    proved = run("verify").stdout
    assert proved.startswith("Proved: 2 records; chain hash ")
    head = proved.partition("chain hash ")[2][:64]
    assert run("verify", "--head", head).exit_code == 0
    other = run("verify", "--head", "0" * 64)
    assert (other.exit_code, "no record up to now has the chain hash 000" in other.stdout) == (1, True)
    again = run("erase", capture, "--reason", "court order 7/2031")
    assert (again.exit_code, "is no address or capture that is kept" in again.stderr) == (1, True)
    assert run("erase", capture).exit_code == 2


def test_a_copy_is_restored_and_exported() -> None:
    run("erase", "nothing", "--reason", "none")
    run("backup", "copy.db")
    done = run("restore", "copy.db", "--store", "new.db")
    assert (done.exit_code, done.stdout) == (0, "Restored: new.db\n")
    assert run("restore", "copy.db", "--store", "new.db").exit_code == 2
    assert run("mend", "--store", "new.db").stdout == "Mended: new.db\n"
    told = run("export", "everything", "--store", "new.db").stdout
    assert told == "Written: everything, 2 captures, 0 records of the archive\n"
