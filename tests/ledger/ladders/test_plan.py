"""A reported plan: no clock without a finder, what-if marked, readings side by side, blockers."""

from __future__ import annotations

import pytest
from tests.ledger.ladders.made import case_of, claim, finding, incident, plan, step_of
from tests.ledger.made import utc

from geopolitik.ledger.ladders import run
from geopolitik.model.ledger.incidents import Answer, Claim, Incident, Question
from geopolitik.model.ledger.ladders import ClockEvent, Ladder, Limit, Run
from geopolitik.model.ledger.times import Moment

ON, LATER = "2026-02-10T12:00", "2026-03-01T00:00"
OCCURRED = "2026-02-10T00:00Z"


def asked(
    ladder: Ladder, *incidents: Incident, on: str = ON, known: str = LATER, supposing: Incident | None = None
) -> Run:
    case = case_of(ladder, *incidents)
    return run(ladder, case, on=utc(on), known=utc(known), supposing=supposing, label="what if")


def exact(text: str) -> Moment:
    return Moment(utc(text), utc(text))


def test_without_a_named_finder_no_clock_runs() -> None:
    found = asked(plan(), incident(OCCURRED, finding("north", OCCURRED)))
    assert found.starts == ()
    assert not any(status.dues for status in found.steps)
    assert found.next == ()
    assert found.reasons[0] == "No clock runs: nobody is named who may find a violation."
    assert "All of it needs a lasting ceasefire." in found.reasons


NO_START: dict[str, tuple[Claim, ...]] = {
    "nobody says anything": (),
    "somebody else finds": (finding("north", OCCURRED),),
    "the finder finds none": (finding("council", OCCURRED, Answer.NO),),
    "the finder cannot tell": (finding("council", OCCURRED, Answer.CANNOT_TELL),),
    "the finder says only that it happened": (claim(Question.OCCURRENCE, Answer.YES, "council", OCCURRED),),
    "of another arrangement": (finding("council", OCCURRED, of="other"),),
    "of an incident said to breach another": (
        finding("council", OCCURRED),
        claim(Question.BREACH, Answer.YES, "north", OCCURRED, of="other"),
    ),
    "taken back": (
        finding("council", OCCURRED),
        finding("council", "2026-02-12T00:00Z", Answer.CANNOT_TELL),
    ),
    "not yet known": (finding("council", OCCURRED, known="2026-04-01"),),
}


@pytest.mark.parametrize("claims", NO_START.values(), ids=NO_START)
def test_only_a_named_finders_yes_starts_the_clock(claims: tuple[Claim, ...]) -> None:
    found = asked(plan(finders=["council"]), incident(OCCURRED, *claims))
    assert found.starts == ()
    assert not any(status.dues for status in found.steps)


STARTS: dict[str, tuple[Claim, ...]] = {
    "of this arrangement": (finding("council", OCCURRED, of="deal"),),
    "of a step": (finding("council", OCCURRED, of="plan.warning"),),
    "of what it is said to breach": (
        finding("council", OCCURRED),
        claim(Question.BREACH, Answer.YES, "north", OCCURRED, of="deal"),
    ),
    "first undecided": (finding("council", "2026-02-09", Answer.CANNOT_TELL), finding("council", OCCURRED)),
}


@pytest.mark.parametrize("claims", STARTS.values(), ids=STARTS)
def test_a_named_finders_yes_starts_it(claims: tuple[Claim, ...]) -> None:
    found = asked(plan(finders=["council"]), incident(OCCURRED, *claims))
    assert {start.by for start in found.starts} == {"council"}
    assert not found.hypothetical
    assert not any(start.hypothetical for start in found.starts)


def test_each_event_that_may_start_it_is_its_own_start() -> None:
    strike = incident(OCCURRED, finding("council", "2026-02-10T06:00Z"))
    occurred, recorded = asked(plan(finders=["council"]), strike).starts
    assert (occurred.event, occurred.at) == (ClockEvent.OCCURRED, exact("2026-02-10T00:00"))
    assert recorded.event is ClockEvent.RECORDED
    assert recorded.at == Moment(utc("2026-02-10T00:00"), utc("2026-02-10T06:00"))


def test_a_record_of_which_nobody_speaks_has_no_latest_time() -> None:
    found = asked(plan(), supposing=incident(OCCURRED))
    assert found.starts[1].at == Moment(utc("2026-02-10T00:00"), None)


