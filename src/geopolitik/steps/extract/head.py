"""The head of a page: title, standfirst, byline, stamp, breadcrumbs, and the frame above them."""

from __future__ import annotations

import re

from geopolitik.model.article import Label
from geopolitik.steps.extract import phrases, traits
from geopolitik.steps.extract.looks import Kind
from geopolitik.steps.extract.masthead import sounds_like_an_outlet
from geopolitik.steps.extract.sheet import Sheet

_CRUMB = re.compile(
    r"^[^\n>»›/|]{1,40}(?:\s?[>»›]\s?[^\n>»›]{1,160}){1,6}$|^[^\n/]{1,30}(?:\s/\s[^\n/]{1,60}){1,6}$"
)
_NAME = re.compile(r"^[^\W\d_a-z][\w'’.-]{0,24}(?:\s[^\W\d_][\w'’.-]{0,24}){1,3}$")
_MOST_STANDFIRSTS = 6
_PROSE_READ = 8_000
MASTHEAD = "the page's only date, in its masthead: it may be the day of the visit"
_TITLE_WORDS = 4
_MOST_ABOVE_TITLE = 0.25
"""Share of the page's prose that may stand above the title and be a banner's, not the story's."""
_BANNER_WORDS = 25
_BANNER_GAP = 8
_LEAD_WORDS = 45


def find_title(sheet: Sheet) -> int | None:
    """The unit that heads the story; None if there is none."""
    hinted = [
        i
        for i in range(sheet.first, len(sheet.units))
        if sheet.units[i].hint is Label.TITLE and not sheet.has(i)
    ]
    if hinted:
        return hinted[0]
    body = _body_keys(sheet)
    candidates = [i for i in range(sheet.first, _past_banner(sheet, body)) if _may_head(sheet, i)]
    if not candidates:
        return None
    scores = {i: _score(sheet, i, rank, body) for rank, i in enumerate(candidates)}
    best = max(candidates, key=lambda i: scores[i])
    if scores[best] < 1.0:
        return None
    # Two lines in one piece at the very top: the first one heads the page, however much the second shares.
    above = best - 1
    if (
        above == sheet.first
        and above in scores
        and sheet.units[above].group == sheet.units[best].group
        and sheet.looks[above].words > _TITLE_WORDS
    ):
        return above
    # A standfirst shares more with the body than the title above it does.
    for i in candidates:
        close = i < best and best - i <= 5 and scores[i] >= max(3.0, scores[best] - 1.5)
        if close and sheet.looks[i].words >= _TITLE_WORDS and sheet.units[best].hint is not Label.HEADING:
            return i
    return best


def _past_banner(sheet: Sheet, body: set[str]) -> int:
    """Where the story's head ends: behind a short banner above it that shares no words with the story."""
    if sheet.start >= sheet.stop or sheet.looks[sheet.start].words > _BANNER_WORDS:
        return sheet.start
    nexts = (i for i in range(sheet.start + 1, sheet.stop) if sheet.looks[i].kind is Kind.PROSE)
    following = next(nexts, sheet.start)
    between = [i for i in range(sheet.start + 1, following) if _may_head(sheet, i)]
    if following - sheet.start > _BANNER_GAP or not any(_shared(sheet, i, body) >= 0.5 for i in between):
        return sheet.start
    rest = _body_keys(sheet, skip=sheet.start)
    return following if _shared(sheet, sheet.start, rest) < 0.3 else sheet.start


def _shared(sheet: Sheet, i: int, body: set[str]) -> float:
    """Share of a line's words that recur in the story."""
    keys = traits.content_keys(sheet.units[i].text)
    return len(keys & body) / len(keys) if keys else 0.0


def _may_head(sheet: Sheet, i: int) -> bool:
    text = sheet.units[i].text
    return (
        not sheet.has(i)
        and sheet.looks[i].kind is Kind.HEADLINE
        and sheet.looks[i].words >= 2
        and not _names_the_page(sheet, i)
        and not _CRUMB.match(text)
        and _crumb_of(sheet, i) is None
    )


def _names_the_page(sheet: Sheet, i: int) -> bool:
    """Whether a line at the top is an outlet's name rather than a headline: The Harbour Tribune."""
    words = sheet.units[i].text.split()
    if i != sheet.first or not 2 <= len(words) <= _BANNER_WORDS:
        return False
    titled = all(word[0].isupper() for word in words if len(word) > 3)
    return (
        titled
        and words[-1].lower() in phrases.words("outlet_names")
        and sounds_like_an_outlet(" ".join(words))
    )


