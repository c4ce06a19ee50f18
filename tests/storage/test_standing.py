"""How a store stands is read once, and anew after each write, whoever wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from geopolitik.storage import audits, open_store, settings
from geopolitik.storage.standing import Standings
from geopolitik.storage.store import Store

AT = datetime(2031, 5, 14, tzinfo=UTC)


def _write(store: Store, name: str) -> int:
    with store.writing() as w:
        settings.save(w, replace(settings.load(w), name=name))
        return audits.note(w, "changed", "settings", "site", by=None, at=AT)


def test_each_write_is_seen_and_what_stands_is_read_once(tmp_path: Path) -> None:
    store, standings = open_store(tmp_path / "store.db"), Standings()
    before = standings.standing(store)
    assert (before.settings.name, before.entry) == ("GeoPolitik", 0)
    assert standings.standing(store) is before
    for name in ("Ismere", "Korvan"):
        entry = _write(store, name)
        found = standings.standing(store)
        assert (found.settings.name, found.entry) == (name, entry)
    store.close()


def test_what_another_program_writes_is_seen_a_moment_later(tmp_path: Path) -> None:
    store, standings = open_store(tmp_path / "store.db"), Standings(every=0.0)
    standings.standing(store)
    other = open_store(tmp_path / "store.db")
    entry = _write(other, "Ismere")
    other.close()
    assert standings.standing(store).entry == entry
    store.close()


def test_a_closed_store_can_be_asked_again(tmp_path: Path) -> None:
    store, standings = open_store(tmp_path / "store.db"), Standings()
    standings.standing(store)
    store.close()
    assert not (tmp_path / "store.db-wal").exists()  # Nothing holds on to the file.
    assert standings.standing(store).settings.name == "GeoPolitik"
    store.close()
