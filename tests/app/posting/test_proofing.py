"""The check of a post keeps one thread, and that no longer than somebody has use for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event

import pytest

from geopolitik.app.drafting import PostCheck
from geopolitik.app.posting import proofing
from geopolitik.app.posting.proofing import Proofs
from geopolitik.errors import ConflictError, UsageError
from geopolitik.model.keeping import StoryHead
from geopolitik.model.story import Trace
from geopolitik.pipeline import trace

MOMENT = datetime(2031, 5, 14, tzinfo=UTC)
HEAD = StoryHead("story1", "Ferries", 1, True, MOMENT, MOMENT, 1, 1, 1)
NOTHING = PostCheck((), (), (), (), 0, ())


class Slow:
    """Stands for a check that takes steps without end, until it is let go."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.stopped: list[str] = []
        self.let_go = Event()

    def __call__(self, body: str, _: Trace, *, step: Callable[[], None]) -> PostCheck:
        self.begun.append(body)
        while not self.let_go.is_set():
            try:
                step()
            except Exception:
                self.stopped.append(body)
                raise
            time.sleep(0.005)
        return NOTHING


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    made = Slow()
    monkeypatch.setattr(proofing, "check_post", made)
    yield made
    made.let_go.set()


@pytest.fixture
def nothing() -> Trace:
    return trace(())


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_a_check_that_nobody_waits_for_goes_on_while_nothing_else_is_to_be_done(
    slow: Slow, nothing: Trace
) -> None:
    proofs = Proofs(patience=0.05)
    with pytest.raises(UsageError, match="takes longer than usual"):
        proofs.check("One.", HEAD, nothing)
    slow.let_go.set()
    until(lambda: proofs.check("One.", HEAD, nothing) is NOTHING)
    assert slow.begun == ["One."]
    assert slow.stopped == []


def test_a_check_that_nobody_waits_for_gives_way_to_the_next(slow: Slow, nothing: Trace) -> None:
    proofs = Proofs(patience=0.2)
    for text in ("One.", "Two.", "Three."):
        with pytest.raises(UsageError, match="takes longer than usual"):
            proofs.check(text, HEAD, nothing)
    assert slow.begun == ["One.", "Two.", "Three."]
    assert slow.stopped == ["One.", "Two."]
    proofs.close()
    until(lambda: slow.stopped == ["One.", "Two.", "Three."])


def test_a_check_ends_after_its_time_though_somebody_waits(slow: Slow, nothing: Trace) -> None:
    proofs = Proofs(patience=10, most=0.05)
    for _ in range(2):
        with pytest.raises(UsageError, match="takes longer than 0 seconds"):
            proofs.check("One.", HEAD, nothing)
    assert slow.begun == ["One."], "the second is told what came of the first"


def test_no_more_than_four_wait_at_a_time(slow: Slow, nothing: Trace) -> None:
    proofs = Proofs(patience=10)
    with ThreadPoolExecutor(4) as visits:
        waiting = [visits.submit(proofs.check, f"Text {n}.", HEAD, nothing) for n in range(4)]
        until(lambda: sum(work.waiting for work in proofs._found.values()) == 4)
        with pytest.raises(ConflictError, match="too many"):
            proofs.check("Text 5.", HEAD, nothing)
        slow.let_go.set()
        assert [visit.result(10) for visit in waiting] == [NOTHING] * 4
    assert proofs.check("Text 0.", HEAD, nothing) is NOTHING


def test_a_real_check_stops_between_two_texts(nothing: Trace) -> None:
    from geopolitik.app.drafting import check_post
    from geopolitik.app.sources import Source, as_capture

    words = "The ferry line to Orsk closes after ice damage, the harbour office said on Monday."
    told = trace([as_capture(Source(f"{words} {n} boats lie still.".encode(), f"{n}.txt")) for n in range(2)])

    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        check_post(words, told, step=stop)
