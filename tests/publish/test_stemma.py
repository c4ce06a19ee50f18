import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.app.naming import Naming
from geopolitik.model.story import CreditState, Derivation, DerivationKind, Origins, Trace, Wording
from geopolitik.publish.drawing import draw, fit, wrap
from geopolitik.publish.stemma import stemma, walk


def family(edges: list[tuple[int, int]], size: int) -> Trace:
    """A trace of nothing but wordings and derivations."""
    return Trace(
        (),
        (),
        tuple(Wording(f"w{n}", f"Wording {n}", ()) for n in range(size)),
        (),
        (),
        tuple(
            Derivation(f"w{a}", f"w{b}", DerivationKind.REWRITE, CreditState.NONE, (), 1 - n / 100, ())
            for n, (a, b) in enumerate(edges)
        ),
        (),
        Origins(0, 0, ()),
    )


def drawn(edges: list[tuple[int, int]], size: int) -> list[tuple[int, str]]:
    return [(depth, branch.wording) for depth, branch in walk(stemma(family(edges, size)).roots)]


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([], [(0, "w0"), (0, "w1"), (0, "w2")]),
        ([(0, 1), (1, 2)], [(0, "w0"), (1, "w1"), (2, "w2")]),
        ([(0, 1), (0, 2)], [(0, "w0"), (1, "w1"), (1, "w2")]),
        ([(0, 2), (1, 2)], [(0, "w0"), (1, "w2"), (0, "w1")]),
        ([(0, 1), (1, 0)], [(0, "w0"), (1, "w1"), (0, "w2")]),
        ([(0, 0)], [(0, "w0"), (0, "w1"), (0, "w2")]),
    ],
    ids=["apart", "chain", "siblings", "two parents", "circle", "repost"],
)
def test_every_wording_stands_once(edges: list[tuple[int, int]], expected: list[tuple[int, str]]) -> None:
    found = drawn(edges, 3)
    assert sorted(wording for _, wording in found) == ["w0", "w1", "w2"]
    assert found == [*expected, *(row for row in found if row not in expected)]


def test_a_second_parent_is_kept_beside_the_tree() -> None:
    assert [(d.original, d.copy) for d in stemma(family([(0, 2), (1, 2)], 3)).further] == [("w1", "w2")]


def test_only_pairs_that_stay_open_are_open(story: Trace) -> None:
    assert [(r.a, r.b) for r in stemma(story).open] == [("w-channel", "w-boats")]


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=14))
def test_boxes_never_overlap_and_copies_stand_right_of_originals(edges: list[tuple[int, int]]) -> None:
    trace = family(edges, 8)
    tree = stemma(trace)
    drawing = draw(tree, Naming.of(trace))
    boxes = {box.wording: box for box in drawing.boxes}
    assert len(boxes) == 8
    for one in drawing.boxes:
        assert one.right <= drawing.width
        assert one.y + one.height <= drawing.height
        for two in drawing.boxes:
            if one is not two:
                apart = one.right <= two.x or two.right <= one.x
                assert apart or one.y + one.height <= two.y or two.y + two.height <= one.y
    for _, branch in walk(tree.roots):
        assert all(boxes[child.wording].x > boxes[branch.wording].right for child in branch.children)


def test_many_open_pairs_are_listed_instead_of_drawn(story: Trace) -> None:
    opened = next(relation for relation in story.relations if relation.b == "w-boats")
    crowded = dataclasses.replace(story, relations=(opened,) * 20)
    lines = draw(stemma(crowded), Naming.of(crowded)).lines
    assert not [line for line in lines if line.kind == "open"]


@given(st.text(max_size=80), st.integers(1, 4))
def test_wrapped_text_fits_its_room(text: str, most: int) -> None:
    lines = wrap(text, 100, 6.0, most)
    assert len(lines) <= most
    assert all(len(line) * 6.0 <= 100 or len(line) <= 1 for line in lines)


def test_text_that_was_cut_says_so() -> None:
    assert fit("abcdefghij", 36, 6.0) == "abcde…"
