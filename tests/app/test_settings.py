"""A site set up, set up anew, and as before."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from geopolitik.app import settings
from geopolitik.app.house import House
from geopolitik.app.people import books, console
from geopolitik.errors import ConflictError, NotFoundError, RefusedError, UsageError
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import settings as kept
from geopolitik.storage.settings import Settings


@pytest.fixture
def admin(house: House) -> Viewer:
    return Viewer(console.add(house, "Ada", "the river is calm today", role=Role.ADMIN))


def now(house: House) -> Settings:
    with house.store.reading() as r:
        return kept.load(r)


def test_a_change_is_kept_noted_and_undone(house: House, admin: Viewer) -> None:
    wanted = Settings(name=" Sarn\nDesk ", place="Ismere", zone="Europe/Paris", guests=False)
    number = settings.change(house, admin, wanted)
    assert number is not None
    assert now(house) == replace(wanted, name="Sarn Desk")
    (entry, *_) = books.audit(house, admin, before=None, limit=1)
    assert json.loads(entry.detail)["guests"] == [True, False]
    assert settings.changes(entry)["name"] == ("GeoPolitik", "Sarn Desk")
    settings.undo(house, admin, number)
    assert now(house) == Settings()


def test_what_changes_nothing_is_not_noted(house: House, admin: Viewer) -> None:
    assert settings.change(house, admin, Settings()) is None


def test_an_undo_keeps_what_was_changed_since(house: House, admin: Viewer) -> None:
    first = settings.change(house, admin, Settings(place="Lenna"))
    second = settings.change(house, admin, Settings(place="Lenna", notice="The Lenna trust"))
    settings.undo(house, admin, first or 0)
    assert now(house) == Settings(notice="The Lenna trust")
    with pytest.raises(ConflictError, match="changed again"):
        settings.undo(house, admin, first or 0)
    settings.undo(house, admin, second or 0)
    assert now(house) == Settings()


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(Settings(name=" "), id="no name"),
        pytest.param(Settings(name="x" * 81), id="a long name"),
        pytest.param(Settings(notice="x" * 501), id="a long notice"),
        pytest.param(Settings(zone=""), id="no zone"),
        pytest.param(Settings(zone="Mars/Olympus"), id="no zone of this world"),
        pytest.param(Settings(zone="../../etc/passwd"), id="a path"),
        pytest.param(Settings(zone="/usr/share/zoneinfo/UTC"), id="a whole path"),
    ],
)
def test_what_cannot_be_set(house: House, admin: Viewer, wanted: Settings) -> None:
    with pytest.raises(UsageError):
        settings.change(house, admin, wanted)
    assert now(house) == Settings()


def test_only_admins(house: House, admin: Viewer) -> None:
    number = settings.change(house, admin, Settings(place="Lenna"))
    editor = Viewer(console.add(house, "Edith", "the river is calm today", role=Role.EDITOR))
    for act in (
        lambda: settings.change(house, editor, Settings()),
        lambda: settings.undo(house, editor, number or 0),
        lambda: settings.facts(house, editor),
    ):
        with pytest.raises(RefusedError):
            act()
    for unknown in (0, 999, -1, 10**15):
        with pytest.raises(NotFoundError):
            settings.undo(house, admin, unknown)
