"""When a page shows that its article came out: in stamps, in lines beside the headline, in its address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, datetime, timedelta, timezone

from geopolitik.model.article import Block, Label, Timestamp
from geopolitik.steps.extract import stamps

_AROUND = 4
_BELOW_TITLE = 12
_SHORT_LINE = 90
_OPENING = 60
"""Letters at the beginning of a paragraph in which a dateline stands."""
_DATELINE = re.compile(r"\W{0,3}(?:[^\W\d]{2,20}\s(?:vom|du|del|of|dated)\s)?")
_AFTER_DATELINE = re.compile(r"\s*(?:[-–—|:)„“\"]|\.\s|$)")
_SAYS_PUBLISHED = re.compile(
    r"\b(?:published|posted|veröffentlicht|veröffentlichung|erschienen|erstellt|gepostet|publiziert|publié"
    r"|publicado|pubblicato|опубликовано|datum)\b",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(
    r"/(?P<y>(?:19|20)\d\d)(?P<mark>[/-])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})(?=[/_.-]|$)"
    r"|/(?P<d2>\d\d)-(?P<m2>\d\d)-(?P<y2>(?:19|20)\d\d)(?=[/_.-]|$)"
)
_LONGEST_ADDRESS = 2_000
_FURTHEST = 15
"""Hours; no place's clocks are so far from universal time."""
_STAMPED = frozenset({Label.STAMP, Label.BYLINE, Label.NOTE})
_ELSEWHERE = frozenset({Label.RELATED, Label.ADVERTISEMENT})
"""What speaks of other articles."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A labelled page, as it is read for its dates."""

    legible: str
    """The text without its markup."""
    blocks: Sequence[Block]
    day_first: bool | None = None
    """Whether `03/04/2031` is a day in April, where the page's language tells."""

    def line(self, block: Block) -> str:
        return self.legible[block.start : block.end]

    def first(self, label: Label) -> int | None:
        """Where the first block of a label stands."""
        return next((i for i, block in enumerate(self.blocks) if block.label is label), None)

    def at_head(self) -> list[Block]:
        """The blocks right above and below the headline, and right above the first paragraph."""
        title, body = self.first(Label.TITLE), self.first(Label.BODY)
        at = set() if title is None else {title - 1, title + 1}
        at |= set() if body is None else {body - 1}
        return [self.blocks[i] for i in sorted(at) if 0 <= i < len(self.blocks)]

    def beside_head(self) -> list[Block]:
        """The blocks around the headline, and around the first paragraph where that is further below."""
        title, body = self.first(Label.TITLE), self.first(Label.BODY)
        at: set[int] = set()
        if title is not None:
            at |= set(range(title - _AROUND, title + _BELOW_TITLE + 1))
        if body is not None:
            at |= set(range(body - _AROUND, body + _AROUND + 1))
        return [self.blocks[i] for i in sorted(at) if 0 <= i < len(self.blocks)]


def published(shown: Shown, *, address: str, html: bool, dated: Timestamp | None = None) -> Timestamp | None:
    """The time of publication: from the lines right at the headline, else from a stamp beside it, else any
    date there, else what its head dates, else from a stamp elsewhere, else where words say that it is one.
    The day in its address is believed over others.

    Args:
        shown: the page.
        address: of the page; empty if it isn't known.
        html: whether its lines are those of the markup: only there lines that aren't stamps are believed.
        dated: a date in the page's head that doesn't say what of.
    """
    beside = _beside_head(shown, html=html)
    in_head = [] if dated is None else [told_by_head([dated], shown, address=address)]
    found = [*beside, *in_head, *_elsewhere(shown, html=html)]
    full = [stamp for stamp in found if stamp.iso is not None]
    day = _day_in(address)
    told = day or next(iter(full), None)
    if told is None:
        return next(iter(found), None)
    # What the head says is more exact than the same day in a line.
    return next((stamp for stamp in [*in_head, *full] if stamp.iso and _date(stamp) == _date(told)), told)


def told_by_head(times: Sequence[Timestamp], shown: Shown, *, address: str) -> Timestamp:
    """Of the times of publication that a page's head declares, the first whose day its address or the lines
    beside its headline show too; the first of all where they show none of these days.
    """
    days = [_date(stamp) for stamp in _beside_head(shown, html=True) if stamp.iso is not None]
    in_address = _day_in(address)
    if in_address is not None:
        days.insert(0, _date(in_address))
    told = [_as_the_page_counts(time, days[0]) for time in times] if days else times
    return next((time for time in told if time.iso and _date(time) in days), told[0])


def _as_the_page_counts(moment: Timestamp, day: date) -> Timestamp:
    """A moment in universal time as of the day that its page shows, if that is the day before or after.

    The moment stays the same; its zone isn't known, only that the outlet's day had or hadn't begun.
    """
    if not (moment.iso or "").endswith("+00:00"):
        return moment
    try:
        time = datetime.fromisoformat(moment.iso or "")
    except ValueError:
        return moment
    if abs(time.date() - day) != timedelta(days=1) or MAXYEAR in (time.year, day.year):
        return moment
    for hours in (sign * hours for hours in range(1, _FURTHEST) for sign in (1, -1)):
        there = time.astimezone(timezone(timedelta(hours=hours)))
        if there.date() == day:
            return replace(moment, iso=there.isoformat(), zone=None)
    return moment


