"""Ladders: the ordered steps that an arrangement foresees, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from geopolitik.model.ledger.incidents import Answer
from geopolitik.model.ledger.sources import Passage
from geopolitik.model.ledger.times import Duration, Moment, When


class Duty(StrEnum):
    """What a step is to its bearer."""

    MUST = "MUST"
    MAY = "MAY"
    """Unused, it is no violation."""
    MUST_NOT = "MUST NOT"


class Limit(StrEnum):
    """How a duration bounds a step."""

    WITHIN = "within"
    AT = "at"
    AFTER = "after"
    UNSTATED = "unstated"


class ClockEvent(StrEnum):
    """What starts a ladder's clock."""

    OCCURRED = "occurred"
    DETECTED = "detected"
    RECORDED = "recorded"
    REPORTED = "reported"
    VERIFIED = "verified"
    REFERRED = "referred"
    """A party refers the matter to a body: the start of a procedure."""


@dataclass(frozen=True, slots=True)
class Window:
    """When a step is due, counted from the clock's start or from the end of another step."""

    limit: Limit
    duration: Duration | None = None
    since: str = ""
    """Id of the step from whose end it counts; empty: from the clock's start."""
    extendable_by: str = ""
    """Who may prolong it: `consensus`."""
    clock: ClockEvent | None = None
    """From which event it counts by this reading (`72 hours after the first recorded violation`); None: from
    any of the ladder's."""
    rests_on: tuple[Passage, ...] = ()
    """Who gives this reading; conflicting windows of one step stand side by side."""


@dataclass(frozen=True, slots=True)
class GuardReport:
    """Who says that a guard is met, or not."""

    answer: Answer
    by: str
    said: When
    known: When | None = None
    rests_on: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Guard:
    """What must hold before a step can be taken."""

    text: str
    failed: str = ""
    """Id of a step whose attempt must have failed."""
    ordered_by: str = ""
    """Id of the actor whose order it needs."""
    reports: tuple[GuardReport, ...] = ()
    rests_on: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Blocker:
    """What stands in the way of a step, with who says so and who denies it."""

    text: str
    by: str
    """Actor id: by whose word."""
    said: When
    rests_on: tuple[Passage, ...] = ()
    denied: tuple[Passage, ...] = ()
    """Passages in which somebody denies it."""
    known: When | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ladder."""

    id: str
    title: str
    duty: Duty
    bearers: tuple[str, ...]
    """Actor ids; empty: nobody is named."""
    trigger: str = ""
    """In words: what brings it on."""
    after: tuple[str, ...] = ()
    """Ids of steps, any of which must have ended unresolved; empty: it hangs on the clock's start alone."""
    windows: tuple[Window, ...] = ()
    guards: tuple[Guard, ...] = ()
    then: tuple[str, ...] = ()
    """Ids of the steps that follow if it is taken and settles nothing."""
    otherwise: tuple[str, ...] = ()
    """Ids of the steps that follow if it isn't taken in time."""
    parallel: tuple[str, ...] = ()
    """Ids of steps that may run beside it, or in its place."""
    settles: str = ""
    """What ends the ladder here: `the issue is resolved`."""
    blockers: tuple[Blocker, ...] = ()
    rests_on: tuple[Passage, ...] = ()


class EventKind(StrEnum):
    """What somebody reports of a step."""

    BEGUN = "begun"
    FULFILLED = "fulfilled"
    FAILED = "failed"
    """Tried without success."""
    VIOLATED = "violated"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    DISCHARGED = "discharged"
    TERMINATED = "terminated"
    ORDERED = "ordered"


@dataclass(frozen=True, slots=True)
class StepEvent:
    """What somebody says happened to a step."""

    step: str
    kind: EventKind
    when: When
    by: str
    known: When | None = None
    until: When | None = None
    """For an extension: the new end."""
    rests_on: tuple[Passage, ...] = ()


class Standing(StrEnum):
    """How far an arrangement has come, by somebody's report."""

    PROPOSAL = "reported proposal"
    AGREED = "reported agreed"
    SIGNED = "signed"
    IN_FORCE = "in force"


