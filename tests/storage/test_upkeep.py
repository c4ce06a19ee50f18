"""Copies of a store, and whether it is whole."""

from __future__ import annotations

import hashlib
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geopolitik.errors import StoreError, UsageError
from geopolitik.model.capture import Capture
from geopolitik.model.people import Role
from geopolitik.storage import Store, accounts, captures, media, open_store, upkeep

AT = datetime(2031, 5, 14, tzinfo=UTC)
TEXT = b"""Ferry line to Orsk closes after ice damage

By Nordwire

The ferry line between Lenna and Orsk was closed on Monday after ice damaged two boats, the port office said.
"""


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    """A store in a file: only such a one can be copied, or damaged by hand."""
    opened = open_store(tmp_path / "store.db")
    yield opened
    opened.close()


@pytest.fixture
def filled(file_store: Store) -> Store:
    """A store with a user, a capture and a picture, in a file."""
    return fill(file_store)


def fill(store: Store) -> Store:
    digest = hashlib.sha256(TEXT).hexdigest()
    capture = Capture(id="c1", name="ferry.txt", content=TEXT, sha256=digest, address="ferry.txt")
    with store.writing() as w:
        user = accounts.add_user(w, name="Ada", password_hash="none", role=Role.OWNER, at=AT)
        captures.add(w, [capture], at=AT)
        media.add(w, b"picture", "image/png", by=user.id, at=AT)
    return store


def path(store: Store) -> Path:
    return Path(str(store.engine.url.database))


def damage(store: Store, statement: str) -> None:
    with closing(sqlite3.connect(path(store))) as connection, connection:
        connection.execute(statement)


def test_a_copy_holds_the_same_and_is_one_file_for_its_owner(filled: Store, tmp_path: Path) -> None:
    copy = tmp_path / "copies.d.db"
    size = upkeep.backup(path(filled), copy)
    assert size == copy.stat().st_size
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert not list(tmp_path.glob("copies.d.db-*"))
    opened = open_store(copy)
    with opened.reading() as r, filled.reading() as was:
        assert accounts.all_users(r) == accounts.all_users(was)
        assert upkeep.facts(r).counts == upkeep.facts(was).counts
    opened.close()


def test_a_copy_is_one_state_while_others_write(filled: Store, tmp_path: Path) -> None:
    done = threading.Event()

    def write() -> None:
        number = 0
        while not done.is_set():
            number += 1
            with filled.writing() as w:
                for half in "ab":
                    accounts.add_user(w, name=f"{half}{number}", password_hash="", role=Role.MEMBER, at=AT)

    writer = threading.Thread(target=write)
    writer.start()
    for number in range(5):
        copy = tmp_path / f"copy-{number}.db"
        upkeep.backup(path(filled), copy)
        assert list(upkeep.verify(copy)) == []
        with closing(sqlite3.connect(copy)) as connection:
            # Each transaction adds two: none was cut in half.
            assert connection.execute("SELECT count(*) % 2 FROM users").fetchone() == (1,)
    done.set()
    writer.join()


def test_a_copy_replaces_nothing(filled: Store, tmp_path: Path) -> None:
    there = tmp_path / "there.db"
    there.write_bytes(b"mine")
    with pytest.raises(UsageError, match="is there already"):
        upkeep.backup(path(filled), there)
    assert there.read_bytes() == b"mine"


def test_a_copy_that_fails_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such file"):
        upkeep.backup(tmp_path / "none.db", tmp_path / "copy.db")
    (tmp_path / "notes.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match="can't be read as a store"):
        upkeep.backup(tmp_path / "notes.db", tmp_path / "copy.db")
    assert [file.name for file in tmp_path.iterdir()] == ["notes.db"]
    with pytest.raises(UsageError, match="can't be made"):
        upkeep.backup(tmp_path / "notes.db", tmp_path / "no" / "copy.db")


def test_an_older_store_is_copied_as_it_is(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("CREATE TABLE captures (id, sha256, content)")
    upkeep.backup(old, tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("captures",)]


def test_a_whole_store_has_no_problems(filled: Store) -> None:
    assert list(upkeep.verify(path(filled))) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        pytest.param(
            "UPDATE captures SET content = CAST('Ferry line opens' AS BLOB)",
            "its bytes are not those that were kept",
            id="a capture changed",
        ),
        pytest.param("UPDATE captures SET content = 'text'", "its bytes are not", id="bytes became text"),
        pytest.param("UPDATE captures SET sha256 = ''", "its bytes are not", id="the hash is gone"),
        pytest.param("UPDATE media SET content = CAST('x' AS BLOB)", "picture ", id="a picture changed"),
        pytest.param("DELETE FROM users", "media, row 1: what it names in users", id="a user is gone"),
    ],
)
def test_what_is_wrong_is_told(filled: Store, statement: str, told: str) -> None:
    damage(filled, statement)
    found = list(upkeep.verify(path(filled)))
    assert len(found) == 1
    assert told in found[0]


def test_a_damaged_file_is_told(filled: Store) -> None:
    filled.engine.dispose()
    content = bytearray(path(filled).read_bytes())
    content[4096 * 3 : 4096 * 9] = b"\xff" * 4096 * 6
    path(filled).write_bytes(content)
    try:
        found = list(upkeep.verify(path(filled)))
    except StoreError:
        return
    assert found


def test_facts(store: Store) -> None:
    with fill(store).reading() as r:
        facts = upkeep.facts(r)
    assert facts.bytes >= 4096
    assert {"users": 1, "captures": 1, "media": 1, "stories": 0}.items() <= dict(facts.counts).items()
