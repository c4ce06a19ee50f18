"""Sentences and clauses find their counterparts, and nothing is linked that doesn't belong together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Alignment, Operation
from geopolitik.steps.align import align
from geopolitik.steps.annotate import annotate
from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.extract import extract

ORIGINAL = """Harbour talks end without a deal

The two delegations left the island on Friday, and no date was set for another round of talks.

Minister Orla Venn said the port would stay closed until the inspectors had finished their work.

Three tankers have been waiting outside the harbour since Monday. Their crews were running short of water.

The harbour master's office declined to comment.
"""


def read(text: str, name: str = "a.txt") -> Annotation:
    return annotate(extract(capture_bytes(text.encode(), name)))


def sentence(annotation: Annotation, words: str) -> int:
    """The number of the sentence that contains some words."""
    return next(n for n, s in enumerate(annotation.sentences) if words in s.span.of(annotation.text))


def link_of(alignment: Alignment, words: str) -> tuple[Operation, int]:
    """Operation of the link that holds the copy's sentence with some words, and how many it has of a."""
    j = sentence(alignment.b, words)
    link = next(link for link in alignment.links if j in link.b)
    return link.operation, len(link.a)


def retell(old: str, new: str) -> str:
    assert old in ORIGINAL
    return ORIGINAL.replace(old, new)


@pytest.mark.parametrize(
    ("copy", "words", "operation"),
    [
        pytest.param(ORIGINAL, "declined to comment", Operation.SAME, id="same"),
        pytest.param(
            retell("had finished their work", "had completed their work"),
            "completed",
            Operation.LIGHT_EDIT,
            id="light edit",
        ),
        pytest.param(
            retell(
                "Minister Orla Venn said the port would stay closed until the inspectors"
                " had finished their work.",
                "According to Venn, inspectors must complete their work before the closed port can reopen.",
            ),
            "before the closed port",
            Operation.REWORDED,
            id="reworded",
        ),
        pytest.param(
            retell(
                "Three tankers have been waiting outside the harbour since Monday."
                " Their crews were running short of water.",
                "Outside the harbour three tankers have been waiting since Monday,"
                " their crews running short of water.",
            ),
            "crews running short",
            Operation.MERGED,
            id="merged",
        ),
        pytest.param(
            retell(
                "left the island on Friday, and no date was set",
                "left the island on Friday. No date was set",
            ),
            "No date was set",
            Operation.SPLIT,
            id="split",
        ),
    ],
)
def test_operation(copy: str, words: str, operation: Operation) -> None:
    alignment = align(read(ORIGINAL), read(copy, "b.txt"), related=True)
    found, _ = link_of(alignment, words)
    assert found is operation


def test_a_moved_sentence_is_marked() -> None:
    last = "The harbour master's office declined to comment.\n"
    copy = ORIGINAL.replace(last, "").replace("The two", last.strip() + "\n\nThe two", 1)
    alignment = align(read(ORIGINAL), read(copy, "b.txt"), related=True)
    moved = [link for link in alignment.links if link.moved]
    assert [link.b for link in moved] == [(sentence(alignment.b, "declined"),)]


def test_a_clause_cut_from_a_kept_sentence_is_seen() -> None:
    copy = retell(", and no date was set for another round of talks", "")
    alignment = align(read(ORIGINAL), read(copy, "b.txt"), related=True)
    cut = [span.of(alignment.a.text) for link in alignment.links for span in link.a_only]
    assert len(cut) == 1
    assert "no date was set" in cut[0]


def test_a_split_sentence_has_lost_nothing() -> None:
    copy = retell("on Friday, and no date", "on Friday. In the end no date")
    alignment = align(read(ORIGINAL), read(copy, "b.txt"), related=True)
    assert not [span for link in alignment.links for span in link.a_only]
    assert not alignment.a_only


def test_what_stands_on_one_side_only() -> None:
    copy = ORIGINAL + "\nA gold price record delighted the jewellers of Quendle.\n"
    alignment = align(read(ORIGINAL), read(copy, "b.txt"), related=True)
    assert alignment.b_only == (sentence(alignment.b, "Quendle"),)


def test_unrelated_texts_get_no_links() -> None:
    other = """Orchard prizes go to twins

The jury tasted forty kinds of apple before lunch. Grandmothers cheered when the brass band arrived.

Next year a pear class is planned, said the gardener who founded the contest.
"""
    assert align(read(ORIGINAL), read(other, "b.txt")).links == ()


def test_texts_in_two_languages_are_not_aligned() -> None:
    german = """Hafengespräche enden ohne Einigung

Die beiden Delegationen verließen die Insel am Freitag, und ein neuer Termin wurde nicht vereinbart. Drei
Tanker warten seit Montag vor dem Hafen, und den Mannschaften geht das Trinkwasser aus, sagte die Ministerin.
"""
    alignment = align(read(ORIGINAL), read(german, "b.txt"))
    assert alignment.links == ()
    assert len(alignment.a_only) == len(alignment.a.sentences)


@pytest.mark.parametrize(
    "text", ["One sentence stands alone.", "", "…"], ids=["one sentence", "empty", "no word"]
)
def test_small_texts(text: str) -> None:
    annotation = read(text or "…") if text else read("A.")
    alignment = align(annotation, read(ORIGINAL, "b.txt"), related=True)
    assert len(alignment.a_only) + len({i for i, _, _ in alignment.pairs}) == len(annotation.sentences)


SENTENCES = [line for line in ORIGINAL.splitlines() if line]


@given(st.permutations(SENTENCES), st.sets(st.integers(0, len(SENTENCES) - 1), max_size=3))
def test_every_sentence_is_linked_or_listed(order: list[str], left_out: set[int]) -> None:
    copy = "\n\n".join(line for n, line in enumerate(order) if n not in left_out)
    alignment = align(read(ORIGINAL), read(copy, "b.txt"), related=True)
    linked_a = {i for link in alignment.links for i in link.a}
    linked_b = {j for link in alignment.links for j in link.b}
    assert linked_a | set(alignment.a_only) == set(range(len(alignment.a.sentences)))
    assert linked_b | set(alignment.b_only) == set(range(len(alignment.b.sentences)))
    assert not linked_a & set(alignment.a_only)
    assert all(len(link.a) == 1 or len(link.b) == 1 for link in alignment.links)


def test_turning_an_alignment_twice_gives_it_back() -> None:
    copy = retell("on Friday, and no date", "on Friday. In the end no date")
    alignment = align(read(ORIGINAL), read(copy, "b.txt"), related=True)
    assert alignment.turned().turned() == alignment
    assert alignment.turned().a is alignment.b


@given(st.permutations(SENTENCES), st.sets(st.integers(0, len(SENTENCES) - 1), max_size=3), st.booleans())
def test_the_order_of_the_two_texts_decides_nothing(
    order: list[str], left_out: set[int], related: bool
) -> None:
    copy = read("\n\n".join(line for n, line in enumerate(order) if n not in left_out), "b.txt")
    original = read(ORIGINAL)
    assert align(copy, original, related=related) == align(original, copy, related=related).turned()


def test_long_texts_are_aligned_without_a_full_matrix(monkeypatch: pytest.MonkeyPatch) -> None:
    copy = retell("had finished their work", "had completed their work")
    full = align(read(ORIGINAL), read(copy, "b.txt"), related=True)
    monkeypatch.setattr("geopolitik.steps.align.large.FULL_MATRIX", 0)
    sparse = align(read(ORIGINAL), read(copy, "b.txt"), related=True)
    assert {pair[:2] for pair in sparse.pairs} == {pair[:2] for pair in full.pairs}
