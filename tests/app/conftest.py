"""A site over a store that is empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from geopolitik.app.house import House
from geopolitik.storage import open_store


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    store = open_store(tmp_path / "store.db")
    yield House(store)
    store.close()