def test_a_what_if_is_marked_everywhere() -> None:
    found = asked(plan(), supposing=incident(OCCURRED))
    assert found.hypothetical
    assert {start.by for start in found.starts} == {"what if"}
    assert all(start.hypothetical for start in found.starts)
    assert all(status.hypothetical for status in found.steps)
    assert all(due.start.hypothetical for status in found.steps for due in status.dues)
    assert found.reasons[0].startswith("Hypothetical:")


def test_a_what_if_uses_no_real_finding() -> None:
    strike = incident("2026-02-01T00:00Z", finding("council", "2026-02-01T00:00Z"), name="earlier")
    found = asked(plan(finders=["council"]), strike, supposing=incident(OCCURRED))
    assert {start.by for start in found.starts} == {"what if"}


def test_three_readings_of_72_hours_stand_side_by_side() -> None:
    strike = incident(OCCURRED, finding("council", "2026-02-10T06:00Z"))
    dues = step_of(asked(plan(finders=["council"]), strike), "joint").dues
    assert [(due.window.limit, due.start.event) for due in dues] == [
        (Limit.AFTER, ClockEvent.OCCURRED),
        (Limit.WITHIN, ClockEvent.OCCURRED),
        (Limit.AFTER, ClockEvent.RECORDED),
    ]
    after, within, recorded = dues
    assert (after.opens, after.closes) == (exact("2026-02-13T00:00"), None)
    assert (within.opens, within.closes) == (exact("2026-02-10T00:00"), exact("2026-02-13T00:00"))
    assert recorded.opens == Moment(utc("2026-02-13T00:00"), utc("2026-02-13T06:00"))
    assert all(due.planned for due in dues)


def test_a_reading_published_later_is_not_used() -> None:
    found = asked(plan(), known="2026-02-04T00:00", supposing=incident(OCCURRED))
    limits = {(due.window.limit, due.start.event) for due in step_of(found, "joint").dues}
    assert limits == {(Limit.AFTER, ClockEvent.OCCURRED), (Limit.WITHIN, ClockEvent.OCCURRED)}


NIGHTS = {
    # In Kyiv: 12:00 to 13:00 as an hour was skipped, to 11:00 as one was repeated.
    "spring": ("2026-03-28T12:00", "2026-03-28T10:00", "2026-03-29T10:00"),
    "autumn": ("2026-10-24T12:00", "2026-10-24T09:00", "2026-10-25T09:00"),
    "in the hour that comes twice": ("2026-10-25T03:30+03:00", "2026-10-25T00:30", "2026-10-26T00:30"),
}


@pytest.mark.parametrize(("occurred", "opens", "closes"), NIGHTS.values(), ids=NIGHTS)
def test_24_hours_elapse_over_daylight_saving(occurred: str, opens: str, closes: str) -> None:
    due = step_of(asked(plan(), on=closes, supposing=incident(occurred)), "warning").dues[0]
    assert (due.opens, due.closes) == (exact(opens), exact(closes))
    assert due.overdue


def test_an_hour_that_comes_twice_is_read_both_ways() -> None:
    due = step_of(asked(plan(), supposing=incident("2026-10-25T03:30")), "warning").dues[0]
    assert due.closes == Moment(utc("2026-10-26T00:30"), utc("2026-10-26T01:30"))


def test_blockers_carry_passage_and_denial() -> None:
    status = step_of(asked(plan()), "joint")
    assert [blocker.by for blocker in status.blockers] == ["ally", "north"]
    assert [blocker.denied for blocker in status.blockers] != [(), ()]
    assert (
        "In its way, by the word of North: there is no lasting ceasefire. This is denied." in status.reasons
    )


def test_blockers_and_denials_not_yet_known_are_left_out() -> None:
    status = step_of(asked(plan(), known="2026-02-04T12:00"), "joint")
    assert [blocker.denied for blocker in status.blockers] == [(), ()]
    assert len(step_of(asked(plan(), known="2026-02-01T00:00"), "joint").blockers) == 1


def test_next_is_the_step_that_closes_first() -> None:
    assert asked(plan(), supposing=incident(OCCURRED)).next == ("warning",)


def test_nobody_is_named_for_the_warning() -> None:
    assert "Nobody is named whose step it is." in step_of(asked(plan()), "warning").reasons
