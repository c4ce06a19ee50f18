"""Credits that stand in lines of their own: above the story, below it, or between its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from geopolitik.model.article import Block, Credit, CreditRole, Label
from geopolitik.steps.extract import stamps
from geopolitik.steps.extract.credit_cues import find_cues, may_hold_cue
from geopolitik.steps.extract.credit_names import names_after
from geopolitik.steps.extract.credits import credit_line
from geopolitik.steps.extract.wire_marks import bare_agencies, byline_agencies, copyright_notice, provider
from geopolitik.text.agencies import is_outlet

_NEAR = 3
"""Lines within which a stamp or byline vouches for an agency's name above the story."""
_FOOT = 8
"""Lines below the story in which its own copyright notice stands."""
_GOES_ON = 3
"""Paragraphs behind a source line from which it is a figure's source, not the story's."""
_FIGURES = 2
"""Lines with numbers between the story and a source line that make it a chart's."""
_ROUND_UP = 3
"""Paragraphs that must end in a name in brackets to make a round-up."""
_ITEM = re.compile(r"[.!?…”\"’'»)\w]\s{0,3}(?:\[([^\[\]\n]{2,80})\]|\(([^()\n]{2,80})\))\s{0,2}$")
_URL = re.compile(r"^(?:https?://|www\.)\S{4,400}$|^[a-z0-9-]{2,40}(?:\.[a-z]{2,12}){1,2}/\S{3,400}$")
_LABELS = frozenset(
    {Label.BYLINE, Label.STAMP, Label.FURNITURE, Label.STANDFIRST, Label.CAPTION, Label.HEADING}
)
_LONGEST = 160
_FEW = 3
"""Words beside a date in a line that is a stamp."""
_MOST_WORDS = 8
_PART = re.compile(r"[^\s|·•][^|·•]*")
"""What stands between the bars of a line about the article."""


class Framed(NamedTuple):
    """What a line that credits is, and whom it credits."""

    label: Label
    reason: str
    credits: list[Credit]


