"""A redline as rows: each shows the passages that answer to each other, in the copy's order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import Label
from geopolitik.model.span import Span
from geopolitik.model.story import Alignment, Redline
from geopolitik.publish.grouping import groups
from geopolitik.publish.passages import Marks, Numbered, Piece, pieces
from geopolitik.publish.weaving import Side, Woven, pair, signed_inline
from geopolitik.text.clean import one_line, shorten
from geopolitik.text.markup import legible

_ASIDE_LENGTH = 400
"""A passage outside the article is shown so far: it may be a whole page of furniture."""


class RowKind(StrEnum):
    """What a row shows."""

    LINKED = "linked"
    DROPPED = "dropped"
    ADDED = "added"
    ASIDE = "aside"
    """A passage outside the article's sentences: a credit line, an advertisement."""
    WAY_SIGN = "way-sign"
    """Where a passage stood that the copy moved."""


@dataclass(frozen=True, slots=True)
class Row:
    """Passages of the original and of the copy that answer to each other; one side may be empty."""

    kind: RowKind
    label: str
    """`reworded`, `dropped`, or the block's label for passages outside the article."""
    original: tuple[Piece, ...] = ()
    copy: tuple[Piece, ...] = ()
    inline: Woven = ()
    moved: bool = False
    moved_from: str = ""
    """`above` or `below` here, where the original has a moved passage; empty if that can't be said."""
    heading: bool = False
    """A title, standfirst or heading."""
    opens: bool = False
    """The copy's sentence opens a paragraph."""
    link: int | None = None
    """Index of the alignment's link; a way sign has that of the moved passage."""

    @property
    def changes(self) -> tuple[int, ...]:
        """Numbers of the changes that can be seen in this row."""
        return tuple(sorted({n for piece in (*self.original, *self.copy) for n in piece.changes}))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row with where it stands in either text; None on a side it has no passage on."""

    row: Row
    original_at: int | None
    copy_at: int | None


def rows(redline: Redline) -> tuple[Row, ...]:
    """Every sentence of both texts, and every change that has a passage, in the copy's order."""
    alignment = redline.alignment
    numbered = list(enumerate(redline.changes, start=1))
    a_changes = [(n, change.original_span) for n, change in numbered if change.original_span]
    b_changes = [(n, change.copy_span) for n, change in numbered if change.copy_span]
    placed = [*_linked(alignment, a_changes, b_changes), *_way_signs(alignment)]
    placed += [_alone(alignment.a, index, a_changes, Side.ORIGINAL) for index in alignment.a_only]
    placed += [_alone(alignment.b, index, b_changes, Side.COPY) for index in alignment.b_only]
    seen_a = {n for item in placed for piece in item.row.original for n in piece.changes}
    seen_b = {n for item in placed for piece in item.row.copy for n in piece.changes}
    placed += [_aside(alignment.a, n, span, Side.ORIGINAL) for n, span in a_changes if n not in seen_a]
    placed += [_aside(alignment.b, n, span, Side.COPY) for n, span in b_changes if n not in seen_b]
    return tuple(_in_order(placed))


def _linked(
    alignment: Alignment, a_changes: Sequence[Numbered], b_changes: Sequence[Numbered]
) -> Iterable[_Placed]:
    a, b = alignment.a, alignment.b
    for index, link in enumerate(groups(alignment)):
        both = pair(alignment, link, a_changes, b_changes)
        # What has its place elsewhere can't say where this row belongs.
        at_home_a = [i for i in link.a if i not in link.a_again] or link.a
        at_home_b = [j for j in link.b if j not in link.b_again] or link.b
        first = b.sentences[at_home_b[0]]
        row = Row(
            RowKind.LINKED,
            link.label,
            both.original,
            both.copy,
            both.inline,
            moved=link.moved,
            heading=first.label is not Label.BODY,
            opens=_opens_paragraph(b, at_home_b[0]),
            link=index,
        )
        yield _Placed(row, a.sentences[at_home_a[0]].start, first.start)


def _way_signs(alignment: Alignment) -> Iterable[_Placed]:
    for index, link in enumerate(groups(alignment)):
        if link.moved and not set(link.a) <= link.a_again:
            at = alignment.a.sentences[link.a[0]]
            words = shorten(one_line(legible(alignment.a.article, at.span)), 60)
            row = Row(RowKind.WAY_SIGN, "moved", (Piece(words, at.start),), link=index)
            yield _Placed(row, at.start, None)


def _alone(annotation: Annotation, index: int, changes: Sequence[Numbered], side: Side) -> _Placed:
    sentence = annotation.sentences[index]
    found = [
        replace(piece, differs=True)
        for piece in pieces(annotation, [sentence.span], Marks(changes=tuple(changes)))
    ]
    kind = RowKind.DROPPED if side is Side.ORIGINAL else RowKind.ADDED
    heading, opens = sentence.label is not Label.BODY, _opens_paragraph(annotation, index)
    return _placed(kind, kind.value, found, side, sentence.start, heading=heading, opens=opens)


def _aside(annotation: Annotation, number: int, span: Span, side: Side) -> _Placed:
    """A change whose passage lies in no sentence, shown as it stood on the page."""
    text = span.of(annotation.text)
    label = next((b.label.value for b in annotation.article.blocks if b.span.overlaps(span)), "page")
    piece = Piece(shorten(text, _ASIDE_LENGTH), span.start, True, False, (number,), (number,))
    return _placed(RowKind.ASIDE, label, [piece], side, span.start)


def _placed(
    kind: RowKind,
    label: str,
    found: Sequence[Piece],
    side: Side,
    at: int,
    *,
    heading: bool = False,
    opens: bool = False,
) -> _Placed:
    inline = signed_inline([(side, piece) for piece in found])
    if side is Side.ORIGINAL:
        row = Row(kind, label, tuple(found), (), inline, heading=heading, opens=opens)
        return _Placed(row, at, None)
    row = Row(kind, label, (), tuple(found), inline, heading=heading, opens=opens)
    return _Placed(row, None, at)


def _opens_paragraph(annotation: Annotation, index: int) -> bool:
    sentences = annotation.sentences
    return index == 0 or sentences[index].paragraph != sentences[index - 1].paragraph


def _in_order(placed: Sequence[_Placed]) -> Iterable[Row]:
    """The copy's order; what only the original has follows what preceded it there."""
    spine = sorted((item for item in placed if item.copy_at is not None), key=lambda item: item.copy_at or 0)
    lost = sorted((item for item in placed if item.copy_at is None), key=lambda item: item.original_at or 0)
    # A moved passage stands elsewhere in the copy: it can't say where its old neighbours belong.
    fixed = sorted(
        (item.original_at, index)
        for index, item in enumerate(spine)
        if item.original_at is not None and not item.row.moved
    )
    after: dict[int, list[Row]] = {}
    for item in lost:
        before = bisect_right(fixed, item.original_at or 0, key=lambda pair: pair[0])
        after.setdefault(fixed[before - 1][1] if before else -1, []).append(item.row)
    yield from after.get(-1, ())
    for index, item in enumerate(spine):
        yield replace(item.row, moved_from=_moved_from(item, fixed, index))
        yield from after.get(index, ())


def _moved_from(item: _Placed, fixed: Sequence[tuple[int, int]], index: int) -> str:
    """Where the original has a moved row's passage: `above` the passages now around it, or `below` them."""
    if not item.row.moved or item.original_at is None:
        return ""
    before = max((at for at, place in fixed if place < index), default=None)
    after = min((at for at, place in fixed if place > index), default=None)
    if before is not None and item.original_at < before:
        return "above"
    return "below" if after is not None and item.original_at > after else ""
