"""Citations: written and read back, whatever the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.app.drafting.refs import PassageRef, citations, cite, clean, quoted

REF = PassageRef("0123456789abcdef", 3, 17)


@given(st.text(max_size=200))
def test_any_words_can_be_cited_and_the_citation_is_one(words: str) -> None:
    found = list(citations(f"Before {cite(clean(words), REF)} behind."))
    assert [citation.ref for citation in found] == [REF]


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing(words: str) -> None:
    assert clean(clean(words)) == clean(words)


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        ("“Yes,” she said", "[“‘Yes,’ she said”]"),
        ('"Yes," she said', "[“‘Yes,’ she said”]"),
        ("a [b] | c", r"[“a \[b\] \| c”]"),
        ("see https://a.example", r"[“see https\://a.example”]"),
    ],
    ids=["curly marks", "straight marks", "brackets", "address"],
)
def test_words_are_written_so_that_they_stay_words(words: str, cited: str) -> None:
    assert cite(words, REF) == f"{cited}(passage:0123456789abcdef#3-17)"


def test_a_passage_has_a_start_and_an_end() -> None:
    with pytest.raises(ValueError, match="not a span"):
        PassageRef("a", 5, 2)


def test_quoted_words_are_told_from_a_paraphrase() -> None:
    assert quoted("“so it is”")
    assert not quoted("so “it” is")
