"""Time expressions, resolved against the stamp where that is sound and left open otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geopolitik.lexicon import table
from geopolitik.model.annotation import Sentence, Time, TimeKind
from geopolitik.steps.annotate.calendar import Calendar, iso_date, partial_date
from geopolitik.steps.annotate.reading import Cover, Reading
from geopolitik.text.forms import norm
from geopolitik.text.grammar import base_verbs, is_past, word_class

_Found = tuple[int, TimeKind, str | None, str]
"""Index behind the last token, kind, iso, basis."""

_NUMERIC = re.compile(
    r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)\b"
    r"|\b(?P<d2>\d{1,2})(?P<sep>[./])(?P<m2>\d{1,2})(?P=sep)(?P<y2>\d{4})\b"
    r"|\b(?P<h>\d{1,2}):(?P<min>[0-5]\d)(?::[0-5]\d)?(?:\s?(?P<half>[AaPp])\.?[Mm]\b\.?)?"
    r"|\b(?P<h2>\d{1,2})\s?(?P<half2>[AaPp])\.?[Mm]\b\.?"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_YEAR_BEFORE = frozenset(
    ["in", "since", "of", "by", "from", "until", "before", "after", "early", "late", "mid"]
)
_LEADS = frozenset(["last", "next", "this", "past", "coming", "previous", "following", "same"])
_AGO = frozenset(["ago", "earlier", "later", "before", "after", "previously", "afterward"])
_SPANNING = word_class("before a span")
_AHEAD = word_class("points ahead")
_AROUND = frozenset(["previous", "following", "next", "same", "preceding"])


def find_times(reading: Reading) -> list[Time]:
    """The time expressions of the story in text order.

    Dates, day words and spans before now are resolved against the article's stamp, except inside speech,
    where today is the speaker's. `iso` is an ISO 8601 date, week, month, year, clock time or duration; a day
    without a known year is `--02-01`. What the text does not settle stays open.
    """
    calendar = Calendar.of(reading.article.published, reading.article.updated)
    speech = reading.speech()
    found: list[Time] = []
    for sentence in reading.sentences:
        numeric = list(_numeric(reading.text, sentence))
        worded = _worded(reading, sentence, calendar, speech, numeric) if reading.english else iter(())
        found += sorted([*numeric, *worded], key=lambda time: time.start)
    return found


def _numeric(text: str, sentence: Sentence) -> Iterator[Time]:
    for match in _NUMERIC.finditer(text, sentence.start, sentence.end):
        start, end = match.span()
        if match["y"] or match["y2"]:
            iso = _numeric_date(match)
            yield Time(start, end, TimeKind.DATE, iso, "text" if iso else "open")
        else:
            yield Time(start, end, TimeKind.CLOCK, _clock(match), "text")


def _numeric_date(match: re.Match[str]) -> str | None:
    if match["y"]:
        return iso_date(int(match["y"]), int(match["m"]), int(match["d"]))
    year, first, second = int(match["y2"]), int(match["d2"]), int(match["m2"])
    if match["sep"] == "/" and first <= 12 and second <= 12 and first != second:
        return None  # day first or month first: the page does not say
    day, month = (second, first) if second > 12 else (first, second)
    return iso_date(year, month, day)


def _clock(match: re.Match[str]) -> str | None:
    hour, minute = int(match["h"] or match["h2"]), int(match["min"] or 0)
    half = (match["half"] or match["half2"] or "").lower()
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute:02d}" if hour < 24 else None


@cache
def _lists() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in table("times"):
        found.setdefault(row["kind"], {})[norm(row["word"])] = row["value"]
    return found


@cache
def _anchors() -> frozenset[str]:
    """Words that a time expression turns on; sentences are scanned for these only."""
    return frozenset(word for words in _lists().values() for word in words)


def _worded(
    reading: Reading,
    sentence: Sentence,
    calendar: Calendar,
    speech: Cover,
    numeric: list[Time],
) -> Iterator[Time]:
    tokens = reading.tokens
    taken = sentence.first_token
    anchors = _anchors()
    for at in range(sentence.first_token, sentence.last_token):
        token = tokens[at]
        if at < taken or not (token.norm in anchors or _YEAR.match(token.norm) or token.norm == "earlier"):
            continue
        if any(time.start <= token.start < time.end for time in numeric):
            continue
        scan = Scan(reading, sentence, Calendar() if token.start in speech else calendar, taken)
        hit = scan.at(at)
        if hit is None:
            continue
        first, (after, kind, iso, basis) = hit
        taken = after
        yield Time(tokens[first].start, _bare_end(reading, after - 1), kind, iso, basis)


def _bare_end(reading: Reading, index: int) -> int:
    """Where a token ends without its possessive."""
    token = reading.tokens[index]
    return token.end - 2 if reading.text[token.start : token.end].endswith(("'s", "’s")) else token.end


class Scan:
    """Reads the time expression around one anchor word of a sentence."""

    def __init__(self, reading: Reading, sentence: Sentence, calendar: Calendar, floor: int) -> None:
        self._reading = reading
        self._tokens = reading.tokens
        self._floor = max(floor, sentence.first_token)
        self._last = sentence.last_token
        self._calendar = calendar

    def at(self, index: int) -> tuple[int, _Found] | None:
        """First token and reading of the expression around the anchor at `index`."""
        word = self._norm(index)
        lists = _lists()
        capital = self._reading.is_capital(index)
        if word in lists["month"] and capital:
            return self._month(index, int(lists["month"][word]))
        if word in lists["weekday"] and capital:
            return self._weekday(index, int(lists["weekday"][word]))
        if word in lists["day word"]:
            return index, self._day_word(index, lists["day word"][word])
        if word in lists["unit"]:
            return self._unit(index, lists["unit"][word])
        if word in lists["season"] and self._norm(index - 1) in _LEADS:
            return index - 1, (index + 1, TimeKind.RELATIVE, None, "open")
        if word in ("noon", "midnight"):
            return index, (index + 1, TimeKind.CLOCK, "T12:00" if word == "noon" else "T00:00", "text")
        if _YEAR.match(word) and self._tokens[index].end - self._tokens[index].start == 4:  # not 2,000
            return self._year(index)
        return None

    def _norm(self, index: int) -> str:
        return self._tokens[index].norm if self._floor <= index < self._last else ""

    def _number(self, index: int, low: int, high: int) -> int | None:
        word = self._norm(index)
        if word.isdigit() and len(word) <= 4 and low <= int(word) <= high:
            return int(word)
        return None

    def _gap(self, index: int) -> str:
        """What stands between a token and the next."""
        return self._reading.text[self._tokens[index].end : self._tokens[index + 1].start]

    def _month(self, index: int, month: int) -> tuple[int, _Found] | None:
        first, after = index, index + 1
        day = self._number(index + 1, 1, 31) if self._gap_is_loose(index) else None
        if day is not None:
            after += 1 + (self._norm(index + 2) in ("st", "nd", "rd", "th"))
        else:
            back = 2 if self._norm(index - 1) in ("st", "nd", "rd", "th", "of") else 1
            if self._norm(index - back) in ("st", "nd", "rd", "th"):
                back += 1
            day = self._number(index - back, 1, 31)
            first = index - back if day is not None else index
        year = self._number(after, 1900, 2100)
        after += year is not None
        if day is None and year is None and not self._is_month_name(index):
            return None
        if first > self._floor and self._norm(first - 1) in _lists()["weekday"]:
            first -= 1
        iso, basis = self._calendar.date(year, month, day)
        return first, (after, TimeKind.DATE, iso, basis)

    def _gap_is_loose(self, index: int) -> bool:
        return index + 1 < self._last and self._gap(index).strip() in ("", ".")

    def _is_month_name(self, index: int) -> bool:
        """A bare May or March is a month only behind a word that asks for one."""
        return self._norm(index - 1) in (
            "in",
            "since",
            "last",
            "next",
            "this",
            "until",
            "by",
            "of",
            "from",
        ) or (len(self._norm(index)) > 5)

    def _weekday(self, index: int, weekday: int) -> tuple[int, _Found]:
        after = index + 1
        if self._norm(after) in _lists()["part"] or self._norm(after) in ("night",):
            after += 1
        lead = self._norm(index - 1)
        first = index - 1 if lead in ("last", "next", "this", "past") else index
        if first == index and self._month_follows(after):
            month = self._month(after, int(_lists()["month"][self._norm(after)]))
            if month is not None:
                return index, month[1]
        future = True if lead == "next" else self._lies_ahead(first)
        iso, basis = (None, "open") if future is None else self._calendar.weekday(weekday, future=future)
        return first, (after, TimeKind.DAY_WORD, iso, basis)

    def _lies_ahead(self, index: int) -> bool | None:
        """Whether the nearest verb speaks of what is to come; None if the text leaves it open."""
        infinitive = False
        for at in range(index - 1, max(self._floor, index - 9) - 1, -1):
            word = self._norm(at)
            if word in _AHEAD:
                return True
            if word == "to" and self._norm(at + 1) in base_verbs():
                infinitive = True
            elif word in ("would", "could", "may", "might", "should"):
                return None
            elif is_past(word):
                return None if infinitive else False
        for at in range(index + 1, min(self._last, index + 14)):
            word = self._norm(at)
            if word in _AHEAD:
                return True
            if is_past(word):
                return False
        return None if infinitive else False

    def _month_follows(self, after: int) -> bool:
        return self._norm(after) in _lists()["month"] and self._number(after + 1, 1, 31) is not None

    def _day_word(self, index: int, offset: str) -> _Found:
        after = index + 1
        if self._norm(after) in _lists()["part"]:
            after += 1
        iso, basis = self._calendar.offset(int(offset)) if offset else (None, "open")
        return after, TimeKind.DAY_WORD, iso, basis

    def _unit(self, index: int, unit: str) -> tuple[int, _Found] | None:
        lead = self._norm(index - 1)
        if lead in _LEADS or (lead.isdigit() and self._norm(index - 2) in _LEADS):
            return self._led(index, unit, lead)
        first, count = self._count(index)
        if count is None and self._norm(index) not in (
            "days",
            "weeks",
            "months",
            "years",
            "hours",
            "decades",
        ):
            return self._day_beside(index)
        following = self._norm(index + 1)
        if following in _AGO and not (following in ("before", "after") and count is None):
            iso, basis = self._ago(unit, count, following)
            return first, (index + 2, TimeKind.RELATIVE, iso, basis)
        if count is None or unit == "WE":
            return None
        if following == "old":
            return None
        return first, (index + 1, TimeKind.DURATION, _duration(unit, count), "text")

    def _day_beside(self, index: int) -> tuple[int, _Found] | None:
        """`the day before`, `the day after`."""
        beside = self._norm(index + 1) in ("before", "after", "earlier")
        if not (beside and self._norm(index - 1) == "the"):
            return None
        return index - 1, (index + 2, TimeKind.RELATIVE, None, "open")

    def _led(self, index: int, unit: str, lead: str) -> tuple[int, _Found]:
        """`last week`, `the previous day`, `the past two years`."""
        first = index - 1
        if lead.isdigit():
            first -= 1
            return first, (index + 1, TimeKind.RELATIVE, None, "open")
        if lead in _AROUND and not (lead == "next" and self._norm(first - 1) != "the"):
            first -= self._norm(first - 1) == "the"
            return first, (index + 1, TimeKind.RELATIVE, None, "open")
        if self._norm(first - 1) in ("earlier", "later", "late", "early"):
            first -= 1
        step = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}.get(lead)
        iso, basis = self._calendar.span(unit, step) if step is not None else (None, "open")
        if lead in ("past", "coming") or (lead == "last" and self._norm(first - 1) == "the"):
            iso, basis = None, "open"
        return first, (index + 1, TimeKind.RELATIVE, iso, basis)

    def _count(self, index: int) -> tuple[int, int | None]:
        word = self._norm(index - 1)
        if word.isdigit() and len(word) < 5:
            return index - 1, int(word)
        if word in ("a", "an") and (self._norm(index - 2) in _SPANNING or self._norm(index + 1) in _AGO):
            return index - 1, 1
        if word in ("one", "single", "full") and self._norm(index) != "second":
            return index - 1, 1
        return index, None

    def _ago(self, unit: str, count: int | None, word: str) -> tuple[str | None, str]:
        if unit == "D" and count is not None and word == "ago":
            return self._calendar.offset(-count)
        return None, "open"

    def _year(self, index: int) -> tuple[int, _Found] | None:
        if self._norm(index + 1) == "s" and not self._gap(index).strip("'’"):
            return index, (index + 2, TimeKind.DATE, self._norm(index)[:3], "text")
        before, following = self._norm(index - 1), self._norm(index + 1)
        earlier = self._tokens[index - 1].norm if index else ""
        if _YEAR.match(earlier) and self._gap(index - 1) in ("-", "–", "/"):  # 2009-2013
            return index, (index + 1, TimeKind.DATE, self._norm(index), "text")
        if before not in _YEAR_BEFORE and (
            (following.endswith("s") and not self._reading.is_capital(index + 1))
            or following == "percent"
            or before == ""
        ):
            return None
        if self._reading.text[max(0, self._tokens[index].start - 1)] in "$€£":
            return None
        return index, (index + 1, TimeKind.DATE, partial_date(int(self._norm(index))), "text")


def _duration(unit: str, count: int) -> str:
    """ISO 8601 duration: `PT24H`, `P2W`."""
    prefix = "PT" if unit.startswith("T") else "P"
    unit = unit.lstrip("T")
    factor = int(unit[:-1] or 1)
    return f"{prefix}{count * factor}{unit[-1]}"
