"""Ladders for tests: the dispute steps, the contact line, a support plan, shortly written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.ledger.made import when

from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Answer, Claim, Incident, Question
from geopolitik.model.ledger.ladders import (
    Blocker,
    ClockEvent,
    Duty,
    EventKind,
    Guard,
    Ladder,
    Limit,
    Run,
    Step,
    StepEvent,
    StepStatus,
    Window,
)
from geopolitik.model.ledger.sources import Actor, ActorKind, Document, Passage
from geopolitik.model.ledger.times import Duration, Unit

VIENNA, KYIV = "Europe/Vienna", "Europe/Kyiv"


def days(amount: int) -> Duration:
    return Duration(amount, Unit.DAYS)


def hours(amount: int) -> Duration:
    return Duration(amount, Unit.HOURS)


def within(duration: Duration, since: str = "", extendable_by: str = "") -> Window:
    return Window(Limit.WITHIN, duration, since, extendable_by)


def event(step: str, kind: EventKind, at: str, by: str, *, until: str = "", known: str = "") -> StepEvent:
    return StepEvent(step, kind, when(at), by, when(known) if known else None, when(until) if until else None)


def claim(
    question: Question,
    answer: Answer,
    by: str,
    said: str,
    *,
    of: str = "",
    known: str = "",
) -> Claim:
    return Claim(question, answer, by, when(said), of, when(known) if known else None)


def finding(by: str, said: str, answer: Answer = Answer.YES, *, of: str = "", known: str = "") -> Claim:
    return claim(Question.FINDING, answer, by, said, of=of, known=known)


def incident(occurred: str, *claims: Claim, name: str = "strike") -> Incident:
    return Incident(name, "A strike", when(occurred), claims=claims)


def dispute(*events: StepEvent, zones: Sequence[str] = (VIENNA,)) -> Ladder:
    """The dispute steps of 2015: 15 days, 15 days beside a board's 15, 5 days, a notification, 30 days."""
    consensus = "consensus"
    return Ladder(
        "dispute",
        "deal",
        "Dispute steps",
        (ClockEvent.REFERRED,),
        tuple(zones),
        (
            Step(
                "commission",
                "The commission resolves it",
                Duty.MUST,
                ("commission",),
                windows=(within(days(15), "", consensus),),
                settles="the issue is resolved",
            ),
            Step(
                "ministers",
                "Ministers resolve it",
                Duty.MAY,
                ("north", "south"),
                after=("commission",),
                windows=(within(days(15), "commission", consensus),),
                parallel=("board",),
                settles="the issue is resolved",
            ),
            Step(
                "board",
                "A board gives an opinion",
                Duty.MAY,
                ("north", "south"),
                after=("commission",),
                windows=(within(days(15), "commission"),),
                parallel=("ministers",),
            ),
            Step(
                "review",
                "The commission considers the opinion",
                Duty.MUST,
                ("commission",),
                after=("ministers", "board"),
                windows=(within(days(5), "ministers"), within(days(5), "board")),
                settles="the issue is resolved",
            ),
            Step("notify", "The council is notified", Duty.MAY, ("north",), after=("review",)),
            Step(
                "vote",
                "The council votes",
                Duty.MUST,
                ("council",),
                after=("notify",),
                windows=(within(days(30), "notify"),),
            ),
        ),
        events=tuple(events),
    )


def contact_line(*events: StepEvent, guards: Sequence[Guard] | None = None) -> Ladder:
    """Measures of 2020: a mechanism to be used, return fire that may follow on two guards, a notice."""
    conditions = (
        Guard("the mechanism was tried without success", failed="mechanism"),
        Guard("the leadership orders it", ordered_by="north-command"),
    )
    return Ladder(
        "measures",
        "deal",
        "Measures",
        (ClockEvent.OCCURRED,),
        (KYIV,),
        (
            Step("no-fire", "No fire", Duty.MUST_NOT, ("north", "south")),
            Step("mechanism", "Use the mechanism", Duty.MUST, ("north", "south")),
            Step(
                "return-fire",
                "Return fire",
                Duty.MAY,
                ("north",),
                guards=tuple(conditions if guards is None else guards),
            ),
            Step("notice", "Notify the group", Duty.MUST, ("north",), after=("return-fire",)),
        ),
        events=tuple(events),
        finders=("coordinator",),
    )


def plan(*, finders: Sequence[str] = ()) -> Ladder:
    """A reported plan: 24 hours, 72 hours read three ways, nobody named to find a violation."""
    return Ladder(
        "plan",
        "deal",
        "Support plan",
        (ClockEvent.OCCURRED, ClockEvent.RECORDED),
        (KYIV,),
        (
            Step("warning", "A warning", Duty.MUST, (), windows=(Window(Limit.WITHIN, hours(24)),)),
            Step("coalition", "A second phase", Duty.MAY, ("coalition",), after=("warning",)),
            Step(
                "joint",
                "A joint response",
                Duty.MAY,
                ("coalition", "ally"),
                after=("coalition",),
                windows=(
                    Window(Limit.AFTER, hours(72), clock=ClockEvent.OCCURRED, rests_on=(Passage("most"),)),
                    Window(Limit.WITHIN, hours(72), clock=ClockEvent.OCCURRED, rests_on=(Passage("one"),)),
                    Window(Limit.AFTER, hours(72), clock=ClockEvent.RECORDED, rests_on=(Passage("late"),)),
                ),
                blockers=(
                    Blocker("it did not sign", "ally", when("2026-01-07"), (Passage("most"),)),
                    Blocker(
                        "there is no lasting ceasefire",
                        "north",
                        when("2026-02-03"),
                        (Passage("most"),),
                        (Passage("late"),),
                    ),
                ),
            ),
        ),
        finders=tuple(finders),
        depends_on="a lasting ceasefire",
    )


def case_of(ladder: Ladder, *incidents: Incident, zones: Sequence[str] | None = None) -> Case:
    """A case with a ladder, its incidents and its actors."""
    names = ("north", "south", "commission", "council", "coordinator", "coalition", "ally", "north-command")
    return Case(
        "case",
        "A case",
        invented=True,
        zones=tuple(ladder.zones if zones is None else zones),
        actors=tuple(Actor(name, name.title(), ActorKind.BODY) for name in names),
        documents=(
            Document("most", "Most", when("2026-02-03T09:00Z"), "The plan"),
            Document("one", "One", when("2026-02-03T10:00Z"), "The plan"),
            Document("late", "Late", when("2026-02-05T10:00Z"), "The plan"),
        ),
        ladders=(ladder,),
        incidents=incidents,
    )


def step_of(run: Run, key: str) -> StepStatus:
    """The status of a step."""
    return next(status for status in run.steps if status.step.id == key)


def without_later(ladder: Ladder, keep: Sequence[StepEvent]) -> Ladder:
    """The ladder with some of its events."""
    return replace(ladder, events=tuple(keep))
