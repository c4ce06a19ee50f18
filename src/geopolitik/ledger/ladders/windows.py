"""When the steps of a ladder open and close, for one start of its clock and one zone of counting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from graphlib import CycleError, TopologicalSorter

from geopolitik.errors import UsageError
from geopolitik.ledger.clocks import later
from geopolitik.ledger.ladders.starts import local
from geopolitik.ledger.zones import hull
from geopolitik.model.ledger.accounts import Knowledge
from geopolitik.model.ledger.ladders import (
    ClockEvent,
    Duty,
    EventKind,
    Ladder,
    Limit,
    Step,
    StepEvent,
    Window,
)
from geopolitik.model.ledger.times import Counting, Duration, Moment, Unit

NO_WINDOW = Window(Limit.UNSTATED)
"""Of a step to which nobody gives a time."""
_SPENT = frozenset({EventKind.FAILED, EventKind.DISCHARGED})
"""Ends that leave the matter open."""
_OVER = frozenset({EventKind.FULFILLED, EventKind.TERMINATED})
"""Ends after which no time runs out any more."""
_TICK = timedelta(microseconds=1)
_ONE_DAY = Duration(1, Unit.DAYS)


@dataclass(frozen=True, slots=True)
class Gate:
    """When the first step ended that a step lies behind, and whether it has."""

    at: Moment
    passed: Knowledge
    """Whether that is past at the instant asked for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """When a step opens and closes by one window, from one base."""

    window: Window
    opens: Moment
    closes: Moment | None
    passed: Knowledge
    """Whether the steps before it have ended; without such, known."""
    extended: tuple[StepEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """An event of this run, and whether it is certain that it had happened, and was known, by then."""

    event: StepEvent
    certain: bool


def predecessors(ladder: Ladder) -> dict[str, tuple[str, ...]]:
    """Id of each step → the ids of the steps that it lies behind, in order, each once."""
    before = {step.id: list(step.after) for step in ladder.steps}
    for step in ladder.steps:
        for follower in (*step.otherwise, *step.then):
            before.get(follower, []).append(step.id)
    return {key: tuple(dict.fromkeys(ids)) for key, ids in before.items()}


def in_order(ladder: Ladder) -> list[Step]:
    """The steps, each behind those that it lies behind or counts from.

    Raises:
        UsageError: steps follow each other in a circle.
    """
    steps = {step.id: step for step in ladder.steps}
    before = predecessors(ladder)
    graph = {
        step.id: [
            key for key in (*before[step.id], *(window.since for window in step.windows)) if key in steps
        ]
        for step in ladder.steps
    }
    try:
        return [steps[key] for key in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        raise UsageError(
            ladder.id, "its steps follow each other in a circle", "leave out one `after`"
        ) from error


def after(base: Moment, duration: Duration, zones: tuple[str, ...]) -> Moment:
    """A duration after an instant, where nobody says whether the first of its days counts.

    So `within 15 days` of something on the 14th ends on the 29th as clocks in the zone show it: when that day
    begins if the 14th counts, at its end if it doesn't. Minutes and hours elapse.
    """
    if duration.unit in (Unit.MINUTES, Unit.HOURS):
        return later(base, duration, zones)
    first = later(Moment(base.earliest, None), duration, zones, Counting.CALENDAR).earliest
    if first and base.earliest:  # Where no zone is known, the day may be told in one and placed in another.
        first = max(first, base.earliest)
    # The end of a day still belongs to it: what ended on the 14th by midnight isn't of the 15th.
    last = base.latest - _TICK if base.latest and base.latest != base.earliest else base.latest
    day = later(Moment(None, last), duration, zones, Counting.CALENDAR)
    return Moment(first, later(day, _ONE_DAY, zones, Counting.CALENDAR).latest)


class Reckoner:
    """Opens and closes every step, from one start of the clock, with days counted in one zone.

    Args:
        ladder: the ladder as known.
        event: the event that the clock counts from.
        start: when that was.
        told: what is told of each step, by its id; only what may have happened by `on`.
        on: the instant asked for, in UTC.
        counted: the zone in which days are counted, or none: any zone on Earth.
        zones: the case's, for times that name none.
    """

    def __init__(
        self,
        ladder: Ladder,
        event: ClockEvent,
        start: Moment,
        told: Mapping[str, Sequence[Told]],
        *,
        on: datetime,
        counted: tuple[str, ...],
        zones: tuple[str, ...],
    ) -> None:
        self.event, self.start, self.told = event, start, told
        self.on, self.counted, self.zones = on, counted, zones
        self.steps = {step.id: step for step in ladder.steps}
        self.before = predecessors(ladder)
        self.readings: dict[str, tuple[Reading | None, ...]] = {}
        for step in in_order(ladder):
            self.readings[step.id] = tuple(self._readings(step))

    def _readings(self, step: Step) -> Iterable[Reading | None]:
        """One per window and base; None where the steps before it can no longer end unresolved.

        A standing prohibition hangs on no clock: it doesn't begin with a violation.
        """
        if step.duty is Duty.MUST_NOT and not step.windows and not self.before[step.id]:
            return
        gates = [self._gate(key, step) for key in self.before[step.id]]
        windows = [window for window in step.windows if window.clock in (None, self.event)]
        for window in windows if step.windows else [NO_WINDOW]:
            if window.since:
                bases = [self._gate(window.since, step)]
            elif window.limit is Limit.UNSTATED and gates:
                bases = gates
            else:
                bases = [self._from_start(gates)]
            for base in bases:
                yield self._reading(step, window, base) if base is not None else None

    def _from_start(self, gates: Sequence[Gate | None]) -> Gate | None:
        """The clock's start, behind whichever of some gates opens first."""
        if not gates:
            return Gate(self.start, Knowledge.KNOWN)
        order = (Knowledge.KNOWN, Knowledge.POSSIBLY, Knowledge.NOT_YET)
        passed = [gate.passed for gate in gates if gate is not None]
        return Gate(self.start, min(passed, key=order.index)) if passed else None

    def _reading(self, step: Step, window: Window, base: Gate) -> Reading:
        """A window counted from a base, with what prolonged it."""
        opens, closes = base.at, None
        if window.duration is not None and window.limit is not Limit.UNSTATED:
            there = after(base.at, window.duration, self.counted)
            opens = base.at if window.limit is Limit.WITHIN else there
            closes = None if window.limit is Limit.AFTER else there
        longer = [each for each in self.told.get(step.id, ()) if each.event.kind is EventKind.EXTENDED]
        if closes is None or not longer:
            return Reading(window, opens, closes, base.passed)
        for each in longer:
            closes = self._extended(closes, each)
        return Reading(window, opens, closes, base.passed, tuple(each.event for each in longer))

    def _extended(self, closes: Moment, told: Told) -> Moment:
        """A close moved by an extension, never to an earlier time; where that is in doubt, perhaps."""
        until = told.event.until
        if until is None:
            return Moment(closes.earliest, None)
        there = local(until, self.counted, self.zones)
        earliest, latest = closes.earliest, None
        if told.certain and earliest and there.earliest:
            earliest = max(earliest, there.earliest)
        if closes.latest and there.latest:
            latest = max(closes.latest, there.latest)
        return Moment(earliest, latest)

    def _gate(self, key: str, follower: Step) -> Gate | None:
        """When a step ended unresolved, or would at the end of its windows; None if it can't."""
        step = self.steps.get(key)
        if step is None:
            return None
        told = self.told.get(key, ())
        ends = [each for each in told if _leaves_open(each.event, step, follower)]
        if any(each.certain for each in ends):
            at = hull(*(local(each.event.when, self.counted, self.zones) for each in ends))
            return Gate(at, Knowledge.KNOWN)
        is_over = any(each.certain and each.event.kind in _OVER for each in told)
        by_time = None if is_over else self._ran_out(key, follower)
        if not ends:
            return by_time
        moments = [local(each.event.when, self.counted, self.zones) for each in ends]
        return Gate(hull(*moments, *([by_time.at] if by_time else [])), Knowledge.POSSIBLY)

    def _ran_out(self, key: str, follower: Step) -> Gate | None:
        """When a step ends because its time runs out; where it has no limit, nobody knows how late."""
        readings = [each for each in self.readings.get(key, ()) if each is not None]
        if not readings:
            return None
        at = hull(*(each.closes or Moment(each.opens.earliest, None) for each in readings))
        step = self.steps[key]
        if follower.id in step.then and key not in follower.after and follower.id not in step.otherwise:
            # It follows only if that step is taken, which may be as soon as it opens.
            return Gate(
                Moment(hull(*(each.opens for each in readings)).earliest, at.latest), Knowledge.NOT_YET
            )
        if at.latest is None or all(each.passed is Knowledge.NOT_YET for each in readings):
            return Gate(at, Knowledge.NOT_YET)
        if at.latest <= self.on and all(each.passed is Knowledge.KNOWN for each in readings):
            return Gate(at, Knowledge.KNOWN)
        is_possible = at.earliest is None or at.earliest <= self.on
        return Gate(at, Knowledge.POSSIBLY if is_possible else Knowledge.NOT_YET)


def _leaves_open(event: StepEvent, step: Step, follower: Step) -> bool:
    """Whether something told of a step ended it and left the matter to the step that follows."""
    if event.kind is EventKind.FULFILLED:
        return not step.settles and follower.id not in step.otherwise
    return event.kind in _SPENT
