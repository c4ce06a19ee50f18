"""Agencies by the names under which they sign."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.text.agencies import agency_of, is_agency, is_outlet, is_wire_word


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("AP", "Associated Press"),
        ("The Associated Press", "Associated Press"),
        ("the associated press", None),
        ("AP Staff", "Associated Press"),
        ("Xinhua News Agency", "Xinhua"),
        ("«Укрінформ»", "Ukrinform"),
        ("dpa", "Deutsche Presse-Agentur"),
        ("REUTERS", "Reuters"),
        ("Ap", None),
        ("tap", None),
        ("", None),
        ("Harbour News", None),
    ],
)
def test_a_name_is_an_agencys(name: str, agency: str | None) -> None:
    found = agency_of(name)
    assert (found.name if found else None) == agency


def test_who_signs_pictures_signs_no_text() -> None:
    assert agency_of("Getty Images") is not None
    assert not is_agency("Getty Images")


def test_agencies_and_papers_are_outlets() -> None:
    assert is_outlet("Reuters")
    assert is_outlet("NYT")
    assert not is_outlet("Monday")


@pytest.mark.parametrize("name", ["agencies", "Post wire services", "Agenturen", "news services"])
def test_a_word_for_agencies_names_none(name: str) -> None:
    assert is_wire_word(name)
    assert not is_agency(name)


@given(st.text(max_size=80))
def test_any_text_can_be_asked(name: str) -> None:
    assert is_agency(name) in (True, False)
