"""What holds of every ladder: no step due without a start, nothing later used, no MAY violated."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.ladders.made import case_of

from geopolitik.ledger.knowledge import knowledge_of
from geopolitik.ledger.ladders import run
from geopolitik.model.ledger.accounts import Knowledge
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Answer, Claim, Incident, Question
from geopolitik.model.ledger.ladders import (
    Blocker,
    ClockEvent,
    Duty,
    EventKind,
    Guard,
    GuardReport,
    Ladder,
    Limit,
    Run,
    Step,
    StepEvent,
    StepState,
    Window,
)
from geopolitik.model.ledger.times import Duration, Unit, When

WHO = ("north", "south", "council")
# Around the nights on which Kyiv, Vienna and New York change their clocks, and far from them.
DAYS = st.sampled_from(
    [datetime(2026, 3, 6), datetime(2026, 3, 27), datetime(2026, 10, 23), datetime(2026, 7, 1)]
)
ZONES = st.lists(
    st.sampled_from(["Europe/Kyiv", "Europe/Vienna", "America/New_York", "Asia/Kathmandu"]),
    unique=True,
    max_size=2,
).map(tuple)


@st.composite
def whens(draw: st.DrawFn) -> When:
    at = draw(DAYS) + timedelta(hours=draw(st.integers(0, 24 * 12)))
    given_ = draw(st.sampled_from([f"{at:%Y-%m-%d}", f"{at:%Y-%m-%dT%H:%M}", f"{at:%Y-%m-%dT%H:%M}Z"]))
    return When(given_)


def instants() -> st.SearchStrategy[datetime]:
    return st.builds(
        lambda day, hours: (day + timedelta(hours=hours)).replace(tzinfo=UTC), DAYS, st.integers(-24, 24 * 20)
    )


@st.composite
def windows(draw: st.DrawFn, before: list[str]) -> Window:
    limit = draw(st.sampled_from(Limit))
    unit = draw(st.sampled_from([Unit.HOURS, Unit.DAYS, Unit.WEEKS, Unit.MONTHS]))
    duration = None if limit is Limit.UNSTATED else Duration(draw(st.integers(1, 9)), unit)
    clock = draw(st.sampled_from([None, None, ClockEvent.OCCURRED]))
    return Window(limit, duration, draw(st.sampled_from(["", *before])), clock=clock)


@st.composite
def steps(draw: st.DrawFn, number: int) -> Step:
    before = [f"s{index}" for index in range(number)]
    guard = st.builds(
        Guard,
        st.just("a guard"),
        failed=st.sampled_from(["", *before]),
        ordered_by=st.sampled_from(["", "north"]),
        reports=st.lists(
            st.builds(GuardReport, st.sampled_from(Answer), st.sampled_from(WHO), whens()), max_size=2
        ).map(tuple),
    )
    return Step(
        f"s{number}",
        "A step",
        draw(st.sampled_from(Duty)),
        ("north",),
        after=tuple(draw(st.lists(st.sampled_from(before), unique=True, max_size=2))) if before else (),
        windows=tuple(draw(st.lists(windows(before), max_size=2))),
        guards=tuple(draw(st.lists(guard, max_size=1))),
        settles=draw(st.sampled_from(["", "it is resolved"])),
        blockers=tuple(
            draw(
                st.lists(st.builds(Blocker, st.just("a blocker"), st.sampled_from(WHO), whens()), max_size=1)
            )
        ),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    count = draw(st.integers(1, 4))
    known = st.none() | whens()
    event = st.builds(
        StepEvent,
        st.sampled_from([f"s{number}" for number in range(count)]),
        st.sampled_from(EventKind),
        whens(),
        st.sampled_from(WHO),
        known,
        known,
    )
    claim = st.builds(
        Claim, st.sampled_from(Question), st.sampled_from(Answer), st.sampled_from(WHO), whens(), known=known
    )
    ladder = Ladder(
        "ladder",
        "deal",
        "A ladder",
        tuple(draw(st.lists(st.sampled_from(ClockEvent), unique=True, max_size=3))),
        draw(ZONES),
        tuple(draw(steps(number)) for number in range(count)),
        events=tuple(draw(st.lists(event, max_size=4))),
        finders=tuple(draw(st.lists(st.sampled_from(WHO), unique=True, max_size=2))),
    )
    strike = Incident("strike", "A strike", draw(whens()), claims=tuple(draw(st.lists(claim, max_size=4))))
    return case_of(ladder, strike, zones=draw(ZONES))


def asked(case: Case, on: datetime, known: datetime, *, supposing: bool = False) -> Run:
    supposed = case.incidents[0] if supposing else None
    return run(case.ladders[0], case, on=on, known=known, supposing=supposed)


@given(cases(), instants(), instants(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_no_step_is_due_without_a_start(case: Case, on: datetime, known: datetime, supposing: bool) -> None:
    found = asked(case, on, known, supposing=supposing)
    assert all(due.start in found.starts for status in found.steps for due in status.dues)
    if not supposing:
        by = {start.by for start in found.starts if start.event is not ClockEvent.REFERRED}
        assert by <= set(case.ladders[0].finders)


@given(cases(), instants(), instants())
@settings(max_examples=100, deadline=None)
def test_an_assumption_marks_everything(case: Case, on: datetime, known: datetime) -> None:
    found = asked(case, on, known, supposing=True)
    assert found.hypothetical
    assert all(start.hypothetical for start in found.starts)
    assert all(status.hypothetical for status in found.steps)
    assert not asked(case, on, known).hypothetical


def forgotten(case: Case, known: datetime) -> Case:
    """The case without anything that wasn't known by an instant."""

    def was_known(said: When, later: When | None) -> bool:
        return knowledge_of(said, later, case.zones, known) is not Knowledge.NOT_YET

    def step(each: Step) -> Step:
        return replace(
            each,
            blockers=tuple(b for b in each.blockers if was_known(b.said, b.known)),
            guards=tuple(
                replace(guard, reports=tuple(r for r in guard.reports if was_known(r.said, r.known)))
                for guard in each.guards
            ),
        )

    (ladder,), (strike,) = case.ladders, case.incidents
    events = tuple(each for each in ladder.events if was_known(each.when, each.known))
    claims = tuple(each for each in strike.claims if was_known(each.said, each.known))
    return replace(
        case,
        ladders=(replace(ladder, steps=tuple(map(step, ladder.steps)), events=events),),
        incidents=(replace(strike, claims=claims),),
    )


