"""Every open verdict says what somebody could get to settle it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.steps.lineage.test_lineage import DUTCH, ORIGINAL, REWRITE, TEXTS, read, verdict

from geopolitik.model.article import CreditRole
from geopolitik.model.story import Direction, Verdict
from geopolitik.steps.group import group

EDITED = (*ORIGINAL[:-1], ORIGINAL[-1].replace("2,300", "2,400"))
HOUR = "2031-02-03T10:00+00:00"


@pytest.mark.parametrize(
    ("published", "zone", "wanted"),
    [
        pytest.param(None, None, "a publication time, with its zone, for Bay Post", id="no time"),
        pytest.param(
            "2031-02-03", None, "the hour, with its zone, at which Bay Post was published", id="a day only"
        ),
        pytest.param("2031-02-03T10:00", None, "the zone of the time that Bay Post gives", id="no zone"),
    ],
)
def test_a_time_is_asked_for_as_far_as_it_lacks(published: str | None, zone: str | None, wanted: str) -> None:
    a = read(*ORIGINAL, outlet="Coast Wire", published=HOUR)
    relation = verdict(a, read(*EDITED, outlet="Bay Post", published=published, zone=zone))
    assert relation.direction is Direction.CANNOT_TELL
    assert relation.would_settle == (wanted,)


def test_of_a_repost_the_first_publication_is_asked_for() -> None:
    a = read(*EDITED, outlet="Gull Channel", published=HOUR)
    via = (("Coast Wire", CreditRole.VIA),)
    b = read(*ORIGINAL, outlet="Bay Post", credits=via, published="2031-02-04T10:00+00:00")
    assert verdict(a, b).would_settle == (
        "when the text of Coast Wire was first published: the time given is a repost's",
    )


def test_of_an_updated_page_the_earlier_state_is_asked_for() -> None:
    a = read(*ORIGINAL, outlet="Coast Wire", published=HOUR, updated="2031-02-05T10:00+00:00")
    b = read(*EDITED, outlet="Bay Post", published="2031-02-04T10:00+00:00")
    assert "Coast Wire as it stood before it was updated" in verdict(a, b).would_settle


def test_of_texts_published_at_once_archived_states_are_asked_for() -> None:
    a = read(*ORIGINAL, outlet="Coast Wire", published=HOUR)
    relation = verdict(a, read(*EDITED, outlet="Bay Post", published=HOUR))
    assert relation.would_settle == (
        "archived states of Coast Wire and Bay Post: which of the two had the words first",
    )


def test_of_two_copies_of_a_third_that_one_is_asked_for() -> None:
    wire = (("Coast Wire", CreditRole.AGENCY),)
    a = read(*ORIGINAL[:5], outlet="Bay Post", credits=wire)
    relation = verdict(a, read(*ORIGINAL[1:], outlet="Hill Echo", credits=wire))
    assert relation.relation is Verdict.COMMON_ORIGIN
    assert relation.would_settle == ("the text by Coast Wire that both credit",)


def test_words_against_the_clock_put_the_clock_in_question() -> None:
    late = read(*ORIGINAL, outlet="Coast Wire", published="2031-02-04T10:00+00:00")
    early = read(*REWRITE, outlet="Bay Post", published=HOUR)
    assert "whether the times of Coast Wire and Bay Post are right" in verdict(late, early).would_settle[0]


@settings(max_examples=25, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from([None, "2031-02-03", HOUR]), st.sampled_from(["en", "nl"]))
def test_every_abstention_names_something(
    one: list[str], other: list[str], published: str | None, language: str
) -> None:
    a = read(*one, outlet="A", published=published, zone=None)
    b = read(*other, *(DUTCH if language == "nl" else ()), outlet="B", language=language)
    if len(group([a, b])) == 1:
        return
    relation = verdict(a, b)
    is_open = relation.relation is Verdict.CANNOT_TELL or (
        relation.relation is not Verdict.INDEPENDENT and relation.direction is Direction.CANNOT_TELL
    )
    assert bool(relation.would_settle) == is_open
    assert len(set(relation.would_settle)) == len(relation.would_settle)
