"""Two aligned passages, word by word: as two marked passages, and woven into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span
from geopolitik.model.story import Alignment
from geopolitik.publish.grouping import Group
from geopolitik.publish.passages import Marks, Numbered, Piece, pieces
from geopolitik.publish.words import Stretch, Word, diff, words
from geopolitik.text.markup import blanked


class Side(StrEnum):
    """Which text a piece of the inline view comes from."""

    BOTH = "both"
    ORIGINAL = "original"
    COPY = "copy"


Woven = tuple[tuple[Side, Piece], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """The passages of one link, marked."""

    original: tuple[Piece, ...]
    copy: tuple[Piece, ...]
    inline: Woven


def pair(
    alignment: Alignment, link: Group, a_changes: Sequence[Numbered], b_changes: Sequence[Numbered]
) -> Pair:
    """The passages of a link with their differing words, clauses and changes marked."""
    a, b = alignment.a, alignment.b
    a_spans = [a.sentences[index].span for index in link.a]
    b_spans = [b.sentences[index].span for index in link.b]
    a_words, b_words = _words(a, a_spans), _words(b, b_spans)
    stretches = diff(a_words, b_words)
    a_ranges = [(stretch.a_start, stretch.a_end) for stretch in stretches]
    b_ranges = [(stretch.b_start, stretch.b_end) for stretch in stretches]
    a_again = [a.sentences[index].span for index in link.a_again]
    b_again = [b.sentences[index].span for index in link.b_again]
    original = pieces(a, a_spans, _marks(a_words, stretches, a_ranges, link.a_only, a_changes), a_again)
    copy = pieces(b, b_spans, _marks(b_words, stretches, b_ranges, link.b_only, b_changes), b_again)
    a_regions = _by_region(original, _starts(a_words, a_ranges))
    b_regions = _by_region(copy, _starts(b_words, b_ranges))
    return Pair(tuple(original), tuple(copy), _woven(stretches, a_regions, b_regions))


def _words(annotation: Annotation, spans: Sequence[Span]) -> list[Word]:
    return [word for span in spans for word in words(blanked(annotation.article, span), span.start)]


def _marks(
    found: Sequence[Word],
    stretches: Sequence[Stretch],
    ranges: Sequence[tuple[int, int]],
    clauses: tuple[Span, ...],
    changes: Sequence[Numbered],
) -> Marks:
    differing = [
        Span(found[start].start, found[end - 1].end)
        for stretch, (start, end) in zip(stretches, ranges, strict=True)
        if not stretch.equal and end > start
    ]
    cuts = tuple(start for start in _starts(found, ranges) if start is not None)
    return Marks(tuple(differing), clauses, tuple(changes), cuts)


def _starts(found: Sequence[Word], ranges: Sequence[tuple[int, int]]) -> list[int | None]:
    """Where each stretch begins; None where it is empty on this side."""
    return [found[start].start if end > start else None for start, end in ranges]


def _by_region(found: Sequence[Piece], starts: Sequence[int | None]) -> list[list[Piece]]:
    """The pieces of each stretch; what stands between two stretches goes with the first."""
    regions: list[list[Piece]] = [[] for _ in starts]
    filled = [index for index, start in enumerate(starts) if start is not None]
    for piece in found:
        home = next(
            (i for i in reversed(filled) if (starts[i] or 0) <= piece.start), filled[0] if filled else None
        )
        if home is not None:
            regions[home].append(piece)
    return regions


def _woven(
    stretches: Sequence[Stretch], a_regions: Sequence[list[Piece]], b_regions: Sequence[list[Piece]]
) -> Woven:
    """One text from two: what the original had stands before what replaced it."""
    woven: list[tuple[Side, Piece]] = []
    for stretch, a_pieces, b_pieces in zip(stretches, a_regions, b_regions, strict=True):
        # What is shown for comparison only has its place elsewhere: inline it would read as said here.
        repeated = stretch.equal and bool(b_pieces) and all(piece.again for piece in b_pieces)
        a_pieces = [replace(p, differs=p.differs or repeated) for p in a_pieces if not p.again]
        b_pieces = [piece for piece in b_pieces if not piece.again]
        if stretch.equal and not repeated:
            woven += [(Side.BOTH, piece) for piece in b_pieces]
            continue
        # The space between two words belongs to the first of them, which may stand on the other side.
        if a_pieces and woven and not _ends_open(woven[-1][1]) and _begins_word(a_pieces[0]):
            woven.append((Side.BOTH, Piece(" ", a_pieces[0].start)))
        woven += [(Side.ORIGINAL, piece) for piece in a_pieces]
        if b_pieces and woven and not _ends_open(woven[-1][1]) and _begins_word(b_pieces[0]):
            woven.append((Side.BOTH, Piece(" ", b_pieces[0].start)))
        woven += [(Side.COPY, piece) for piece in b_pieces]
    return signed_inline(woven)


def _ends_open(piece: Piece) -> bool:
    return piece.text[-1:].isspace() or piece.text[-1:] in "“(["


def _begins_word(piece: Piece) -> bool:
    return piece.text[:1].isalnum() or piece.text[:1] in "“("


def signed_inline(woven: Sequence[tuple[Side, Piece]]) -> Woven:
    """Each change's sign once, after the last piece that belongs to it."""
    last: dict[int, int] = {}
    for index, (_, piece) in enumerate(woven):
        last.update(dict.fromkeys(piece.changes, index))
    return tuple(
        (side, replace(piece, ends=tuple(n for n in piece.changes if last[n] == index)))
        for index, (side, piece) in enumerate(woven)
    )
