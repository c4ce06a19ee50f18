"""A site of its own for each test, with an analyst, and a clock that moves when told to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from tests.app.watchlist.world import person

from geopolitik.app.house import House
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import open_store


@dataclass
class Clock:
    """A clock that goes on by a second each time it is asked."""

    moment: datetime = datetime(2031, 5, 16, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


@pytest.fixture
def house(store_address: str) -> Iterator[House]:
    store = open_store(store_address)
    yield House(store, Clock())
    store.close()


@pytest.fixture
def analyst(house: House) -> Viewer:
    return person(house, Role.ANALYST, "Ann Marsh")
