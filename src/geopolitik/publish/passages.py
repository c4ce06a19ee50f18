"""A passage cut into pieces, so that each can carry its marks: differing words, lost clauses, changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span
from geopolitik.text.clean import printable
from geopolitik.text.markup import markup_in

Numbered = tuple[int, Span]
"""A change's number within its redline, and its passage on this side."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one set of marks."""

    text: str
    start: int
    """Offset in the capture's text."""
    differs: bool = False
    """No word of the other side answers to it."""
    clause: bool = False
    """Part of a clause that the other side lacks."""
    changes: tuple[int, ...] = ()
    """Numbers of the changes this stretch belongs to."""
    ends: tuple[int, ...] = ()
    """Numbers of the changes whose passage ends here, where their sign is put."""
    again: bool = False
    """Shown for comparison only: the sentence has its own row elsewhere."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark on one side of a redline; offsets into that side's text."""

    differing: tuple[Span, ...] = ()
    clauses: tuple[Span, ...] = ()
    changes: tuple[Numbered, ...] = ()
    cuts: tuple[int, ...] = ()
    """Further offsets to cut at, where the inline view changes sides."""

    def near(self, home: Span) -> Marks:
        """Only what touches `home`: the rest need not be looked at for every piece."""
        return Marks(
            tuple(span for span in self.differing if span.overlaps(home)),
            tuple(span for span in self.clauses if span.overlaps(home)),
            tuple((number, span) for number, span in self.changes if span.overlaps(home)),
            self.cuts,
        )


def pieces(
    annotation: Annotation, passages: Sequence[Span], marks: Marks, again: Collection[Span] = ()
) -> list[Piece]:
    """The passages in pieces, without markup, a space between two passages; those in `again` unmarked."""
    found: list[Piece] = []
    for passage in passages:
        if found:
            found.append(Piece(" ", passage.start))
        if passage in again:
            unmarked = Marks(cuts=marks.cuts)
            found += [replace(piece, again=True) for piece in _cut(annotation, passage, unmarked)]
        else:
            found += _cut(annotation, passage, marks.near(passage))
    return signed(found)


def signed(found: Sequence[Piece]) -> list[Piece]:
    """The pieces with each change's sign at the last piece that belongs to it."""
    last: dict[int, int] = {}
    for index, piece in enumerate(found):
        last.update(dict.fromkeys(piece.changes, index))
    return [
        replace(piece, ends=tuple(number for number in piece.changes if last[number] == index))
        for index, piece in enumerate(found)
    ]


def _cut(annotation: Annotation, passage: Span, marks: Marks) -> list[Piece]:
    markup = markup_in(annotation.article, passage)
    marked = [*marks.differing, *marks.clauses, *(span for _, span in marks.changes), *markup]
    cuts = (cut for cut in marks.cuts if passage.start < cut < passage.end)
    edges = sorted({passage.start, passage.end, *_edges(passage, marked), *cuts})
    stretches = [Span(start, end) for start, end in pairwise(edges)]
    return [
        _piece(annotation.text, stretch, marks)
        for stretch in stretches
        if not any(mark.contains(stretch) for mark in markup)
    ]


def _edges(passage: Span, marked: Iterable[Span]) -> Iterable[int]:
    for span in marked:
        yield from (edge for edge in (span.start, span.end) if passage.start < edge < passage.end)


def _piece(text: str, stretch: Span, marks: Marks) -> Piece:
    return Piece(
        text=printable(stretch.of(text)),
        start=stretch.start,
        differs=any(span.contains(stretch) for span in marks.differing),
        clause=any(span.contains(stretch) for span in marks.clauses),
        changes=tuple(number for number, span in marks.changes if span.contains(stretch)),
    )
