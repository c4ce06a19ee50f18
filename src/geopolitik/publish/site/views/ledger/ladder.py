"""A ladder as its page shows it: where its clock starts, each step with its windows, guards and blockers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geopolitik.ledger.commitments import Committed, commitments
from geopolitik.ledger.ladders import run, standings
from geopolitik.ledger.ladders.reasoning import IN_ITS_WAY
from geopolitik.ledger.naming import Names
from geopolitik.ledger.spans import span_words
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Incident
from geopolitik.model.ledger.ladders import (
    Blocker,
    ClockEvent,
    Due,
    GuardStatus,
    Ladder,
    Limit,
    StepState,
    StepStatus,
    Window,
)
from geopolitik.publish.site.views.ledger.asking import Asked
from geopolitik.publish.site.views.ledger.passages import Rest, entry_address, rests, when_words


@dataclass(frozen=True, slots=True)
class DueView:
    """When a step would be due, by one reading."""

    limit: str
    """`within 24 hours`."""
    when: str
    """`closes 28–29 January 2020`."""
    notes: tuple[str, ...]
    """From when, counted from what, what bears on it."""
    rests: tuple[Rest, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Something that somebody says: of a guard, of what blocks, of a standing."""

    text: str
    by: str
    state: str
    rests: tuple[Rest, ...]
    denied: tuple[Rest, ...] = ()


@dataclass(frozen=True, slots=True)
class StepView:
    """One step."""

    key: str
    title: str
    duty: str
    who: str
    trigger: str
    state: str
    meaning: str
    """Of a state whose name alone doesn't say it."""
    certain: bool
    is_next: bool
    windows: tuple[tuple[str, tuple[Rest, ...]], ...]
    """As stated; shown where no clock runs."""
    dues: tuple[DueView, ...]
    guards: tuple[Told, ...]
    blockers: tuple[Told, ...]
    then: str
    otherwise: str
    parallel: str
    reasons: tuple[str, ...]
    rests: tuple[Rest, ...]


