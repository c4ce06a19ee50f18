"""A store that was migrated has the tables that the code expects."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from geopolitik.errors import StoreError
from geopolitik.index.kept import KeptIndex
from geopolitik.model.people import Role
from geopolitik.storage import Store, accounts, checks, fulltext, migrations, open_store
from geopolitik.storage.engine import configuration
from geopolitik.storage.schema import metadata
from geopolitik.text.fingerprints import fingerprint

LATEST = max(file.name[:4] for file in Path(migrations.__file__).parent.glob("versions/0*.py"))


def test_migrations_and_tables_agree(store: Store) -> None:
    with store.reading() as r:
        # In PostgreSQL, texts have no bounds and numbers are long: `storage.postgres` says so.
        context = MigrationContext.configure(r, opts={"compare_type": r.dialect.name == "sqlite"})
        differences = compare_metadata(context, metadata)
    # The full-text index and its shadow tables are no part of the metadata.
    strange = [d for d in differences if "search" not in str(d[1].name)]
    assert strange == []


def test_a_store_is_opened_again_as_it_was(tmp_path: Path) -> None:
    for _ in range(2):
        opened = open_store(tmp_path / "store.db")
        with opened.reading() as r:
            assert r.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == LATEST
            assert r.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert r.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        opened.close()


def test_a_file_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Nothing of the kind, and long enough to be read as a header of a hundred bytes." * 3)
    before = file.read_bytes()
    with pytest.raises(StoreError, match="can't be opened as a store"):
        open_store(file)
    assert file.read_bytes() == before


def test_a_store_of_a_later_version_is_refused(tmp_path: Path) -> None:
    opened = open_store(tmp_path / "store.db")
    with opened.writing() as w:
        w.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    opened.close()
    with pytest.raises(StoreError, match="later version"):
        open_store(tmp_path / "store.db")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="can't be made"):
        open_store(tmp_path / "file" / "store.db")


def test_the_checks_of_an_older_store_are_held_by_nobody(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'store.db'}")
    moment = datetime(2031, 5, 14, tzinfo=UTC)
    with engine.begin() as w:
        command.upgrade(configuration(Path(migrations.__file__).parent, w), "0001")
        zoe = accounts.add_user(w, name="Zoe", password_hash="none", role=Role.ANALYST, at=moment)
        row = ("check1", zoe.id, "2031-05-14 09:00:00.000000", "running", "[]")
        w.exec_driver_sql('INSERT INTO checks (id, "by", at, state, captures) VALUES (?, ?, ?, ?, ?)', row)
    engine.dispose()
    again = open_store(tmp_path / "store.db")
    with again.reading() as r:
        assert [check.id for check in checks.abandoned(r, moment)] == ["check1"]
    again.close()


def test_an_older_index_of_candidates_still_finds(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'store.db'}")
    asked = fingerprint(
        "The harbour of Ostrapol was closed by dock workers for the third day in a row.", day=9
    )
    grams = [int(gram) for gram in asked.grams]
    # As it was: a word moved by its period of thirty days, each feature a row.
    words = [int(term) ^ 0x9E3779B97F4A7C15 & (1 << 48) - 1 for term in asked.terms]
    with engine.begin() as w:
        command.upgrade(configuration(Path(migrations.__file__).parent, w), "0009")
        row = ("w-1", 9, asked.terms.tobytes())
        w.exec_driver_sql("INSERT INTO fingerprints (number, wording, day, terms) VALUES (1, ?, ?, ?)", row)
        rows = [(feature,) for feature in (*grams, *words)]
        w.exec_driver_sql("INSERT INTO postings (feature, number) VALUES (?, 1)", rows)
    engine.dispose()
    again = open_store(tmp_path / "store.db")
    with again.reading() as r:
        assert [(found.key, found.grams) for found in KeptIndex(r).find(asked)] == [("w-1", len(grams))]
    again.close()


def test_a_text_in_an_older_search_can_be_replaced(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'store.db'}")
    with engine.begin() as w:
        command.upgrade(configuration(Path(migrations.__file__).parent, w), "0009")
        row = ("story", "s1", "", "The truce at Orlin", "fuel")
        w.exec_driver_sql("INSERT INTO search (kind, subject, part, title, body) VALUES (?, ?, ?, ?, ?)", row)
    engine.dispose()
    again = open_store(tmp_path / "store.db")
    with again.writing() as w:
        fulltext.put(w, "story", "s1", "", title="The truce at Orlin", body="pears")
        assert not fulltext.find(w, "fuel", kinds=["story"], limit=9)
        assert len(fulltext.find(w, "truce", kinds=["story"], limit=9)) == 1
    again.close()
