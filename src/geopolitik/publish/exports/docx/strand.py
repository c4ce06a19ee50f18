"""One side of a redline as one text in its own order, each character knowing where it is shown."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Label
from geopolitik.publish.passages import Piece
from geopolitik.publish.redline_view import RedlineView
from geopolitik.publish.rows import Row, RowKind
from geopolitik.publish.weaving import Side

BREAK = "\n"
"""Ends a paragraph; no other line end is left in a strand."""

_SPACE = re.compile(r"\s+")
# Overrides and isolates of one text would turn round the other's words too, in the same paragraph.
_UNSHOWN = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence, or a passage outside the sentences, with the row that shows it."""

    row: int
    """Index of the row in which it is compared."""
    place: int
    """Index of the row at which it stands: the way sign's for what the copy moved."""
    style: str
    """`title`, `heading`, `body` or `aside`."""
    language: str


@dataclass(frozen=True, slots=True)
class Strand:
    """A side's text with, for each character, its item and the numbers of its changes."""

    letters: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    changes: list[tuple[int, ...]] = field(default_factory=list)

    def add(self, text: str, item: Item, changes: tuple[int, ...] = ()) -> None:
        self.letters.extend(text)
        self.items.extend([item] * len(text))
        self.changes.extend([changes] * len(text))


@dataclass(frozen=True, slots=True)
class _Passage:
    item: Item
    pieces: tuple[Piece, ...]
    paragraph: int
    """Index of the block, or -1 for what stands alone."""

    @property
    def start(self) -> int:
        return self.pieces[0].start


def strand(view: RedlineView, side: Side) -> Strand:
    """All passages of one side that the rows show, in that side's order."""
    annotation = view.original_side if side is Side.ORIGINAL else view.copy_side
    signs = {row.link: index for index, row in enumerate(view.rows) if row.kind is RowKind.WAY_SIGN}
    starts = [sentence.start for sentence in annotation.sentences]
    passages: list[_Passage] = []
    for index, row in enumerate(view.rows):
        if row.kind is not RowKind.WAY_SIGN:
            place = signs.get(row.link, index) if side is Side.ORIGINAL and row.moved else index
            item = Item(index, place, "aside", annotation.article.language or "")
            passages += _passages(row, item, annotation, starts, side)
    passages.sort(key=lambda passage: passage.start)
    found = Strand()
    last: _Passage | None = None
    for passage in _once(passages):
        stretches = _clean(passage.pieces)
        if stretches and last is not None:
            together = passage.paragraph == last.paragraph != -1
            found.add(" " if together else BREAK, passage.item)
        for text, changes in stretches:
            found.add(text, passage.item, changes)
        last = passage if stretches else last
    return found


def _passages(
    row: Row, item: Item, annotation: Annotation, starts: Sequence[int], side: Side
) -> Iterator[_Passage]:
    """A row's sentences on one side, without those that have their own row elsewhere."""
    pieces = row.original if side is Side.ORIGINAL else row.copy
    if row.kind is RowKind.ASIDE:
        if pieces:
            yield _Passage(item, pieces, -1)
        return
    by_sentence: dict[int, list[Piece]] = {}
    for piece in pieces:
        at = max(0, bisect_right(starts, piece.start) - 1)
        # What joins two passages of a row: the strand sets its own joints.
        joint = piece.text == " " and piece.start == starts[at]
        if not piece.again and not joint:
            by_sentence.setdefault(at, []).append(piece)
    for at, found in by_sentence.items():
        sentence = annotation.sentences[at]
        style = _STYLES.get(sentence.label, "heading")
        yield _Passage(replace(item, style=style), tuple(found), sentence.paragraph)


_STYLES = {Label.TITLE: "title", Label.BODY: "body"}


def _once(passages: Sequence[_Passage]) -> Iterator[_Passage]:
    """Asides that show the same words, because several changes lie there, as one."""
    last: _Passage | None = None
    for passage in passages:
        if last is not None and _same(last, passage):
            changes = tuple(sorted({*last.pieces[0].changes, *passage.pieces[0].changes}))
            last = replace(last, pieces=(replace(last.pieces[0], changes=changes),))
            continue
        if last is not None:
            yield last
        last = passage
    if last is not None:
        yield last


def _same(one: _Passage, two: _Passage) -> bool:
    alone = one.paragraph == two.paragraph == -1
    return alone and one.start == two.start and one.pieces[0].text == two.pieces[0].text


def _clean(pieces: Sequence[Piece]) -> list[tuple[str, tuple[int, ...]]]:
    """The pieces' text with spaces run together, line ends being spaces within a sentence."""
    found: list[tuple[str, tuple[int, ...]]] = []
    after_space = True
    for piece in pieces:
        text = _SPACE.sub(" ", _UNSHOWN.sub("", piece.text))
        text = text[1:] if after_space and text.startswith(" ") else text
        if text:
            found.append((text, piece.changes))
            after_space = text.endswith(" ")
    if found and found[-1][0].endswith(" "):
        text, changes = found.pop()
        found += [(text[:-1], changes)] if text[:-1] else []
    return found
