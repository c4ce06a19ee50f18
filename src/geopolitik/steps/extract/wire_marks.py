"""How agencies sign: datelines, end marks, bylines, copyright notices."""

from __future__ import annotations

import re
from functools import cache

from geopolitik.lexicon import words
from geopolitik.model.article import Credit, CreditRole
from geopolitik.steps.extract import stamps
from geopolitik.steps.extract.credit_names import JOINT
from geopolitik.steps.extract.masthead import sounds_like_an_outlet
from geopolitik.text.agencies import agency_of, is_agency, is_outlet, is_wire_word

_DASH = r"(?:[-–—―_]{1,3}|:)"
_PAREN = re.compile(
    rf"^([^()\n]{{0,80}}?)\(\s?([^()\n]{{2,40}}?)\s?\)[*†]{{0,2}}\s{{0,3}}(\.?\s?{_DASH}\s{{0,3}})?"
)
_SLASH = re.compile(r"^([^/\n]{2,60}?)/([^/\n]{2,30})/\.?\s{0,2}(?:[-–—]{1,2}\s{0,2})?")
_DASHED = re.compile(r"^([^—–\n]{2,40}?\d[^—–\n]{0,20}?)\s[-–—]{1,2}\s([^.:,\n]{2,30})[.:]\s{1,3}(?=\S)")
_STOPPED = re.compile(
    r"^([^.\n]{2,30}\.\s[^.\n]{0,6}\d[^.\n]{1,20}\.)\s([^.\n]{2,30}?(?:\.RU)?)\s[-–—]\s{0,3}(?=\S)"
)
_TOWN = re.compile(
    r"^(?:[^\W\d_][\w'’.-]{0,24}[,/]?\s?){0,7}(?:\d{1,2}\.?\s?(?:[^\W\d_]{3,10}\.?)?,?\s?){0,2}$"
)
_END_MARK = re.compile(r"(?:(?<=[.!?”\"»’'\s])|^)(?:[(\[]\s?([^()\[\]\n]{2,60})[)\]]|/([^/\n]{2,40})/)\.?$")
_END_DASH = re.compile(r"(?:(?<=[.!?”\"»’']\s)|^)[—–-]{1,2}\s?([^—–.\n]{2,40})\.?$")
_COPYRIGHT = re.compile(
    r"^[\s(]{0,3}(?:copyright|©|ⓒ|\(c\))(?:\s?(?:copyright|©|ⓒ|\(c\)))?\s{0,3}(?P<year>(?:\d{4}[\s–-]{0,3}){0,2})(?:by\s|of\s)?"
    r"(?P<name>[^.,;|\n]{2,60})(?P<rest>[^\n]{0,240})",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"\ball\srights\b|\bmay\snot\sbe\b|\balle\srechte\b|\btous\sdroits\b", re.IGNORECASE)
_BYLINE_PART = re.compile(r",\s|\s{2,}|[|•·;\n]|\s?/\s?|\s[-–—]\s|\s(?:for|of|from|with|and|und|et|y|и)\s")
_BY = re.compile(
    r"^\W{0,3}(?:(?:by|von|par|por|di|from|text|source|quelle|red|story)\b\.?:?\s{0,3})+", re.IGNORECASE
)
_POST = re.compile(
    r"^(?P<name>[^\n]{2,40}?)\s(?:[\w&'’.-]{2,20}\s){0,4}(?:writers?|correspondents?|reporters?|editors?|staff"
    r"|bureau(?:\schief)?|columnist|analyst)$",
    re.IGNORECASE,
)
_PICTURED = re.compile(
    r"^[^\W\d_][\w -]{1,20}\s?/\s?(?!The\s)[^\W\d_][\w'’.-]{0,24}\s[^\W\d_][\w'’.-]{0,24}$"
)
"""`PAP/ Jan Roe` signs a picture."""
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_MAIL = re.compile(r"\[[^\]\n]{3,40}\]|\S{1,60}@\S{1,60}")
_LONGEST_BYLINE = 160
_PROVIDER = re.compile(r"^([^•\n]{2,40}?)\s?•(?:\s?[^\n]{0,40})?$")


@cache
def _given_names() -> frozenset[str]:
    return words("given_names", "name")


def dateline(text: str, *, listed: bool = False) -> tuple[int, str] | None:
    """End of the dateline that opens a paragraph, and the agency it names: `KYIV, Feb 3 (AFP) - `.

    With `listed` only an agency of the list signs.
    """
    head = text[:140]
    found = _parenthesis(head, listed=listed)
    if found is None:
        for pattern in (_SLASH, _DASHED, _STOPPED):
            match = pattern.match(head)
            if match and _signed_by(match.group(2)) and len(match.group(1).split()) <= 8:
                found = match.end(), match.group(2).strip()
                break
    return found if found and found[0] <= len(text) else None


def _parenthesis(head: str, *, listed: bool) -> tuple[int, str] | None:
    """`TOWN, date (Agency) - `; without the dash only a listed agency behind a town signs."""
    match = _PAREN.match(head)
    if not match:
        return None
    place, name, dash = match.group(1).strip(), match.group(2).strip(), match.group(3)
    if len(place.split()) > 8 or is_agency(place):
        return None
    if dash is None:
        rest = head[match.end() :]
        opens = not rest or rest[0].isupper() or rest[0] in "\"“„«'‘"
        signs = _signed_by(name) if place else _signs_alone(name, sure=False)
        return (match.end(), name) if opens and signs and _TOWN.match(place) else None
    signs = _signed_by(name) or (not listed and _is_signature(place, name))
    return (match.end(), name) if signs else None


