"""What single lines give away by their words: menus, labels of cards, calls, counts, weather."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from geopolitik.lexicon import table
from geopolitik.lexicon import words as listed

_EDGE = ' \t\u00a0\u200b\u200e\u200f:.…»›>→|–—-*#•·▶►■●_~"“”()[]!⬇↓👉➡🔗📌📰'
_SPACES = re.compile(r"\s+")
_COUNT = re.compile(
    r"^[^\w\n]{0,6}(\d[\d.,\u00a0\u202f ]{0,12}\d|\d)\s?([kKmM]|mil"
    r"|тыс\.?)?[+]?\s*[^\w\n]{0,3}\s*([^\W\d_][\w'’-]{2,20})?[^\w\n]{0,6}$"
)
_MEASURE = re.compile(
    r"^[^\w\n]{0,4}[-+−]?\d{1,4}(?:[.,:/]\d{1,4}){0,2}\s?(?:°\s?[CF]?|[CF]|º[CF]?|%|km/h|mph|mm|hPa"
    r"|[$€£¥₽])?[^\w\n]{0,4}$"
)
_RATE = re.compile(r"^[A-Z]{3}(?:/[A-Z]{3})?\s[-+]?\d[\d.,]{0,9}\s?(?:[-+(][\d.,%+ )-]{1,12})?$")
_TAGS = re.compile(r"^(?:[#@][\w.]{1,60}[\s,]{0,3}){1,40}$")
_URL = re.compile(r"^<?(?:https?://|www\.|t\.me/)\S{1,2000}>?$", re.IGNORECASE)
_RULE = re.compile(r"^[\s*_=~#.•·—–-]{2,200}$")
_READING = re.compile(
    r"^(?:\d{1,3}|one|two|three|four|five)[\s-]?min(?:ute)?s?\.?\s(?:read|to read|listen|video)\b",
    re.IGNORECASE,
)
_PAGES = re.compile(r"^(?:(?:image|photo|slide|page)\s)?\d{1,3}\s?(?:/|of)\s?\d{1,3}$", re.IGNORECASE)
_CAN_SEE = re.compile(
    r"^(?:(?:visible|open|public|private|shown|available)\b[^.]{0,30}\b)?(?:anyone|everyone"
    r"|everybody|only\s\w{3,20}|\w{3,20}\sonly)"
    r"\s(?:can|may)\s(?:see|read|view|join|follow)\b"
)
_COUNTED = re.compile(r"^\d{1,6}\s|\s?\(?\d{1,6}\)?$")
_LABELLED = re.compile(r"^([^:|–—»]{3,40})[:|–—»]\s?\S")
_CALL_WORDS = 16
_VISIBILITY_END = re.compile(r"[:,;(–]")
_SECOND_PERSON = re.compile(
    r"\b(?:you|your|yours|our|us|here|now|this\s(?:article|story|post|page|game|quiz|video|podcast)"
    r"|newsletter|app|channel|inbox|game|quiz|puzzle|crossword|account)\b",
    re.IGNORECASE,
)


@lru_cache(4096)
def plain(line: str) -> str:
    """The line in lower case, without marks at its ends and with single spaces."""
    return _SPACES.sub(" ", line.strip(_EDGE)).casefold()


@cache
def words(name: str, column: str = "word") -> frozenset[str]:
    """A column of a word list, built once."""
    return listed(name, column)


@cache
def _whole() -> dict[str, str]:
    return {row["phrase"]: row["role"] for row in table("furniture_phrases") if row["match"] == "whole"}


@cache
def _starts(match: str) -> dict[str, list[tuple[str, str]]]:
    """Phrases that open a line, by their first word."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in table("furniture_phrases"):
        if row["match"] == match:
            found.setdefault(row["phrase"].split()[0].rstrip(":"), []).append((row["phrase"], row["role"]))
    return found


