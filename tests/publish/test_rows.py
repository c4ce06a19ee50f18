import dataclasses
from collections import Counter

from geopolitik.model.span import Span
from geopolitik.model.story import AlignmentLink, Operation, Redline, Trace
from geopolitik.publish.grouping import groups
from geopolitik.publish.rows import Row, RowKind, rows
from geopolitik.publish.weaving import Side


def text(row: Row, side: str) -> str:
    return "".join(piece.text for piece in getattr(row, side))


def kinds(redline: Redline) -> list[str]:
    return [row.kind.value for row in rows(redline)]


def test_rows_follow_the_copy_and_keep_what_was_dropped_near_its_place(story: Trace) -> None:
    assert kinds(story.redlines[0]) == [
        *("linked", "dropped", "linked", "linked", "linked", "linked"),
        *("dropped", "dropped", "linked", "way-sign", "added"),
    ]


def test_every_sentence_is_shown_once(story: Trace) -> None:
    redline = story.redlines[0]
    for side, annotation in (("original", redline.alignment.a), ("copy", redline.alignment.b)):
        shown = Counter(text(row, side) for row in rows(redline) if row.kind is not RowKind.WAY_SIGN)
        expected = Counter(sentence.span.of(annotation.text) for sentence in annotation.sentences)
        del shown[""]
        assert shown == expected


def test_every_change_with_a_passage_has_a_row(story: Trace) -> None:
    redline = story.redlines[0]
    seen = {number for row in rows(redline) for number in row.changes}
    placed = {n for n, c in enumerate(redline.changes, start=1) if c.original_span or c.copy_span}
    assert seen == placed


def test_a_change_outside_the_article_is_shown_as_it_stood_on_the_page(story: Trace) -> None:
    redline = story.redlines[0]
    shop = redline.alignment.b.text.index("[Buy the book]")
    change = dataclasses.replace(redline.changes[0], original_span=None, copy_span=Span(shop, shop + 14))
    aside = [
        row for row in rows(dataclasses.replace(redline, changes=(change,))) if row.kind is RowKind.ASIDE
    ]
    assert [(row.label, text(row, "copy")) for row in aside] == [("advertisement", "[Buy the book]")]


def test_the_inline_view_holds_what_is_gone_before_what_is_new(story: Trace) -> None:
    row = rows(story.redlines[0])[3]
    woven = "".join(
        {Side.BOTH: piece.text, Side.ORIGINAL: f"[-{piece.text}-]", Side.COPY: f"{{+{piece.text}+}}"}[side]
        if piece.text.strip()
        else " "
        for side, piece in row.inline
    )
    expected = "The ministry [-said-] {+claimed+} its patrols answered fire [-from the eastern bank-]."
    assert " ".join(woven.split()).replace("-][-", "") == expected


def test_links_that_share_a_sentence_are_read_as_one_passage(story: Trace) -> None:
    alignment = story.redlines[0].alignment
    sharing = (
        AlignmentLink((2,), (1, 2), Operation.SPLIT, False, 0.5),
        AlignmentLink((3,), (2, 3), Operation.SPLIT, False, 0.5),
    )
    gathered = groups(dataclasses.replace(alignment, links=sharing))
    assert [(group.a, group.b) for group in gathered] == [((2, 3), (1, 2, 3))]


def test_a_headline_is_not_read_in_one_breath_with_the_first_sentence(story: Trace) -> None:
    alignment = story.redlines[0].alignment
    sharing = (
        AlignmentLink((1,), (0,), Operation.REWORDED, False, 0.5),
        AlignmentLink((2,), (0, 1), Operation.SPLIT, False, 0.5),
    )
    assert len(groups(dataclasses.replace(alignment, links=sharing))) == 2


def test_a_sentence_far_off_has_its_place_where_it_matches_best(story: Trace) -> None:
    alignment = story.redlines[0].alignment
    links = (
        AlignmentLink((0,), (0, 6), Operation.SPLIT, False, 0.5),
        AlignmentLink((8,), (6,), Operation.REWORDED, False, 0.9),
    )
    pairs = ((0, 0, 0.5), (0, 6, 0.2), (8, 6, 0.9))
    first, second = groups(dataclasses.replace(alignment, links=links, pairs=pairs))
    assert (first.b_again, second.b_again) == (frozenset({6}), frozenset())
