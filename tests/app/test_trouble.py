"""A store in trouble, over both databases: what is told, that nothing kept is lost, and that it goes on."""

from __future__ import annotations

import logging
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine, event
from tests.app.collecting.world import FEED, HARBOUR, WORDS, World, article, feed
from tests.postgres import Server, running

from geopolitik.app.collecting import outlets
from geopolitik.app.collecting.running import Collector
from geopolitik.app.house import House
from geopolitik.app.ingesting import ingest
from geopolitik.app.stories.catching_up import growing
from geopolitik.errors import StoreError
from geopolitik.storage import captures, engine, growth, open_store, postgres, waiting
from geopolitik.storage.archive import archive_of
from geopolitik.storage.archive.proving import Proof

_ROOM = 32 << 20
"""Bytes of a disk that is soon full."""
NAMES = ("ferry", "crane", "pilot")


@dataclass
class Home:
    """Where a store is, and how it gets into trouble."""

    address: str
    trouble: Callable[[Engine], AbstractContextManager[None]]


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of our own in a folder; only root may make one."""
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={_ROOM},mode=777", "tmpfs", str(folder)], capture_output=True
    )
    if made.returncode:
        pytest.skip("needs root, to make a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def filled(disk: Path) -> Callable[[Engine], AbstractContextManager[None]]:
    """Take all room that a disk has left, for a while."""

    @contextmanager
    def trouble(_: Engine) -> Iterator[None]:
        filler = disk / "filler"
        with filler.open("wb", buffering=0) as file:
            try:
                while file.write(bytes(4_096)):
                    pass
            except OSError:
                pass
        yield
        filler.unlink()

    return trouble


@contextmanager
def sqlite_read_only(store: Engine) -> Iterator[None]:
    # Root may write whatever its mode says: the file's own word for it.
    def taken(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    def given(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA query_only = OFF")

    event.listen(store, "checkout", taken)
    yield
    event.remove(store, "checkout", taken)
    event.listen(store, "checkout", given)


@contextmanager
def sqlite_locked(store: Engine) -> Iterator[None]:
    with closing(sqlite3.connect(str(store.url.database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def postgres_locked(store: Engine) -> Iterator[None]:
    with store.begin():
        yield


def stopped(server: Server) -> Callable[[Engine], AbstractContextManager[None]]:
    @contextmanager
    def trouble(_: Engine) -> Iterator[None]:
        server.stop()
        yield
        server.start()

    return trouble


CASES = {
    "SQLite, full": r"has no room left on its disk\. Make room there",
    "SQLite, read-only": r"can only be read\. Let this user write it",
    "SQLite, locked": r"is held too long by another writer\. Nothing of this step was kept",
    "PostgreSQL, full": r"has no room left on its disk\. Make room there",
    "PostgreSQL, locked": r"is held too long by another writer\. Nothing of this step was kept",
    "PostgreSQL, stopped": r"(?:was stopped|can't be reached).* server",
}


@pytest.fixture(params=CASES)
def told(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def home(told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    database, _, what = told.partition(", ")
    monkeypatch.setattr(engine, "_PATIENCE", 100)
    monkeypatch.setitem(postgres._SESSION, "lock_timeout", "100ms")
    if database == "SQLite":
        if what == "full":
            with small_disk(tmp_path / "disk") as disk:
                yield Home(str(disk / "store.db"), filled(disk))
            return
        yield Home(str(tmp_path / "store.db"), {"read-only": sqlite_read_only, "locked": sqlite_locked}[what])
        return
    with running() as server:
        if what == "full":
            # Beside the server's other files, which nobody but its user may reach.
            with small_disk(server.folder / "disk") as disk:
                shutil.chown(disk, "postgres", "postgres")
                server.tell(f"CREATE TABLESPACE small LOCATION '{disk}'")
                server.tell("CREATE DATABASE news TABLESPACE small")
                yield Home(server.address("news"), filled(disk))
                server.stop()
                server.start()
            return
        server.tell("CREATE DATABASE news")
        yield Home(server.address("news"), postgres_locked if what == "locked" else stopped(server))


def page(name: str) -> str:
    """A page that can't be packed into the room that a database has in hand."""
    return article(f"{WORDS} The {name} was first.", frame=Random(name).randbytes(30_000).hex())


@pytest.fixture
def world() -> World:
    return World(pages={FEED: feed(*NAMES), **{f"{HARBOUR}/{name}": page(name) for name in NAMES}})


@pytest.fixture
def house(home: Home, world: World) -> Iterator[House]:
    store = open_store(home.address)
    yield House(store, clock=world.clock)
    store.close()


def kept(house: House) -> int:
    """How many captures are kept; all of them are in a story, and the archive's chain holds."""
    with house.store.reading() as r:
        ids = captures.ids(r)
        assert all(growth.holds(r, capture) for capture in ids)
        assert not waiting.everything(r)
        assert list(Proof(archive_of(house.store).folder).problems(r)) == []
    return len(ids)


def test_a_watch_tells_of_it_and_goes_on(
    told: str, home: Home, house: House, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    outlets.add(house, FEED, get=world.get)
    world.pages[FEED] = feed(NAMES[0])
    watcher = Collector(house, get=world.get, sleep=world.sleep, arrived=growing(house))
    assert watcher.watch(world.at + timedelta(minutes=1)).kept == 1
    world.pages[FEED] = feed(*NAMES)
    with home.trouble(house.store.engine), caplog.at_level(logging.WARNING):
        watcher.watch(world.at + timedelta(hours=1))
    assert watcher.tally.kept == 1
    assert re.search(CASES[told], caplog.text)
    watcher.watch(world.at + timedelta(minutes=10))
    assert kept(house) == len(NAMES)
    assert all(len(world.times(f"{HARBOUR}/{name}")) <= 2 for name in NAMES)


def test_an_ingest_tells_of_it_and_the_same_command_goes_on(
    told: str, home: Home, house: House, tmp_path: Path
) -> None:
    files = tmp_path / "pages"
    files.mkdir()
    for name in NAMES:
        (files / f"{name}.html").write_text(page(name))
    ingest(house, [files / "ferry.html"], arrived=growing(house))
    with home.trouble(house.store.engine), pytest.raises(StoreError, match=CASES[told]):
        ingest(house, [files], arrived=growing(house))
    taken = ingest(house, [files], arrived=growing(house))
    assert taken.new + taken.known == len(NAMES)
    assert kept(house) == len(NAMES)