@dataclass(frozen=True, slots=True)
class LadderView:
    """A ladder's page."""

    key: str
    title: str
    hypothetical: bool
    supposing: str
    reasons: tuple[str, ...]
    starts: tuple[tuple[str, str, str], ...]
    """Event, when, by whom."""
    minimum: str
    depends_on: str
    clock: str
    steps: tuple[StepView, ...]
    standings: tuple[Told, ...]
    committed: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Actor, address, sentences."""
    rests: tuple[Rest, ...]


def ladder_view(case: Case, ladder: Ladder, asked: Asked, supposing: Incident | None) -> LadderView:
    """A ladder at an instant, as known at an instant; under an assumption everything says so."""
    names = Names(case)
    found = run(
        ladder,
        case,
        on=asked.on,
        known=asked.known,
        supposing=supposing,
        label="an assumption" if supposing else "",
    )
    titles = {step.id: step.title for step in ladder.steps}
    zones = ladder.zones or case.zones
    return LadderView(
        key=ladder.id,
        title=ladder.title,
        hypothetical=found.hypothetical,
        supposing=supposing.title if supposing else "",
        reasons=found.reasons,
        starts=tuple(
            (
                start.event.value,
                span_words(start.at, zones=zones) or "nobody says when",
                names.all_of((start.by, *start.also)),
            )
            for start in found.starts
        ),
        minimum=str(found.minimum) if found.minimum else "",
        depends_on=ladder.depends_on,
        clock=" or ".join(_PERFECT[event] for event in ladder.clock),
        steps=tuple(
            _step(case, names, titles, status, found.next, zones, one_start=len(found.starts) < 2)
            for status in found.steps
        ),
        standings=tuple(_standings(case, names, ladder, asked)),
        committed=tuple(_committed(case, names, one) for one in _who(case, ladder, asked)),
        rests=rests(case, ladder.rests_on),
    )


def _step(
    case: Case,
    names: Names,
    titles: dict[str, str],
    status: StepStatus,
    following: tuple[str, ...],
    zones: tuple[str, ...],
    *,
    one_start: bool,
) -> StepView:
    step = status.step
    return StepView(
        key=step.id,
        title=step.title,
        duty=step.duty.value,
        who=names.all_of(step.bearers) or "nobody is named",
        trigger=step.trigger,
        state=status.state.value,
        meaning=_MEANINGS.get(status.state, ""),
        certain=status.certain,
        is_next=step.id in following,
        windows=tuple(
            (window_words(window, titles), rests(case, window.rests_on)) for window in step.windows
        ),
        dues=tuple(_due(case, names, titles, due, zones, one_start=one_start) for due in status.dues),
        guards=tuple(_guard(case, names, guard) for guard in status.guards),
        blockers=tuple(_blocker(case, names, blocker) for blocker in status.blockers),
        then=_steps(titles, step.then),
        otherwise=_steps(titles, step.otherwise),
        parallel=_steps(titles, step.parallel),
        # What blocks it stands beside, with its passages.
        reasons=tuple(reason for reason in status.reasons if not reason.startswith(IN_ITS_WAY)),
        rests=rests(case, step.rests_on),
    )


def window_words(window: Window, titles: dict[str, str]) -> str:
    """`within 24 hours of the clock's start, counted from when it is recorded`."""
    return "; ".join((_limit(window), *_counted(window, titles)))


def _limit(window: Window) -> str:
    if window.limit is Limit.UNSTATED or window.duration is None:
        return "at no stated time"
    return f"{window.limit.value} {window.duration}"


def _counted(window: Window, titles: dict[str, str]) -> Iterator[str]:
    """From what a window counts, and who may prolong it."""
    if window.since:
        yield f"counted from the end of “{titles.get(window.since, window.since)}”"
    if window.clock:
        yield f"counted from when it {_PAST[window.clock]}"
    if window.extendable_by:
        yield f"may be prolonged by {window.extendable_by}"


_PAST = {event: event.value if event is ClockEvent.OCCURRED else f"was {event.value}" for event in ClockEvent}
_PERFECT = {
    event: "has occurred" if event is ClockEvent.OCCURRED else f"has been {event.value}"
    for event in ClockEvent
}


_MEANINGS = {StepState.CREATED: "not open yet", StepState.IN_EFFECT: "open now"}


def _due(
    case: Case, names: Names, titles: dict[str, str], due: Due, zones: tuple[str, ...], *, one_start: bool
) -> DueView:
    opens, closes = (span_words(at, zones=zones) for at in (due.opens, due.closes))
    is_moment = due.window.limit is Limit.AT and due.opens == due.closes
    when = f"on {opens}" if is_moment else f"closes {closes}" if closes else f"opens {opens}"
    notes = [f"opens {opens}"] if closes and not is_moment else []
    if not one_start:
        notes.append(f"reckoned from when it {_PAST[due.start.event]}")
    notes += _counted(due.window, titles)
    if due.planned:
        notes.append("at the earliest: no step before it has ended unresolved")
    if due.overdue:
        notes.append("its time has run out")
    notes += [f"prolonged, by {names.of(event.by)}’s word" for event in due.extended]
    return DueView(
        limit=_limit(due.window),
        when=when,
        notes=tuple(notes),
        rests=rests(case, due.window.rests_on),
    )


def _guard(case: Case, names: Names, status: GuardStatus) -> Told:
    if status.met_by and status.denied_by:
        state = f"met by {names.all_of(status.met_by)}’s word, not by {names.all_of(status.denied_by)}’s"
    elif status.met_by:
        state = f"met, by {names.all_of(status.met_by)}’s word"
    elif status.denied_by:
        state = f"not met, by {names.all_of(status.denied_by)}’s word"
    else:
        state = "nobody says that it is met"
    passages = [*status.guard.rests_on, *(p for report in status.guard.reports for p in report.rests_on)]
    return Told(status.guard.text, "", state, rests(case, passages))


def _blocker(case: Case, names: Names, blocker: Blocker) -> Told:
    said = f"{names.of(blocker.by)}, {when_words(blocker.said)}"
    return Told(blocker.text, said, "", rests(case, blocker.rests_on), rests(case, blocker.denied))


def _steps(titles: dict[str, str], keys: tuple[str, ...]) -> str:
    return ", ".join(titles.get(key, key) for key in keys)


def _standings(case: Case, names: Names, ladder: Ladder, asked: Asked) -> list[Told]:
    found = []
    for origin in standings(ladder, case, known=asked.known):
        words = " or ".join(standing.value for standing in origin.standings)
        unread = "" if origin.read else ", known only from its relays"
        passages = [passage for report in origin.reports for passage in report.rests_on]
        relays = f" ({len(origin.reports)} reports, counted once)" if len(origin.reports) > 1 else ""
        found.append(
            Told(words, f"{names.all_of(origin.origins)}{unread}{relays}", "", rests(case, passages))
        )
    return found


def _who(case: Case, ladder: Ladder, asked: Asked) -> tuple[Committed, ...]:
    return commitments(case, on=asked.on, known=asked.known, ladder=ladder)


def _committed(case: Case, names: Names, one: Committed) -> tuple[str, str, tuple[str, ...]]:
    address = entry_address(case.id, "actors", one.actor) if one.actor else ""
    return names.of(one.actor) if one.actor else "Nobody named", address, one.sentences
