"""Credits: what a page says of where its text comes from, and who did what to it."""

from __future__ import annotations

import re
from functools import cache

from geopolitik.lexicon import table
from geopolitik.model.article import Credit, CreditRole

_LONGEST_LINE = 400
_THIS = (
    r"(?:this|the above|the following)\s(?:[\w-]{2,20}\s){0,2}?(?:article|story|piece|report|text"
    r"|column|interview"
    r"|post|analysis|essay|op-ed|content|translation|commentary|dispatch|excerpt|feature|item)\b"
)
_CUE = re.compile(
    r"(?P<first>\b(?:das\s)?original\serschien(?:\szuerst|\sam\s\d[^\n]{1,30}?|\s\d{4}){0,2}\s(?:bei|in|im|auf)\b"
    r"|\b(?:first|originally|initially|previously)\s(?:published|appeared|posted|printed"
    r"|released|ran)"
    r"(?:\s(?:by|in|on|at|with|under))?\b|\b(?:published|appeared|posted)\s(?:first"
    r"|originally)\s(?:by|in|on|at)\b"
    r"|\bzuerst\serschienen\s(?:bei|in|im|auf)\b|\binitialement\spubliée?\s(?:par|dans|sur)\b"
    r"|\bpublicad[oa]\s(?:originalmente|por\sprimera\svez)\s(?:en|por)\b"
    r"|\bвпервые\sопубликован[оа]?\s(?:в|на)\b"
    r"|\bвперше\sопубліковано\s(?:в|на|у)\b|\bоригинал(?:\sстатьи)?:|\bпервоисточник:)"
    r"|(?P<both>\btranslated\s(?:and|&)\s(?:edited|adapted)(?:\sfrom\s(?:the\s)?\w{3,20})?\sby\b"
    r"|\bedited\s(?:and|&)\stranslated(?:\sfrom\s(?:the\s)?\w{3,20})?\sby\b)"
    r"|(?P<translated>\btranslated(?:\sfrom\s(?:the\s)?(?:original\s)?\w{3,20})?(?:\s(?:into"
    r"|to)\s\w{3,20})?\sby\b"
    r"|\btranslation(?:\sby\b|:)|\btranslator:|\b(?:aus\sdem\s\w{4,20}\s)?(?:aus\sdem\s\w{4,20}\s)?übersetzt\svon\b"
    r"|\bübersetzung:|\btraduite?\s(?:de\sl['’]\w{4,12}\s|du\s\w{4,12}\s)?par\b"
    r"|\btraduction\s?:"
    r"|\btraducid[oa]\s(?:del\s\w{4,12}\s)?por\b|\btraducción:|\bперевод(?:\sс\s\w{4,20})?:"
    r"|\bперев[её]ла?:?|\bпереклад:)"
    r"|(?P<edited>\bedited\sby\b|\badapted\sby\b)"
    r"|(?P<republished>\b(?:republished|reprinted|reproduced|reposted|cross-?posted|syndicated"
    r"|excerpted|adapted"
    r"|published\shere|appears\shere|shared)\s(?:here\s)?(?:with\s(?:the\s)?(?:kind\s)?permission\s)?"
    r"(?:from|of|by|via|courtesy\sof)\b|\bcourtesy\sof\b|\bperepost:|\bперепечатано\s(?:из|с)\b)"
    r"|(?P<inputs>\b(?:with\s)?(?:additional\s)?inputs?\sfrom\b|\bwith\s(?:files|material|reporting)\sfrom\b"
    r"|\badditional\sreporting\s(?:by|from)\b|\bmit\smaterial\s(?:von|der)\b|\bavec\b(?=\s[A-Z]))"
    r"|(?P<source>\bsources?\s?:|\bquellen?\s?:|\bfuentes?\s?:|\bfonte\s?:|\bисточники?\s?:|\bджерел[оа]\s?:"
    r"|\bźródło\s?:|\bkaynak\s?:|\bالمصدر\s?:|来源[:：]"
    r"|\b(?:according\sto|based\son)\s(?:the\s)?(?:materials?|reporting|a\sreport|content)\s(?:of|by|from)\b"
    r"|\bпо\sматериалам\b|\bза\sматеріалами\b)"
    r"|(?P<via>\bvia\s?:?(?=\s)|\bh/t:?(?=\s)|\bhat\stip(?:\sto)?:?(?=\s)|\bforwarded\sfrom:?(?=\s)"
    r"|\bпереслано\sиз\b"
    r"|\bпереслано\sот\b|\bweitergeleitet\s(?:von|aus)\b)",
    re.IGNORECASE,
)
_SHORT_LINE = 90
_OPENING = 50
"""Characters within which the cue of a longer credit line begins."""
_TRIGGERS = (
    *(
        "publish",
        "appeared",
        "posted",
        "printed",
        "released",
        " ran",
        "erschienen",
        "publi",
        "опубликован",
        "опублікован",
    ),
    *(
        "оригинал",
        "первоисточник",
        "translat",
        "übersetz",
        "tradu",
        "перев",
        "переклад",
        "edited",
        "adapted",
        "reprodu",
    ),
    *(
        "syndicat",
        "excerpt",
        "shared",
        "courtesy",
        "perepost",
        "перепечатано",
        "input",
        "reporting",
        "files from",
    ),
    *(
        "material",
        "avec",
        "source",
        "quelle",
        "fuente",
        "fonte",
        "источник",
        "джерел",
        "źródł",
        "kaynak",
        "المصدر",
    ),
    *(
        "来源",
        "according to",
        "based on",
        "материалам",
        "матеріалами",
        "via",
        "h/t",
        "hat tip",
        "forwarded",
        "переслано",
    ),
    *("weitergeleitet",),
)
_ROLES: dict[str, tuple[CreditRole, ...]] = {
    "first": (CreditRole.FIRST_PUBLISHED,),
    "both": (CreditRole.TRANSLATED, CreditRole.EDITED),
    "translated": (CreditRole.TRANSLATED,),
    "edited": (CreditRole.EDITED,),
    "republished": (CreditRole.REPUBLISHED,),
    "inputs": (CreditRole.INPUTS,),
    "source": (CreditRole.SOURCE,),
    "via": (CreditRole.VIA,),
}
_OPENER = re.compile(rf"^[\s(\[*_~\"“—–-]{{0,6}}(?:{_THIS}|$)", re.IGNORECASE)
_OPENING_MARKS = ' \t\u00a0([*_~"“—–-•'
_SENTENCE = re.compile(rf"(?:^|(?<=[.!?”\"»)]\s))(?:{_THIS})", re.IGNORECASE)
_STOP = re.compile(
    r"[.!?](?=\s|$|[)\]*_\"”])|[;:()\[\]\n|—–]|\sof\s(?:an?|the|this)\s|\shttps?:|,?\sand\s(?:was|is"
    r"|has|then|later|it|can|may|first|trans|re)"
    r"|,\s(?:and|which|where|who|then|trans|under|with|a|an|the\s\w{3,12}\sof)\b|\s(?:on|in|as|under"
    r"|with|for|here|at|when"
    r"|where|before|after|and\sis|without|through|titled|entitled|via)\s",
    re.IGNORECASE,
)
_TEAM = re.compile(
    r"\s(?:team|staff|newsroom|desk|editors|editorial\s(?:team|staff|board)|news\s?desk|news\sagency"
    r"|agency)$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?:(?:the\s)?(?:newsroom|editors|staff)\sof|(?:der\s)?[Rr]edaktion\s(?:der|des|von)"
    r"|the|la|le|les|der|die|das|dem|el|il|our\s(?:partners?|colleagues)(?:\s(?:at|from))?)\s"
)
_WIRES = re.compile(r"\b(?:agenc(?:y|ies)|wire(?:s|\sservices?)?|news\sservices?)\b", re.IGNORECASE)
_CONTRIBUTED = re.compile(
    r"^[\s(*_]{0,4}([^.\n]{2,160}?)\s(?:also\s)?contributed\s(?:to\s(?:this|the)\s|reporting)", re.IGNORECASE
)
_PAREN_DATELINE = re.compile(r"^([^()\n]{0,80}?)\(([^()\n]{2,40})\)\s{0,3}(?:[-–—―]{1,3}|:)\s{0,3}")
_SLASH_DATELINE = re.compile(r"^([^/\n]{2,60}?)/([^/\n]{2,30})/\.?\s{0,2}(?:[-–—]{1,2}\s{0,2})?")
_END_MARK = re.compile(r"(?:(?<=[.!?”\"»’'\s])|^)(?:[(\[]\s?([^()\[\]\n]{2,60})[)\]]|/([^/\n]{2,40})/)\.?$")
_END_DASH = re.compile(r"(?:(?<=[.!?”\"»’']\s)|^)[—–-]{1,2}\s?([^—–.\n]{2,40})\.?$")
_COPYRIGHT = re.compile(r"^(?:copyright|©|\(c\))[\s©(c)\d–-]{0,24}\s?(?:by\s)?(.{2,60})", re.IGNORECASE)
_JOINT = re.compile(r",\s+and\s|,\s+|\s+and\s+|\s*[/&+]\s*|\s+with\s+|\s+y\s+|\s+et\s+|\s+und\s+")