def _signed_by(name: str) -> bool:
    return is_agency(name) or any(is_agency(part) for part in JOINT.split(name))


def _is_signature(place: str, name: str) -> bool:
    """Whether an unlisted name in a dateline can be an agency: behind a place in capitals or with a date."""
    parts = name.split()
    if len(parts) > 4 or not name[0].isupper() or any(map(str.isdigit, name)):
        return False
    town = place.split(",")[0].strip()
    dated = any(map(str.isdigit, place))
    return bool(town) and (
        town.isupper() or (dated and (town[0].isupper() or bool(stamps.find_stamps(place))))
    )


def signers(name: str) -> list[str]:
    """The agencies that a dateline's brackets hold: `AP/Reuters` holds two; an unlisted name stands whole."""
    if is_agency(name):
        return [name]
    return [part.strip() for part in JOINT.split(name) if is_agency(part)] or [name]


def end_mark(text: str, known: frozenset[str] = frozenset()) -> tuple[int, list[str]] | None:
    """Start of the mark that signs a paragraph, and the agencies it names: `(Reuters)`, `— AFP`.

    `known` are names that the text's dateline gave, so that they need not be listed.
    """
    tail_at = max(0, len(text) - 80)
    tail = text[tail_at:]
    for pattern in (_END_MARK, _END_DASH):
        match = pattern.search(tail)
        if match:
            ended = tail[: match.start()].rstrip()[-1:] in set(".!?”\"»’'")
            whole = (match.group(1) or match.group(match.lastindex or 1)).strip()
            parts = [whole] if is_agency(whole) else [part.strip() for part in JOINT.split(whole)]
            # `... the Indian union (UNI)` is an abbreviation made known, no signature.
            if parts and all(part in known or _signs_alone(part, sure=ended) for part in parts):
                return tail_at + match.start(), parts
    return None


def _signs_alone(name: str, *, sure: bool) -> bool:
    agency = agency_of(name)
    return agency is not None and agency.kind != "pictures" and (agency.alone or sure)


def bare_agencies(line: str, at: int) -> list[Credit]:
    """A line that is nothing but the names of agencies: `— AFP`, `(PTI)`, `AP/Reuters`."""
    if len(line) > 60:
        return []
    marked = line[:1] in "(—–-/["
    bare = line.strip(" ()[]/—–-.*_")
    parts = [bare] if is_agency(bare) else [part.strip() for part in JOINT.split(bare)]
    if parts and all(_signs_alone(part, sure=marked) for part in parts):
        return [Credit(part, CreditRole.AGENCY, at, at + len(line)) for part in parts]
    return []


def copyright_notice(line: str, at: int) -> list[Credit]:
    """`© Copyright 2018 The Associated Press`; without a year or reserved rights it is a picture's."""
    match = _COPYRIGHT.match(line) if len(line) <= 400 else None
    if not match:
        return []
    name = re.split(r"\sAll\s|\s\d{4}\b", match.group("name"), maxsplit=1)[0].strip()
    dated = bool(match.group("year").strip()) or bool(re.search(r"\s\d{4}\b", match.group("name")))
    reserved = bool(_RIGHTS.search(line))
    # `© 2018 AP Photo/J. Roe` signs a picture.
    if not (dated or reserved) or not is_agency(name):
        return []
    return [Credit(name, CreditRole.AGENCY, at, at + len(line))]


def byline_agencies(line: str, at: int) -> list[Credit]:
    """The agencies that a byline is or holds: `By Jane Roe, Associated Press`, `AP Security Writer`."""
    if len(line) > _LONGEST_BYLINE or _PICTURED.match(line.strip()):
        return []
    bare = line
    for stamp in reversed(stamps.find_stamps(line)):
        bare = bare[: stamp.start] + "\n" + bare[stamp.end :]
    bare = _BY.sub("", _WEEKDAY.sub("\n", _MAIL.sub("\n", bare)))
    found: dict[str, None] = {}
    for part in _BYLINE_PART.split(bare):
        name = _BY.sub("", part.strip(" \u00a0,.*_()[]"))
        if name and (signer := _signer(name)):
            found.setdefault(signer)
    return [Credit(name, CreditRole.AGENCY, at, at + len(line)) for name in found]


def _signer(name: str) -> str | None:
    """The agency that a part of a byline names, by itself or as a reporter's house."""
    if is_agency(name) or (is_wire_word(name) and len(name.split()) <= 4):
        return name
    post = _POST.match(name)
    house = post.group("name").strip() if post else ""
    # Some sites set every word of a byline in small letters with a capital.
    for form in (house, house.upper()):
        if form and is_agency(form):
            return form
    return None


def provider(line: str) -> str | None:
    """The name of a provider that stands under the headline with a bullet behind it; no person's name."""
    match = _PROVIDER.match(line)
    name = match.group(1).strip() if match else ""
    if not name or len(name.split()) > 4 or name.split()[0] in _given_names():
        return None
    return name if "." in name or is_outlet(name) or sounds_like_an_outlet(name) else None
