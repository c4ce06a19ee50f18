"""Which step follows which: if it is taken, if it isn't, and by whose finding."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ledger.ladders.made import case_of, event, finding, hours, incident, plan, step_of, within
from tests.ledger.made import utc

from geopolitik.ledger.ladders import run
from geopolitik.model.ledger.incidents import Answer
from geopolitik.model.ledger.ladders import (
    ClockEvent,
    Duty,
    EventKind,
    Ladder,
    Limit,
    Run,
    Step,
    StepEvent,
    StepState,
    Window,
)
from geopolitik.model.ledger.sources import Passage
from geopolitik.model.ledger.times import Moment

STRIKE = incident("2026-02-10T00:00Z", finding("council", "2026-02-10T00:00Z"))


def ladder(*events: StepEvent, duty: Duty = Duty.MUST) -> Ladder:
    """Talks within 24 hours; a meeting follows if they are held, a protest if they aren't."""
    return Ladder(
        "calls",
        "deal",
        "Calls",
        (ClockEvent.OCCURRED,),
        ("Europe/Kyiv",),
        (
            Step(
                "talks",
                "Talks",
                duty,
                ("north",),
                windows=(within(hours(24)),),
                then=("meeting",),
                otherwise=("protest",),
            ),
            Step("meeting", "A meeting", Duty.MUST, ("north",), windows=(within(hours(10), "talks"),)),
            Step("protest", "A protest", Duty.MAY, ("south",), windows=(within(hours(10), "talks"),)),
        ),
        events=events,
        finders=("council", "coordinator"),
    )


def asked(found: Ladder, on: str) -> Run:
    return run(found, case_of(found, STRIKE), on=utc(on), known=utc("2026-03-01T00:00"))


HELD = event("talks", EventKind.FULFILLED, "2026-02-10T06:00Z", "north")
TRIED = event("talks", EventKind.FAILED, "2026-02-10T06:00Z", "north")
CREATED, IN_EFFECT = StepState.CREATED, StepState.IN_EFFECT
FOLLOWS: dict[str, tuple[tuple[StepEvent, ...], str, StepState, StepState]] = {
    "nothing yet": ((), "2026-02-10T08:00", CREATED, CREATED),
    "held": ((HELD,), "2026-02-10T08:00", IN_EFFECT, CREATED),
    "tried in vain": ((TRIED,), "2026-02-10T08:00", IN_EFFECT, IN_EFFECT),
    "not held in time": ((), "2026-02-11T08:00", CREATED, IN_EFFECT),
    "held, so that time no longer runs out": ((HELD,), "2026-02-11T08:00", IN_EFFECT, CREATED),
}


@pytest.mark.parametrize(("events", "on", "meeting", "protest"), FOLLOWS.values(), ids=FOLLOWS)
def test_what_follows(events: tuple[StepEvent, ...], on: str, meeting: StepState, protest: StepState) -> None:
    found = asked(ladder(*events), on)
    assert step_of(found, "meeting").state is meeting
    assert step_of(found, "protest").state is protest


def test_what_is_counted_from_the_end_of_talks() -> None:
    found = asked(ladder(HELD), "2026-02-10T08:00")
    (due,) = step_of(found, "meeting").dues
    assert due.opens == Moment(utc("2026-02-10T06:00"), utc("2026-02-10T06:00"))
    assert due.closes == Moment(utc("2026-02-10T16:00"), utc("2026-02-10T16:00"))


def test_earliest_time_of_a_meeting_before_any_talks() -> None:
    (due,) = step_of(asked(ladder(), "2026-02-10T08:00"), "meeting").dues
    assert due.planned
    assert due.opens == Moment(utc("2026-02-10T00:00"), utc("2026-02-11T00:00"))


def test_a_may_that_was_begun_is_not_discharged_as_unused() -> None:
    begun = event("talks", EventKind.BEGUN, "2026-02-10T06:00Z", "north")
    status = step_of(asked(ladder(begun, duty=Duty.MAY), "2026-02-12T00:00"), "talks")
    assert (status.state, status.certain) == (IN_EFFECT, False)
    assert status.reasons[0] == "Its time is over; nobody says how it ended."


def test_finders_who_differ_are_both_told() -> None:
    strike = incident(
        "2026-02-10T00:00Z",
        finding("council", "2026-02-10T00:00Z"),
        finding("coordinator", "2026-02-11T00:00Z", Answer.NO),
    )
    calls = ladder()
    found = run(calls, case_of(calls, strike), on=utc("2026-02-12T00:00"), known=utc("2026-02-12T00:00"))
    assert [start.by for start in found.starts] == ["council"]
    assert "Of “A strike” Coordinator says: no." in found.reasons


def test_two_incidents_found_are_two_starts() -> None:
    other = incident("2026-02-11T00:00Z", finding("council", "2026-02-11T12:00Z"), name="other")
    calls = ladder()
    found = run(
        calls, case_of(calls, STRIKE, other), on=utc("2026-02-11T06:00"), known=utc("2026-03-01T00:00")
    )
    assert len(found.starts) == 2
    assert [due.start for due in step_of(found, "talks").dues] == list(found.starts)


LIMITS: dict[str, tuple[Window, str, str]] = {
    "within": (Window(Limit.WITHIN, hours(24)), "2026-02-10T00:00", "2026-02-11T00:00"),
    "at": (Window(Limit.AT, hours(24)), "2026-02-11T00:00", "2026-02-11T00:00"),
    "after": (Window(Limit.AFTER, hours(24)), "2026-02-11T00:00", ""),
    "unstated": (Window(Limit.UNSTATED), "2026-02-10T00:00", ""),
}


@pytest.mark.parametrize(("window", "opens", "closes"), LIMITS.values(), ids=LIMITS)
def test_limits(window: Window, opens: str, closes: str) -> None:
    step = Step("only", "Only", Duty.MUST, ("north",), windows=(window,))
    calls = Ladder("calls", "deal", "Calls", (ClockEvent.OCCURRED,), ("UTC",), (step,), finders=("council",))
    (due,) = step_of(asked(calls, "2026-02-10T01:00"), "only").dues
    assert due.opens == Moment(utc(opens), utc(opens))
    assert due.closes == (Moment(utc(closes), utc(closes)) if closes else None)


def test_a_ladder_that_was_not_published_has_no_steps_yet() -> None:
    late = replace(plan(), rests_on=(Passage("late"),))
    found = run(
        late,
        case_of(late),
        on=utc("2026-02-04T00:00"),
        known=utc("2026-02-04T00:00"),
        supposing=STRIKE,
    )
    assert (found.steps, found.starts) == ((), ())
    assert found.reasons == ("Nothing that this ladder rests on was published yet.",)