@cache
def _agencies() -> frozenset[str]:
    return frozenset(row["name"].casefold() for row in table("agencies"))


def is_agency(name: str) -> bool:
    """Whether a name stands in the list of agencies; the article does not count."""
    bare = _ARTICLE.sub("", name.strip(" .*_")).removeprefix("The ")
    return bare.casefold() in _agencies() and (len(bare) > 3 or bare.isupper() or bare == "dpa")


def _may_credit(line: str) -> bool:
    """Whether a line opens like a credit; cheap, since every line of a page is asked."""
    if len(line) > _SHORT_LINE and not _OPENER.match(line) and not _CUE.search(line, 0, _OPENING):
        return False
    low = line.lower()
    return any(trigger in low for trigger in _TRIGGERS)


_ASIDE = re.compile(r"\(([^()\n]{4,120})\)\s*$")
"""What stands in brackets at the end of a paragraph."""


def credit_line(line: str, at: int) -> list[Credit]:
    """The credits that a line of its own states, in the order stated; empty for any other line.

    A sentence of the body that names a newspaper (`according to a report in …`) is an attribution, no credit:
    a credit opens with its cue, or speaks of `this article`.
    """
    if len(line) > _LONGEST_LINE:
        return []
    cues = list(_CUE.finditer(line)) if _may_credit(line) else []
    if cues:
        opening = line[: cues[0].start()]
        bare = not opening.strip(_OPENING_MARKS)
        if (bare and _may_open(cues[0], line)) or _OPENER.match(line):
            return _named(line, cues, at)
    return _contributed(line, at) or _bare_agencies(line, at) or _copyright(line, at)


