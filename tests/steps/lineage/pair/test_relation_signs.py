"""What makes two texts related, and what two reporters share without having read each other."""

from __future__ import annotations

import pytest
from tests.steps.lineage.test_lineage import INDEPENDENT, ORIGINAL, REWRITE, UNRELATED, read, terms, verdict

from geopolitik.model.story import Direction, Verdict
from geopolitik.steps.align import align
from geopolitik.steps.lineage.counts.measures import Side
from geopolitik.steps.lineage.counts.retold import Retold, retold
from geopolitik.steps.lineage.pair.weights import UNRELATED as UNRELATED_UP_TO

DISGUISED = (
    "Tankers will be barred from Brannock's old harbour as of the first of March, the council of the "
    "island decided by vote at the end of last week, a ship collision in January having fouled the "
    "beaches in the south with some 60 tonnes of oil.",
    "Harbour master Ilse Brant said two winters had gone by in the wait for such a step, and that no "
    "one would be sorry to lose the pumps' nightly noise.",
    "According to Tomas Reyl, clerk to the council, boats that fish can go on landing what they catch "
    "until midday. Repairs to the pier depend, he told journalists, on whether the ministry on the "
    "mainland pays part of the bill.",
    "Since storms in the spring, the port's own log shows, the outer pier had been taking roughly 40 "
    "ships monthly. Bigger vessels must now go to Kestrel Point, the closest berth, which agents put at"
    " 90 kilometres.",
    "A decision by the council is being examined at the ministry, which promises a reply inside ten "
    "days. Edda Moll, who speaks for it, pointed to shipping having had the harbour open since 1911 "
    "with never a break.",
    "For years people living in the lower town have grumbled at the pumping station and its fumes. In "
    "November the council was given a petition carrying 2,300 names, only to postpone voting on it two "
    "times.",
)
AGENCY = (
    "BRANNOCK (Coast Wire) - Tankers will no longer be allowed to dock at the old harbour of Brannock "
    "from March 1, officials on the island said on Friday, two months after an accident in which fuel "
    "was spilled.",
    "The measure was adopted by the island council after a session that lasted nearly five hours. "
    "Environmental groups welcomed it, while the chamber of commerce warned that jobs would be lost.",
    "“We waited two winters for this, and the gulls waited longer than we did,” harbour master Ilse "
    "Brant told reporters.",
    "The mainland ministry has yet to comment on whether it will pay for repairs, which engineers "
    "estimate at 3 million. A spokeswoman, Edda Moll, said an answer would be given within ten days.",
    "In January, a tanker collided with a dredger off the southern coast, and about 60 tonnes of heavy "
    "fuel reached the shore. Volunteers cleaned the beaches for weeks.",
)
POST = (
    "Nobody ever did more for the harbour than this council, and the pumps will be gone by spring, "
    "believe it, every single one of them! — Tomas Reyl (@reyl_brannock) January 30, 2031"
)
OWN_WORDS = (
    "I want every skipper to know that we will keep the quay open, and we will pay for the repairs "
    "ourselves. I have said so to the ministry, and I will say so again next week."
)
LINKS = (
    "Ferry to Kestrel Point raises its fares for the third time this year",
    "Why the gulls of the southern cape are moving to the mainland",
)


def told(a: tuple[str, ...], b: tuple[str, ...]) -> Retold:
    one, other = read(*a), read(*b)
    return retold(align(one, other), Side(one), Side(other))


def test_a_report_of_the_same_event_is_not_derived() -> None:
    for text in (ORIGINAL, REWRITE, DISGUISED):
        relation = verdict(read(*text), read(*AGENCY))
        assert (relation.relation, relation.probability < 0.1) == (Verdict.INDEPENDENT, True)


def test_a_paraphrase_without_a_run_in_common_is_not_called_independent() -> None:
    assert told(ORIGINAL, DISGUISED).runs == 0
    relation = verdict(read(*ORIGINAL), read(*DISGUISED))
    assert relation.probability > 2 * UNRELATED_UP_TO
    assert relation.relation is Verdict.CANNOT_TELL
    assert len(relation.would_settle) >= 2


