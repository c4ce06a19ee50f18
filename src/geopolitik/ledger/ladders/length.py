"""The least that a whole ladder takes, in days."""

from __future__ import annotations

from geopolitik.ledger.ladders.windows import in_order, predecessors
from geopolitik.model.ledger.ladders import Ladder, Limit, Step, Window
from geopolitik.model.ledger.times import Duration, Unit

_DAYS = {Unit.DAYS: 1, Unit.WEEKS: 7}


def minimum(ladder: Ladder) -> Duration | None:
    """The sum of the days that are stated along the longest way through a ladder.

    A step lies behind whichever of the steps before it ends first, since each may be taken in place of the
    others; of conflicting windows the shortest counts. Steps without a time, and hours, add nothing. None if
    no window is in days, or one is in months or years, which have no fixed number of days.

    Raises:
        UsageError: steps follow each other in a circle.
    """
    before = predecessors(ladder)
    days: dict[str, int] = {}
    for step in in_order(ladder):
        found = _days(step, before[step.id], days)
        if found is None:
            return None
        days[step.id] = found
    longest = max(days.values(), default=0)
    return Duration(longest, Unit.DAYS) if longest else None


def _days(step: Step, before: tuple[str, ...], days: dict[str, int]) -> int | None:
    """How many days go by at least until a step has ended; None if it counts in months or years."""
    reached = min((days[key] for key in before if key in days), default=0)
    ends = []
    for window in step.windows:
        amount = _in_days(window)
        if amount is None:
            return None
        ends.append((days.get(window.since, 0) if window.since else 0) + amount)
    return max(reached, min(ends, default=0))


def _in_days(window: Window) -> int | None:
    """The days of a window; 0 if it names none, None if it counts in months or years."""
    if window.duration is None or window.limit is Limit.UNSTATED:
        return 0
    if window.duration.unit in (Unit.MONTHS, Unit.YEARS):
        return None
    return window.duration.amount * _DAYS.get(window.duration.unit, 0)
