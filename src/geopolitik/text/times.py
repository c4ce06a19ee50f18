"""Times as a user types them: only what can be read in one way."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from geopolitik.errors import UsageError
from geopolitik.lexicon import table

_DAY_ISO = r"(?P<y1>\d{4})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})"
_DAY_FIRST = r"(?P<d2>\d{1,2})(?:st|nd|rd|th|\.)? (?P<m2>[^\W\d_]{3,12})\.?,? (?P<y2>\d{4})"
_MONTH_FIRST = r"(?P<m3>[^\W\d_]{3,12})\.? (?P<d3>\d{1,2})(?:st|nd|rd|th)?,? (?P<y3>\d{4})"
_TIME = re.compile(
    rf"(?:{_DAY_ISO}|{_DAY_FIRST}|{_MONTH_FIRST})"
    r"(?:(?:T|,? at |,? )(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?)?"
    r" ?(?P<half>[ap]\.?m\b\.?)? ?(?P<zone>[+-]\d{2}(?::?\d{2})?|[A-Za-z][\w+/-]{0,40})?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})?")
_NUMBERS = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{2,4}")
_ADVICE = "Write 2026-02-04, 2026-02-04T16:33+03:00 or 4 February 2026"


def read_time(text: str, subject: str) -> str:
    """A typed time as an ISO 8601 date or date-time, with the offset of its zone if one was named.

    Args:
        text: an ISO date or date-time with `Z`, an offset or a zone's name behind it (`Europe/Paris`), or a
            written date (`12 May 2026`, `May 12, 2026 9am`).
        subject: what to name in an error.

    Raises:
        UsageError: the text is no time, or could be more than one (`04/05/2026`).
    """
    typed = " ".join(text.split())
    found = _TIME.fullmatch(typed)
    moment = _moment(found) if found else None
    if found is None or moment is None:
        two_ways = _NUMBERS.fullmatch(typed) and not typed[:4].isdigit()
        reason = "does not say which is day and which month" if two_ways else "cannot be read as a date"
        raise UsageError(subject, reason, _ADVICE)
    if found["hour"] is None:
        return moment.date().isoformat()
    clock = moment.isoformat(timespec="seconds" if found["second"] else "minutes")
    return clock + (_offset(found["zone"], moment, subject) if found["zone"] else "")


def _moment(found: re.Match[str]) -> datetime | None:
    """The moment without its zone; None if no calendar or clock has it."""
    year, month, day = (found[f"{part}1"] or found[f"{part}2"] or found[f"{part}3"] for part in "ymd")
    number = int(month) if month.isdigit() else _months().get(month.lower())
    hour = _hour(found["hour"], found["minute"], found["half"])
    if number is None or hour is None:
        return None
    try:
        return datetime(
            int(year), number, int(day), hour, int(found["minute"] or 0), int(found["second"] or 0)
        )
    except ValueError:
        return None


def _hour(hour: str | None, minute: str | None, half: str | None) -> int | None:
    """The hour from 0 to 23; None for a number that is no clock time."""
    if hour is None:
        return 0
    if half is None:
        return int(hour) if minute else None
    return int(hour) % 12 + (12 if half[0] in "pP" else 0) if 1 <= int(hour) <= 12 else None


def _months() -> dict[str, int]:
    return {row["name"]: int(row["month"]) for row in table("outlet_months")}


def _offset(zone: str, moment: datetime, subject: str) -> str:
    """`+01:00`: how far the zone is from UTC at that moment."""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "+00:00"
    written = _OFFSET.fullmatch(zone)
    if written and int(written[2]) <= 14 and int(written[3] or 0) < 60:
        return f"{written[1]}{written[2]}:{written[3] or '00'}"
    known = {row["zone"]: row["offset"] for row in table("outlet_zones")}
    if known.get(zone.upper()):
        return known[zone.upper()]
    # Names with a slash only: the zone database has old abbreviations that mean different things.
    shift = _shift(zone, moment) if "/" in zone else None
    if shift is None:
        raise UsageError(subject, f"{zone} is no known time zone", "Write its offset: +03:00")
    minutes = round(shift.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _shift(zone: str, moment: datetime) -> timedelta | None:
    try:
        return moment.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    except (KeyError, ValueError, OSError):
        # Not in the database, or a name that is a folder of it.
        return None
