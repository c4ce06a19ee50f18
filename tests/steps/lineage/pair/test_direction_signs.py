"""What the words of two texts tell about which came first, and what they must not be taken for."""

from __future__ import annotations

import pytest
from tests.steps.lineage.test_lineage import ORIGINAL, REWRITE, read

from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Direction, Evidence, Relation
from geopolitik.steps.align import align
from geopolitik.steps.group import group
from geopolitik.steps.lineage import relate
from geopolitik.steps.lineage.counts.measures import Side
from geopolitik.steps.lineage.counts.modes import Mode
from geopolitik.steps.lineage.pair.directions import HELD, Signs, signs_of
from geopolitik.steps.lineage.pair.weights import DIRECTED, DIRECTION

ENTRY = (
    "Brannock is an island in the Sound of Arren. It was settled in 1640 by families from the mainland,"
    " who lived by fishing and by salting herring.",
    "The lighthouse of the island was built in 1871 and has been run without a keeper since 1968. Its "
    "lamp can be seen from a distance of 22 miles.",
    "The harbour of the island handels about 300 vessels a year. A ferry runs to the mainland twice a "
    "week, and more often in summer.",
    "The island's school was closed in 1994, when six pupils were left. Children now go to boarding "
    "schools on the mainland.",
)
LATER = (
    ENTRY[0],
    ENTRY[1] + " It was painted red in 2009, and the tower has been open to visitors since then.",
    ENTRY[2].replace("handels", "handles"),
    "A wind farm off the western cape has supplied the island with power since 2012.",
    ENTRY[3],
)
PLAIN = (
    "The council of the island of Brannock said no to big ships in the old port. In winter, a ship hit "
    "a rock and lost a lot of oil.",
    "“We waited two winters for this,” said Ilse Brant, who runs the port. She said no one will miss "
    "the noise.",
    "Fishing boats can still bring in their fish in the morning, said Tomas Reyl, who works for the "
    "council. They will fix the pier, he said, if the state helps to pay.",
    "Some 40 ships a month used the pier. Now big ships must go to Kestrel Point, 90 kilometres away.",
    "The state said it will look at the plan. It will give an answer in ten days.",
    "People in the lower town did not like the bad air from the pumps. They gave a letter with 2,300 "
    "names to the council, but the council did not vote on it.",
)


def pair(a: Annotation, b: Annotation) -> Relation:
    known = {w.witnesses[0].capture: w for w in group([a, b])}
    return relate(align(a, b, related=True), known[a.capture_id], known[b.capture_id])


def signs(a: Annotation, b: Annotation) -> Signs:
    return signs_of(align(a, b, related=True), Side(a), Side(b), ("A", "B"))


def reason(relation: Relation, term: str) -> Evidence:
    return next(e for e in relation.evidence if e.term == term and e.about == "direction")


@pytest.mark.parametrize(
    ("a", "b", "mode"),
    [
        pytest.param(ENTRY, LATER, Mode.UPDATE, id="an entry that names no day grows"),
        pytest.param(ORIGINAL, PLAIN, Mode.DIGEST, id="shorter, in plainer words and shorter sentences"),
        pytest.param(ORIGINAL, REWRITE, Mode.REWRITE, id="a report of Friday told otherwise"),
        pytest.param(ORIGINAL, ORIGINAL[:4], Mode.REWRITE, id="a report cut short is no digest"),
    ],
)
def test_a_pair_looks_the_same_from_either_side(a: tuple[str, ...], b: tuple[str, ...], mode: Mode) -> None:
    assert signs(read(*a), read(*b)).mode is mode
    assert signs(read(*b), read(*a)).mode is mode


def test_an_update_is_the_later_text() -> None:
    relation = pair(read(*ENTRY), read(*LATER))
    assert relation.direction is Direction.A_TO_B
    assert {"newer date", "mended spelling", "own sentences"} <= {e.term for e in relation.evidence}


def test_a_digest_is_the_later_text() -> None:
    relation = pair(read(*ORIGINAL), read(*PLAIN))
    assert relation.direction_probability >= DIRECTED
    assert {"plainer words", "fuller quotation"} <= {e.term for e in relation.evidence}


def test_every_sign_turns_round_with_the_pair() -> None:
    for a, b in ((ENTRY, LATER), (ORIGINAL, PLAIN), (ORIGINAL, REWRITE)):
        there = {s.term: s.amount for s in signs(read(*a), read(*b)).signs}
        back = {s.term: s.amount for s in signs(read(*b), read(*a)).signs}
        assert there == pytest.approx({term: -amount for term, amount in back.items()})


def test_sentences_that_one_text_has_more_do_not_decide() -> None:
    longer = read(
        *ENTRY, *(f"The chapel of cape number {n} has a bell and a weather vane." for n in range(9))
    )
    relation = pair(read(*ENTRY), longer)
    assert reason(relation, "own sentences").weight != 0
    assert relation.direction is Direction.CANNOT_TELL


@pytest.mark.parametrize("mode", list(Mode))
def test_what_goes_with_length_never_decides_alone(mode: Mode) -> None:
    from math import exp

    cap = DIRECTION[f"held by one, {mode}"].cap
    assert 1 / (1 + exp(-cap)) < DIRECTED
    listed = [DIRECTION[f"{term}, {mode}"].cap for term in HELD if f"{term}, {mode}" in DIRECTION]
    assert all(1 / (1 + exp(-most)) < DIRECTED for most in listed)
    style = DIRECTION.get(f"plainer words, {mode}")
    assert style is None or 1 / (1 + exp(-style.cap)) < DIRECTED


def test_newer_dates_and_mended_words_are_shown() -> None:
    a, b = read(*ENTRY), read(*LATER)
    relation = pair(a, b)
    assert {s.of(b.text) for s in reason(relation, "newer date").b_spans} == {"2012"}
    mended = reason(relation, "mended spelling")
    assert [s.of(a.text) for s in mended.a_spans] == ["handels"]
    assert [s.of(b.text) for s in mended.b_spans] == ["handles"]


def test_a_number_of_four_digits_is_no_year() -> None:
    grown = (ENTRY[0] + " It has 2,050 inhabitants.", *ENTRY[1:])
    assert "newer date" not in {s.term for s in signs(read(*ENTRY), read(*grown)).signs}


def test_an_outlet_that_lengthens_its_own_quotations_is_not_taken_for_the_original() -> None:
    state = (ORIGINAL[0], "“We waited two winters for this,” said harbour master Ilse Brant.", *ORIGINAL[2:])
    assert pair(read(*ORIGINAL), read(*state)).direction is Direction.CANNOT_TELL


def test_the_pair_says_what_it_looks_like() -> None:
    note = reason(pair(read(*ENTRY), read(*LATER)), "what the pair looks like")
    assert note.weight == 0
    assert "extended" in note.note
