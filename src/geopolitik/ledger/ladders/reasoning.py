"""Why a ladder stands where it does, in plain sentences that name who says what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from geopolitik.ledger.clocks import read
from geopolitik.ledger.ladders.holding import is_standing
from geopolitik.ledger.ladders.starts import Source, last_finding
from geopolitik.ledger.ladders.windows import Reading, Told
from geopolitik.ledger.lens import Lens, Timed
from geopolitik.ledger.naming import Names, range_words
from geopolitik.model.ledger.accounts import AccountStatus
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Answer, Claim, Incident, Question
from geopolitik.model.ledger.ladders import (
    ClockEvent,
    Duty,
    EventKind,
    GuardStatus,
    Ladder,
    Step,
)

NOT_OUT = "Nothing that this ladder rests on was published yet."
_DOUBT = " This was only possibly known then."
_BEGINS = {
    ClockEvent.OCCURRED: "what happened",
    ClockEvent.DETECTED: "its detection",
    ClockEvent.RECORDED: "its record",
    ClockEvent.REPORTED: "the first report of it",
    ClockEvent.VERIFIED: "the finding itself",
    ClockEvent.REFERRED: "the referral",
}


IN_ITS_WAY = "In its way"
"""How the reason begins that somebody names what blocks a step."""


def run_reasons(
    ladder: Ladder, case: Case, found: Sequence[Source], lens: Lens, supposing: Incident | None
) -> tuple[str, ...]:
    """Why a clock runs, or why none does, and what the whole ladder hangs on."""
    names = Names(case)
    reasons = list(_of_starts(ladder, found, lens, names, supposing))
    if supposing is None:
        reasons += _of_other_findings(ladder, case, lens, names)
    if len({source.event for source in found}) > 1:
        reasons.append("Which event starts the clock isn't agreed: each is reckoned with.")
    if len(ladder.zones) > 1:
        reasons.append("In which zone days are counted isn't said: each is reckoned with.")
    if ladder.depends_on:
        reasons.append(f"All of it needs {ladder.depends_on}.")
    return tuple(reasons)


def _of_starts(
    ladder: Ladder, found: Sequence[Source], lens: Lens, names: Names, supposing: Incident | None
) -> Iterator[str]:
    if not ladder.clock:
        yield "No clock runs: nobody says which event starts it."
    elif supposing is not None:
        yield f"Hypothetical: it is supposed that “{supposing.title}” starts the clock."
        yield "No finding is used, of anybody."
    elif not found and ladder.clock == (ClockEvent.REFERRED,):
        yield "No clock runs: nobody is known to have referred the matter."
    elif not found and not ladder.finders:
        yield "No clock runs: nobody is named who may find a violation."
    elif not found:
        yield f"No clock runs: no finding of a violation by {names.all_of(ladder.finders)} is known."
    for source in found:
        who = names.all_of([source.by, *source.also])
        doubt = _DOUBT if any(lens.is_doubtful(each) for each in source.rests_on) else ""
        begins = _BEGINS[source.event]
        yield f"The clock counts from {begins}, {range_words(source.at((), lens.zones))}: {who}.{doubt}"


def _of_other_findings(ladder: Ladder, case: Case, lens: Lens, names: Names) -> Iterator[str]:
    """Finders whose last word on an incident is no finding of a violation."""
    for incident in case.incidents:
        known = lens.incident(incident)
        for finder in dict.fromkeys(ladder.finders):
            claim = last_finding(known, ladder, finder, lens.zones)
            if claim is not None and claim.answer is not Answer.YES:
                words = f"Of “{incident.title}” {names.of(finder)} says: {claim.answer.value}."
                yield words + _doubt(claim, lens)


def breach_claims(ladder: Ladder, case: Case, lens: Lens) -> dict[str, list[tuple[Incident, Claim]]]:
    """Id of each step → who says of which incident that it breached the step."""
    found: dict[str, list[tuple[Incident, Claim]]] = {step.id: [] for step in ladder.steps}
    for incident in case.incidents:
        for claim in lens.incident(incident).claims:
            step = claim.of.removeprefix(f"{ladder.id}.")
            is_breach = claim.question is Question.BREACH and claim.answer is Answer.YES
            if is_breach and step != claim.of and step in found:
                found[step].append((incident, claim))
    return found


@dataclass(frozen=True, slots=True)
class Scene:
    """What a step's status is reckoned from, besides the step and its windows."""

    on: datetime
    lens: Lens
    names: Names
    told: Mapping[str, Sequence[Told]]
    """By id of the step."""
    breaches: Mapping[str, Sequence[tuple[Incident, Claim]]]
    held: Sequence[AccountStatus]
    """What the accounts of the ladder's arrangement answer."""


def step_reasons(
    step: Step, readings: Sequence[Reading], guards: Sequence[GuardStatus], scene: Scene
) -> tuple[str, ...]:
    """Who says what of a step, its windows, its guards, and what stands in its way."""
    lens, names = scene.lens, scene.names
    reasons = [_of_event(step, each, lens, names) for each in scene.told[step.id]]
    if is_standing(step):
        reasons.append(
            "It hangs on no clock: it holds as long as the arrangement does, by whose account it does."
        )
    for incident, claim in scene.breaches[step.id]:
        words = (
            f"By the word of {names.of(claim.by)} “{incident.title}” breached it; that makes no state of it."
        )
        reasons.append(words + _doubt(claim, lens))
    if len({reading.window for reading in readings}) > 1:
        reasons.append("The sources differ on its time; each reading stands.")
    if not step.bearers:
        reasons.append("Nobody is named whose step it is.")
    for guard in guards:
        reasons += _of_guard(guard, names)
    for blocker in step.blockers:
        denied = " This is denied." if blocker.denied else ""
        words = f"{IN_ITS_WAY}, by the word of {names.of(blocker.by)}: {blocker.text.rstrip('.')}."
        reasons.append(words + denied + _doubt(blocker, lens))
    return tuple(reasons)


def _of_event(step: Step, told: Told, lens: Lens, names: Names) -> str:
    event = told.event
    when = range_words(read(event.when, lens.zones))
    words = f"By the word of {names.of(event.by)} it was {event.kind.value}, {when}."
    if event.kind is EventKind.EXTENDED:
        words += _of_extension(step, told, lens)
    if event.kind is EventKind.VIOLATED and step.duty is Duty.MAY:
        words += " A MAY that isn't used is no violation."
    return words + _doubt(event, lens)


def _of_extension(step: Step, told: Told, lens: Lens) -> str:
    until = told.event.until
    words = f" The new end: {range_words(read(until, lens.zones))}." if until else " Until when isn't said."
    may = sorted({window.extendable_by for window in step.windows if window.extendable_by})
    return words + (
        f" It may be extended by {' or '.join(may)}." if may else " Nobody is named who may extend it."
    )


def _of_guard(status: GuardStatus, names: Names) -> Iterator[str]:
    text = f"“{status.guard.text}”"
    if status.met_by:
        yield f"{text} is met by the word of {names.all_of(status.met_by)}."
    if status.denied_by:
        yield f"{text} isn't met by the word of {names.all_of(status.denied_by)}."
    if not status.met_by and not status.denied_by:
        yield f"Nobody says that {text} is met."


def _doubt(entry: Timed, lens: Lens) -> str:
    return _DOUBT if lens.is_doubtful(entry) else ""
