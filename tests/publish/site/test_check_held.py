"""Two processes over one store: each check is worked on by one, and by the other once that is dead."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from tests.publish.site.browser import Browsers
from tests.publish.site.conftest import Clock

from geopolitik import pipeline
from geopolitik.app.checking import Desk
from geopolitik.app.checking.lease import TERM, Lease
from geopolitik.app.handing import handed_in
from geopolitik.app.house import House
from geopolitik.model.keeping import Check, CheckState, StoryHead
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import checks, open_store, stories
from geopolitik.storage.paging import Paging

TEXT = ("first.txt", b"Ferry line to Orsk closes after ice damage. The harbour office said so on Monday.")
HELD = 20


@pytest.fixture
def viewer(browser: Browsers) -> Viewer:
    return Viewer(browser(Role.ANALYST).user)


def second(house: House) -> House:
    """The house of another process over the same store."""
    return House(open_store(str(house.store.engine.url.database)), house.clock)


def kept(house: House) -> tuple[StoryHead, ...]:
    with house.store.reading() as r:
        return stories.newest(r, public_only=False, paging=Paging()).items


def state(house: House, check: Check) -> CheckState:
    with house.store.reading() as r:
        found = checks.get(r, check.id)
    assert found is not None
    return found.state


class Stuck:
    """The first trace stops in its middle until it is told to go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.under_way, self.go_on = Event(), Event()
        self._relate_all = pipeline.relate_all
        monkeypatch.setattr(pipeline, "relate_all", self)

    def __call__(self, *args: Any, **options: Any) -> Any:
        if not self.under_way.is_set():
            self.under_way.set()
            assert self.go_on.wait(20)
        return self._relate_all(*args, **options)


def test_what_one_process_works_on_the_other_leaves_alone(
    house: House, viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck, ours, theirs = Stuck(monkeypatch), Desk(house), Desk(second(house))
    running = ours.hand_in(viewer, handed_in("", [TEXT]))
    assert stuck.under_way.wait(20)
    waiting = ours.hand_in(viewer, handed_in("Quite another text about the pears of Upper Brenna.", []))
    assert theirs.resume() == 0
    stuck.go_on.set()
    for check in (running, waiting):
        ours.wait(check.id, 30)
        assert state(house, check) is CheckState.DONE
    assert len(kept(house)) == 2
    ours.close()
    theirs.close()


def test_what_a_dead_process_left_is_taken_over_by_one_of_those_who_try(
    house: House, clock: Clock, viewer: Viewer
) -> None:
    with house.store.writing() as w:
        for number in range(HELD):
            left = Check(f"check{number}", str(viewer.id), clock(), CheckState.WAITING, captures=())
            checks.add(w, left, holder="dead", until=clock() + TERM)
    assert Desk(house).resume() == 0
    clock.forward(minutes=2)
    begun: list[str] = []

    class Noting(Desk):
        def _begin(self, check: Check) -> None:
            begun.append(check.id)

    together = Barrier(2)

    def resumed(desk: Desk) -> int:
        together.wait(10)
        return desk.resume()

    with ThreadPoolExecutor(2) as both:
        found = list(both.map(resumed, (Noting(house), Noting(second(house)))))
    assert sum(found) == HELD
    assert sorted(begun) == sorted(f"check{number}" for number in range(HELD))


def test_who_was_taken_for_dead_keeps_no_second_story(
    house: House, clock: Clock, viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck, asleep, awake = Stuck(monkeypatch), Desk(house), Desk(second(house))
    check = asleep.hand_in(viewer, handed_in("", [TEXT]))
    assert stuck.under_way.wait(20)
    clock.forward(minutes=2)
    assert awake.resume() == 1
    awake.wait(check.id, 30)
    stuck.go_on.set()
    asleep.wait(check.id, 30)
    assert len(kept(house)) == 1
    assert state(house, check) is CheckState.DONE
    asleep.close()
    awake.close()


def test_a_lease_is_renewed_as_long_as_the_work_takes(house: House, clock: Clock, viewer: Viewer) -> None:
    lease = Lease(house, every=0.01)
    check = Check("check1", str(viewer.id), clock(), CheckState.RUNNING, captures=())
    with house.store.writing() as w:
        checks.add(w, check, holder=lease.holder, until=lease.until())
    renewed = Event()
    renew = checks.renew

    def watched(*args: Any, **options: Any) -> int:
        found = renew(*args, **options)
        if options["until"] > clock():
            renewed.set()
        return found

    clock.forward(seconds=50)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(checks, "renew", watched)
        with lease.renewed():
            assert renewed.wait(10)
    clock.forward(seconds=50)
    with house.store.reading() as r:
        assert checks.abandoned(r, clock()) == ()


def test_a_failed_check_is_begun_again_once(house: House, viewer: Viewer, clock: Clock) -> None:
    failed = Check("check1", str(viewer.id), clock(), CheckState.FAILED, captures=(), error="No reason.")
    with house.store.writing() as w:
        checks.add(w, failed)
    with house.store.writing() as w:
        taken = [checks.take(w, failed, name, at=clock(), until=clock() + TERM) for name in ("a", "b")]
    assert taken == [True, False]
