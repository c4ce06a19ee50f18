"""Ranges of time as a reader takes them in at a glance: nothing is said twice that both sides share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from geopolitik.ledger.reasons import instant_words
from geopolitik.ledger.zones import zone_of
from geopolitik.model.ledger.times import Moment
from geopolitik.text.dates import day_words


def span_words(moment: Moment | None, *, zones: Sequence[str] = ()) -> str:
    """`1 February 2026, 00:00–05:00 UTC`; of midnights the days alone; empty if nothing is stated.

    Args:
        moment: the range, or None.
        zones: in which days were counted: midnights of the first that fits are told as days of that zone,
            `28–29 January 2020 (Europe/Vienna)`.
    """
    if moment is None or (moment.earliest is None and moment.latest is None):
        return ""
    if moment.latest is None:
        return f"not before {instant_words(moment.earliest)}"
    if moment.earliest is None:
        return f"by {instant_words(moment.latest)}"
    if moment.is_exact:
        return instant_words(moment.latest)
    for zone in zones:
        first, last = (at.astimezone(zone_of(zone)) for at in (moment.earliest, moment.latest))
        if first.time() == last.time() == time():
            return f"{_days(first, last)} ({zone})"
    return _between(moment.earliest, moment.latest)


def _between(first: datetime, last: datetime) -> str:
    if first.date() == last.date():
        return f"{day_words(first.date())}, {first:%H:%M}–{last:%H:%M} UTC"
    if first.time() == last.time() == time():
        return _days(first, last)
    left = _without_year(first) if first.year == last.year else day_words(first.date())
    return f"{left}, {first:%H:%M} – {day_words(last.date())}, {last:%H:%M} UTC"


def _days(first: datetime, last: datetime) -> str:
    """`28–29 January 2020`, `31 January – 2 February 2020`."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last.date())}"
    left = _without_year(first) if first.year == last.year else day_words(first.date())
    return f"{left} – {day_words(last.date())}"


def _without_year(at: datetime) -> str:
    return day_words(at.date()).removesuffix(f" {at.year}")