def _body_keys(sheet: Sheet, skip: int | None = None) -> set[str]:
    keys: set[str] = set()
    read = 0
    for i in sheet.prose():
        if i == skip:
            continue
        if read > _PROSE_READ:
            break
        read += len(sheet.units[i].text)
        keys |= traits.content_keys(sheet.units[i].text)
    return keys


def _score(sheet: Sheet, i: int, rank: int, body: set[str]) -> float:
    """How well a line would head this story: its words recur, it has a title's length, it is early."""
    text = sheet.units[i].text
    count = sheet.looks[i].words
    score = 4.0 * _shared(sheet, i, body) + (1.0 if 4 <= count <= 26 else 0.0) - 0.15 * min(rank, 8)
    if any(
        _glued(sheet.units[j].text, text)
        for j in range(max(sheet.first, i - 6), min(sheet.start, i + 6))
        if j != i
    ):
        score += 3.0
    if sheet.units[i].hint is Label.HEADING:
        score += 1.5
    return score


def _glued(longer: str, title: str) -> bool:
    """Whether a line ends with the title and has crumbs before it, run together or not."""
    if (
        len(title) < 12
        or not len(title) < len(longer) <= len(title) + 80
        or not longer.rstrip().endswith(title)
    ):
        return False
    # A caption stands twice where its picture's source is written before it.
    return not traits.is_picture_source(longer.rstrip()[: -len(title)])


def _crumb_of(sheet: Sheet, i: int) -> int | None:
    """The unit whose text a breadcrumb line ends with."""
    text = sheet.units[i].text
    for j in range(max(sheet.first, i - 6), min(sheet.start, i + 7)):
        if j != i and _glued(text, sheet.units[j].text):
            return j
    return None


def label_head(sheet: Sheet, title: int | None) -> None:
    """Label everything before the story's first paragraph, and the title wherever it is."""
    sheet.title = title
    if title is not None:
        sheet.put(title, Label.TITLE, "heads the story and shares its words")
        if title > sheet.start and sheet.share_before(title) <= _MOST_ABOVE_TITLE:
            sheet.start = title + 1
        # Paragraphs under the title are the story's, also where short lines part them from others.
        below = (
            i for i in range(title + 1, sheet.start) if sheet.looks[i].kind is Kind.PROSE and not sheet.has(i)
        )
        sheet.start = next(below, sheet.start)
    for i in range(sheet.first, sheet.start):
        if sheet.has(i):
            continue
        if title is None or i < title:
            _above_title(sheet, i, title)
        else:
            _below_title(sheet, i, title)
    _lead_as_standfirst(sheet, title)


def _above_title(sheet: Sheet, i: int, title: int | None) -> None:
    look = sheet.looks[i]
    text = sheet.units[i].text
    if look.label is Label.STAMP:
        if title is not None and sheet.is_dated_below(title):
            sheet.put(i, Label.FURNITURE, "the day's date in the masthead; the stamp stands below")
        elif _is_masthead_date(sheet, i, title):
            sheet.put(i, Label.STAMP, MASTHEAD)
        else:
            sheet.put(i, Label.STAMP, look.reason)
    elif look.label is not None and not (look.label is Label.FURNITURE and _section(text) and i + 1 == title):
        sheet.put(i, look.label, look.reason)
    elif _crumb_of(sheet, i) is not None or _CRUMB.match(text):
        sheet.put(i, Label.BREADCRUMB, "a path that ends in the headline")
    elif title is not None and i + 1 == title and _section(text):
        sheet.put(i, Label.SECTION, "a section's name above the title")
    elif title is None and (look.kind is Kind.PROSE or (sheet.start - i == 1 and look.words > 6)):
        sheet.put(
            i, Label.BODY, "stands before the first paragraph, and nothing shows that it is no part of it"
        )
    else:
        sheet.put(i, Label.FURNITURE, "a short line above the title")


def _section(text: str) -> bool:
    return phrases.plain(text) in phrases.words("furniture_menu") and len(text.split()) <= 3