@dataclass(frozen=True, slots=True)
class StandingReport:
    """Who reports which standing."""

    standing: Standing
    by: str
    """Actor id, or document id where an outlet reports it."""
    said: When
    known: When | None = None
    rests_on: tuple[Passage, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a plan that a text can keep or lose: found by what must stand together in a passage."""

    id: str
    title: str
    words: tuple[tuple[str, ...], ...] = ()
    """One word or phrase of each group must stand in the sentence."""
    quantity: Duration | None = None
    names: tuple[str, ...] = ()
    """Names to look for; it is kept in part if only some stand there."""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Ladder:
    """What follows a violation, or a referral, step by step."""

    id: str
    arrangement: str
    title: str
    clock: tuple[ClockEvent, ...]
    """Which event starts the clock; several where the sources differ."""
    zones: tuple[str, ...]
    """In which days are counted; several: nobody says which, and each is reckoned with."""
    steps: tuple[Step, ...]
    standings: tuple[StandingReport, ...] = ()
    events: tuple[StepEvent, ...] = ()
    elements: tuple[Element, ...] = ()
    depends_on: str = ""
    """What it needs to exist at all: `a lasting ceasefire`."""
    finders: tuple[str, ...] = ()
    """Ids of the actors entitled to find a violation; empty: nobody is named."""
    rests_on: tuple[Passage, ...] = ()


class StepState(StrEnum):
    """Where a step stands."""

    CREATED = "created"
    IN_EFFECT = "in effect"
    SUSPENDED = "suspended"
    FULFILLED = "fulfilled"
    VIOLATED = "violated"
    DISCHARGED = "discharged"
    TERMINATED = "terminated"


@dataclass(frozen=True, slots=True)
class ClockStart:
    """What a run of a ladder starts from."""

    event: ClockEvent
    at: Moment
    by: str
    """Id of the finder, or the label of the analyst's assumption."""
    hypothetical: bool
    """Whether it rests on an assumption; everything that follows from it is marked so."""
    also: tuple[str, ...] = ()
    """Ids of others by whose word the same event began at the same time."""


@dataclass(frozen=True, slots=True)
class Due:
    """When a step may or must be taken, by one reading."""

    window: Window
    start: ClockStart
    opens: Moment
    """From when."""
    closes: Moment | None
    """Until when; None: no limit is stated."""
    overdue: bool
    """Whether it certainly closed before the instant asked for."""
    planned: bool = False
    """It opens only once a step before it ends unresolved, which none has yet: the earliest that it could."""
    extended: tuple[StepEvent, ...] = ()
    """The extensions that moved its close, each with who says so."""


@dataclass(frozen=True, slots=True)
class GuardStatus:
    """Who says that a guard is met, and who that it isn't; both may stand."""

    guard: Guard
    met_by: tuple[str, ...]
    denied_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StateReport:
    """What one actor's last word on a step makes of it."""

    by: str
    state: StepState
    event: StepEvent


@dataclass(frozen=True, slots=True)
class StepStatus:
    """Where a step stands at an instant, as known at an instant."""

    step: Step
    state: StepState
    dues: tuple[Due, ...]
    """One per reading of clock and window."""
    guards_open: tuple[Guard, ...]
    """Guards that nobody says are met."""
    blockers: tuple[Blocker, ...]
    hypothetical: bool
    reasons: tuple[str, ...]
    certain: bool = True
    """Whether the state follows under every reading and by every account."""
    guards: tuple[GuardStatus, ...] = ()
    """Every guard, with who says what of it."""
    reports: tuple[StateReport, ...] = ()
    """One per actor who says where the step stands."""


@dataclass(frozen=True, slots=True)
class Run:
    """A ladder at an instant: its steps, and which would be due next."""

    ladder: Ladder
    at: datetime
    known_at: datetime
    starts: tuple[ClockStart, ...]
    """Empty: no named finder and no assumption, so no clock runs and no step is due."""
    steps: tuple[StepStatus, ...]
    next: tuple[str, ...]
    """Ids of the steps that would be due first among those that are open; where none is, of those that would
    open first."""
    minimum: Duration | None
    """The least that the whole ladder takes, days only; None where it states no days."""
    reasons: tuple[str, ...] = ()
    """Why a clock runs, or none does, in plain sentences."""
    hypothetical: bool = False
    """Whether it was run from an assumption."""
