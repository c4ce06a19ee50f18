"""The forms in which a case writes what the ledger's types hold otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.errors import UsageError
from geopolitik.ledger.clocks import duration_of
from geopolitik.model.ledger.sources import Passage
from geopolitik.model.ledger.times import Duration, Unit, When

BETWEEN = " .. "
"""`2026-02-02T18:00 .. 2026-02-03T08:00`: some time between the two."""
_MINUTES = {
    Unit.MINUTES: 1,
    Unit.HOURS: 60,
    Unit.DAYS: 1_440,
    Unit.WEEKS: 10_080,
    Unit.MONTHS: 43_200,
    Unit.YEARS: 525_600,
}
_CENTURY = 100 * 525_600
"""Beyond it, reckoning could leave the calendar that computers have."""


@dataclass(frozen=True, slots=True)
class WrittenWhen:
    """A time written as a mapping, because a zone or a remark belongs to it."""

    time: str
    zone: str = ""
    zones: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What case.yaml holds: the case without its collections."""

    id: str
    title: str
    about: str = ""
    invented: bool = False
    zones: tuple[str, ...] = ()


def when_from_text(text: str) -> When:
    """`2026-02-03`, or `2026-02-02T18:00 .. 2026-02-03T08:00`; whether it exists is checked later."""
    given, _, latest = text.partition(BETWEEN)
    return When(given.strip(), latest.strip())


def when_from_written(written: WrittenWhen) -> When:
    """The time with its zones and its remark."""
    plain = when_from_text(written.time)
    zones = (written.zone, *written.zones) if written.zone else written.zones
    return When(plain.given, plain.latest, zones, written.note)


def when_to_text(when: When) -> str:
    """The time alone, as `when_from_text` reads it."""
    return f"{when.given}{BETWEEN}{when.latest}" if when.latest else when.given


def duration_from_text(text: str) -> Duration:
    """`24 hours`, `a week`.

    Raises:
        ValueError: it is no duration, or longer than a century.
    """
    try:
        duration = duration_of(text)
    except UsageError as error:
        raise ValueError(f"is {error.reason}") from error
    if duration.amount * _MINUTES[duration.unit] > _CENTURY:
        raise ValueError("is longer than a century")
    return duration


def passage_from_text(text: str) -> Passage:
    """The id of a document, without a place in it."""
    return Passage(text)