def updated(shown: Shown) -> Timestamp | None:
    """When the page says that it was changed."""
    return next((found for is_update, found in _stamps(shown, shown.blocks) if is_update), None)


def _beside_head(shown: Shown, *, html: bool) -> list[Timestamp]:
    """Dates beside the headline that may be the publication's, the likeliest first."""
    beside = shown.beside_head()
    stamped = [*_stamped(shown, beside)]
    if not html:
        return stamped
    at_head = _in_short_lines(shown, shown.at_head())
    lines = (*_in_short_lines(shown, beside), *_in_datelines(shown, beside), *_said(shown, beside))
    return [*at_head, *stamped, *lines]


def _elsewhere(shown: Shown, *, html: bool) -> list[Timestamp]:
    """Dates of stamps and of lines that say what they are, wherever they stand."""
    return [*_stamped(shown, shown.blocks), *(_said(shown, shown.blocks) if html else ())]


def _date(stamp: Timestamp) -> date:
    return date.fromisoformat((stamp.iso or "")[:10])


def _day_in(address: str) -> Timestamp | None:
    """The day in an address: `/2031/02/04/`."""
    match = _IN_ADDRESS.search(address[:_LONGEST_ADDRESS])
    if match is None:
        return None
    year, month, day = match.group("y", "m", "d") if match["y"] else match.group("y2", "m2", "d2")
    iso = stamps.day_of(year, month, day)
    return Timestamp(match.group().strip("/"), iso, None, "address") if iso else None


def _stamps(shown: Shown, blocks: Iterable[Block]) -> Iterator[tuple[bool, Timestamp]]:
    """Whether it tells of a change, and the time, for each stamp."""
    for block in blocks:
        if block.label not in _STAMPED:
            continue
        line = shown.line(block)
        for stamp in stamps.find_stamps(line, day_first=shown.day_first):
            yield stamp.updated or block.label is Label.NOTE, timestamp(line, block.start, stamp)
        if block.label is Label.STAMP and stamps.is_ago(line):
            ago = Timestamp(line, None, None, "text", block.start, block.end)
            yield stamps.says_updated(line), ago


def _stamped(shown: Shown, blocks: Iterable[Block]) -> Iterator[Timestamp]:
    """Times of publication, those with a clock before those without."""
    found = [stamp for is_update, stamp in _stamps(shown, blocks) if not is_update]
    yield from sorted(found, key=lambda stamp: "T" not in (stamp.iso or ""))


def _in_short_lines(shown: Shown, blocks: Iterable[Block]) -> Iterator[Timestamp]:
    """Full dates in short lines, whatever their label; what seems to speak of other articles last."""
    for block in sorted(blocks, key=lambda block: block.label in _ELSEWHERE):
        whole = shown.line(block)
        if block.label is Label.BODY and len(whole) > _SHORT_LINE:
            continue
        if len(whole) <= _SHORT_LINE and block.label is not Label.TITLE:
            yield from _full(shown, whole.replace("\n", " "), block.start)
            continue
        for at, line in _lines(whole):
            # A headline may name the day it tells of; a date before it or below is the page's.
            if len(line) <= _SHORT_LINE and not (block.label is Label.TITLE and len(line) == len(whole)):
                yield from _full(shown, line, block.start + at)
        if block.label is Label.TITLE:
            yield from (
                stamp for stamp in _full(shown, whole[:_OPENING], block.start) if stamp.start == block.start
            )


def _in_datelines(shown: Shown, blocks: Iterable[Block]) -> Iterator[Timestamp]:
    """Full dates that open a paragraph: `4.2.2031 - The ferry sails again.`"""
    for block in blocks:
        opening = shown.line(block)[:_OPENING]
        lead = _DATELINE.match(opening)
        assert lead is not None
        for stamp in _full(shown, opening, block.start):
            assert stamp.start is not None
            assert stamp.end is not None
            opens = stamp.start - block.start == lead.end()
            if opens and _AFTER_DATELINE.match(opening, stamp.end - block.start):
                yield stamp


def _said(shown: Shown, blocks: Iterable[Block]) -> Iterator[Timestamp]:
    """Dates in lines that say that something was published."""
    for block in blocks:
        if block.label in _ELSEWHERE:
            continue
        for at, line in _lines(shown.line(block)):
            if len(line) <= 2 * _SHORT_LINE and _SAYS_PUBLISHED.search(line):
                yield from _full(shown, line, block.start + at)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, line.rstrip("\n")
        at += len(line)


def _full(shown: Shown, line: str, at: int) -> Iterator[Timestamp]:
    """The full dates of a line that don't tell of a change."""
    for stamp in stamps.find_stamps(line, day_first=shown.day_first):
        if stamp.iso and not stamp.updated:
            yield timestamp(line, at, stamp)


def timestamp(line: str, at: int, stamp: stamps.Stamp) -> Timestamp:
    """A stamp of a line that begins at an offset."""
    return Timestamp(
        text=line[stamp.start : stamp.end],
        iso=stamp.iso,
        zone=stamp.zone,
        source="text",
        start=at + stamp.start,
        end=at + stamp.end,
    )