class Frame:
    """The blocks of a page, asked one by one for the credits in its lines."""

    def __init__(self, legible: str, blocks: Sequence[Block]) -> None:
        self._legible = legible
        self._blocks = blocks
        body = [i for i, block in enumerate(blocks) if block.label is Label.BODY]
        self._body = body
        self._first = body[0] if body else len(blocks)
        self._last = body[-1] if body else -1
        self._title = next((i for i, block in enumerate(blocks) if block.label is Label.TITLE), None)
        self._items = self._bracketed()

    def _text(self, i: int) -> str:
        block = self._blocks[i]
        return self._legible[block.start : block.end]

    def _bracketed(self) -> dict[int, str]:
        """What stands in brackets behind each item, if there are enough to make a round-up."""
        ends = {i: match for i in range(len(self._blocks)) if (match := _ITEM.search(self._text(i)[-120:]))}
        named = {i: match.group(1) or match.group(2) for i, match in ends.items()}
        known = {i for i, inside in named.items() if is_outlet(_last_name(inside))}
        items = {i for i in self._body if i in known or (i in ends and ends[i].group(1))}
        if len(items) < _ROUND_UP or not items & known:
            return {}
        # In a round-up a short item may have been taken for a headline or a card.
        return {i: named[i] for i in sorted(items | known)}

    def credits_of(self, i: int) -> Framed | None:
        """The credits of a line; None for a paragraph or what credits nobody."""
        block = self._blocks[i]
        line = self._text(i)
        if block.label is Label.CREDIT:
            return self._stated(i, line)
        if block.label is Label.FEED:
            feed = Credit(line.strip(), CreditRole.FEED, block.start, block.end)
            return Framed(Label.FEED, "", [feed])
        if i in self._items:
            return Framed(block.label, "", self._item(i, line))
        if block.label is Label.BODY:
            return self._in_body(i, line)
        if block.label in _LABELS and len(line) <= 2 * _LONGEST:
            return self._by_place(i, line)
        return None

    def _stated(self, i: int, line: str) -> Framed:
        """A credit line; a bare agency needs a place where texts are signed, a source no story behind it."""
        start = self._blocks[i].start
        found = credit_line(line, start)
        if bare_agencies(line, start) and not self._signs_here(i):
            return Framed(Label.CAPTION, "an agency's name beside a picture", [])
        if found and found[0].role is CreditRole.SOURCE and self._is_figure_source(i):
            return Framed(Label.CAPTION, "the source of a figure", [])
        if found and i < self._first and line.casefold().startswith("sources"):
            # `Sources: envoys to meet` is a headline.
            return Framed(Label.STANDFIRST, "tells what unnamed sources say", [])
        if not found:
            found = self._named_below(i, line)
        return Framed(Label.CREDIT, "", found)

    def _is_figure_source(self, i: int) -> bool:
        """Whether the story goes on for long behind a source line, or figures stand right above it."""
        if i < self._first:
            return False
        between = [self._text(j) for j in range(max(self._last, i - _FOOT) + 1, i)]
        counts = sum(any(map(str.isdigit, line)) for line in between if len(line) <= _LONGEST)
        return counts >= _FIGURES or sum(j > i for j in self._body) >= _GOES_ON

    def _signs_here(self, i: int) -> bool:
        """Whether an agency's bare name signs the text: below the story, or beside stamp, byline or title."""
        if any(self._is_stamp(j) for j in (i + 1, i + 2)):
            return True
        if i > self._last:
            return i <= self._last + _FOOT
        if i > self._first:
            return False
        around = range(max(0, i - _NEAR), min(len(self._blocks), i + _NEAR + 1))
        vouching = {Label.STAMP, Label.BYLINE}
        return any(self._blocks[j].label in vouching for j in around) or i - 1 == self._title

    def _is_stamp(self, i: int) -> bool:
        """Whether a line is a date, whatever its label."""
        line = self._text(i) if i < len(self._blocks) else ""
        return (
            0 < len(line) <= _LONGEST
            and bool(found := stamps.find_stamps(line))
            and (len(stamps.residue(line, found)) <= _FEW)
        )

    def _by_place(self, i: int, line: str) -> Framed | None:
        """A credit in a line that is labelled as something else."""
        block = self._blocks[i]
        if block.label is Label.CAPTION or i > self._last:
            return self._below(i, line)
        if len(line) > _LONGEST or (self._title is not None and i < self._title):
            return None
        if i >= self._first and block.label is not Label.BYLINE:
            # What was taken for a first paragraph may be a caption; a byline is one wherever it stands.
            return self._dated(i, line)
        if block.label in {Label.BYLINE, Label.STAMP, Label.STANDFIRST} or self._signs_here(i):
            found = _in_parts(line, block) or byline_agencies(line, block.start)
            if found:
                label = Label.BYLINE if block.label is Label.STANDFIRST else block.label
                return Framed(label, "", found)
        name = provider(line) if self._title is not None and i == self._title + 1 else None
        if name and block.label not in {Label.BYLINE, Label.STAMP}:
            credit = Credit(name, CreditRole.FEED, block.start, block.end)
            return Framed(Label.CREDIT, "names who provides the text", [credit])
        return None

    def _dated(self, i: int, line: str) -> Framed | None:
        """An agency's bare name right above a date."""
        found = bare_agencies(line, self._blocks[i].start) if self._is_stamp(i + 1) else []
        return Framed(Label.BYLINE, "an agency's name above a date", found) if found else None

    def _below(self, i: int, line: str) -> Framed | None:
        """What signs below the story: copyright, a stamp with an outlet's short name, an address alone."""
        block = self._blocks[i]
        if not self._last < i <= self._last + _FOOT:
            return None
        notice = copyright_notice(line, block.start)
        if notice:
            return Framed(Label.CREDIT, "an agency's copyright notice", notice)
        if block.label is Label.BYLINE:
            found = byline_agencies(line, block.start)
            return Framed(Label.BYLINE, "", found) if found else None
        dated = stamps.find_stamps(line) if len(line) <= _LONGEST else []
        name = " ".join(stamps.residue(line, dated)) if dated else ""
        if name and is_outlet(name):
            found = [Credit(name, CreditRole.SOURCE, block.start, block.end)]
            return Framed(Label.STAMP, "", found)
        if block.label is Label.FURNITURE:
            named = self._named_below(i, line) or self._address(i, line) or self._source(i, line)
            if named:
                return Framed(Label.CREDIT, "states where the text comes from", named)
        return None

    def _source(self, i: int, line: str) -> list[Credit]:
        """A source line that the page's markup sets aside."""
        found = credit_line(line, self._blocks[i].start) if len(line) <= _LONGEST else []
        # Who edited is the outlet's own.
        others = [credit for credit in found if credit.role is not CreditRole.EDITED]
        return [] if self._is_figure_source(i) else others

    def _address(self, i: int, line: str) -> list[Credit]:
        """An address alone right below the story, or below the stamp that closes it."""
        above = {self._last, self._last + 1}
        if i - 1 not in above or not _URL.match(line.strip()):
            return []
        return self._cited(i, line)

    def _cited(self, i: int, line: str) -> list[Credit]:
        """The outlet of an address alone; of one that is not known it may be anybody's, a shop's too."""
        names = names_after(line if line.startswith(("http", "www")) else "http://" + line.strip())
        block = self._blocks[i]
        known = [name for name in names if is_outlet(name.removeprefix("www."))]
        return [Credit(name, CreditRole.SOURCE, block.start, block.end) for name in known]

    def _has_stamp(self, line: str) -> bool:
        return len(line) <= _LONGEST and bool(stamps.find_stamps(line))

    def _named_below(self, i: int, line: str) -> list[Credit]:
        """`Source:` alone on its line, and below it who that is."""
        if not line.rstrip().endswith(":") or len(line) > 40 or not may_hold_cue(line):
            return []
        cues = find_cues(line.strip())
        if not cues or line[: cues[0].start].strip(" (*_[") or i + 1 >= len(self._blocks):
            return []
        below = self._text(i + 1).strip()
        # A list of several is a list of references.
        several = i + 2 < len(self._blocks) and bool(_URL.match(self._text(i + 2).strip()))
        if (len(below) > _LONGEST and not _URL.match(below)) or several:
            return []
        names = names_after(below) if _URL.match(below) or is_outlet(below) else []
        end = self._blocks[i + 1].end
        return [Credit(name, role, self._blocks[i].start, end) for name in names for role in cues[0].roles]

    def _item(self, i: int, line: str) -> list[Credit]:
        """The outlet in brackets behind an item: the last name, since a writer's may stand before it."""
        name = _last_name(self._items[i])
        block = self._blocks[i]
        at = block.start + len(line.rstrip()) - len(self._items[i]) - 2
        return [Credit(name, CreditRole.SOURCE, at, block.end)] if name else []

    def _in_body(self, i: int, line: str) -> Framed | None:
        """A line that was taken for a paragraph and credits: `From Harbour News:`, an address at the end."""
        if len(line) > 2 * _LONGEST:
            return None
        block = self._blocks[i]
        if i == self._last and _URL.match(line.strip()):
            cited = self._cited(i, line)
            return Framed(Label.CREDIT, "the address of the original", cited) if cited else None
        if i <= self._first and self._has_stamp(line):
            named = byline_agencies(line, block.start)
            if named:
                return Framed(Label.BYLINE, "an agency's name beside a date", named)
        found = copyright_notice(line, block.start)
        if not found and not self._first < i < self._last - 1:
            found = credit_line(line, block.start)
        return Framed(Label.CREDIT, "states where the text comes from", found) if found else None


def _last_name(inside: str) -> str:
    """The outlet of `Jane Roe, Harbour News | Paywall`; empty if it is a number or a code."""
    name = inside.split("|")[0].rsplit(",", 1)[-1].strip()
    coded = any(map(str.isdigit, name)) and not is_outlet(name)
    return "" if coded or not name[:1].isupper() or len(name.split()) > _MOST_WORDS else name


def _in_parts(line: str, block: Block) -> list[Credit]:
    """A source between the parts of a byline or stamp: `12 May 2026 | Source: Harbour Wire`."""
    if block.label is Label.STANDFIRST:
        return []
    return [
        credit
        for part in _PART.finditer(line)
        for credit in credit_line(part.group(), block.start + part.start())
        if credit.role is CreditRole.SOURCE
    ]
