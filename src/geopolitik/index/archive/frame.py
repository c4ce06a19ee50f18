"""Passages of a page's frame: captions, calls, menus, headlines of other texts, code; no running text."""

from __future__ import annotations

import re
from functools import lru_cache

from geopolitik.model.article import Label
from geopolitik.steps.extract.looks import look_at
from geopolitik.steps.extract.traits import has_stop, is_caption, is_prose, words_of
from geopolitik.steps.extract.units import Unit, split_units

_LONGEST = 20_000
"""Code points of the lines that a passage stands in; longer ones aren't a frame's."""
_STORY = 24
"""Words of running text that are a story, however much frame stands around them."""
_CODE = re.compile(r"[{}<>=;|\\_\[\]]")
_DENSE = 25
"""One such sign in so many code points makes a script's line."""
_CAPTION, _LONG_CAPTION = 420, 700
"""Code points of a caption, and of one that tells the story too, which is none of the frame where another
text has its sentences."""
_TAKEN = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\b|\bfile photo\b"
)
"""Captions tell the weekday, day and year in which a picture was taken; stories leave the year out."""
_READER = re.compile(r"\b(?:you|yours?)\b", re.IGNORECASE)
_QUOTING = re.compile('["“”«»]')
_CALL = 40
"""Words of a line that speaks to the reader, and quotes nobody: `Choose the plan that's right for you.`"""
_FRAME = frozenset({Label.FURNITURE, Label.RELATED, Label.ADVERTISEMENT, Label.CAPTION, Label.IMAGE})


def is_frame(text: str, start: int, end: int) -> bool:
    """Whether most of the words from `start` to `end` stand in lines that don't read like a paragraph.

    Args:
        text: the text.
        start: where the passage begins.
        end: where it ends.
    """
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    lines = text[low : high if high >= 0 else None]
    if len(lines) > _LONGEST:
        return False
    all_words = running = 0
    for unit in split_units(lines):
        own = text[max(start, low + unit.start) : max(start, min(end, low + unit.end))]
        count = words_of(own)
        all_words += count
        running += count * _is_running(unit.text)
        if running >= _STORY:
            return False
    return 2 * running < all_words


@lru_cache(maxsize=4096)
def _is_picture(line: str) -> bool:
    """Whether a line is a picture's caption or credit."""
    return len(line) <= _CAPTION and (is_caption(line) or bool(_TAKEN.search(line)))


@lru_cache(maxsize=4096)
def _is_running(line: str) -> bool:
    """Whether a line reads like a paragraph, or like a sentence of one, by its own words."""
    ends = (line[:_CAPTION], line[-_CAPTION:])
    if len(line) <= _LONG_CAPTION and any(map(_is_picture, ends)):
        return False
    if _DENSE * len(_CODE.findall(line)) > len(line):
        return False
    if _READER.search(line) and not _QUOTING.search(line) and words_of(line) <= _CALL:
        return False
    look = look_at(Unit(0, len(line), line, 0))
    return look.label not in _FRAME and (is_prose(line) or has_stop(line))