def role_of(line: str) -> str | None:
    """`card`, `list`, `end`, `ad`, `furniture` - or `card line` if the label and its card share the line."""
    if len(line) > 300:
        return None
    key = plain(line)
    if not key:
        return "furniture"
    role = _whole().get(key) or _whole().get(line.strip().casefold())
    if role:
        return role
    numbered = _whole().get(_COUNTED.sub("", key).strip(" ("))
    if numbered in {"end", "list"} and numbered != key:
        return numbered
    first = key.split(None, 1)[0].rstrip(":")
    for phrase, start_role in _starts("start").get(first, ()):
        if key.startswith(phrase):
            return start_role
    for phrase, _ in _starts("start:").get(first, ()):
        if key.startswith(phrase) and key[len(phrase) :].lstrip()[:1] in (":", "|", "-", "–", "—", "»", ">"):
            return "card line"
    labelled = _LABELLED.match(key)
    if labelled and _whole().get(labelled.group(1).strip()) == "card":
        return "card line"
    if key.startswith("also on ") and ":" in key:
        return "card line"
    if key.startswith("more from ") or (key.startswith("also on ") and len(key) < 60):
        return "list"
    return None


def count_of(line: str) -> tuple[str, str] | None:
    """Number and noun of a line such as `12.4K subscribers`; the noun may be empty."""
    if len(line) > 50:
        return None
    match = _COUNT.match(line)
    if not match:
        return None
    number = match.group(1).strip() + (match.group(2) or "")
    return number, (match.group(3) or "").casefold()


@cache
def counted() -> dict[str, str]:
    """What platforms count: noun → `posts`, `audience` or `reactions`."""
    return {row["noun"]: row["counts"] for row in table("outlet_counts")}


def is_menu(line: str) -> bool:
    """Whether a line is made of nothing but words of menus and share bars."""
    if len(line) > 400:
        return False
    menu = words("furniture_menu")
    key = plain(line)
    if key in menu:
        return True
    for joint in (r"|", "•", "·", ">", "»", "›", "/", ",", "\t", "  "):
        if joint in line:
            parts = [plain(part) for part in line.split(joint)]
            # Four or more short entries side by side are a menu, whatever it offers.
            if len(parts) >= 4 and joint in "|•·\t  " and all(len(part.split()) <= 3 for part in parts):
                return True
            if len(parts) >= 3 and sum(p in menu or not p for p in parts) >= 0.6 * len(parts):
                return True
    parts = key.split()
    return 2 <= len(parts) <= 40 and all(part.strip(",") in menu or part.isdigit() for part in parts)


def odd_line(line: str) -> str | None:
    """Why a line that says nothing in words is furniture, or None."""
    if len(line) > 400:
        return None
    if not any(map(str.isalnum, line)):
        return "a rule or sign without words" if _RULE.match(line) or len(line) <= 12 else None
    if _MEASURE.match(line) or _RATE.match(line):
        return "a number with its unit"
    if _PAGES.match(line):
        return "a picture or page counter"
    if _READING.match(line):
        return "reading time"
    if _TAGS.match(line):
        return "tags"
    if _URL.match(line):
        return "an address by itself"
    count = count_of(line)
    if count and (not count[1] or count[1] in counted()):
        return "a count"
    if is_menu(line):
        return "words of a menu or share bar"
    return None


def is_call(line: str) -> bool:
    """Whether a line calls the reader to do something: `Play the quiz`, `Sign up for our newsletter`."""
    if len(line) > 240 or line[:1] in "\"“«„‘'":
        return False
    key = plain(line).split()
    if not key or len(key) > _CALL_WORDS or key[0].strip(",") not in words("furniture_calls"):
        return False
    return len(key) <= 6 or bool(_SECOND_PERSON.search(line))


def is_visibility(line: str) -> bool:
    """Whether a line says who can see a post."""
    if len(line) > 90:
        return False
    key = plain(line)
    if _CAN_SEE.match(key):
        return True
    opening = _VISIBILITY_END.split(key, maxsplit=1)[0].rstrip()
    return bool({key, opening} & words("outlet_visibility", "phrase"))
