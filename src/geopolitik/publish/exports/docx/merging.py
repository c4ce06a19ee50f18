"""Both texts as one: what stays, what is deleted, inserted or moved.

Without its deletions the merged text is the copy, without its insertions the original, to the letter.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from geopolitik.publish.exports.docx.strand import BREAK, Item, Strand, strand
from geopolitik.publish.redline_view import RedlineView
from geopolitik.publish.weaving import Side
from geopolitik.publish.words import Word, diff, words


class Fate(StrEnum):
    """What becomes of a stretch of text."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"
    MOVED_FROM = "moved from"
    MOVED_TO = "moved to"


GONE = frozenset({Fate.DELETED, Fate.MOVED_FROM})
"""Stands in the original only, or not here in the copy."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that share everything; a paragraph's end is a run of its own."""

    text: str
    fate: Fate
    item: Item
    changes: tuple[int, ...] = ()

    @property
    def ends_paragraph(self) -> bool:
        return self.text == BREAK

    @property
    def place(self) -> int:
        """Index of the row at which it stands."""
        return self.item.place


_LEAST_MOVED = 12
"""Letters that a move has at least: single words return everywhere."""

Pairs = list[tuple[int, int]]
"""Positions of equal characters in the original's and in the copy's strand."""


def merge(view: RedlineView) -> tuple[Run, ...]:
    """The whole of both texts, woven."""
    original, copy = strand(view, Side.ORIGINAL), strand(view, Side.COPY)
    at_home: Pairs = []
    moved: Pairs = []
    at_original, at_copy = _by_row(original), _by_row(copy)
    for row in sorted(at_original.keys() & at_copy.keys()):
        pairs = _pairs(original, copy, at_original[row], at_copy[row])
        if view.rows[row].moved:
            moved += pairs
        else:
            at_home += pairs
    kept = _in_both_orders(at_home)
    # Of a passage that was split, part may be moved and part have stayed.
    kept = _in_both_orders([*kept, *_fitting(moved, kept)])
    away, here = {o for o, _ in moved}, {c for _, c in moved}
    original = _in_place(original, away & {o for o, _ in kept})
    return with_whole_moves(_runs(_woven(original, copy, kept, away, here)))


def _by_row(side: Strand) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for at, item in enumerate(side.items):
        found.setdefault(item.row, []).append(at)
    return found


def _pairs(original: Strand, copy: Strand, ours: Sequence[int], theirs: Sequence[int]) -> Pairs:
    """What is the same in a row's passages: equal words, and the space beside them."""
    a_text = "".join(original.letters[at] for at in ours)
    b_text = "".join(copy.letters[at] for at in theirs)
    a_words, b_words = words(a_text), words(b_text)
    paired = dict[int, int]()
    # Passages that answer to each other begin at the same joint, whatever their first words are.
    if a_text[:1].isspace() and a_text[:1] == b_text[:1]:
        paired[0] = 0
    taken = set(paired.values())
    for one, two in _equal_words(a_text, b_text, a_words, b_words):
        paired.update(zip(range(one.start, one.end), range(two.start, two.end), strict=True))
        for a_at, b_at in ((one.start - 1, two.start - 1), (one.end, two.end)):
            if a_at not in paired and b_at not in taken and _same_space(a_text, b_text, a_at, b_at):
                paired[a_at] = b_at
                taken.add(b_at)
    return [(ours[a_at], theirs[b_at]) for a_at, b_at in paired.items()]


def _equal_words(
    a_text: str, b_text: str, a_words: list[Word], b_words: list[Word]
) -> Iterator[tuple[Word, Word]]:
    """Words that are equal to the letter; those that differ in case or in their quotation marks are not."""
    for stretch in diff(a_words, b_words):
        if stretch.equal:
            ours = a_words[stretch.a_start : stretch.a_end]
            theirs = b_words[stretch.b_start : stretch.b_end]
            for one, two in zip(ours, theirs, strict=True):
                if a_text[one.start : one.end] == b_text[two.start : two.end]:
                    yield one, two


def _same_space(a_text: str, b_text: str, a_at: int, b_at: int) -> bool:
    inside = 0 <= a_at < len(a_text) and 0 <= b_at < len(b_text)
    return inside and a_text[a_at] == b_text[b_at] and a_text[a_at].isspace()


