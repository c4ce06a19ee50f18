"""Where a step stands: by the clock, and by what actors say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from geopolitik.ledger.ladders.windows import Reading, Told
from geopolitik.model.ledger.accounts import Knowledge
from geopolitik.model.ledger.ladders import Duty, EventKind, StateReport, Step, StepState

_STATES = {
    EventKind.BEGUN: StepState.IN_EFFECT,
    EventKind.RESUMED: StepState.IN_EFFECT,
    EventKind.FULFILLED: StepState.FULFILLED,
    EventKind.FAILED: StepState.DISCHARGED,
    EventKind.VIOLATED: StepState.VIOLATED,
    EventKind.SUSPENDED: StepState.SUSPENDED,
    EventKind.DISCHARGED: StepState.DISCHARGED,
    EventKind.TERMINATED: StepState.TERMINATED,
}
"""What a word on a step makes of it; extensions and orders leave it where it is."""


class Phase(Enum):
    """Where a window stands at an instant."""

    AHEAD = auto()
    PERHAPS_OPEN = auto()
    OPEN = auto()
    CLOSED = auto()


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A state, whether it is certain, and the sentences that say why."""

    state: StepState
    certain: bool
    reasons: tuple[str, ...]


def phase(reading: Reading, on: datetime) -> Phase:
    """Where a window stands at an instant (in UTC)."""
    opens, closes = reading.opens, reading.closes
    if reading.passed is Knowledge.NOT_YET or (opens.earliest is not None and on < opens.earliest):
        return Phase.AHEAD
    if closes is not None and closes.latest is not None and closes.latest <= on:
        return Phase.CLOSED
    may_be_closed = closes is not None and (closes.earliest is None or closes.earliest <= on)
    is_open = opens.latest is not None and opens.latest <= on and reading.passed is Knowledge.KNOWN
    return Phase.OPEN if is_open and not may_be_closed else Phase.PERHAPS_OPEN


def by_clock(step: Step, readings: Sequence[Reading], on: datetime) -> Standpoint:
    """Where a step stands if nobody says anything of it."""
    phases = [phase(reading, on) for reading in readings]
    if Phase.OPEN in phases or Phase.PERHAPS_OPEN in phases:
        settled = all(each is Phase.OPEN for each in phases) or (
            step.duty is Duty.MUST and all(each in (Phase.OPEN, Phase.CLOSED) for each in phases)
        )
        words = "Its time runs." if settled else "Its time may run: not under every reading."
        return Standpoint(StepState.IN_EFFECT, settled, (words,))
    if Phase.CLOSED not in phases:
        return Standpoint(StepState.CREATED, True, ("Its time hasn't come.",) if phases else ())
    settled = all(each is Phase.CLOSED for each in phases)
    under = "" if settled else " under one reading"
    if step.duty is Duty.MUST:
        return Standpoint(StepState.IN_EFFECT, settled, (f"Overdue{under}; nobody has found a violation.",))
    kind = "not used in time, which is no violation" if step.duty is Duty.MAY else "its time is over"
    return Standpoint(StepState.DISCHARGED, settled, (f"Discharged{under}: {kind}.",))


def last_words(step: Step, told: Sequence[Told]) -> tuple[StateReport, ...]:
    """What each actor's last word makes of a step; of a MAY nobody's word makes a violation.

    Args:
        step: the step.
        told: what is told of it, in order of time.
    """
    last: dict[str, StateReport] = {}
    for each in told:
        state = _STATES.get(each.event.kind)
        if state is None or (state is StepState.VIOLATED and step.duty is Duty.MAY):
            continue
        last[each.event.by] = StateReport(each.event.by, state, each.event)
    return tuple(last.values())
