"""What is answered of an incident, by whom, as known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ledger.made import utc, when

from geopolitik.errors import UsageError
from geopolitik.ledger.incidents import UNLIMITED, IncidentAnswers, QuestionAnswers, answers
from geopolitik.model.ledger.accounts import Knowledge
from geopolitik.model.ledger.incidents import Answer, Claim, Count, Incident, Question

STRIKE = Incident("strike", "A strike", when("2026-02-03"))


def claim(
    question: Question, answer: Answer, by: str, said: str = "2026-02-03", of: str = "", known: str = ""
) -> Claim:
    return Claim(question, answer, by, when(said), of, when(known) if known else None)


def asked(*claims: Claim, known: str = "2026-03-01T00:00") -> IncidentAnswers:
    return answers(replace(STRIKE, claims=claims), known=utc(known), zones=("UTC",))


def question(found: IncidentAnswers, which: Question) -> QuestionAnswers:
    return next(each for each in found.questions if each.question is which)


def test_four_questions_in_order_even_if_nobody_answers() -> None:
    found = asked()
    assert [each.question for each in found.questions] == list(Question)
    assert {each.sentence for each in found.questions} == {"Nobody answers it."}


def test_answers_to_one_question_say_nothing_of_another() -> None:
    found = asked(claim(Question.OCCURRENCE, Answer.YES, "north"))
    assert question(found, Question.OCCURRENCE).sentence == "By the word of those named."
    assert question(found, Question.BREACH).answers == ()


DIFFER: dict[str, tuple[tuple[Claim, ...], bool]] = {
    "yes and no": (
        (
            claim(Question.BREACH, Answer.YES, "north", of="truce"),
            claim(Question.BREACH, Answer.NO, "south", of="truce"),
        ),
        True,
    ),
    "of different clauses": (
        (
            claim(Question.BREACH, Answer.YES, "north", of="truce"),
            claim(Question.BREACH, Answer.NO, "south", of="plan"),
        ),
        False,
    ),
    "two doers": (
        (
            claim(Question.ATTRIBUTION, Answer.YES, "north", of="south"),
            claim(Question.ATTRIBUTION, Answer.YES, "south", of="north"),
        ),
        True,
    ),
    "declining isn't denying": (
        (
            claim(Question.OCCURRENCE, Answer.YES, "north"),
            claim(Question.OCCURRENCE, Answer.DECLINES, "south"),
        ),
        False,
    ),
    "one who changed his word": (
        (
            claim(Question.OCCURRENCE, Answer.NO, "north", "2026-02-03"),
            claim(Question.OCCURRENCE, Answer.YES, "north", "2026-02-05"),
        ),
        False,
    ),
}


@pytest.mark.parametrize(("claims", "differ"), DIFFER.values(), ids=DIFFER)
def test_whether_answers_differ(claims: tuple[Claim, ...], differ: bool) -> None:
    found = asked(*claims)
    assert any(each.differ for each in found.questions) is differ


def test_an_earlier_word_stays_in_view() -> None:
    found = asked(
        claim(Question.OCCURRENCE, Answer.YES, "north", "2026-02-05"),
        claim(Question.OCCURRENCE, Answer.NO, "north", "2026-02-03"),
    )
    shown = question(found, Question.OCCURRENCE).answers
    assert [(each.claim.answer, each.last) for each in shown] == [(Answer.NO, False), (Answer.YES, True)]


def test_whoever_declines_leaves_it_open() -> None:
    found = asked(claim(Question.FINDING, Answer.DECLINES, "council"))
    assert question(found, Question.FINDING).sentence == "Whoever was asked leaves it open."


def test_what_was_not_yet_known_is_left_out_and_doubt_is_told() -> None:
    found = asked(
        claim(Question.OCCURRENCE, Answer.YES, "north", "2026-02-03"),
        claim(Question.OCCURRENCE, Answer.NO, "south", "2026-02-03", known="2026-02-10"),
        known="2026-02-03T12:00",
    )
    (shown,) = question(found, Question.OCCURRENCE).answers
    assert shown.knowledge is Knowledge.POSSIBLY
    assert len(found.incident.claims) == 1


def test_counts_stand_apart_with_their_limits() -> None:
    counts = (
        Count("missiles", "south", when("2026-02-04"), low=60, high=80),
        Count(
            "missiles", "north", when("2026-02-03"), best=71, limits="What came down in the sea wasn't seen."
        ),
        Count("missiles", "council", when("2026-02-20"), best=70),
    )
    found = answers(replace(STRIKE, counts=counts), known=utc("2026-02-10T00:00"), zones=("UTC",))
    assert [(each.count.by, each.limits) for each in found.counts] == [
        ("north", "What came down in the sea wasn't seen."),
        ("south", UNLIMITED),
    ]


def test_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(UsageError):
        answers(STRIKE, known=utc("2026-02-10T00:00").replace(tzinfo=None))
