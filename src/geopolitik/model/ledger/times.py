"""Times of the ledger: as a source gives them, and as ranges of instants once read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class When:
    """A time as a source gives it, not yet read in any zone."""

    given: str
    """ISO 8601, as precise as the source: `2026`, `2026-02`, `2026-02-03`, `2026-02-03T02:00` (local time);
    with `Z` or an offset it is an instant."""
    latest: str = ""
    """With it: some time between `given` and this one, both included as far as they are precise."""
    zones: tuple[str, ...] = ()
    """IANA names of the zones in which it may be meant; empty: nobody says, any zone on Earth."""
    note: str = ""
    """How the source put it: `the night of 2-3 February`."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant known only to lie in a range: `earliest <= instant <= latest`, both UTC."""

    earliest: datetime | None
    """None: nothing is known of how early."""
    latest: datetime | None
    """None: nothing is known of how late."""

    @property
    def is_exact(self) -> bool:
        """Whether the range is one instant."""
        return self.earliest is not None and self.earliest == self.latest


class Unit(StrEnum):
    """In what a duration is counted."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Duration:
    """`24 hours`, `a week`. Minutes and hours elapse in UTC; days and longer are counted in a zone."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.amount} {self.unit.value if self.amount != 1 else self.unit.value.removesuffix('s')}"


class EndDay(StrEnum):
    """Whether `until Sunday` includes the Sunday."""

    INCLUDED = "included"
    EXCLUDED = "excluded"
    UNSTATED = "unstated"


class Counting(StrEnum):
    """How `a week` is counted."""

    CALENDAR = "calendar days"
    """The first day is one of them."""
    ELAPSED = "elapsed"
    """Seven times 24 hours from the moment it began."""
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Term:
    """From when until when something holds, by an account; what it doesn't state is None or unstated."""

    start: When | None = None
    until: When | None = None
    end_day: EndDay = EndDay.UNSTATED
    """Counts only if `until` names a day or longer."""
    lasting: Duration | None = None
    counting: Counting = Counting.UNSTATED
    until_event: str = ""
    """`until a full comprehensive settlement`: it ends with an event and not at a time."""


UNSTATED = Term()
"""No word of any term."""
