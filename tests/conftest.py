"""Settings for all tests, and stores over either database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from tests import postgres

from geopolitik.storage import open_store

# A slow machine must not fail a property: no deadlines.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A PostgreSQL server with an empty store to copy; where there is none, the test is skipped."""
    with postgres.running() as server:
        server.tell(f"CREATE DATABASE {postgres.TEMPLATE}")
        open_store(server.address(postgres.TEMPLATE)).close()
        yield server


@pytest.fixture
def store_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a new store is; tests marked `both_databases` run once over each."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield str(tmp_path / "store.db")
    else:
        server: postgres.Server = request.getfixturevalue("postgres_server")
        with server.database() as made:
            yield made


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what is marked so over both databases."""
    if metafunc.definition.get_closest_marker("both_databases") and "store_address" in metafunc.fixturenames:
        metafunc.parametrize("store_address", ["sqlite", "postgresql"], indirect=True)
