"""A store in PostgreSQL: what goes wrong is told without secrets, and what SQLite gives is given."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st
from sqlalchemy import make_url
from tests.postgres import PASSWORD, USER, Server, running

from geopolitik.cli.main import main
from geopolitik.errors import StoreError, UsageError
from geopolitik.model.capture import Capture
from geopolitik.model.people import Role
from geopolitik.storage import (
    Store,
    accounts,
    audits,
    captures,
    fulltext,
    open_store,
    postgres,
    settings,
    upkeep,
)
from geopolitik.storage.archive import archive_of
from geopolitik.storage.standing import Standings

AT = datetime(2031, 5, 14, tzinfo=UTC)


@pytest.fixture
def where(postgres_server: Server) -> Iterator[str]:
    with postgres_server.database() as address:
        yield address


@pytest.fixture
def kept(where: str) -> Iterator[Store]:
    opened = open_store(where)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        pytest.param("postgresql://marsh:ferry-pear-orsk@127.0.0.1:1/news", "can't be reached", id="nobody"),
        pytest.param("postgresql://marsh:ferry-pear-orsk@x:y:z/news", "can't be understood", id="no address"),
        pytest.param("postgresql://marsh:ferry-pear-orsk@127.0.0.1", "names no database", id="no database"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(address: str, told: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match=told) as error:
        open_store(address)
    assert PASSWORD not in str(error.value)
    assert error.value.advice


def test_a_wrong_password_or_database_is_told(postgres_server: Server) -> None:
    for address, told in (
        (postgres_server.address("postgres", password="wrong-marten"), "password authentication failed"),
        (postgres_server.address("nowhere"), "does not exist"),
    ):
        with pytest.raises(StoreError, match=told) as error:
            open_store(address)
        assert "wrong-marten" not in str(error.value)
        assert PASSWORD not in str(error.value)


def test_a_database_in_an_old_code_is_refused(postgres_server: Server) -> None:
    postgres_server.tell("CREATE DATABASE old TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    with pytest.raises(StoreError, match="LATIN1, not in UTF-8"):
        open_store(postgres_server.address("old"))


def test_a_database_of_a_later_version_is_refused(kept: Store, where: str) -> None:
    with kept.writing() as w:
        w.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="later version"):
        open_store(where)


def test_a_server_that_was_started_again_is_found_again(caplog: pytest.LogCaptureFixture) -> None:
    with running() as server:
        server.tell("CREATE DATABASE news")
        store = open_store(server.address("news"))
        with store.writing() as w:
            accounts.add_user(w, name="Ada", password_hash="none", role=Role.OWNER, at=AT)
        server.stop()
        with caplog.at_level(logging.WARNING), pytest.raises(StoreError) as error, store.reading() as r:
            accounts.all_users(r)
        assert str(error.value).startswith("news: can't be reached")
        assert all(secret not in caplog.text for secret in (PASSWORD, f"{USER}:"))
        server.start()
        with store.reading() as r:
            assert [user.name for user in accounts.all_users(r)] == ["Ada"]
        store.close()


def test_what_the_server_cuts_off_midway_is_told_and_not_kept(kept: Store, postgres_server: Server) -> None:
    def cut_off() -> None:
        with kept.writing() as w:
            accounts.add_user(w, name="Ada", password_hash="none", role=Role.OWNER, at=AT)
            pid = w.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            postgres_server.tell(f"SELECT pg_terminate_backend({pid})")
            accounts.add_user(w, name="Zoe", password_hash="none", role=Role.OWNER, at=AT)

    with pytest.raises(StoreError, match=r"was stopped|can't be reached"):
        cut_off()
    with kept.reading() as r:
        assert accounts.all_users(r) == ()


def test_writers_wait_for_each_other(kept: Store) -> None:
    def count_up() -> None:
        for _ in range(25):
            with kept.writing() as w:
                before = settings.load(w)
                name = str(int(before.name) + 1) if before.name.isdigit() else "1"
                settings.save(w, settings.Settings(name=name))

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with kept.reading() as r:
        assert settings.load(r).name == "100"


def test_a_writer_does_not_wait_for_ever(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(postgres._SESSION, "lock_timeout", "50ms")
    store = open_store(where)

    def write() -> None:
        with store.writing():
            pass

    with store.writing(), pytest.raises(StoreError, match="held too long by another writer"):
        write()
    store.close()


def test_a_reader_sees_one_state_and_writes_nothing(kept: Store) -> None:
    with kept.reading() as r:
        assert accounts.all_users(r) == ()
        with kept.writing() as w:
            accounts.add_user(w, name="Ada", password_hash="none", role=Role.OWNER, at=AT)
        assert accounts.all_users(r) == ()
    with pytest.raises(StoreError, match="can only be read"), kept.reading() as r:
        accounts.add_user(r, name="Zoe", password_hash="none", role=Role.OWNER, at=AT)


WORDS = st.sampled_from(
    ["ferry", "Fähre", "fahre", "ferries", "the", "Orsk's", "ice-bound", "ΟΔΟΣ", "оборон", "_", "'"]
)


@settings_of_hypothesis(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    body=st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=60),
    query=st.lists(WORDS, min_size=1, max_size=3).flatmap(
        lambda words: st.sampled_from([" ".join(words), f'"{" ".join(words)}"', words[0][:3]])
    )
    | st.text(max_size=20),
)
def test_both_databases_find_and_show_the_same(kept: Store, file_store: Store, body: str, query: str) -> None:
    def found(store: Store) -> list[tuple[object, ...]]:
        with store.writing() as w:
            fulltext.put(w, "post", "p", "", title="the Ferry", body=body)
            hits = fulltext.find(w, query, kinds=("post",), limit=5)
        return [(hit.subject, hit.title, hit.snippet) for hit in hits]

    assert found(kept) == found(file_store)


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "store.db")
    yield opened
    opened.close()


def test_texts_and_numbers_have_the_bounds_that_they_have_in_a_file(kept: Store) -> None:
    capture = Capture(id="c1", name="a\x00b" * 900, content=b"\x00", sha256="x" * 99, address="ä\x00")
    with kept.writing() as w:
        captures.add(w, [capture], at=AT)
    with kept.reading() as r:
        found = captures.get(r, "c1")
        assert found is not None
        assert (found.name, found.content, found.address) == ("a\ufffdb" * 900, b"\x00", "ä\ufffd")
        assert captures.same(r, "ä\x00") == ("c1",)
        assert audits.newest(r, before=10**15) == ()


def test_what_another_program_writes_is_seen_a_moment_later(kept: Store, where: str) -> None:
    standings = Standings(every=0.0)
    assert standings.standing(kept) is standings.standing(kept)
    other = open_store(where)
    with other.writing() as w:
        settings.save(w, settings.Settings(name="Ismere"))
    other.close()
    assert standings.standing(kept).settings.name == "Ismere"


def test_changed_bytes_are_found_and_the_copy_is_left_to_postgresql(
    kept: Store, where: str, tmp_path: Path
) -> None:
    digest = hashlib.sha256(b"Ferry line closes").hexdigest()
    capture = Capture(id="c1", name="n", content=b"Ferry line closes", sha256=digest, address="a")
    with kept.writing() as w:
        captures.add(w, [capture], at=AT)
    assert list(upkeep.verify(where)) == []
    with kept.writing() as w:
        w.exec_driver_sql("UPDATE captures SET content = 'Ferry line opens'::bytea")
    assert list(upkeep.verify(where)) == ["capture c1: its bytes are not those that were kept"]
    with pytest.raises(UsageError, match="pg_dump") as error:
        upkeep.backup(where, tmp_path / "copy")
    assert PASSWORD not in str(error.value)
    assert not (tmp_path / "copy").exists()


def test_what_holds_no_store_is_not_verified(postgres_server: Server) -> None:
    with pytest.raises(StoreError, match="can't be read as a store"):
        list(upkeep.verify(postgres_server.address("postgres")))


def test_the_command_line_takes_the_address(where: str) -> None:
    done = CliRunner().invoke(main, ["store", "verify", "--store", where])
    assert done.exit_code == 0, done.output
    assert PASSWORD not in done.output


def test_the_archive_lies_where_the_address_says() -> None:
    url = make_url("postgresql://host/news?archive=/srv/kept")
    assert postgres.archive_folder(url) == Path("/srv/kept")
    assert postgres.archive_folder(make_url("postgresql://host/news")) == Path("news.archive")


def test_an_archive_is_of_the_address(kept: Store) -> None:
    assert archive_of(kept).folder.name == str(kept.engine.url.database)
