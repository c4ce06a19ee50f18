"""A store of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from geopolitik.storage import Store, open_store


@pytest.fixture
def store(store_address: str) -> Iterator[Store]:
    opened = open_store(store_address)
    yield opened
    opened.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """All tests of the store run over both databases."""
    if "store_address" in metafunc.fixturenames:
        metafunc.parametrize("store_address", ["sqlite", "postgresql"], indirect=True)
