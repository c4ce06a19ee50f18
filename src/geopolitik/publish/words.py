"""Word by word: what was taken out and what was put in, as stretches a reader can follow."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Opcodes
from rapidfuzz.distance.Levenshtein import opcodes

_WORD = re.compile(r"\w+(?:['’.,\-]\w+)*|[^\w\s]")

_FOLD = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-"}
)
_MIN_KEPT_LETTERS = 5
"""A common stretch shorter than this between two changes is folded into them: `the` alone reads as noise."""


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `a[a_start:a_end]` answer to `b[b_start:b_end]`; equal, or replaced (one may be empty)."""

    equal: bool
    a_start: int
    a_end: int
    b_start: int
    b_end: int


def words(text: str, offset: int = 0) -> list[Word]:
    """The words and marks of a passage; `offset` is where the passage starts in its text."""
    return [
        Word(offset + match.start(), offset + match.end(), match.group().casefold().translate(_FOLD))
        for match in _WORD.finditer(text)
    ]


def diff(a: list[Word], b: list[Word]) -> list[Stretch]:
    """Stretches in order that tile both word lists; equal and replaced ones alternate."""
    codes: Opcodes = opcodes([word.key for word in a], [word.key for word in b])
    stretches: list[Stretch] = []
    for code in codes:
        equal = code.tag == "equal"
        stretch = Stretch(equal, code.src_start, code.src_end, code.dest_start, code.dest_end)
        if stretches and stretches[-1].equal == equal:
            stretch = _joined(stretches.pop(), stretch)
        stretches.append(stretch)
    return _without_crumbs(stretches, a)


def _joined(first: Stretch, second: Stretch) -> Stretch:
    return Stretch(first.equal and second.equal, first.a_start, second.a_end, first.b_start, second.b_end)


def _without_crumbs(stretches: list[Stretch], a: list[Word]) -> list[Stretch]:
    """Common crumbs between two changes are read as part of one change."""
    kept: list[Stretch] = []
    for index, stretch in enumerate(stretches):
        inside = 0 < index < len(stretches) - 1
        if stretch.equal and inside and _letters(a, stretch) < _MIN_KEPT_LETTERS:
            stretch = Stretch(False, stretch.a_start, stretch.a_end, stretch.b_start, stretch.b_end)
        if kept and not kept[-1].equal and not stretch.equal:
            stretch = _joined(kept.pop(), stretch)
        kept.append(stretch)
    return kept


def _letters(a: list[Word], stretch: Stretch) -> int:
    return sum(len(word.key) for word in a[stretch.a_start : stretch.a_end])
