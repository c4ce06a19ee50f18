"""An invented case, kept and public, beside the worked ones."""

from __future__ import annotations

import pytest
from tests.app.cases.conftest import FILES

from geopolitik.app.cases import keeping
from geopolitik.app.cases.shipped import names, shipped
from geopolitik.app.house import House
from geopolitik.ledger.cases import loads
from geopolitik.model.ledger.case import Case
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import accounts


@pytest.fixture
def keeper(house: House) -> Viewer:
    """An editor who keeps cases."""
    with house.store.writing() as w:
        return Viewer(
            accounts.add_user(w, name="Kay", password_hash="none", role=Role.EDITOR, at=house.clock())
        )


@pytest.fixture
def ferries(house: House, keeper: Viewer) -> Case:
    """A truce of ferries: one arrangement, one account from 1 to 8 May 2031."""
    case = loads(FILES)
    keeping.keep(house, keeper, case, public=True)
    return case


@pytest.fixture
def worked(house: House, keeper: Viewer) -> tuple[Case, ...]:
    """The worked cases."""
    found = tuple(shipped(name) for name in names())
    for case in found:
        keeping.keep(house, keeper, case, public=True)
    return found
