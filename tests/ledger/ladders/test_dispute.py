"""The dispute steps of 2015, started from the referral of 14 January 2020."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from tests.ledger.ladders.made import VIENNA, case_of, days, dispute, event, incident, step_of
from tests.ledger.made import utc

from geopolitik.errors import UsageError
from geopolitik.ledger.ladders import minimum, run
from geopolitik.model.ledger.ladders import Duty, EventKind, Ladder, Limit, Run, StepState, Window
from geopolitik.model.ledger.times import Duration, Moment, Unit

REFERRED = event("commission", EventKind.BEGUN, "2020-01-14", "north")
LATER = "2021-01-01T00:00"


def asked(ladder: Ladder, on: str, known: str = LATER, zone: str = VIENNA) -> Run:
    return run(ladder, case_of(ladder, zones=(zone,)), on=utc(on), known=utc(known))


def days_of(moment: Moment | None, zone: str = VIENNA) -> tuple[str, str]:
    """The local times between which a moment lies."""
    assert moment is not None
    place = ZoneInfo(zone)
    first, last = (
        f"{at.astimezone(place):%Y-%m-%d %H:%M}" if at else "" for at in (moment.earliest, moment.latest)
    )
    return first, last


CLOSES = {
    "commission": ("2020-01-29 00:00", "2020-01-30 00:00"),
    "ministers": ("2020-02-13 00:00", "2020-02-14 00:00"),
    "board": ("2020-02-13 00:00", "2020-02-14 00:00"),
    "review": ("2020-02-18 00:00", "2020-02-19 00:00"),
    "vote": ("2020-03-19 00:00", ""),
}


@pytest.mark.parametrize(("key", "expected"), CLOSES.items(), ids=CLOSES)
def test_each_step_closes_on_its_day(key: str, expected: tuple[str, str]) -> None:
    dues = step_of(asked(dispute(REFERRED), "2020-01-20T00:00"), key).dues
    assert {days_of(due.closes) for due in dues} == {expected}


def test_a_referral_by_hour_falls_on_the_same_days() -> None:
    referred = event("commission", EventKind.BEGUN, "2020-01-14T16:30", "north")
    dues = step_of(asked(dispute(referred), "2020-01-20T00:00"), "ministers").dues
    assert days_of(dues[0].closes) == CLOSES["ministers"]


CHANGES = {
    "spring": ("2026-03-20", ("2026-04-04 00:00", "2026-04-05 00:00")),
    "autumn": ("2026-10-20", ("2026-11-04 00:00", "2026-11-05 00:00")),
    "on the night itself": ("2026-03-14", ("2026-03-29 00:00", "2026-03-30 00:00")),
    "by hour, late at night": ("2026-03-20T23:59", ("2026-04-04 00:00", "2026-04-05 00:00")),
}


@pytest.mark.parametrize(("referred", "expected"), CHANGES.values(), ids=CHANGES)
def test_days_are_those_of_the_zone_over_daylight_saving(referred: str, expected: tuple[str, str]) -> None:
    ladder = dispute(event("commission", EventKind.BEGUN, referred, "north"))
    found = asked(ladder, "2026-12-01T00:00", known="2026-12-01T00:00")
    assert days_of(step_of(found, "commission").dues[0].closes) == expected


def test_whole_ladder_takes_65_days() -> None:
    assert minimum(dispute()) == days(65)
    assert asked(dispute(REFERRED), "2020-01-20T00:00").minimum == days(65)


def test_board_in_place_of_the_ministers_takes_as_long() -> None:
    ladder = dispute()
    steps = tuple(
        replace(step, after=("board",), windows=step.windows[1:]) if step.id == "review" else step
        for step in ladder.steps
        if step.id != "ministers"
    )
    assert minimum(replace(ladder, steps=steps)) == days(65)


def test_weeks_count_as_days_and_months_have_none() -> None:
    ladder = dispute()
    first, *rest = ladder.steps
    weeks = replace(first, windows=(Window(Limit.WITHIN, Duration(2, Unit.WEEKS)),))
    months = replace(first, windows=(Window(Limit.WITHIN, Duration(1, Unit.MONTHS)),))
    assert minimum(replace(ladder, steps=(weeks, *rest))) == days(64)
    assert minimum(replace(ladder, steps=(months, *rest))) is None


def test_the_shorter_of_conflicting_windows_counts_for_the_least() -> None:
    ladder = dispute()
    first, *rest = ladder.steps
    both = replace(first, windows=(*first.windows, Window(Limit.WITHIN, days(10))))
    assert minimum(replace(ladder, steps=(both, *rest))) == days(60)


def test_no_clock_runs_before_a_referral() -> None:
    found = asked(dispute(), "2020-01-20T00:00")
    assert not found.starts
    assert not any(status.dues for status in found.steps)
    assert found.reasons[0] == "No clock runs: nobody is known to have referred the matter."


def test_a_referral_not_yet_known_starts_nothing() -> None:
    found = asked(dispute(REFERRED), "2020-01-20T00:00", known="2020-01-13T00:00")
    assert not found.starts


def test_a_referral_only_possibly_known_says_so() -> None:
    found = asked(dispute(REFERRED), "2020-01-20T00:00", known="2020-01-14T12:00")
    assert found.starts
    assert "only possibly known" in found.reasons[0]


def test_two_who_refer_on_one_day_are_one_start() -> None:
    other = event("commission", EventKind.BEGUN, "2020-01-14", "south")
    (start,) = asked(dispute(REFERRED, other), "2020-01-20T00:00").starts
    assert (start.by, start.also, start.hypothetical) == ("north", ("south",), False)


def test_commission_is_open_then_ministers_and_board_beside_each_other() -> None:
    first = asked(dispute(REFERRED), "2020-01-20T00:00")
    assert first.next == ("commission",)
    assert step_of(first, "commission").state is StepState.IN_EFFECT
    assert step_of(first, "ministers").state is StepState.CREATED
    assert all(due.planned for due in step_of(first, "ministers").dues)
    then = asked(dispute(REFERRED), "2020-02-01T00:00")
    assert step_of(then, "ministers").state is StepState.IN_EFFECT
    assert step_of(then, "board").state is StepState.IN_EFFECT
    assert not any(due.planned for due in step_of(then, "board").dues)


def test_overdue_must_is_no_violation() -> None:
    status = step_of(asked(dispute(REFERRED), "2020-02-01T00:00"), "commission")
    assert status.state is StepState.IN_EFFECT
    assert status.dues[0].overdue
    assert status.reasons[0] == "Overdue; nobody has found a violation."


def test_unused_may_is_discharged() -> None:
    status = step_of(asked(dispute(REFERRED), "2020-02-15T00:00"), "ministers")
    assert status.state is StepState.DISCHARGED
    assert "no violation" in status.reasons[0]


def test_on_the_day_itself_it_is_only_possibly_open() -> None:
    status = step_of(asked(dispute(REFERRED), "2020-01-29T12:00"), "ministers")
    assert status.state is StepState.IN_EFFECT
    assert not status.certain


def test_failure_opens_the_next_step_at_once() -> None:
    failed = event("commission", EventKind.FAILED, "2020-01-20T10:00Z", "south")
    found = asked(dispute(REFERRED, failed), "2020-01-21T00:00")
    ministers = step_of(found, "ministers")
    assert ministers.state is StepState.IN_EFFECT
    assert ministers.dues[0].opens == Moment(utc("2020-01-20T10:00"), utc("2020-01-20T10:00"))
    assert days_of(ministers.dues[0].closes) == ("2020-02-04 00:00", "2020-02-05 00:00")
    assert step_of(found, "commission").state is StepState.DISCHARGED


def test_settlement_leaves_nothing_to_follow() -> None:
    settled = event("commission", EventKind.FULFILLED, "2020-01-20", "commission")
    found = asked(dispute(REFERRED, settled), "2020-02-20T00:00")
    assert step_of(found, "commission").state is StepState.FULFILLED
    assert not step_of(found, "ministers").dues
    assert not step_of(found, "vote").dues


def test_extension_moves_the_close_and_names_who_extended() -> None:
    extended = event("commission", EventKind.EXTENDED, "2020-01-24", "commission", until="2020-03-10")
    found = asked(dispute(REFERRED, extended), "2020-02-01T00:00")
    (due,) = step_of(found, "commission").dues
    assert days_of(due.closes) == ("2020-03-10 00:00", "2020-03-11 00:00")
    assert [each.by for each in due.extended] == ["commission"]
    reasons = " ".join(step_of(found, "commission").reasons)
    assert "By the word of Commission it was extended" in reasons
    assert "It may be extended by consensus." in reasons
    assert days_of(step_of(found, "ministers").dues[0].closes) == ("2020-03-25 00:00", "2020-03-26 00:00")
    assert step_of(found, "ministers").state is StepState.CREATED


def test_extension_without_an_end_leaves_the_end_open() -> None:
    extended = event("commission", EventKind.EXTENDED, "2020-01-24", "commission")
    (due,) = step_of(asked(dispute(REFERRED, extended), "2020-02-20T00:00"), "commission").dues
    assert due.closes is not None
    assert due.closes.latest is None
    assert not due.overdue


def test_extension_not_yet_known_moves_nothing() -> None:
    extended = event(
        "commission", EventKind.EXTENDED, "2020-01-24", "commission", until="2020-03-10", known="2020-02-08"
    )
    found = asked(dispute(REFERRED, extended), "2020-02-01T00:00", known="2020-02-01T00:00")
    (due,) = step_of(found, "commission").dues
    assert due.overdue
    assert not due.extended


def test_suspension_and_termination_by_somebodys_word() -> None:
    halted = event("commission", EventKind.SUSPENDED, "2020-01-20", "south")
    status = step_of(asked(dispute(REFERRED, halted), "2020-01-22T00:00"), "commission")
    assert status.state is StepState.SUSPENDED
    assert status.reports[-1].by == "south"
    resumed = event("commission", EventKind.RESUMED, "2020-01-23", "south")
    status = step_of(asked(dispute(REFERRED, halted, resumed), "2020-01-25T00:00"), "commission")
    assert status.state is StepState.IN_EFFECT
    over = event("commission", EventKind.TERMINATED, "2020-01-20", "south")
    found = asked(dispute(REFERRED, over), "2020-02-25T00:00")
    assert step_of(found, "commission").state is StepState.TERMINATED
    assert not step_of(found, "ministers").dues


def test_conflicting_words_stand_side_by_side() -> None:
    done = event("commission", EventKind.FULFILLED, "2020-01-20", "commission")
    broken = event("commission", EventKind.VIOLATED, "2020-01-21", "south")
    status = step_of(asked(dispute(REFERRED, done, broken), "2020-01-25T00:00"), "commission")
    assert {report.by: report.state for report in status.reports} == {
        "north": StepState.IN_EFFECT,
        "commission": StepState.FULFILLED,
        "south": StepState.VIOLATED,
    }
    assert status.state is StepState.IN_EFFECT
    assert not status.certain
    assert status.reasons[0] == "Accounts of it differ; none is chosen."


def test_violation_only_by_a_named_word() -> None:
    broken = event("commission", EventKind.VIOLATED, "2020-01-21", "south")
    status = step_of(asked(dispute(REFERRED, broken), "2020-01-25T00:00"), "commission")
    assert status.state is StepState.VIOLATED
    assert any("South" in words for words in status.reasons)


def test_a_may_is_not_violated_by_anybodys_word() -> None:
    broken = event("ministers", EventKind.VIOLATED, "2020-02-20", "south")
    status = step_of(asked(dispute(REFERRED, broken), "2020-02-25T00:00"), "ministers")
    assert status.step.duty is Duty.MAY
    assert status.state is StepState.DISCHARGED


def test_vote_waits_for_somebody_to_notify() -> None:
    found = asked(dispute(REFERRED), "2020-04-01T00:00")
    assert step_of(found, "vote").state is StepState.CREATED
    notified = event("notify", EventKind.FULFILLED, "2020-03-01", "north")
    found = asked(dispute(REFERRED, notified), "2020-03-10T00:00")
    assert step_of(found, "vote").state is StepState.IN_EFFECT
    assert days_of(step_of(found, "vote").dues[0].closes) == ("2020-03-31 00:00", "2020-04-01 00:00")


def test_in_several_zones_the_days_are_those_of_any() -> None:
    ladder = dispute(REFERRED, zones=(VIENNA, "Asia/Tehran"))
    found = run(ladder, case_of(ladder), on=utc("2020-01-20T00:00"), known=utc(LATER))
    (due,) = step_of(found, "ministers").dues
    # From midnight in Tehran, three and a half hours ahead, to the end of the day in Vienna.
    assert due.closes == Moment(utc("2020-02-12T20:30"), utc("2020-02-13T23:00"))
    assert "In which zone days are counted isn't said: each is reckoned with." in found.reasons


def test_in_no_known_zone_no_day_closes_before_it_opens() -> None:
    ladder = dispute(REFERRED, zones=())
    steps = (replace(ladder.steps[0], windows=(Window(Limit.WITHIN, days(1)),)),)
    ladder = replace(ladder, steps=steps)
    found = run(ladder, case_of(ladder), on=utc("2020-01-20T00:00"), known=utc(LATER))
    (due,) = step_of(found, "commission").dues
    assert due.opens == Moment(utc("2020-01-13T10:00"), utc("2020-01-15T12:00"))
    assert due.closes is not None
    assert due.closes.earliest == utc("2020-01-13T10:00")


def test_a_start_may_be_supposed_to_be_the_referral() -> None:
    ladder = dispute()
    found = run(
        ladder,
        case_of(ladder),
        on=utc("2025-09-01T00:00"),
        known=utc("2025-09-01T00:00"),
        supposing=incident("2025-08-28"),
        label="if it were referred",
    )
    assert days_of(step_of(found, "commission").dues[0].closes) == ("2025-09-12 00:00", "2025-09-13 00:00")
    assert found.hypothetical
    assert {start.by for start in found.starts} == {"if it were referred"}


def test_an_earlier_run_of_the_ladder_leaves_the_later_one_alone() -> None:
    done = event("commission", EventKind.FULFILLED, "2020-01-20", "commission")
    ladder = dispute(done)
    found = run(
        ladder,
        case_of(ladder),
        on=utc("2025-09-01T00:00"),
        known=utc("2025-09-01T00:00"),
        supposing=incident("2025-08-28"),
    )
    assert step_of(found, "commission").state is StepState.IN_EFFECT


def test_a_circle_is_refused() -> None:
    ladder = dispute()
    first, *rest = ladder.steps
    with pytest.raises(UsageError, match="circle"):
        asked(replace(ladder, steps=(replace(first, after=("review",)), *rest)), "2020-01-20T00:00")


def test_a_thousand_steps_are_no_trouble() -> None:
    ladder = dispute(REFERRED)
    first = ladder.steps[0]
    steps = [first]
    for number in range(1000):
        before = steps[-1].id
        steps.append(
            replace(first, id=f"s{number}", after=(before,), windows=(Window(Limit.WITHIN, days(1), before),))
        )
    found = asked(replace(ladder, steps=tuple(steps)), "2020-01-20T00:00")
    assert found.minimum == days(1015)
