"""Checks and the end of the process: broken off and begun again, but none brings it down for ever."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from tests.publish.site.browser import Browsers
from tests.publish.site.conftest import Clock

from geopolitik import pipeline
from geopolitik.app.checking import Desk
from geopolitik.app.handing import handed_in
from geopolitik.app.house import House
from geopolitik.model.keeping import Check, CheckState
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import checks, stories
from geopolitik.storage.paging import Paging

TEXTS = [
    ("first.txt", b"Ferry line to Orsk closes after ice damage. The harbour office said so on Monday."),
    ("second.txt", b"The ferry line to Orsk is closed after ice damage, the harbour office said."),
]


@pytest.fixture
def viewer(browser: Browsers) -> Viewer:
    return Viewer(browser(Role.ANALYST).user)


def as_kept(house: House, check: Check) -> Check:
    with house.store.reading() as r:
        found = checks.get(r, check.id)
    assert found is not None
    return found


def handed(house: House, viewer: Viewer, desk: Desk) -> Check:
    return desk.hand_in(viewer, handed_in("", TEXTS))


def died(house: House, clock: Clock, check: Check) -> None:
    """A process dies while the check runs, and isn't heard of for longer than a lease lasts."""
    with house.store.writing() as w:
        checks.change(w, check.id, state=CheckState.RUNNING.value)
    clock.forward(minutes=2)


class Idle(Desk):
    """Begins nothing."""

    def _begin(self, check: Check) -> None: ...


def test_a_check_that_ends_the_process_twice_is_given_up(house: House, clock: Clock, viewer: Viewer) -> None:
    check = handed(house, viewer, Idle(house))
    died(house, clock, check)
    assert Idle(house).resume() == 1
    died(house, clock, check)
    assert Idle(house).resume() == 0
    assert as_kept(house, check).state is CheckState.FAILED
    assert "twice" in as_kept(house, check).error
    again = Idle(house).again(viewer, check.id)
    assert (again.state, as_kept(house, check).error) == (CheckState.WAITING, "")


def test_a_check_that_waited_is_begun_however_often_the_process_stops(
    house: House, clock: Clock, viewer: Viewer
) -> None:
    handed(house, viewer, Idle(house))
    for _ in range(4):
        clock.forward(minutes=2)
        assert Idle(house).resume() == 1


def test_a_process_that_stops_in_good_order_leaves_its_checks_to_the_next(
    house: House, viewer: Viewer
) -> None:
    first = Idle(house)
    handed(house, viewer, first)
    assert Idle(house).resume() == 0
    first.close()
    assert Idle(house).resume() == 1


def test_a_check_that_was_resumed_ends_without_an_error(house: House, clock: Clock, viewer: Viewer) -> None:
    check = handed(house, viewer, Idle(house))
    died(house, clock, check)
    after = Desk(house)
    assert after.resume() == 1
    after.wait(check.id, 30)
    after.close()
    assert replace(as_kept(house, check), story_id=None) == replace(check, state=CheckState.DONE)


def test_closing_breaks_off_the_check_at_hand(
    house: House, viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way, go_on = Event(), Event()
    relate_all = pipeline.relate_all

    def slow(*args: Any, **options: Any) -> Any:
        under_way.set()
        assert go_on.wait(20)
        return relate_all(*args, **options)

    monkeypatch.setattr(pipeline, "relate_all", slow)
    desk = Desk(house)
    check = handed(house, viewer, desk)
    assert under_way.wait(20)
    desk._work.closing.set()
    go_on.set()
    desk.close()
    assert as_kept(house, check).state is CheckState.WAITING
    with house.store.reading() as r:
        assert stories.newest(r, public_only=False, paging=Paging()).items == ()


def test_no_story_is_kept_of_a_check_that_is_not_done(
    house: House, viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:

    def broken(*_: Any, **__: Any) -> bool:
        raise RuntimeError("the power went")

    monkeypatch.setattr(checks, "end", broken)
    desk = Idle(house)
    check = handed(house, viewer, desk)
    with pytest.raises(RuntimeError, match="power"):
        desk._work.do(check)
    monkeypatch.undo()
    assert as_kept(house, check).state is CheckState.RUNNING
    with house.store.reading() as r:
        assert stories.newest(r, public_only=False, paging=Paging()).items == ()
