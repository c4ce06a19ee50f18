"""A ladder at an instant, as known at an instant: which steps would be due, and what blocks them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from geopolitik.ledger.clocks import read
from geopolitik.ledger.knowledge import instant, knowledge_at
from geopolitik.ledger.ladders.guards import guard_statuses
from geopolitik.ledger.ladders.holding import by_accounts, holding, is_standing
from geopolitik.ledger.ladders.length import minimum
from geopolitik.ledger.ladders.reasoning import NOT_OUT, Scene, breach_claims, run_reasons, step_reasons
from geopolitik.ledger.ladders.starts import Source, sources
from geopolitik.ledger.ladders.states import Phase, Standpoint, by_clock, last_words, phase
from geopolitik.ledger.ladders.windows import Reading, Reckoner, Told, predecessors
from geopolitik.ledger.lens import Lens
from geopolitik.ledger.naming import Names
from geopolitik.ledger.zones import hull
from geopolitik.model.ledger.accounts import Knowledge
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Incident
from geopolitik.model.ledger.ladders import (
    ClockStart,
    Due,
    Duty,
    EventKind,
    Guard,
    GuardReport,
    GuardStatus,
    Ladder,
    Run,
    StateReport,
    Step,
    StepState,
    StepStatus,
)
from geopolitik.model.ledger.times import Moment

Dated = tuple[Reading, ClockStart]


def run(
    ladder: Ladder,
    case: Case,
    *,
    on: datetime,
    known: datetime,
    supposing: Incident | None = None,
    label: str = "",
) -> Run:
    """Where a ladder stands at an instant, as known at an instant.

    Its clock starts from what a named finder found, or from a referral, or from an assumption, and from
    nothing else. Under an assumption everything is marked hypothetical.

    Args:
        ladder: the ladder.
        case: its case.
        on: the instant that is asked for.
        known: what wasn't known by then isn't used.
        supposing: an incident to suppose found to be a violation, or to be the referral.
        label: what the assumption is called.

    Raises:
        UsageError: an instant has no zone, a time can't be read, or steps follow each other in a circle.
    """
    at, lens = instant(on), Lens(case, known)
    is_out, ladder = lens.is_out(ladder.rests_on), lens.ladder(ladder)
    found = sources(ladder, case, lens, supposing, label) if is_out else []
    starts = tuple(_start(source, ladder, case) for source in found)
    told = _told(ladder, lens, at, starts)
    dated = _dated(ladder, case, list(zip(found, starts, strict=True)), told, at)
    held = holding(ladder, case, on=at, known=lens.at)
    scene = Scene(at, lens, Names(case), told, breach_claims(ladder, case, lens), held)
    steps = tuple(
        _status(step, dated[step.id], scene, hypothetical=supposing is not None) for step in ladder.steps
    )
    return Run(
        ladder=ladder,
        at=at,
        known_at=lens.at,
        starts=starts,
        steps=steps,
        next=_next(steps, dated, at),
        minimum=minimum(ladder),
        reasons=run_reasons(ladder, case, found, lens, supposing) if is_out else (NOT_OUT,),
        hypothetical=supposing is not None,
    )


def _zones(ladder: Ladder, case: Case) -> tuple[tuple[str, ...], ...]:
    """The zones in which days may be counted, each by itself; none: any on Earth."""
    return tuple((zone,) for zone in ladder.zones or case.zones) or ((),)


def _start(source: Source, ladder: Ladder, case: Case) -> ClockStart:
    at = hull(*(source.at(zone, case.zones) for zone in _zones(ladder, case)))
    return ClockStart(source.event, at, source.by, source.hypothetical, source.also)


def _told(
    ladder: Ladder, lens: Lens, on: datetime, starts: Sequence[ClockStart]
) -> dict[str, tuple[Told, ...]]:
    """Id of each step → what is told of it that may have happened by an instant, in order of time.

    What happened before every start of the clock is of an earlier run, unless the step hangs on no clock.
    """
    begun = [start.at.earliest for start in starts]
    first = min((at for at in begun if at), default=None) if None not in begun else None
    before = predecessors(ladder)
    timed = {step.id for step in ladder.steps if step.windows or before[step.id]}
    found: dict[str, list[tuple[datetime, Told]]] = {step.id: [] for step in ladder.steps}
    for event in ladder.events:
        moment = read(event.when, lens.zones)
        happened = knowledge_at(moment, on)
        if happened is Knowledge.NOT_YET or event.step not in found:
            continue
        is_earlier = first is not None and moment.latest is not None and moment.latest < first
        if is_earlier and (event.step in timed or event.kind in (EventKind.FAILED, EventKind.ORDERED)):
            continue
        certain = happened is Knowledge.KNOWN and not lens.is_doubtful(event)
        found[event.step].append((moment.earliest or on, Told(event, certain)))
    return {
        key: tuple(told for _, told in sorted(events, key=lambda each: each[0]))
        for key, events in found.items()
    }


def _dated(
    ladder: Ladder,
    case: Case,
    found: Sequence[tuple[Source, ClockStart]],
    told: dict[str, tuple[Told, ...]],
    on: datetime,
) -> dict[str, list[Dated]]:
    """Id of each step → when it opens and closes, for each start and window, over all zones of counting."""
    dated: dict[str, dict[Dated, None]] = {step.id: {} for step in ladder.steps}
    for source, start in found:
        reckoners = [
            Reckoner(
                ladder,
                source.event,
                source.at(zone, case.zones),
                told,
                on=on,
                counted=zone,
                zones=case.zones,
            )
            for zone in _zones(ladder, case)
        ]
        for step in ladder.steps:
            for readings in zip(*(each.readings[step.id] for each in reckoners), strict=True):
                merged = _merged([each for each in readings if each is not None])
                if merged is not None:
                    dated[step.id][merged, start] = None
    return {key: list(each) for key, each in dated.items()}


def _merged(readings: Sequence[Reading]) -> Reading | None:
    """One reading over all zones: its times lie where they lie in any of them."""
    if not readings:
        return None
    closes = [each.closes for each in readings if each.closes is not None]
    passed = {each.passed for each in readings}
    return Reading(
        readings[0].window,
        hull(*(each.opens for each in readings)),
        hull(*closes) if closes else None,
        passed.pop() if len(passed) == 1 else Knowledge.POSSIBLY,
        readings[0].extended,
    )


def _status(step: Step, dated: Sequence[Dated], scene: Scene, *, hypothetical: bool) -> StepStatus:
    """Where a step stands: by what is said of it, else by the clock, behind its guards."""
    on, told = scene.on, scene.told[step.id]
    readings = [reading for reading, _ in dated]
    reports = {guard: _reports_on(guard, scene) for guard in step.guards}
    guards = guard_statuses(step, scene.told, reports)
    said = last_words(step, told)
    clock = by_accounts(scene.held, scene.names) if is_standing(step) else by_clock(step, readings, on)
    point = _standpoint(clock, guards, said, told)
    return StepStatus(
        step=step,
        state=point.state,
        dues=tuple(_due(reading, start, on) for reading, start in dated),
        guards_open=tuple(each.guard for each in guards if not each.met_by),
        blockers=step.blockers,
        hypothetical=hypothetical,
        reasons=(*point.reasons, *step_reasons(step, readings, guards, scene)),
        certain=point.certain,
        guards=guards,
        reports=said,
    )


def _reports_on(guard: Guard, scene: Scene) -> tuple[GuardReport, ...]:
    """The reports on a guard that may have been made by the instant asked for, in order of time."""
    made = [(read(report.said, scene.lens.zones), report) for report in guard.reports]
    made.sort(key=lambda each: each[0].earliest or scene.on)
    return tuple(report for at, report in made if knowledge_at(at, scene.on) is not Knowledge.NOT_YET)


def _standpoint(
    clock: Standpoint, guards: Sequence[GuardStatus], said: Sequence[StateReport], told: Sequence[Told]
) -> Standpoint:
    """What actors say goes before the clock; where they differ, none of them does."""
    # That somebody began it is no word against what others say came after.
    later = [report for report in said if report.event.kind is not EventKind.BEGUN] or said
    states = {report.state for report in later}
    if states == {StepState.IN_EFFECT} and clock.state is StepState.IN_EFFECT:
        return clock
    if states == {StepState.IN_EFFECT} and clock.state is StepState.DISCHARGED:
        return Standpoint(StepState.IN_EFFECT, False, ("Its time is over; nobody says how it ended.",))
    if len(states) == 1:
        certain = any(each.certain and each.event == report.event for each in told for report in later)
        return Standpoint(states.pop(), certain, ())
    if states:
        return Standpoint(clock.state, False, ("Accounts of it differ; none is chosen.", *clock.reasons))
    if clock.state is StepState.IN_EFFECT and any(each.denied_by or not each.met_by for each in guards):
        words = "Its time runs, but what must hold first isn't so, or not by every account."
        return Standpoint(StepState.CREATED, clock.certain, (words,))
    return clock


def _due(reading: Reading, start: ClockStart, on: datetime) -> Due:
    closes, is_known = reading.closes, reading.passed is Knowledge.KNOWN
    return Due(
        window=reading.window,
        start=start,
        opens=reading.opens,
        closes=closes,
        overdue=is_known and closes is not None and closes.latest is not None and closes.latest <= on,
        planned=not is_known,
        extended=reading.extended,
    )


def _next(steps: Sequence[StepStatus], dated: dict[str, list[Dated]], on: datetime) -> tuple[str, ...]:
    """The open steps that close first; where none is open, those that open first. No prohibition is due."""
    active = [each for each in steps if each.step.duty is not Duty.MUST_NOT]
    opened = [
        (each.step.id, reading.closes or Moment(reading.opens.earliest, None))
        for each in active
        if each.state is StepState.IN_EFFECT
        for reading, _ in dated[each.step.id]
        if phase(reading, on) is not Phase.AHEAD
    ]
    ahead = [
        (each.step.id, reading.opens)
        for each in active
        if each.state is StepState.CREATED
        for reading, _ in dated[each.step.id]
        if phase(reading, on) is Phase.AHEAD
    ]
    return _soonest(opened) or _soonest(ahead)


def _soonest(moments: Sequence[tuple[str, Moment]]) -> tuple[str, ...]:
    """Ids of those that may come first; any of those without a limit only where none has one."""
    bounded = [(key, at) for key, at in moments if at.latest is not None]
    limit = min((at.latest for _, at in bounded if at.latest), default=None)
    if limit is None:
        return tuple(dict.fromkeys(key for key, _ in moments))
    return tuple(dict.fromkeys(key for key, at in bounded if at.earliest is None or at.earliest <= limit))
