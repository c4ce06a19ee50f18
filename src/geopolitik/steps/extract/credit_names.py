"""The names behind a credit's cue."""

from __future__ import annotations

import re
from functools import cache

from geopolitik.lexicon import words
from geopolitik.steps.extract.stamps import find_stamps
from geopolitik.text.agencies import agency_of, is_agency, is_wire_word

_STOP = re.compile(
    r"[.!?](?=\s|$|[)\]*_\"”])|[;:()\[\]\n|—–•]|\sof\s(?:an?|the|this)\s|\shttps?:|,?\sand\s(?:was|is|are"
    r"|has|then|later|it|can|may|first|trans|re|distrib|publish|edited|appears)"
    r"|,\s(?:and|which|where|who|then|trans|under|with|distrib|publish|an?|the\s\w{3,12}\sof)\b"
    r"|\s(?:on|in|as|under|with|for|here|at|when|was|were|is|where|written|before|after|and\sis|without|through|titled"
    r"|entitled|via|by|am|vom|le|el|от|від)\s",
    re.IGNORECASE,
)
_TEAM = re.compile(
    r"\s(?:team|staff|newsroom|desk|editors|editorial\s(?:team|staff|board)|news\s?desk|news\sagency"
    r"|agency)$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?:(?:the\s)?(?:newsroom|editors|staff)\sof|(?:der\s)?[Rr]edaktion\s(?:der|des|von)"
    r"|the|la|le|les|l['’]|der|die|das|dem|el|il|our\s(?:partners?|colleagues)(?:\s(?:at|from))?)\s"
)
_WRITER_AT = re.compile(
    r"^[^\n]{2,40}?\s(?:writing|reporting|posting)\s(?:at|for|in|on|over\sat)\s", re.IGNORECASE
)
_DAY = re.compile(
    r"^(?:on\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|^(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag"
    r"|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\]\n]{1,80})\]\([^)\s]{0,500}\)")
_HOST = re.compile(r"(?:https?://)?([^/\s)]{1,80})")
JOINT = re.compile(
    r",\s+and\s|,\s+|\s+and\s+|\s*[/&+]\s*|\s+with\s+|\s+y\s+|\s+et\s+|\s+und\s+|\s+и\s+|\s+та\s+"
)
_GROUPS = re.compile(r"\([^()\n]{2,60}\)(?:\s{1,3}\([^()\n]{2,60}\)){1,5}")
_TRAILING = re.compile(r"[,\s]+(?:and|und|et|y|и|та|&)\s*$")
_LONGEST = 60
_DATE = 50
_MOST_WORDS = 7


@cache
def _languages() -> frozenset[str]:
    return words("language_names")


def is_language(name: str) -> bool:
    """Whether a name is that of a language."""
    return name.casefold() in _languages()


def names_after(rest: str) -> list[str]:
    """The names that stand right behind a cue."""
    rest = _LINK.sub(r"\1", rest).strip(' \u00a0\n:*_"“«')
    if rest.startswith(("http:", "https:", "www.")):
        host = _HOST.match(rest)
        return [host.group(1)] if host else []
    dated = find_stamps(rest[:_DATE])
    if _DAY.match(rest) or (dated and dated[0].start <= 1):
        return []  # `First published: Tuesday, 3 May`
    rest = _WRITER_AT.sub("", rest)
    if is_agency(rest):
        return [rest.strip(" .)*_]")]
    if groups := _GROUPS.fullmatch(rest.rstrip(" .")):
        return [name for part in groups.group().strip("()").split(")") if (name := tidy(part))]
    stop = _STOP.search(rest, 1)
    rest = rest[: stop.start()] if stop else rest
    rest = _TRAILING.sub("", rest)
    return [name for part in JOINT.split(rest) if (name := tidy(part))]


def tidy(part: str) -> str | None:
    """A name without article and `team`; None if it is none, or a picture agency's."""
    bare = part.strip(" \u00a0,.*_\"”“«»'’)([")
    name = bare if is_agency(bare) else _TEAM.sub("", _ARTICLE.sub("", bare)).strip()
    if not 2 <= len(name) <= _LONGEST or len(name.split()) > _MOST_WORDS or not any(map(str.isalpha, name)):
        return None
    agency = agency_of(name)
    if agency is not None:
        return None if agency.kind == "pictures" else name
    if is_wire_word(name):
        return name
    if name.startswith(("A ", "An ")):
        return None  # `Source: A poll of 2,000 voters`
    starts_like_name = name[0].isupper() or name[0].isdigit() or name[0] == "@" or not name[0].isascii()
    return name if starts_like_name or "." in name else None