def _is_masthead_date(sheet: Sheet, i: int, title: int | None) -> bool:
    """Whether a date above the title stands among weather, town or menu: it may be the visit's."""
    group = sheet.units[i].group
    return any(
        sheet.first <= j < (title or 0)
        and sheet.units[j].group == group
        and sheet.looks[j].label is not Label.STAMP
        for j in (i - 2, i - 1, i + 1, i + 2)
    )


def _below_title(sheet: Sheet, i: int, title: int) -> None:
    look = sheet.looks[i]
    text = sheet.units[i].text
    if look.label is Label.FURNITURE and sheet.units[i].hint is None and _section(text) and i == title + 1:
        sheet.put(i, Label.SECTION, "a section's name below the title")
    elif look.label is not None:
        sheet.put(i, look.label, look.reason)
    elif _glued(text, sheet.units[title].text) or text == sheet.units[title].text:
        sheet.put(i, Label.BREADCRUMB, "a path that ends in the headline")
    elif _CRUMB.match(text) and look.words <= 16:
        sheet.put(i, Label.BREADCRUMB, "a path of section names")
    elif _is_doubled_caption(sheet, i):
        sheet.put(i, Label.CAPTION, "a caption, once with its picture's source before it")
    elif _is_author(sheet, i):
        sheet.put(i, Label.BYLINE, "a name beside byline or stamp")
    elif _may_stand_first(sheet, i) and _standfirsts(sheet, title, i) < _MOST_STANDFIRSTS:
        sheet.put(i, Label.STANDFIRST, "stands between title and story")
    elif traits.has_role(text):
        sheet.put(i, Label.BYLINE, "a reporter's post")
    else:
        sheet.put(i, Label.FURNITURE, "a short line between title and story")


def _is_doubled_caption(sheet: Sheet, i: int) -> bool:
    """Whether this line, or the one beside it, is the other with a picture's source in front."""
    text = sheet.units[i].text
    for j in (i - 1, i + 1):
        if 0 <= j < len(sheet.units):
            longer, shorter = sorted((text, sheet.units[j].text), key=len, reverse=True)
            source = longer[: len(longer) - len(shorter)]
            if (
                len(shorter) >= 12
                and longer.endswith(shorter)
                and source
                and traits.is_picture_source(source)
            ):
                return True
    return False


def _is_author(sheet: Sheet, i: int) -> bool:
    """A name by itself is a byline if a stamp or a reporter's post stands next to it."""
    if not _NAME.match(sheet.units[i].text):
        return False
    for j in (i - 1, i + 1):
        if 0 <= j < len(sheet.units):
            near = sheet.looks[j]
            if near.label in {Label.STAMP, Label.BYLINE} or traits.has_role(sheet.units[j].text):
                return True
    return False


def _may_stand_first(sheet: Sheet, i: int) -> bool:
    """A line of some words; on HTML pages somebody must speak for it, since much stands below headlines."""
    unit = sheet.units[i]
    spoken_for = unit.votes is None or bool(unit.votes) or unit.hint is Label.STANDFIRST
    return spoken_for and sheet.looks[i].words >= 5 and not phrases.is_menu(unit.text)


def _standfirsts(sheet: Sheet, title: int, i: int) -> int:
    return sum(sheet.is_label(j, Label.STANDFIRST) for j in range(max(title + 1, i - 40), i))


def _lead_as_standfirst(sheet: Sheet, title: int | None) -> None:
    """One short paragraph between the title and a byline or stamp is the standfirst."""
    if title is None or sheet.start >= len(sheet.units) or sheet.start < title:
        return
    lead = sheet.start
    if sheet.looks[lead].words > _LEAD_WORDS or sheet.has(lead):
        return
    hinted = sheet.units[lead].hint is Label.STANDFIRST
    i = lead + 1
    signed = False
    while i < sheet.stop and sheet.looks[i].kind is not Kind.PROSE:
        signed = signed or sheet.looks[i].label in {Label.BYLINE, Label.STAMP} or _is_author(sheet, i)
        i += 1
    above = any(sheet.is_label(j, Label.BYLINE, Label.STAMP, Label.STANDFIRST) for j in range(title, lead))
    if hinted or (signed and not above and i < sheet.stop and i - lead <= 8):
        sheet.put(lead, Label.STANDFIRST, "one short paragraph between title and byline")
        for j in range(lead + 1, i):
            if not sheet.has(j):
                _below_title(sheet, j, title)
