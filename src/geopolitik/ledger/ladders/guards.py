"""Who says that a step's guards are met, and who that they aren't."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geopolitik.ledger.ladders.windows import Told
from geopolitik.model.ledger.incidents import Answer
from geopolitik.model.ledger.ladders import EventKind, Guard, GuardReport, GuardStatus, Step


def guard_statuses(
    step: Step, told: Mapping[str, Sequence[Told]], reports: Mapping[Guard, Sequence[GuardReport]]
) -> tuple[GuardStatus, ...]:
    """Each guard of a step, with who says what of it; who answers neither yes nor no says nothing of it.

    Args:
        step: the step.
        told: what is told of each step of the ladder, by its id.
        reports: the reports on each guard that were made by the instant asked for, in order of time.
    """
    return tuple(_status(step, guard, told, reports.get(guard, ())) for guard in step.guards)


def _status(
    step: Step, guard: Guard, told: Mapping[str, Sequence[Told]], reports: Sequence[GuardReport]
) -> GuardStatus:
    last = {report.by: report.answer for report in reports}
    met = [by for by, answer in last.items() if answer is Answer.YES]
    denied = [by for by, answer in last.items() if answer is Answer.NO]
    met += [by for by in _by_events(step, guard, told) if by not in last]
    return GuardStatus(guard, tuple(dict.fromkeys(met)), tuple(denied))


def _by_events(step: Step, guard: Guard, told: Mapping[str, Sequence[Told]]) -> tuple[str, ...]:
    """By whose word what a guard asks for has happened: the failure of a step, an actor's own order."""
    failed = [each.event.by for each in told.get(guard.failed, ()) if each.event.kind is EventKind.FAILED]
    orders = [each.event.by for each in told.get(step.id, ()) if each.event.kind is EventKind.ORDERED]
    ordered = [by for by in orders if by == guard.ordered_by]
    if (guard.failed and not failed) or (guard.ordered_by and not ordered):
        return ()
    return tuple((failed if guard.failed else []) + (ordered if guard.ordered_by else []))
