"""What two texts share: where it stands on both sides, and when it makes a pair."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.index.archive.making import text, words

from geopolitik.index.archive.furniture import Furniture, entries
from geopolitik.index.archive.grams import Grams, sampled, short
from geopolitik.index.archive.passages import Prepared, passages, prepared, share, shared
from geopolitik.text.word_arrays import runs, word_arrays


def ready(a: str, b: str) -> tuple[Prepared, Prepared]:
    one, other = prepared([a, b], [0, 1])
    return one, other


def within(passage: str, *, before: int, after: int, seed: str) -> str:
    return f"{text(before, seed)}{passage} {text(after, seed + ' end')}"


def test_a_paragraph_taken_over_is_found_with_both_its_places() -> None:
    paragraph = text(60, "paragraph").strip()
    a, b = (within(paragraph, before=n, after=200, seed=str(n)) for n in (150, 240))
    (passage,) = passages(*ready(a, b))
    assert a[passage.a.start : passage.a.end] == paragraph.rstrip(".")
    assert b[passage.b.start : passage.b.end] == paragraph.rstrip(".")
    assert passage.words == 60


@given(st.integers(24, 120), st.integers(0, 120), st.integers(0, 120))
def test_what_is_told_is_equal_on_both_sides(taken: int, before: int, after: int) -> None:
    paragraph = " ".join(words(taken, "taken"))
    a = within(paragraph, before=before, after=after, seed="a")
    b = within(paragraph, before=after, after=before, seed="b")
    one, other = ready(a, b)
    (passage,) = shared(one, other)
    assert a[passage.a.start : passage.a.end] == b[passage.b.start : passage.b.end]
    assert passage.words == taken
    assert share([passage], one, of_a=True) == pytest.approx(taken / len(one.begins))


def test_a_word_replaced_here_and_there_leaves_one_passage() -> None:
    original = words(120, "edited")
    edited = [("changed" if n % 15 == 7 else word) for n, word in enumerate(original)]
    (passage,) = passages(*ready(" ".join(original), " ".join(edited)))
    assert passage.words == 112


def test_passages_in_another_order_are_told_one_by_one() -> None:
    first, second = text(40, 1), text(40, 2)
    found = passages(*ready(f"{first}{text(60, 3)}{second}", f"{second}{text(60, 4)}{first}"))
    assert [passage.words for passage in found] == [40, 40]
    assert found[0].b.start > found[1].b.start


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("", ""),
        ("", text(40, 1)),
        (text(200, 1), text(200, 2)),
        (within("he said in a short statement on Sunday", before=90, after=90, seed="x"),
         within("he said in a short statement on Sunday", before=90, after=90, seed="y")),
    ],
    ids=["both empty", "one empty", "nothing in common", "a turn of phrase"],
)  # fmt: skip
def test_no_pair(a: str, b: str) -> None:
    assert passages(*ready(a, b)) == ()


def test_two_reports_that_quote_one_speaker_are_no_pair() -> None:
    quotation = f"“{' '.join(words(40, 'speaker'))}”"
    a, b = (within(quotation, before=150, after=150, seed=seed) for seed in "ab")
    assert passages(*ready(a, b)) == ()
    assert [passage.words for passage in shared(*ready(a, b))] == [40]


def test_a_quotation_taken_over_with_what_stands_around_it_is_a_pair() -> None:
    passage = f"{' '.join(words(20, 'before'))} “{' '.join(words(40, 'speaker'))}”"
    a, b = (within(passage, before=150, after=150, seed=seed) for seed in "ab")
    assert [passage.words for passage in passages(*ready(a, b))] == [60]


@pytest.mark.parametrize(
    ("long", "pair"), [((15, 15, 15, 15), False), ((16, 15, 15, 15), True)], ids=["all short", "one longer"]
)
def test_turns_of_phrase_alone_make_no_pair(long: tuple[int, ...], pair: bool) -> None:
    def report(seed: str) -> str:
        return "".join(f"{text(60, f'{seed} {n}')}{text(some, n)}" for n, some in enumerate(long))

    assert bool(passages(*ready(report("a"), report("b")))) is pair


CAPTION = f"{' '.join(words(35, 'caption'))}. (Photo: Jan Roe, Meridian)"
POOLED = f"{' '.join(words(35, 'caption'))}. (Jan Roe/Pool via AP)"


@pytest.mark.parametrize(
    ("ours", "theirs", "pair"),
    [
        (f"\n{CAPTION}\n", f"\n{CAPTION}\n", False),
        (f"\n{CAPTION}\n", f" {CAPTION} ", False),
        (f"\n{POOLED}\n", f" {POOLED} ", False),
        (f" {CAPTION} ", f" {CAPTION} ", True),
    ],
    ids=["of both", "of one", "of a pool", "in running text"],
)
def test_a_captions_words_make_no_pair(ours: str, theirs: str, pair: bool) -> None:
    a, b = (f"{text(150, seed)}{said}{text(100, seed * 2)}" for seed, said in (("a", ours), ("b", theirs)))
    assert bool(passages(*ready(a, b))) is pair


def test_what_frames_the_pages_of_two_outlets_makes_no_pair() -> None:
    menu = "\n".join(" ".join(words(2 + n % 3, n)) for n in range(12))
    a, b = (f"{text(150, seed)}\n{menu}\n{text(100, seed * 2)}" for seed in "ab")
    assert shared(*ready(a, b))
    assert not passages(*ready(a, b))
    assert passages(*ready(a.replace("\n", " "), b.replace("\n", " ")))


def test_a_form_filled_in_twice_makes_no_pair() -> None:
    def report(seed: str, figures: str) -> str:
        said = "".join(f"{' '.join(words(6, n))} {figure} " for n, figure in enumerate(figures.split()))
        return within(said, before=150, after=150, seed=seed)

    assert not passages(*ready(report("a", "11 22 33 44 55 66"), report("b", "12 23 34 45 56 67")))
    assert passages(*ready(report("a", "11 22 33 44 55 66"), report("b", "11 22 33 44 55 66")))


def test_a_gallery_within_one_outlet_is_no_pair() -> None:
    gallery = " ".join(f"{text(20, n)} Pictures from the river town" for n in range(20))
    a, b = (f"{text(100, seed)}{gallery}" for seed in "ab")
    assert passages(*ready(a, b))
    assert not passages(*ready(a, b), within=True)
    assert passages(*ready(a, f"{a[: len(a) // 2]} {text(20, 'c')}"), within=True)


class Known:
    """Knows of every passage that it comes back."""

    def is_boilerplate(self, grams: Grams) -> bool:
        return bool(len(grams))


@pytest.mark.parametrize(
    ("passage", "pair"),
    [
        (text(60, "notice"), False),
        (text(140, "document"), True),
        (f"{' '.join(words(20, 'said'))} “{' '.join(words(40, 'speaker'))}”", True),
    ],
    ids=["lines", "a document", "a saying"],
)
def test_boilerplate_makes_no_pair(passage: str, pair: bool) -> None:
    a, b = (within(passage, before=300, after=300, seed=seed) for seed in "ab")
    assert passages(*ready(a, b))
    assert bool(passages(*ready(a, b), repeats=Known())) is pair


def test_a_passage_within_one_outlet_is_no_pair_unless_it_is_half_of_a_text() -> None:
    paragraph = text(60, "portrait")
    a, b = (within(paragraph, before=100, after=100, seed=seed) for seed in "ab")
    assert passages(*ready(a, b))
    assert not passages(*ready(a, b), within=True)
    assert passages(*ready(a, paragraph), within=True)


def known(notice: str, *sites: int) -> Furniture:
    hashed, _ = runs(word_arrays([notice]))
    grams = short(np.unique(hashed[sampled(hashed)]))
    return Furniture(
        np.sort(np.concatenate([entries(grams, np.full(len(grams), n, np.int32)) for n in sites]))
    )


@pytest.mark.parametrize(
    ("words_long", "sites", "within", "left"),
    [
        (36, (0,), False, 0),
        (36, (1,), False, 0),
        (36, (2,), False, 1),
        (60, (0,), False, 1),
        (60, (0, 1), False, 0),
        (60, (1,), True, 0),
    ],
    ids=[
        "of one",
        "of the other",
        "of a third",
        "long and taken over",
        "long and of both",
        "within one outlet",
    ],
)
def test_furniture_is_left_out(words_long: int, sites: tuple[int, ...], within: bool, left: int) -> None:
    notice = text(words_long, "notice")
    a = f"{text(40, 'a')}{notice}{text(20, 'a end')}"
    b = f"{text(20, 'b')}{notice}{text(40, 'b end')}"
    one, other = prepared([a, b], [0, 1], known(notice, *sites))
    assert len(passages(one, other, within=within)) == left