@given(cases(), instants(), instants(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_nothing_later_than_known_is_used(case: Case, on: datetime, known: datetime, supposing: bool) -> None:
    whole = asked(case, on, known, supposing=supposing)
    assert asked(forgotten(case, known), on, known, supposing=supposing) == whole


@given(cases(), instants(), instants())
@settings(max_examples=150, deadline=None)
def test_a_may_is_never_violated_and_nothing_is_without_a_word(
    case: Case, on: datetime, known: datetime
) -> None:
    for status in asked(case, on, known, supposing=True).steps:
        if status.state is StepState.VIOLATED:
            assert status.step.duty is not Duty.MAY
            assert any(report.event.kind is EventKind.VIOLATED for report in status.reports)


@given(cases(), instants(), instants(), whens(), st.none() | whens())
@settings(max_examples=150, deadline=None)
def test_an_extension_never_closes_a_step_earlier(
    case: Case, on: datetime, known: datetime, said: When, until: When | None
) -> None:
    (ladder,) = case.ladders
    extension = StepEvent("s0", EventKind.EXTENDED, said, "north", until=until)
    more = replace(case, ladders=(replace(ladder, events=(*ladder.events, extension)),))
    before, after = (asked(each, on, known, supposing=True).steps[0].dues for each in (case, more))
    # Readings that fall together once extended are one.
    closes = [(due.closes, other.closes) for due, other in zip(before, after, strict=False)]
    assert len(after) == len(before)
    for old, new in closes:
        assert (old is None) == (new is None)
        if old and new:
            assert old.earliest is None or (new.earliest is not None and new.earliest >= old.earliest)
            assert new.latest is None or (old.latest is not None and new.latest >= old.latest)


@given(cases(), instants(), instants())
@settings(max_examples=150, deadline=None)
def test_what_closes_does_not_close_before_it_opens(case: Case, on: datetime, known: datetime) -> None:
    for status in asked(case, on, known, supposing=True).steps:
        for due in status.dues:
            if due.closes and due.closes.earliest and due.opens.earliest:
                assert due.opens.earliest <= due.closes.earliest
            assert (
                due.opens.earliest is None
                or due.opens.latest is None
                or due.opens.earliest <= due.opens.latest
            )