def _may_open(cue: re.Match[str], line: str) -> bool:
    """`Via` and `With inputs from` open body sentences too; a credit is short and names at once."""
    if cue.lastgroup in {"via", "inputs", "first", "edited", "republished"} and len(line) > 160:
        return False
    sentence = line.rstrip()[-1:] == "." and len(line.split()) > (7 if cue.lastgroup == "via" else 20)
    return not sentence and bool(_names(line[cue.end() :]))


def ends_in_aside(text: str) -> bool:
    """Whether a paragraph ends in a credit in brackets."""
    aside = _ASIDE.search(text, max(0, len(text) - 140))
    return aside is not None and bool(credit_line(aside.group(1), 0))


def credit_sentence(text: str) -> tuple[int, int] | None:
    """Where in a paragraph its credit stands: a sentence on `this article`, or `(Source: Harbour News)`.

    Either runs to the paragraph's end.
    """
    aside = _ASIDE.search(text, max(0, len(text) - 140))
    if aside and ends_in_aside(text):
        return aside.start(), len(text)
    if len(text) < 20 or "his " not in text:
        return None
    for match in _SENTENCE.finditer(text):
        if len(text) - match.start() <= _LONGEST_LINE and credit_line(text[match.start() :], 0):
            return match.start(), len(text)
    return None


def _named(line: str, cues: list[re.Match[str]], at: int) -> list[Credit]:
    """The names behind each cue; each credit spans the whole line, which is its statement."""
    found: list[Credit] = []
    for cue, following in zip(cues, [*cues[1:], None], strict=True):
        limit = following.start() if following else len(line)
        rest = line[cue.end() : limit]
        for name in _names(rest):
            found += (Credit(name, role, at, at + len(line)) for role in _ROLES[cue.lastgroup or "source"])
    return found