def _in_both_orders(pairs: Pairs) -> Pairs:
    """The most pairs that stand in one order in both texts: the longest increasing subsequence."""
    pairs = sorted(pairs)
    tails: list[int] = []
    """The lowest place in the copy at which a subsequence of each length ends."""
    ends: list[int] = []
    before: list[int] = []
    for index, (_, at) in enumerate(pairs):
        length = bisect_left(tails, at)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [at]
        ends[length : length + 1] = [index]
    found: Pairs = []
    index = ends[-1] if ends else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


def _fitting(pairs: Pairs, kept: Pairs) -> Iterator[tuple[int, int]]:
    """The pairs that stand between the same two kept ones in both texts."""
    ours, theirs = [o for o, _ in kept], [c for _, c in kept]
    return ((o, c) for o, c in pairs if bisect_left(ours, o) == bisect_left(theirs, c))


def _in_place(original: Strand, stayed: Set[int]) -> Strand:
    """The original, rows of which some words turned out to have stayed standing with the copy's words."""
    rows = {original.items[at].row for at in stayed if original.letters[at].isalnum()}
    items = [replace(item, place=item.row) if item.row in rows else item for item in original.items]
    return replace(original, items=items)


def _woven(original: Strand, copy: Strand, kept: Pairs, away: Set[int], here: Set[int]) -> Iterator[Run]:
    o = c = 0
    for o_end, c_end in [*kept, (len(original.letters), len(copy.letters))]:
        # Row by row: what the original had at a row, then what the copy has there.
        while o < o_end or c < c_end:
            if o >= o_end or (c < c_end and _theirs_first(original, copy, o, c)):
                fate = Fate.MOVED_TO if c in here else Fate.INSERTED
                yield Run(copy.letters[c], fate, copy.items[c], copy.changes[c])
                c += 1
            else:
                fate = Fate.MOVED_FROM if o in away else Fate.DELETED
                yield Run(original.letters[o], fate, original.items[o], original.changes[o])
                o += 1
        if o < len(original.letters) and c < len(copy.letters):
            changes = tuple(sorted({*original.changes[o], *copy.changes[c]}))
            yield Run(copy.letters[c], Fate.KEPT, copy.items[c], changes)
        o, c = o + 1, c + 1


def _theirs_first(original: Strand, copy: Strand, o: int, c: int) -> bool:
    ours, theirs = original.items[o].place, copy.items[c].place
    # The space that joins two paragraphs stands better at the end of the first than before the second.
    joined = original.letters[o] == BREAK and copy.letters[c] == " "
    return theirs < ours or (theirs == ours and joined)


def _runs(letters: Iterator[Run]) -> list[Run]:
    found: list[Run] = []
    for _, alike in groupby(letters, key=lambda run: (run.fate, run.item, run.changes, run.ends_paragraph)):
        together = list(alike)
        if together[0].ends_paragraph:
            found += together
        else:
            found.append(replace(together[0], text="".join(run.text for run in together)))
    return found


def with_whole_moves(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs, with a move only where it has both ends, each in one stretch; else deleted and inserted."""
    spans = moves(runs)
    long = {end for end, (start, last) in spans.items() if _letters(runs[start : last + 1]) >= _LEAST_MOVED}
    whole = {row for row, fate in long if (row, _OTHER_END[fate]) in long}
    return tuple(
        replace(run, fate=_UNMOVED[run.fate])
        if run.fate in _UNMOVED
        and not (run.item.row in whole and _within(index, spans.get((run.item.row, run.fate))))
        else run
        for index, run in enumerate(runs)
    )


def _letters(runs: Sequence[Run]) -> int:
    return sum(character.isalnum() for run in runs if run.fate in _UNMOVED for character in run.text)


_UNMOVED = {Fate.MOVED_FROM: Fate.DELETED, Fate.MOVED_TO: Fate.INSERTED}
_OTHER_END = {Fate.MOVED_FROM: Fate.MOVED_TO, Fate.MOVED_TO: Fate.MOVED_FROM}


def _within(index: int, span: tuple[int, int] | None) -> bool:
    return span is not None and span[0] <= index <= span[1]


def moves(runs: Sequence[Run]) -> dict[tuple[int, Fate], tuple[int, int]]:
    """Row and end of a move -> its first and last run; nothing of another passage lies between."""
    spans: dict[tuple[int, Fate], tuple[int, int]] = {}
    for index, run in enumerate(runs):
        if run.fate in _UNMOVED:
            key = (run.item.row, run.fate)
            start, end = spans.get(key, (index, index))
            between = runs[end:index]
            if all(other.item.row == run.item.row for other in between):
                spans[key] = (start, index)
    return spans
