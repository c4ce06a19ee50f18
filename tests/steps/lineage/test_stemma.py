"""The family tree of a story: uncaptured originals, two originals, witnesses, and what holds of any tree."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.steps.lineage.test_lineage import INDEPENDENT, ORIGINAL, REWRITE, UNRELATED, read, trace

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import CreditRole
from geopolitik.model.story import Alignment, DerivationKind, Direction, Relation, Verdict
from geopolitik.steps.align import align
from geopolitik.steps.group import candidates, group
from geopolitik.steps.lineage import Lineage, relate, stem

# Three copies of one text: each has changes of its own, two share some that the third doesn't have.
CHANGES = (
    ("voted on Friday to close", "decided on Friday to shut"),
    ("spilled 60 tonnes of fuel oil along the southern beaches", "fouled the southern beaches with fuel oil"),
    ("may still land their catch before noon", "can go on unloading fish in the morning"),
    ("would answer within ten days", "promised a reply in less than a fortnight"),
    ("have complained for years about fumes", "have long been annoyed by the stench"),
    (
        "had used the outer pier since the spring storms",
        "called at the outer pier after the storms of spring",
    ),
    ("was handed to the council in November", "reached the council last autumn"),
    ("if the mainland ministry agreed to share the cost", "should the ministry on the mainland pay a part"),
)


def changed(paragraphs: tuple[str, ...], *which: int) -> tuple[str, ...]:
    """The text with some of the changes made."""
    found = []
    for paragraph in paragraphs:
        for number in which:
            paragraph = paragraph.replace(*CHANGES[number])
        found.append(paragraph)
    assert len(which) == sum(any(CHANGES[n][1] in p for p in found) for n in which)
    return tuple(found)


def edges(*annotations: Annotation) -> set[tuple[str, str]]:
    lineage, short = trace(*annotations)
    return {(short[d.original], short[d.copy]) for d in lineage.derivations}


def at(hour: int) -> str:
    return f"2031-02-03T{hour:02}:00+00:00"


def test_shared_changes_betray_an_ancestor_that_nobody_captured() -> None:
    # Both copies have changes 0 to 3; each lacks a passage of the original that the other has kept.
    first = read(*ORIGINAL, outlet="Coast Wire", published=at(8))
    shared = changed(ORIGINAL, 0, 1, 2, 3)
    one = read(*shared[:2], *changed(shared[3:], 4), outlet="Bay Post", published=at(10))
    other = read(*shared[:4], *shared[5:], UNRELATED[0], outlet="Hill Echo", published=at(11))
    lineage, short = trace(first, one, other)
    lost = next(w for w in lineage.wordings if not w.witnesses)
    assert {(short[d.original], short[d.copy]) for d in lineage.derivations} == {
        ("Coast Wire", short[lost.id]),
        (short[lost.id], "Bay Post"),
        (short[lost.id], "Hill Echo"),
    }
    assert {d.kind for d in lineage.derivations} == {DerivationKind.UNKNOWN}
    assert any("nobody captured" in e.note for d in lineage.derivations for e in d.evidence)


def test_a_report_that_belongs_with_none_changes_nothing_in_a_family() -> None:
    first = read(*ORIGINAL, outlet="Coast Wire", published=at(8))
    shared = changed(ORIGINAL, 0, 1, 2, 3)
    one = read(*shared[:2], *changed(shared[3:], 4), outlet="Bay Post", published=at(10))
    other = read(*shared[:4], *shared[5:], outlet="Hill Echo", published=at(11))
    alone, _ = trace(first, one, other)
    stranger = read(*INDEPENDENT, outlet="Cape Times", published=at(7))
    beside, _ = trace(stranger, first, one, other)
    assert alone.derivations
    assert set(beside.derivations) == set(alone.derivations)


def test_a_copy_of_a_copy_hangs_on_the_copy_whose_changes_it_has() -> None:
    second = changed(ORIGINAL, 0, 1, 2, 3)
    first = read(*ORIGINAL, outlet="Coast Wire", published=at(8))
    middle = read(*second, outlet="Gull Channel", published=at(9))
    last = read(*changed(second, 4, 5), outlet="Tern Blog", published=at(10))
    beside = read(*changed(ORIGINAL, 6, 7), outlet="Bay Post", published=at(11))
    assert edges(last, beside, first, middle) == {
        ("Coast Wire", "Gull Channel"),
        ("Gull Channel", "Tern Blog"),
        ("Coast Wire", "Bay Post"),
    }


def test_trusted_times_hold_against_the_words() -> None:
    early = read(*changed(ORIGINAL, 0, 1, 2), outlet="Bay Post", published=at(8))
    late = read(*ORIGINAL, outlet="Coast Wire", published=at(12))
    assert ("Coast Wire", "Bay Post") not in edges(late, early)


def test_a_text_made_from_two_has_a_second_original_and_joins_no_families() -> None:
    first = read(*ORIGINAL, outlet="Coast Wire", published=at(8))
    own = read(*INDEPENDENT, outlet="Anchor News", published=at(9))
    both = read(*changed(ORIGINAL, 0, 4), *INDEPENDENT[2:], outlet="Bay Post", published=at(10))
    lineage, short = trace(both, own, first)
    found = [(short[d.original], short[d.copy]) for d in lineage.derivations]
    assert found == [("Coast Wire", "Bay Post"), ("Anchor News", "Bay Post")]
    main, second = lineage.derivations
    assert second.probability < main.probability
    assert "two texts" in second.evidence[0].note
    assert all(
        "mussel" in s.of(both.text) or "mother" in s.of(both.text) or s for s in second.evidence[0].b_spans
    )
    assert (lineage.origins.low, lineage.origins.high) == (2, 2)


def test_copies_name_the_original_that_nobody_captured() -> None:
    wire = (("Coast Wire", CreditRole.FIRST_PUBLISHED),)
    shared = changed(ORIGINAL, 0, 1)
    lineage, short = trace(
        read(*shared[:4], outlet="Bay Post", credits=wire),
        read(*shared[2:], outlet="Hill Echo", credits=wire),
    )
    assert {(short[d.original], short[d.copy]) for d in lineage.derivations} == {
        ("(Coast Wire)", "Bay Post"),
        ("(Coast Wire)", "Hill Echo"),
    }
    assert (lineage.origins.low, lineage.origins.high) == (1, 1)


def test_nobody_can_say_what_was_changed_in_a_text_that_was_not_captured() -> None:
    source = (("Vestnik Zaliva", CreditRole.SOURCE),)
    lineage, _ = trace(read(*ORIGINAL, outlet="Bay Post", credits=source))
    assert [d.kind for d in lineage.derivations] == [DerivationKind.UNKNOWN]
    assert "can't be seen" in lineage.derivations[0].evidence[0].note


def test_witnesses_of_one_wording_stand_in_the_order_of_their_times() -> None:
    late = read(*ORIGINAL, outlet="Bay Post", published=at(12))
    undated = read(*ORIGINAL, outlet="Hill Echo")
    early = read(*ORIGINAL, outlet="Coast Wire", published=at(8))
    lineage, _ = trace(late, undated, early)
    (wording,) = lineage.wordings
    assert [w.capture for w in wording.witnesses] == [a.capture_id for a in (early, late, undated)]


def test_two_texts_of_which_either_may_be_first_are_one_origin_and_hang_on_nothing() -> None:
    lineage, _ = trace(read(*ORIGINAL, outlet="Coast Wire"), read(*changed(ORIGINAL, 0), outlet="Bay Post"))
    assert lineage.derivations == ()
    assert (lineage.origins.low, lineage.origins.high) == (1, 1)


def test_of_two_texts_alone_the_pair_says_which_was_first_whomever_the_first_one_credits() -> None:
    wire = (("Vestnik Zaliva", CreditRole.FIRST_PUBLISHED), ("Coast Wire", CreditRole.TRANSLATED))
    found = edges(read(*ORIGINAL, outlet="Coast Wire", credits=wire), read(*REWRITE, outlet="Gull Channel"))
    assert ("Coast Wire", "Gull Channel") in found


def test_the_tree_gives_a_pair_its_direction_and_says_why() -> None:
    second = changed(ORIGINAL, 0, 1, 2, 3)
    annotations = [
        read(*ORIGINAL, outlet="Coast Wire", published=at(8)),
        read(*second, outlet="Gull Channel", published=at(9)),
        read(*changed(second, 4, 5), outlet="Tern Blog"),
        read(*second[:4], outlet="Bay Post"),
    ]
    lineage, short = trace(*annotations)
    hung = {(short[d.original], short[d.copy]): d for d in lineage.derivations}
    assert ("Coast Wire", "Gull Channel") in hung
    for relation in lineage.relations:
        pair = short[relation.a], short[relation.b]
        if pair in hung:
            assert relation.direction is Direction.A_TO_B
        elif pair[::-1] in hung:
            assert relation.direction is Direction.B_TO_A


def _told(annotations: list[Annotation]) -> tuple[list[Relation], list[tuple[str, str, Alignment]]]:
    wordings = {w.id: w for w in group(annotations)}
    text = {a.capture_id: a for a in annotations}
    aligned = []
    for a, b in candidates(annotations, tuple(wordings.values())):
        pair = [text[wordings[i].representative or ""] for i in (a, b)]
        aligned.append((a, b, align(*pair)))
    return [relate(alignment, wordings[a], wordings[b]) for a, b, alignment in aligned], aligned


def _shape(lineage: Lineage) -> set[tuple[str, str]]:
    return {(d.original, d.copy) for d in lineage.derivations}


@pytest.mark.parametrize("order", list(permutations(range(3)))[1:], ids=str)
def test_who_is_handed_over_first_changes_nothing(order: tuple[int, ...]) -> None:
    annotations = [
        read(*ORIGINAL, outlet="Coast Wire", published=at(8)),
        read(*changed(ORIGINAL, 0, 1, 2), outlet="Bay Post"),
        read(*changed(ORIGINAL, 0, 1, 2, 5), outlet="Hill Echo"),
    ]
    turned = [annotations[i] for i in order]
    first, again = (stem(given_, group(given_), *_told(given_)) for given_ in (annotations, turned))
    assert _shape(first) == _shape(again)
    assert (first.origins.low, first.origins.high) == (again.origins.low, again.origins.high)


TEXTS = st.lists(
    st.tuples(
        st.sets(st.integers(0, len(CHANGES) - 1), max_size=4),
        st.sets(st.integers(0, len(ORIGINAL) - 1), min_size=3, max_size=6),
        st.one_of(st.none(), st.integers(0, 23)),
    ),
    min_size=2,
    max_size=5,
)


@settings(max_examples=15, deadline=None)
@given(TEXTS)
def test_any_tree_is_a_tree(texts: list[tuple[set[int], set[int], int | None]]) -> None:
    annotations = []
    for number, (which, kept, hour) in enumerate(texts):
        paragraphs = [p for i, p in enumerate(ORIGINAL) if i in kept]
        for change in sorted(which):
            paragraphs = [p.replace(*CHANGES[change]) for p in paragraphs]
        published = None if hour is None else at(hour)
        annotations.append(read(*paragraphs, outlet=f"Outlet {number}", published=published))
    lineage = stem(annotations, group(annotations), *_told(annotations))
    first: dict[str, str] = {}
    for derivation in lineage.derivations:
        first.setdefault(derivation.copy, derivation.original)
        assert 0 < derivation.probability <= 1
    for copy in first:
        line = [copy]
        while line[-1] in first:
            line.append(first[line[-1]])
            assert len(line) == len(set(line)), "a circle"
    known = {w.id for w in lineage.wordings}
    assert {i for d in lineage.derivations for i in (d.original, d.copy)} <= known
    copies = [d.original for d in lineage.derivations]
    lost = [w.id for w in lineage.wordings if not w.witnesses and w.name is None]
    assert all(copies.count(i) >= 2 for i in lost)
    assert 1 <= lineage.origins.low <= lineage.origins.high <= len(known)
    for relation in lineage.relations:
        if relation.relation is Verdict.INDEPENDENT:
            assert relation.direction is Direction.CANNOT_TELL