def _names(rest: str) -> list[str]:
    """The names that stand right behind a cue."""
    rest = re.sub(r"\[([^\]\n]{1,80})\]\([^)\s]{0,500}\)", r"\1", rest).strip(' \u00a0:*_"“«')
    if rest.startswith(("http:", "https:", "www.")):
        host = re.match(r"(?:https?://)?([^/\s)]{1,80})", rest)
        return [host.group(1)] if host else []
    stop = _STOP.search(rest, 1)
    rest = rest[: stop.start()] if stop else rest
    return [name for part in _JOINT.split(rest) if (name := _tidy(part))]


def _tidy(part: str) -> str | None:
    """A name without article and `team`; None if it is none."""
    name = _ARTICLE.sub("", part.strip(" \u00a0,.*_\"”“«»'’)(["))
    name = _TEAM.sub("", name).strip()
    if not 2 <= len(name) <= 60 or len(name.split()) > 6:
        return None
    if is_agency(name) or _WIRES.search(name):
        return name
    starts_like_name = name[0].isupper() or name[0].isdigit() or name[0] == "@" or not name[0].isascii()
    return name if starts_like_name or "." in name else None


def _contributed(line: str, at: int) -> list[Credit]:
    """`Herald wire services contributed to this report`: agencies only, persons are bylines."""
    match = _CONTRIBUTED.match(line)
    if not match or len(line) > 200:
        return []
    names = [name for part in _JOINT.split(match.group(1)) if (name := _tidy(part))]
    return [
        Credit(name, CreditRole.INPUTS, at, at + len(line))
        for name in names
        if is_agency(name) or _WIRES.search(name)
    ]


def _bare_agencies(line: str, at: int) -> list[Credit]:
    """A line that is nothing but the names of agencies: `— AFP`, `(PTI)`, `AP/Reuters`."""
    if len(line) > 60:
        return []
    parts = _JOINT.split(line.strip(" ()[]—–-.*_"))
    if parts and all(is_agency(part) for part in parts):
        return [Credit(part.strip(), CreditRole.AGENCY, at, at + len(line)) for part in parts]
    return []


def _copyright(line: str, at: int) -> list[Credit]:
    match = _COPYRIGHT.match(line) if len(line) <= 300 else None
    if not match:
        return []
    name = re.split(r"[.,;|]|\sAll\s", match.group(1), maxsplit=1)[0].strip()
    return [Credit(name, CreditRole.AGENCY, at, at + len(line))] if is_agency(name) else []


def dateline(text: str) -> tuple[int, str | None] | None:
    """End of the dateline that opens a paragraph, and the agency it names: `KYIV, Feb 3 (AFP) - `."""
    head = text[:140]
    for pattern in (_PAREN_DATELINE, _SLASH_DATELINE):
        match = pattern.match(head)
        if match and match.end() < len(text):
            place, name = match.group(1).strip(), match.group(2).strip()
            agencies = [part for part in _JOINT.split(name) if is_agency(part)]
            if (agencies or _is_signature(place, name)) and len(place.split()) <= 8:
                return match.end(), name
    return None


def _is_signature(place: str, name: str) -> bool:
    """Whether an unlisted name in a dateline can be an agency: behind a place in capitals or with a date."""
    words = name.split()
    if len(words) > 4 or not name[0].isupper() or any(map(str.isdigit, name)):
        return False
    town = place.split(",")[0].strip()
    return bool(town) and (town.isupper() or (any(map(str.isdigit, place)) and town[0].isupper()))


def end_mark(text: str, known: frozenset[str] = frozenset()) -> tuple[int, list[str]] | None:
    """Start of the mark that signs a paragraph, and the agencies it names: `(Reuters)`, `— AFP`.

    `known` are names that the text's dateline gave, so that they need not be listed.
    """
    tail_at = max(0, len(text) - 80)
    tail = text[tail_at:]
    for pattern in (_END_MARK, _END_DASH):
        match = pattern.search(tail)
        if match:
            parts = [
                part.strip() for part in _JOINT.split(match.group(1) or match.group(match.lastindex or 1))
            ]
            if parts and all(is_agency(part) or part in known for part in parts):
                return tail_at + match.start(), parts
    return None
