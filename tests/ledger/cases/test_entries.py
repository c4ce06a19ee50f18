"""Entries one by one, as the site and the API edit them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from tests.ledger.cases.generated import CASES
from tests.ledger.cases.making import CASE

from geopolitik.ledger.cases import (
    KINDS,
    CaseError,
    entry_from_yaml,
    entry_to_yaml,
    loads,
    with_entry,
    without_entry,
)
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.sources import Actor, ActorKind

STRAIT = loads(CASE)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(CASES)
def test_every_entry_reads_back_as_it_was(case: Case) -> None:
    for collection in KINDS:
        for entry in getattr(case, collection):
            assert entry_from_yaml(collection, entry_to_yaml(entry)) == entry


def test_an_entry_is_readable() -> None:
    assert entry_to_yaml(STRAIT.accounts[0]) == (
        "id: one\narrangement: pause\nactor: aster\nsaid: 2031-03-01\nstance: holds\n"
        "term:\n  lasting: 1 week\nrests on: [log]\n"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty. Write its fields."),
        ("id: a\nname: A\nkind: thing", "line 3, kind: “thing” is none of what may stand here."),
        ("id: a\nkind: state", "line 1, name: is missing."),
        ("- id: a", "line 1: is a list, where a mapping of fields is expected."),
        ("id: [", "is no YAML here"),
        ("id: &a b", "line 1: has an anchor or alias"),
    ],
    ids=["nothing", "wrong value", "missing field", "a list", "no YAML", "an anchor"],
)
def test_a_fault_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(CaseError) as caught:
        entry_from_yaml("actors", text)
    assert any(told in str(problem) for problem in caught.value.problems)


def test_an_entry_is_added_at_the_end() -> None:
    case = with_entry(STRAIT, Actor("envoy", "An envoy", ActorKind.PERSON))
    assert [actor.id for actor in case.actors] == ["aster", "bellmar", "envoy"]


def test_an_entry_takes_the_place_of_the_one_of_its_id() -> None:
    case = with_entry(STRAIT, Actor("aster", "Aster Isle", ActorKind.STATE))
    assert [actor.name for actor in case.actors] == ["Aster Isle", "Bellmar"]


def test_an_entry_that_does_not_fit_is_refused() -> None:
    with pytest.raises(CaseError, match="there is no actor “nobody”"):
        with_entry(STRAIT, replace(STRAIT.accounts[0], id="two", actor="nobody"))


def test_an_entry_that_others_refer_to_cannot_go() -> None:
    with pytest.raises(CaseError, match="there is no actor “aster”"):
        without_entry(STRAIT, "actors", "aster")


def test_an_entry_that_nothing_refers_to_can_go() -> None:
    assert without_entry(STRAIT, "positions", "lights").positions == ()


def test_a_case_with_faults_may_be_mended_one_by_one() -> None:
    spoilt = replace(STRAIT, accounts=(replace(STRAIT.accounts[0], actor="nobody"), *STRAIT.accounts[1:]))
    grown = with_entry(spoilt, Actor("envoy", "An envoy", ActorKind.PERSON))
    assert len(grown.actors) == 3
