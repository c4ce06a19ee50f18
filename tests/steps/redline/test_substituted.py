"""A word that stands in the slot of an unlike one is a change; a like one, or much rewording, is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geopolitik.model.story import Alignment, ChangeKind, CreditState, Severity
from geopolitik.steps.redline import redline

Align = Callable[[str, str], Alignment]

K = ChangeKind
SENTENCE = (
    "Guards shot three gunmen beside the Halm dam on Tuesday, and at least 12 people were slightly injured "
    "when a barrier fell on the jetty after the drone attack."
)
FOUND = [
    ("the victims", "three gunmen", "three children", K.SCOPE_WIDENED, Severity.HIGH, "children"),
    ("the harm", "slightly injured", "badly injured", K.SCOPE_WIDENED, Severity.HIGH, "badly"),
    ("the number", "at least 12 people", "dozens of people", K.NUMBER, Severity.HIGH, "dozens"),
    ("an actor more", "the drone attack", "the Vannic drone attack", K.CLAIM_ADDED, Severity.HIGH, "Vannic"),
    ("a thing", "a barrier", "a lantern", K.SCOPE_WIDENED, Severity.LOW, "lantern"),
]


@pytest.mark.parametrize(
    ("words", "others", "kind", "severity", "shown"), [c[1:] for c in FOUND], ids=[c[0] for c in FOUND]
)
def test_another_word_in_the_slot(
    aligned: Align, words: str, others: str, kind: ChangeKind, severity: Severity, shown: str
) -> None:
    assert words in SENTENCE
    alignment = aligned(SENTENCE, SENTENCE.replace(words, others))
    found = [c for c in redline(alignment, credit=CreditState.OWN) if c.kind is kind]
    assert [c.severity for c in found] == [severity]
    assert found[0].copy_span is not None
    assert shown in found[0].copy_span.of(alignment.b.text)


QUIET = [
    ("a synonym", "fell on", "dropped on"),
    ("an inflection", "when a barrier fell", "when barriers fell"),
    ("nothing", "Guards", "Guards"),
]


@pytest.mark.parametrize(("words", "others"), [c[1:] for c in QUIET], ids=[c[0] for c in QUIET])
def test_like_words_are_no_change(aligned: Align, words: str, others: str) -> None:
    assert words in SENTENCE
    alignment = aligned(SENTENCE, SENTENCE.replace(words, others))
    assert [
        c.reason for c in redline(alignment, credit=CreditState.OWN) if c.severity is not Severity.LOW
    ] == []


def test_credit_is_not_missed_where_none_was_given(aligned: Align) -> None:
    changes = redline(aligned(SENTENCE, SENTENCE), credit=CreditState.NONE)
    assert [c for c in changes if c.kind is K.CREDIT_DROPPED] == []


QUOTED = [
    ("a denial cut", "There is no sign of a plot against the dam", "There is sign of a plot against the dam"),
    ("one word", "premature", "cowardly"),
    ("words put in", "against the dam", "against the dam and its cruel keepers"),
]


@pytest.mark.parametrize(("words", "others"), [c[1:] for c in QUOTED], ids=[c[0] for c in QUOTED])
def test_words_inside_quotation_marks(aligned: Align, words: str, others: str) -> None:
    text = (
        "Warden Ilka Sorn said: “There is no sign of a plot against the dam.” "
        "She called the demand for an inquiry “premature”."
    )
    assert words in text
    found = redline(aligned(text, text.replace(words, others)), credit=CreditState.OWN)
    assert [c.kind for c in found if c.severity is not Severity.LOW] == [K.QUOTATION_ALTERED]


def test_condition_behind_another_word_of_dependence(aligned: Align) -> None:
    text = "Sorn said the keepers would stay beside the dam until Friday unless the water rose again."
    found = redline(aligned(text, text.replace(" unless the water rose again", "")), credit=CreditState.OWN)
    assert [(c.kind, c.severity) for c in found] == [(K.CONDITION_DROPPED, Severity.HIGH)]


NEGATED = [
    (
        "failed to",
        "The keeper denied that the gate was shut.",
        "The keeper failed to deny that the gate was shut.",
    ),
    (
        "not excluded",
        "Some wardens have not excluded an accident at the pumps below the dam.",
        "Some wardens have ruled out an accident at the pumps below the dam.",
    ),
]


@pytest.mark.parametrize(("original", "copy"), [c[1:] for c in NEGATED], ids=[c[0] for c in NEGATED])
def test_negation(aligned: Align, original: str, copy: str) -> None:
    found = redline(aligned(original, copy), credit=CreditState.OWN)
    assert [c.severity for c in found if c.kind is K.NEGATION] == [Severity.HIGH]


def test_another_count_of_days_before(aligned: Align) -> None:
    text = "The wardens saw a ship beside the outer lock two days before the leak was found."
    found = redline(aligned(text, text.replace("two days", "one day")), credit=CreditState.OWN)
    assert [(c.kind, c.severity) for c in found] == [(K.TIME, Severity.HIGH)]


SAME = [
    (
        "appears to require is no surer than could require",
        "The plan could require new levies from Vannic, wardens said.",
        "The plan would appear to require new levies from Vannic, wardens said.",
    ),
    (
        "a pronoun is no other speaker",
        "Sorn said the council had closed the lower lock and would pay the boatmen.",
        "She said the council had closed the lower lock and would pay the boatmen.",
    ),
]


@pytest.mark.parametrize(("original", "copy"), [c[1:] for c in SAME], ids=[c[0] for c in SAME])
def test_no_change(aligned: Align, original: str, copy: str) -> None:
    found = redline(aligned(original, copy), credit=CreditState.OWN)
    assert [c.reason for c in found if c.severity is Severity.HIGH] == []
