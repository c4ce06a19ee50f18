"""A store, people of every role, and an invented case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geopolitik.app.house import House
from geopolitik.ledger.cases import loads
from geopolitik.model.ledger.case import Case
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import accounts, open_store

FILES = {
    "case.yaml": "id: ferries\ntitle: The ferry truce\ninvented: yes\nzones: [Europe/Riga]\n",
    "documents.yaml": "- id: D1\n  publisher: Nordwire\n  published: 2031-05-01\n  title: The truce\n",
    "actors.yaml": "- id: lenna\n  name: Lenna\n  kind: state\n- id: varn\n  name: Varn\n  kind: state\n",
    "arrangements.yaml": ("- id: truce\n  title: Ferry truce\n  parties: [lenna, varn]\n  rests on: D1\n"),
    "accounts.yaml": (
        "- id: L1\n  arrangement: truce\n  actor: lenna\n  said: 2031-05-01\n  stance: holds\n"
        "  term:\n    start: 2031-05-01\n    until: 2031-05-08\n  rests on: D1\n"
    ),
}
MOMENT = datetime(2031, 5, 14, 9, 0, tzinfo=UTC)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    store = open_store(tmp_path / "store.db")
    yield House(store, lambda: MOMENT)
    store.close()


@pytest.fixture
def ferries() -> Case:
    return loads(FILES)


@pytest.fixture
def person(house: House) -> Callable[[Role], Viewer]:
    """Makes a user of a role."""

    def made(role: Role) -> Viewer:
        with house.store.writing() as w:
            return Viewer(accounts.add_user(w, name=role.value, password_hash="none", role=role, at=MOMENT))

    return made
