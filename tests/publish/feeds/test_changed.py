"""The line that says what changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.publish.feeds import News, changed_summary, tally

HIGH, MEDIUM, LOW = Severity


@pytest.mark.parametrize(
    ("news", "is_first", "words"),
    [
        (News(), False, "No new captures, derivations or changes since the last revision."),
        (News(), True, "First revision: nothing found yet."),
        (News(captures=1), False, "New since the last revision: 1 capture."),
        (News(captures=4, derivations=3), True, "First revision: 4 captures, 3 derivations."),
        (
            News(captures=2, changes={(HIGH, ChangeKind.NUMBER): 1, (LOW, ChangeKind.GLOSS): 2}),
            False,
            "New since the last revision: 2 captures, 3 changes (1 high, 2 low). Of high severity: number.",
        ),
        (
            News(changes={(LOW, ChangeKind.GLOSS): 1}),
            False,
            "New since the last revision: 1 change (1 low). Of low severity: gloss on a speaker.",
        ),
        (
            News(
                changes={
                    (HIGH, ChangeKind.NEGATION): 1,
                    (HIGH, ChangeKind.CREDIT_DROPPED): 1,
                    (HIGH, ChangeKind.TIME): 2,
                    (HIGH, ChangeKind.NUMBER): 2,
                    (HIGH, ChangeKind.UNDATABLE): 1,
                }
            ),
            False,
            "New since the last revision: 7 changes (7 high). "
            "Of high severity: number (2), time (2), negation and 2 other kinds.",
        ),
        (News(withdrawn=1), False, "Withdrawn: 1 derivation."),
        (
            News(captures=1, withdrawn=2),
            False,
            "New since the last revision: 1 capture. Withdrawn: 2 derivations.",
        ),
        (
            News(changes={(HIGH, ChangeKind.NUMBER): 1000}),
            False,
            "New since the last revision: 1,000 changes (1,000 high). Of high severity: number (1,000).",
        ),
        (
            News(changes={(HIGH, ChangeKind.NUMBER): 0}),
            False,
            "No new captures, derivations or changes since the last revision.",
        ),
    ],
    ids=[
        *("nothing", "nothing at first", "a capture", "first", "gravest kinds"),
        *("low only", "many kinds", "withdrawn", "new and withdrawn", "thousands", "a count of none"),
    ],
)
def test_the_words(news: News, is_first: bool, words: str) -> None:
    assert changed_summary(news, is_first=is_first) == words


def test_changes_are_counted_by_severity_and_kind() -> None:
    number = Change(ChangeKind.NUMBER, HIGH, None, None, "Ten became twelve.")
    gloss = Change(ChangeKind.GLOSS, LOW, None, None, "He is called defiant.")
    assert tally([number, gloss, number]) == {(HIGH, ChangeKind.NUMBER): 2, (LOW, ChangeKind.GLOSS): 1}


@given(
    st.dictionaries(st.tuples(st.sampled_from(Severity), st.sampled_from(ChangeKind)), st.integers(0, 99)),
)
def test_the_order_of_counting_makes_no_difference(
    changes: dict[tuple[Severity, ChangeKind], int],
) -> None:
    turned = dict(reversed(changes.items()))
    words = changed_summary(News(changes=changes))
    assert words == changed_summary(News(changes=turned))
    total = sum(changes.values())
    assert (f" {total:,} change" in words) == bool(total)