@pytest.mark.parametrize(
    "shared",
    [
        pytest.param((POST,), id="a signed post"),
        pytest.param((OWN_WORDS,), id="a statement without its quotation marks"),
        pytest.param((f"“{OWN_WORDS}”",), id="a quotation"),
        pytest.param(LINKS, id="lines that are no sentences"),
    ],
)
def test_what_two_reporters_share_says_nothing(shared: tuple[str, ...]) -> None:
    a, b = (*ORIGINAL[:3], *shared), (*INDEPENDENT, *shared)
    alike = told(a, b)
    assert (alike.share, alike.sentences, alike.runs, alike.passage) == (0, 0, 0, 0)
    assert verdict(read(*a), read(*b)).relation is Verdict.INDEPENDENT


def test_a_statement_quoted_by_one_and_told_by_the_other_is_speech_in_both() -> None:
    spoken = "The quay will stay open to every skipper who lands his catch before noon on a working day."
    a, b = (*ORIGINAL[:2], f"“{spoken}”"), (*INDEPENDENT[2:], spoken)
    assert told(a, b).runs == 0


def test_a_column_in_the_first_person_can_be_copied() -> None:
    column = tuple(f"{text} I have seen it from my own window, and we all know it." for text in UNRELATED)
    edited = tuple(text.replace("my own window", "the kitchen window") for text in column)
    assert verdict(read(*column), read(*edited)).relation is Verdict.DERIVED


def test_one_stock_sentence_is_no_passage_and_two_in_a_row_are() -> None:
    first, second = ORIGINAL[5].split(". ", 1)
    assert told(ORIGINAL, (*UNRELATED, f"{first}.")).passage == 0
    alike = told(ORIGINAL, (*UNRELATED, f"{first}. {second}"))
    assert alike.passage > 25
    assert verdict(read(*ORIGINAL), read(*UNRELATED, f"{first}.")).relation is not Verdict.DERIVED


@pytest.mark.parametrize(("other", "throughout"), [(REWRITE, True), (DISGUISED, True), (AGENCY, False)])
def test_telling_most_of_a_text_counts_beyond_its_share(other: tuple[str, ...], throughout: bool) -> None:
    assert ("told throughout" in terms(verdict(read(*ORIGINAL), read(*other)))) is throughout


def test_what_is_told_alike_is_shown() -> None:
    a, b = read(*ORIGINAL), read(*REWRITE)
    taken = next(e for e in verdict(a, b).evidence if e.term == "sentences taken")
    assert any("nearest berth" in span.of(a.text) for span in taken.a_spans)
    assert any("nearest berth" in span.of(b.text) for span in taken.b_spans)


def test_the_measures_are_the_same_from_either_side() -> None:
    for other in (REWRITE, DISGUISED, AGENCY):
        there, back = told(ORIGINAL, other), told(other, ORIGINAL)
        assert (there.share, there.sentences, there.runs, there.passage) == (
            back.share,
            back.sentences,
            back.runs,
            back.passage,
        )


PARTICULARS = (
    "The harbour board of Brann voted today to sell 38 berths to the Kessel yard for 2.1 million florins.",
    "Mayor Ana Trell said the money would pay for 46 lamps along the Marsh quay and for a crane in Ostby.",
    "The skippers of Ostby, led by Jo Dahl, want 12 of the berths back before the herring season opens.",
    "Kessel, which employs 310 people in Tarn, must answer the board in Vell by the end of the month.",
)
RETOLD_IN_PLACE = (
    "What Brann no longer runs itself, 38 moorings, passes to Kessel, and florins (2.1 million) come back.",
    "Ana Trell, who governs there, means to light Marsh with 46 lanterns and let Ostby lift its own cargo.",
    "Whoever fishes from Ostby disagrees; Jo Dahl demands that 12 places be returned while there is time.",
    "A reply from Kessel, whose Tarn works give 310 families a living, is due in Vell within weeks.",
)


def test_particulars_in_one_order_forbid_to_call_texts_independent() -> None:
    relation = verdict(read(*PARTICULARS), read(*RETOLD_IN_PLACE))
    assert (relation.relation, relation.direction) == (Verdict.CANNOT_TELL, Direction.CANNOT_TELL)
    assert "particulars in place" in terms(relation)
    assert relation.would_settle


def test_particulars_in_another_order_are_those_of_the_event() -> None:
    relation = verdict(read(*PARTICULARS), read(*reversed(RETOLD_IN_PLACE)))
    assert relation.relation is Verdict.INDEPENDENT
    assert "particulars in place" not in terms(relation)
