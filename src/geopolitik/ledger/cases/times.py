"""Whether a time as a source gives it is one: written plainly, in the calendar, in zones that there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from zoneinfo import available_timezones

from geopolitik.ledger.cases.problems import nearest
from geopolitik.model.ledger.times import When

_FORM = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?)?)?)?", re.ASCII
)
_YEARS = range(1000, 3001)
"""Beyond them reckoning with zones and terms would leave the calendar that computers have."""
_ADVICE = "Write 2026, 2026-02, 2026-02-03, 2026-02-03T02:00, or with Z or +02:00 behind the hour"


def faults_of_time(when: When) -> Iterator[tuple[str, str]]:
    """What is wrong with a time, each with what to do."""
    given = [part for part in (when.given, when.latest) if part]
    for part in given or [""]:
        if fault := _fault(part):
            yield f"“{part[:60]}” {fault}", _ADVICE
            return
    if when.latest and _comparable(when.latest, last=True) < _comparable(when.given, last=False):
        yield f"ends ({when.latest}) before it begins ({when.given})", "Write the earlier time first."


def _fault(part: str) -> str:
    found = _FORM.fullmatch(part)
    if not found:
        return "is no time"
    year, month, day, hour, minute, second = (int(found[n]) if found[n] else None for n in range(1, 7))
    if year not in _YEARS:
        return f"lies outside the years {_YEARS[0]} to {_YEARS[-1]}"
    try:
        datetime(year or 0, month or 1, day or 1, hour or 0, minute or 0, second or 0)
    except ValueError:
        return "is in no calendar"
    offset = found[7] or "Z"
    if offset != "Z" and not (int(offset[1:3]) * 60 + int(offset[4:]) <= 14 * 60 and int(offset[4:]) < 60):
        return "has an offset that no zone has"
    return ""


def _comparable(part: str, *, last: bool) -> str:
    """The digits up to a precision both ends share at most; generous, since zones may differ."""
    return part[:10].ljust(10, "~" if last else " ")


@cache
def zones() -> frozenset[str]:
    """The names of the world's time zones."""
    return frozenset(available_timezones())


def fault_of_zone(name: str) -> tuple[str, str] | None:
    """What is wrong with a zone's name, and what to do; None if there is such a zone."""
    if name in zones():
        return None
    advice = "Write a name of the IANA database, such as Europe/Kyiv or UTC"
    meant = nearest(name, zones()) if name else ""
    return f"there is no time zone “{name[:60]}”" + (f"; {meant}" if meant else ""), advice
