"""Publication stamps: what a line says of date, time and zone, and what it leaves open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geopolitik.lexicon import table
from geopolitik.lexicon import words as listed

_LONGEST = 160
_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ]{1,2}(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,9})?\s?(Z|[+-]\d{2}:?\d{2})?)?(?!\d)"
)
_CLOCK = re.compile(
    r"(?<![\d.,/])(\d{1,2})(?:[:.h](\d{2})(?::(\d{2}))?)?\s?([ap]\.?m\b\.?)?(?![\d/%])(?=\W|$|[A-Z])",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(?<![\d./])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})(?!\d|:\d\d)"
    r"|(?<![\d./])(\d{2})([./])(\d{2})\6(\d{2})(?=\d{1,2}:\d\d|(?![\d./]))"
)
"""Days in figures; a year of two figures only where day and month have two as well (`28.01.22`)."""
_CJK = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_SHORT_YEAR = 2
_OLD = 70
"""A year of two figures from here on is one of the last century."""
_MONTHS = 12
_MONTH_FIRST = frozenset({"us", "ph", "fm", "pw", "mh"})
"""Countries that write the month first (CLDR's short dates)."""
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+\-−])(\d{1,2})(?::?(\d{2}))?(?!\d)")
_PLACE_TIME = re.compile(r"\b([A-Z][a-z]{2,20}|local) time\b", re.IGNORECASE)
_AGO = re.compile(
    r"\b(?:\d{1,3}|an?|one|two|three)\s?(?:[smhdw]|sec|second|min|minute|hr|hour|day|week|month)s?\.?\s+ago\b"
    r"|\b(?:il y a|hace|vor)\s\d{1,3}\s\w{1,12}|\b\d{1,3}\s\w{1,8}\sназад\b|\bjust now\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’.][^\W_]+)*")
_PART = re.compile(r"[|•·;]|\b(?:up-?dated|aktualisiert|mis à jour|actualizado|обновлено)\b", re.IGNORECASE)
_UPDATED = re.compile(
    r"\b(?:up-?dated|last modified|modified|last edited|aktualisiert|mis à jour|modifié|actualizado"
    r"|aggiornato"
    r"|обновлено|оновлено)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date, with what is known of time and zone, in a line."""

    start: int
    end: int
    iso: str | None
    zone: str | None
    has_time: bool
    updated: bool
    """It says when the text was changed, not when it came out."""


@cache
def _months() -> dict[str, int]:
    return {row["name"]: int(row["month"]) for row in table("outlet_months")}


@cache
def _stamp_words() -> frozenset[str]:
    return listed("outlet_stampwords")


@cache
def _zones() -> dict[str, str]:
    return {row["zone"]: row["offset"] for row in table("outlet_zones")}


@cache
def _named_date() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?:(?P<d1>\d{{1,2}})(?:(?:st|nd|rd|th|\.|er|º)?\s+|\.)(?:de\s+|of\s+)?(?P<m1>{names})\.?,?"
        rf"(?:\s+(?:de\s+|del\s+)?(?P<y1>(?:19|20)\d{{2}}))?"
        rf"|(?P<m2>{names})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s*(?P<y2>(?:19|20)\d{{2}}))?)(?:(?<=[12][09]\d\d)|(?![\w:]))",
        re.IGNORECASE,
    )


@cache
def _zone_name() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(z) for z in _zones() if z != "Z"), key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z])(?:{names})(?![A-Za-z])")


def find_stamps(line: str, *, day_first: bool | None = None) -> list[Stamp]:
    """The dates of a short line, in order; a date without its year has no `iso`.

    Args:
        line: what the page shows.
        day_first: whether `03/04/2031` is a day in April, where the page's language tells.
    """
    if len(line) > _LONGEST or not any(map(str.isdigit, line)):
        return []
    dates = _dates(line, day_first)
    stamps: list[Stamp] = []
    bounds = [0, *(m.start() for m in _PART.finditer(line)), len(line)]
    for start, end, date in dates:
        # A clock belongs to the date in the same part of the line.
        left = max((stamps[-1].end if stamps else 0), *(b for b in bounds if b <= start))
        right = min([b for b in bounds if b >= end] + [s for s, _, _ in dates if s >= end])
        stamps.append(_with_clock(line, left, start, end, right, date))
    return stamps


def read_stamp(value: str) -> Stamp | None:
    """The first date of `value`, as from a meta element or an option."""
    stamps = find_stamps(value.strip()[:_LONGEST])
    return stamps[0] if stamps else None


def is_day_first(locale: str | None) -> bool | None:
    """Whether those who write a language put the day before the month in figures; None if it doesn't tell.

    Args:
        locale: a language, with or without its country (`en-GB`, `de`).
    """
    language, _, country = (locale or "").replace("_", "-").lower().partition("-")
    if language == "en":
        return country not in _MONTH_FIRST if country else None
    return True if language else None


def _dates(line: str, day_first: bool | None) -> list[tuple[int, int, str | None]]:
    """Start, end and ISO text of every date; for ISO date-times the time is part of it."""
    found: list[tuple[int, int, str | None]] = []
    for match in _ISO.finditer(line):
        found.append((match.start(), match.end(), _iso_text(match)))
    for match in _CJK.finditer(line):
        found.append((match.start(), match.end(), day_of(*match.groups())))
    for match in _named_date().finditer(line):
        parts = match.groupdict()
        month = _months()[(parts["m1"] or parts["m2"]).lower()]
        year = parts["y1"] or parts["y2"]
        iso = day_of(year, str(month), parts["d1"] or parts["d2"]) if year else None
        found.append((match.start(), match.end(), iso))
    for match in _NUMERIC.finditer(line):
        found.append((match.start(), match.end(), _numeric(match, day_first)))
    found.sort()
    apart = found[:1]
    for item in found[1:]:
        if item[0] >= apart[-1][1]:
            apart.append(item)
    return apart


