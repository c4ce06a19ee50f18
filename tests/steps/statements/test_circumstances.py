"""Through whom, to whom and when something was said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geopolitik.model.annotation import Annotation
from geopolitik.model.statement import Statement
from geopolitik.steps.statements import statements

Only = Callable[..., Statement]

RELAYS = {
    "told a paper": ("Iva Brandt told The Guardian that the port was open.", ["The Guardian"]),
    "in an interview": (
        "Iva Brandt said in an interview with Reuters that the port was open.",
        ["Reuters"],
    ),
    "at the head": ("In an interview with Reuters, Iva Brandt said the port was open.", ["Reuters"]),
    "none": ("Iva Brandt said the port was open.", []),
}


@pytest.mark.parametrize(("text", "relays"), RELAYS.values(), ids=RELAYS)
def test_relays(only: Only, text: str, relays: list[str]) -> None:
    statement = only(text)
    assert [relay.name for relay in statement.relays] == relays
    assert statement.addressee is None


def test_who_is_cited_is_the_source(only: Only) -> None:
    statement = only("The port is open, Reuters reported, citing people familiar with the talks.")
    assert statement.source.name == "people familiar with the talks"
    assert [relay.name for relay in statement.relays] == ["Reuters"]


def test_nested_reports_make_a_chain(read: Callable[..., Annotation]) -> None:
    found = statements(read("The port is open, Iva Brandt said, according to Reuters."))
    inner = next(s for s in found if s.source.name == "Iva Brandt")
    assert [relay.name for relay in inner.relays] == ["Reuters"]


def test_said_inside_what_another_says(read: Callable[..., Annotation]) -> None:
    found = statements(read("Iva Brandt said that Orla Venn had promised that the port would open."))
    assert [(s.source.name, [relay.name for relay in s.relays]) for s in found] == [
        ("Iva Brandt", []),
        ("Orla Venn", ["Iva Brandt"]),
    ]


def test_addressee(only: Only) -> None:
    statement = only("Iva Brandt told the harbour council that the port was open.")
    assert statement.addressee is not None
    assert statement.addressee.name == "the harbour council"
    assert statement.relays == ()


TIMES = {
    "behind the cue": ("Iva Brandt said on Monday that the port opened in May.", "2026-02-02"),
    "at the head": ("On Monday, Iva Brandt said that the port was open.", "2026-02-02"),
    "at the end": ("“The port is open,” Iva Brandt said on Monday.", "2026-02-02"),
    "only of what is said": ("Iva Brandt said that the port opened on Monday.", None),
    "in the quotation": ("Iva Brandt said: “It opened on Monday.”", None),
}


@pytest.mark.parametrize(("text", "iso"), TIMES.values(), ids=TIMES)
def test_said_at(only: Only, text: str, iso: str | None) -> None:
    statement = only(text, stamp="2026-02-04")
    assert (statement.said_at.iso if statement.said_at else None) == iso
