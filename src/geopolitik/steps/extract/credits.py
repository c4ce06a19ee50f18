"""Credits: what a page says of where its text comes from, and who did what to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geopolitik.model.article import Credit, CreditRole
from geopolitik.steps.extract.credit_cues import Cue, find_cues, may_hold_cue, opens_with_cue
from geopolitik.steps.extract.credit_names import (
    JOINT,
    is_language,
    names_after,
    tidy,
)
from geopolitik.steps.extract.wire_marks import bare_agencies, copyright_notice
from geopolitik.text.agencies import is_agency, is_outlet, is_wire_word

_LONGEST_LINE = 400
_THIS = (
    r"(?:this|the above|the following)\s(?:[\w-]{2,20}\s){0,2}?(?:article|story|piece|report|text"
    r"|column|interview"
    r"|post|analysis|essay|op-ed|content|translation|commentary|dispatch|excerpt|feature|item)\b"
)
_THAT = (
    r"(?:dieser|dieses)\s(?:artikel|text|beitrag|interview)\b|(?:cet|ce|cette)\s(?:article|texte|entretien)\b"
    r"|(?:este|esta)\s(?:artículo|texto|nota|artigo|entrevista)\b|(?:эта|этот|данная|данный)\s(?:статья|материал|текст)\b"
    r"|(?:ця|цей)\s(?:стаття|матеріал|текст)\b|questo\sarticolo\b"
)
_SHORT_LINE = 90
_OPENING = 50
"""Characters within which the cue of a longer credit line begins."""
_OPENER = re.compile(rf"^[\s(\[*_~\"“—–-]{{0,6}}(?:{_THIS}|{_THAT}|$)", re.IGNORECASE)
_OPENING_MARKS = ' \t\u00a0([*_~"“—–-•'
_SENTENCE = re.compile(
    rf"(?:^|(?<=[.!?”\"»)]\s))(?:{_THIS}|{_THAT}|read\s(?:the\s)?(?:rest|full|whole|entire|original)\b)",
    re.IGNORECASE,
)
_WHERE_FIRST = re.compile(
    r"\b(?P<name>(?:the\s)?(?-i:[A-Z])[^,.\n]{2,50}),?\s(?:where|which)\s(?:this|it|the)\s(?:\w{3,12}\s)?(?:was\s)?"
    r"(?:first|originally)\s(?:published|appeared|ran)\b[^\n]{0,40}$",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"\bcontributed(?:\sreporting)?(?:\s(?:to|for)\s(?:this|the)\s\w{3,12}|\sreporting)\b[^.\n]{0,40}[.)*_\s]{0,5}"
    r"(?:all\srights\sreserved\b[^\n]{0,200})?$",
    re.IGNORECASE,
)
_STOPPED = re.compile(r"(?<![A-Z])[.!?][”\"’']?\s")
"""A full stop that ends a sentence rather than an initial."""
_OF_HOUSE = re.compile(
    r"^(?P<name>[^\n]{2,50}?)\s(?:writers?|reporters?|correspondents?|journalists?|staff|staffers?)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\(([^()\n]{4,120})\)\s*$")
"""What stands in brackets at the end of a paragraph."""
_BORROWED = re.compile(r"^(?P<name>[^\n]{2,40}?)\s(?:article|story|report|release)$", re.IGNORECASE)
_FROM_WORD = re.compile(r"\sfrom\s(?:the\s)?(?:original\s)?(\w{3,20})\s", re.IGNORECASE)
_SENTENCE_OPENERS = frozenset(
    {
        *(CreditRole.VIA, CreditRole.INPUTS, CreditRole.FIRST_PUBLISHED, CreditRole.EDITED),
        *(CreditRole.REPUBLISHED, CreditRole.TRANSLATED_FROM),
    }
)
"""Roles whose cues open sentences of a story, too."""


def credit_line(line: str, at: int) -> list[Credit]:
    """The credits that a line of its own states, in the order stated; empty for any other line.

    A sentence of the body that names a newspaper (`according to a report in …`) is an attribution, no credit:
    a credit opens with its cue, or speaks of `this article`.
    """
    if len(line) > _LONGEST_LINE:
        return []
    if _may_credit(line):
        cues = find_cues(line)
        bare = bool(cues) and not line[: cues[0].start].strip(_OPENING_MARKS)
        if cues and ((bare and _may_open(cues[0], line)) or _OPENER.match(line)):
            named = _named(line, cues, at)
            if named:
                return named
    return contributed(line, at) or bare_agencies(line, at) or copyright_notice(line, at)


def _may_credit(line: str) -> bool:
    """Whether a line opens like a credit; cheap, since every line of a page is asked."""
    if len(line) > _SHORT_LINE and not _OPENER.match(line) and not opens_with_cue(line, _OPENING):
        return False
    return may_hold_cue(line)


def _may_open(cue: Cue, line: str) -> bool:
    """`Via` and `With inputs from` open body sentences too; a credit is short and names at once."""
    role = cue.roles[0]
    if role in _SENTENCE_OPENERS and len(line) > 160:
        return False
    names = names_after(line[cue.end :])
    if cue.text.casefold().strip() in {"from", "con", "avec", "staff and"}:
        # Too common a word to introduce more than what is known to be an outlet.
        return bool(names) and all(
            is_outlet(name) or is_wire_word(name) or _is_writer(line) for name in names
        )
    limit = 7 if role is CreditRole.VIA else 12 if role is CreditRole.SOURCE and ":" not in cue.text else 20
    sentence = line.rstrip()[-1:] == "." and len(line.split()) > limit
    return not sentence and bool(names)


def _is_writer(line: str) -> bool:
    return bool(re.search(r"\b(?:writing|reporting)\s(?:at|for|in)\s", line))


def ends_in_aside(text: str) -> bool:
    """Whether a paragraph ends in a credit in brackets."""
    aside = _ASIDE.search(text, max(0, len(text) - 140))
    return aside is not None and bool(credit_line(aside.group(1), 0) or borrowed(aside.group(1), 0))


def borrowed(aside: str, at: int) -> list[Credit]:
    """The outlet behind a borrowed passage: `(Harbour News article)`."""
    match = _BORROWED.match(aside.strip())
    name = tidy(match.group("name")) if match else None
    if not name or not name[0].isupper() or not (is_outlet(name) or is_outlet(_without_news(name))):
        return []
    return [Credit(name, CreditRole.SOURCE, at, at + len(aside))]


def _without_news(name: str) -> str:
    return name.removesuffix(" News")


def credit_sentence(text: str) -> tuple[int, int] | None:
    """Where in a paragraph its credit stands: a sentence on `this article`, or `(Source: Harbour News)`.

    Either runs to the paragraph's end.
    """
    aside = _ASIDE.search(text, max(0, len(text) - 140))
    if aside and ends_in_aside(text):
        return aside.start(), len(text)
    if len(text) < 20:
        return None
    for match in _SENTENCE.finditer(text):
        if len(text) - match.start() <= _LONGEST_LINE and credit_line(text[match.start() :], 0):
            return match.start(), len(text)
    return None


def _named(line: str, cues: Sequence[Cue], at: int) -> list[Credit]:
    """The names behind each cue; each credit spans the whole line, which is its statement."""
    found: list[Credit] = []
    for cue, following in zip(cues, [*cues[1:], None], strict=True):
        limit = following.start if following else len(line)
        rest = line[cue.end : limit]
        for name in names_after(rest):
            if _is_aside(cue, name, rest):
                continue
            if CreditRole.TRANSLATED_FROM in cue.roles and is_language(name):
                continue
            found += (Credit(name, role, at, at + len(line)) for role in cue.roles)
        # `Translated from Vestnik by Jane Roe`
        made = _FROM_WORD.search(cue.text) if CreditRole.TRANSLATED in cue.roles else None
        if made and made.group(1)[0].isupper() and not is_language(made.group(1)):
            found.append(Credit(made.group(1), CreditRole.TRANSLATED_FROM, at, at + len(line)))
    return found


def where_first(text: str, at: int) -> list[Credit]:
    """`Jane Roe writes for the Harbour News, where this piece was first published.`"""
    if "first" not in text and "originally" not in text:
        return []
    tail_at = max(0, len(text) - _SHORT_LINE * 2)
    match = _WHERE_FIRST.search(text, tail_at)
    # Whoever is named last before the clause: `editor of the Harbour News`.
    name = re.split(r"\s(?:of|for|at|with|in|from)\s", match.group("name"))[-1] if match else ""
    found = tidy(name) if name else None
    if match is None or found is None:
        return []
    return [Credit(found, CreditRole.FIRST_PUBLISHED, at + match.start("name"), at + len(text))]


def _is_aside(cue: Cue, name: str, rest: str) -> bool:
    """Whether a name behind a cue is not what the cue speaks of.

    `Additional reporting by` names the outlet's own people; `Via side doors, Roe won` names no way.
    """
    if CreditRole.INPUTS in cue.roles and cue.text.casefold().endswith("by"):
        return not (is_outlet(name) or is_wire_word(name))
    return CreditRole.VIA in cue.roles and rest.strip(' :*_"“«')[:1].islower() and not is_outlet(name)


def contributed(text: str, at: int) -> list[Credit]:
    """`Jane Roe and The Associated Press contributed to this report`: agencies only, persons are bylines."""
    if "contributed" not in text:
        return []
    tail_at = max(0, len(text) - _LONGEST_LINE)
    match = _CONTRIBUTED.search(text, tail_at)
    if not match:
        return []
    before = text[tail_at : match.start()]
    stops = list(_STOPPED.finditer(before))
    opened = stops[-1].end() if stops else 0
    whole = before[opened:].strip(" \u00a0(*_,").removesuffix(" also")
    span = at + tail_at + opened, at + len(text)
    found: dict[str, None] = {}
    house = _OF_HOUSE.match(whole)
    if house and is_agency(house.group("name")):
        found.setdefault(house.group("name"))
    for part in JOINT.split(whole):
        name = tidy(part)
        if name and (is_agency(name) or is_wire_word(name)):
            found.setdefault(name)
    return [Credit(name, CreditRole.INPUTS, *span) for name in found]