def _iso_text(match: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second, zone = match.groups()
    date: str | None = day_of(year, month, day)
    if date is None or hour is None or int(hour) > 23 or int(minute) > 59:
        return date
    return f"{date}T{int(hour):02}:{minute}" + (f":{second}" if second else "") + _offset_text(zone)


def _offset_text(zone: str | None) -> str:
    if not zone:
        return ""
    if zone == "Z":
        return "+00:00"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"


def day_of(year: str, month: str, day: str) -> str | None:
    """An ISO date, or None if no calendar has it."""
    from datetime import date

    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _numeric(match: re.Match[str], day_first: bool | None) -> str | None:
    """`04.02.2026` is read the European way; `03/04/2026` says nothing without knowing who wrote it."""
    first, mark, second, year = (long or short for long, short in zip(*_halves(match), strict=True))
    if len(year) == _SHORT_YEAR:
        year = f"{19 if int(year) >= _OLD else 20}{year}"
    if mark == "." or int(first) > _MONTHS or first == second:
        return day_of(year, second, first)
    if int(second) > _MONTHS:
        return day_of(year, first, second)
    return None if day_first is None else day_of(year, *((second, first) if day_first else (first, second)))


def _halves(match: re.Match[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the pattern's two forms found; one of them nothing."""
    found = match.groups("")
    return found[:4], found[4:]


def _with_clock(line: str, left: int, start: int, end: int, right: int, date: str | None) -> Stamp:
    updated = bool(_UPDATED.search(line, left, start))
    if date and "T" in date:
        if date[-6] in "+-":
            return Stamp(start, end, date, "UTC" if date.endswith("+00:00") else date[-6:], True, updated)
        named_end, name, named_offset = _zone(line, end, right)
        return Stamp(start, max(end, named_end), date + named_offset, name, True, updated)
    clock = _clock(line, end, right) or _clock(line, left, start)
    if clock is None:
        return Stamp(start, end, date, None, False, updated)
    clock_start, clock_end, time = clock
    limit = right if clock_start >= end else start
    zone_end, zone, offset = _zone(line, clock_end, limit)
    iso = f"{date}T{time}{offset}" if date else None
    first, last = min(start, clock_start), max(end, zone_end)
    if line[last : last + 1] == ")" and "(" in line[first:last]:
        last += 1
    last = first + len(line[first:last].rstrip())
    return Stamp(first, last, iso, zone, True, updated)


def _clock(line: str, left: int, right: int) -> tuple[int, int, str] | None:
    """The first clock time of a stretch; a bare number is none."""
    # Looked for in the part alone: a year may run straight into the clock (`20314:29 AM`).
    for match in _CLOCK.finditer(line[left:right]):
        hour, minute, second, half = match.groups()
        if minute is None and half is None:
            continue
        number = int(hour)
        if half:
            if number > 12:
                continue
            number = number % 12 + (12 if half[0] in "pP" else 0)
        if number > 23 or int(minute or 0) > 59:
            continue
        time = f"{number:02}:{minute or '00'}" + (f":{second}" if second else "")
        return left + match.start(), left + match.end(), time
    return None


def _zone(line: str, at: int, limit: int) -> tuple[int, str | None, str]:
    """End, name and offset of the zone that stands right behind a clock time."""
    limit = min(limit, at + 24)
    offset = _OFFSET.search(line, at, limit)
    if offset:
        sign, hours, minutes = offset.groups()
        text = f"{'-' if sign in '-−' else '+'}{int(hours):02}:{minutes or '00'}"
        return (offset.end(), text, text) if int(hours) <= 14 else (at, None, "")
    named = _zone_name().search(line, at, limit)
    if named:
        return named.end(), named.group(), _zones()[named.group()]
    place = _PLACE_TIME.search(line, at, limit)
    return (place.end(), place.group(), "") if place else (at, None, "")


def residue(line: str, stamps: list[Stamp]) -> list[str]:
    """The words of a line that are no part of its stamps."""
    known = _stamp_words()
    rest = line
    for stamp in reversed(stamps):
        rest = rest[: stamp.start] + " " + rest[stamp.end :]
    rest = _AGO.sub(" ", rest)
    zones = _zones()
    return [w for w in _WORD.findall(rest) if w.lower() not in known and w not in zones]


def is_ago(line: str) -> bool:
    """Whether a short line says only how long ago (`2 hours ago`)."""
    return len(line) <= 60 and bool(_AGO.search(line)) and not residue(line, [])


def says_updated(line: str) -> bool:
    """Whether a stamp says when the text was changed."""
    return bool(_UPDATED.search(line))


def is_clock(line: str) -> bool:
    """Whether a short line is nothing but a clock time with its zone (`14:05 GMT`)."""
    if len(line) > 40:
        return False
    found = _clock(line, 0, len(line))
    if found is None:
        return False
    zone_end = _zone(line, found[1], len(line))[0]
    return not residue(line[: found[0]] + " " + line[max(found[1], zone_end) :], [])
