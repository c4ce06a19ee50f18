"""The measures of 2020: a MAY that hangs on a failed mechanism and on an order."""

from __future__ import annotations

import pytest
from tests.ledger.ladders.made import case_of, claim, contact_line, event, finding, incident, step_of
from tests.ledger.made import utc, when

from geopolitik.ledger.ladders import minimum, run
from geopolitik.model.ledger.incidents import Answer, Question
from geopolitik.model.ledger.ladders import (
    EventKind,
    Guard,
    GuardReport,
    Ladder,
    Run,
    StepEvent,
    StepState,
)

FIRE = incident(
    "2020-09-06T06:00Z",
    finding("coordinator", "2020-09-06T09:00Z"),
    claim(Question.BREACH, Answer.YES, "north", "2020-09-06T08:00Z", of="measures.no-fire"),
)
FAILED = event("mechanism", EventKind.FAILED, "2020-09-06T10:00Z", "north")
ORDERED = event("return-fire", EventKind.ORDERED, "2020-09-06T11:00Z", "north-command")


def asked(ladder: Ladder, on: str = "2020-09-07T00:00", known: str = "2021-01-01T00:00") -> Run:
    return run(ladder, case_of(ladder, FIRE), on=utc(on), known=utc(known))


GUARDS: dict[str, tuple[tuple[StepEvent, ...], int, StepState]] = {
    "nothing done": ((), 2, StepState.CREATED),
    "mechanism failed, no order": ((FAILED,), 1, StepState.CREATED),
    "ordered, mechanism not tried": ((ORDERED,), 1, StepState.CREATED),
    "both": ((FAILED, ORDERED), 0, StepState.IN_EFFECT),
    "ordered by somebody else": (
        (FAILED, event("return-fire", EventKind.ORDERED, "2020-09-06T11:00Z", "south")),
        1,
        StepState.CREATED,
    ),
    "failed before the incident": (
        (event("mechanism", EventKind.FAILED, "2020-08-06T10:00Z", "north"), ORDERED),
        1,
        StepState.CREATED,
    ),
    "ordered only later": (
        (FAILED, event("return-fire", EventKind.ORDERED, "2020-09-08T11:00Z", "north-command")),
        1,
        StepState.CREATED,
    ),
}


@pytest.mark.parametrize(("events", "open_guards", "state"), GUARDS.values(), ids=GUARDS)
def test_return_fire_hangs_on_both_guards(
    events: tuple[StepEvent, ...], open_guards: int, state: StepState
) -> None:
    status = step_of(asked(contact_line(*events)), "return-fire")
    assert len(status.guards_open) == open_guards
    assert status.state is state


def test_guards_name_by_whose_word_they_are_met() -> None:
    status = step_of(asked(contact_line(FAILED, ORDERED)), "return-fire")
    assert [guard.met_by for guard in status.guards] == [("north",), ("north-command",)]
    assert "“the leadership orders it” is met by the word of North-Command." in status.reasons


def test_open_guards_keep_a_step_out_of_what_is_next() -> None:
    assert "return-fire" not in asked(contact_line(FAILED)).next


def test_conflicting_reports_on_a_guard_are_both_shown() -> None:
    guard = Guard(
        "the mechanism was tried without success",
        reports=(
            GuardReport(Answer.YES, "north", when("2020-09-06T12:00Z")),
            GuardReport(Answer.NO, "south", when("2020-09-06T13:00Z")),
            GuardReport(Answer.DECLINES, "coordinator", when("2020-09-06T13:00Z")),
        ),
    )
    status = step_of(asked(contact_line(guards=[guard])), "return-fire")
    (shown,) = status.guards
    assert (shown.met_by, shown.denied_by) == (("north",), ("south",))
    assert not status.guards_open
    assert status.state is StepState.CREATED
    assert sum("met by the word of" in words for words in status.reasons) == 2


def test_whoever_takes_back_his_report_no_longer_gives_it() -> None:
    guard = Guard(
        "it was tried",
        reports=(
            GuardReport(Answer.NO, "north", when("2020-09-06T13:00Z")),
            GuardReport(Answer.YES, "north", when("2020-09-06T12:00Z")),
        ),
    )
    status = step_of(asked(contact_line(guards=[guard])), "return-fire")
    assert status.guards[0].met_by == ()
    assert status.guards_open


def test_a_report_not_yet_known_meets_nothing() -> None:
    guard = Guard(
        "it was tried",
        reports=(GuardReport(Answer.YES, "north", when("2020-09-06T12:00Z"), when("2020-10-01")),),
    )
    found = asked(contact_line(guards=[guard]), known="2020-09-08T00:00")
    assert step_of(found, "return-fire").guards_open[0].reports == ()


def test_notice_follows_once_fire_was_returned() -> None:
    taken = event("return-fire", EventKind.FULFILLED, "2020-09-06T12:00Z", "north")
    found = asked(contact_line(FAILED, ORDERED, taken))
    assert step_of(found, "return-fire").state is StepState.FULFILLED
    assert step_of(found, "notice").state is StepState.IN_EFFECT
    assert step_of(asked(contact_line(FAILED, ORDERED)), "notice").state is not StepState.IN_EFFECT


def test_measures_in_effect_by_each_sides_word_before_any_incident() -> None:
    begun = [event("no-fire", EventKind.BEGUN, "2020-07-27T00:01", side) for side in ("north", "south")]
    ladder = contact_line(*begun)
    found = run(ladder, case_of(ladder), on=utc("2020-08-01T00:00"), known=utc("2020-08-01T00:00"))
    status = step_of(found, "no-fire")
    assert not found.starts
    assert status.state is StepState.IN_EFFECT
    assert [report.by for report in status.reports] == ["north", "south"]


def test_a_breach_that_is_claimed_is_told_and_is_no_state() -> None:
    status = step_of(asked(contact_line()), "no-fire")
    assert status.state is StepState.CREATED
    assert any(words.startswith("By the word of North “A strike” breached it") for words in status.reasons)


def test_a_standing_prohibition_hangs_on_no_clock() -> None:
    found = asked(contact_line())
    assert found.starts
    assert step_of(found, "no-fire").dues == ()
    assert step_of(found, "mechanism").dues


def test_no_days_no_least() -> None:
    assert minimum(contact_line()) is None
