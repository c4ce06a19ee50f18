"""Days in words, the same on every machine."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day_words(day: date) -> str:
    """`4 March 2026`, whatever language the machine is set to."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
