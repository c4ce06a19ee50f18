"""The energy truce of January and February 2026: in force at 3 February, 02:00 in Kyiv, by whose account?"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import as_file, files

import pytest
from tests.ledger.made import KYIV, MOSCOW, WASHINGTON, WEEK, moment, utc, when

import geopolitik.samples
from geopolitik.ledger.accounts import status
from geopolitik.ledger.cases import load
from geopolitik.model.ledger.accounts import Account, AccountStatus, InForce, Knowledge, Stance
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Incident
from geopolitik.model.ledger.sources import Actor, ActorKind
from geopolitik.model.ledger.times import Term

ACCOUNTS = (
    Account("K0", "truce", "russia", when("2026-01-29", MOSCOW), Stance.DECLINES),
    Account("T0", "truce", "us", when("2026-01-29", WASHINGTON), Stance.HOLDS, Term(lasting=WEEK)),
    Account(
        *("R1", "truce", "russia", when("2026-01-30", MOSCOW), Stance.HOLDS),
        Term(until=when("2026-02-01", MOSCOW), lasting=WEEK),
        covers_readings=("the city", "the country"),
    ),
    Account(
        *("Z0", "truce", "ukraine", when("2026-01-30", KYIV), Stance.CONDITIONAL),
        condition="Russia refrains",
    ),
    Account("K2", "truce", "russia", when("2026-02-02", MOSCOW), Stance.DECLINES, restates="R1"),
    Account(
        *("Z1", "truce", "ukraine", when("2026-02-03", KYIV), Stance.HOLDS),
        Term(start=when("2026-01-30", KYIV), lasting=WEEK),
        broken_by=("A1",),
    ),
    Account(
        *("T1", "truce", "us", when("2026-02-03", WASHINGTON), Stance.ENDED),
        Term(start=when("2026-01-25", WASHINGTON), until=when("2026-02-01", WASHINGTON)),
    ),
)
CASE = Case(
    "energy-truce",
    "Energy truce",
    zones=(KYIV, MOSCOW, WASHINGTON),
    actors=tuple(Actor(name, name, ActorKind.STATE) for name in ("russia", "ukraine", "us")),
    accounts=ACCOUNTS,
    incidents=(
        Incident("A1", "Strikes on energy sites", when("2026-02-02T18:00 .. 2026-02-03T08:00", KYIV)),
    ),
)
Answers = Callable[[str], dict[str, AccountStatus]]
NIGHT = utc("2026-02-03T00:00")


RETOLD = ("S0", "S1")
"""What two captures make of Russia's account: only in the case that ships, and known later."""


@pytest.fixture(scope="module", params=["written here", "as shipped"])
def answers(request: pytest.FixtureRequest) -> Answers:
    """Answers for 3 February 2026, 00:00 UTC by account, as known at an instant."""
    truce = CASE if request.param == "written here" else shipped("energy-truce")
    return lambda known: {
        one.account.id: one
        for one in status(truce, on=NIGHT, known=utc(known))
        if one.account.id not in RETOLD
    }


def shipped(name: str) -> Case:
    """A case that comes with the package."""
    with as_file(files(geopolitik.samples) / "cases" / name) as folder:
        return load(folder)


def test_as_known_at_noon(answers: Answers) -> None:
    found = answers("2026-02-03T12:00")
    assert list(found) == ["K0", "R1", "K2", "Z0", "Z1", "T0", "T1"]
    assert {name: one.in_force.value for name, one in found.items()} == {
        "K0": "unknown",
        "R1": "not",
        "K2": "unknown",
        "Z0": "unknown",
        "Z1": "possibly",
        "T0": "unknown",
        "T1": "not",
    }


def test_russias_account_lapsed_under_every_reading_of_until_february_1(answers: Answers) -> None:
    found = answers("2026-02-03T12:00")["R1"]
    assert found.ends == moment("2026-01-31T21:00", "2026-02-01T21:00")
    assert "under every reading" in found.reasons[0]
    assert "What it covers is open: the city or the country." in found.reasons


def test_russias_statement_of_2_february_adds_nothing(answers: Answers) -> None:
    found = answers("2026-02-03T12:00")["K2"]
    assert "refers back to the account R1 and adds nothing" in found.reasons[0]


def test_the_us_account_of_29_january_counts_from_no_stated_day(answers: Answers) -> None:
    found = answers("2026-02-03T12:00")["T0"]
    assert (found.starts, found.ends) == (None, None)
    assert "1 week from no stated day" in found.reasons[0]


def test_the_us_account_of_3_february_lapsed_but_was_not_yet_known(answers: Answers) -> None:
    found = answers("2026-02-03T00:00")["T1"]
    assert (found.in_force, found.knowledge) == (InForce.NOT, Knowledge.NOT_YET)


def test_ukraines_first_account_names_no_term(answers: Answers) -> None:
    found = answers("2026-02-03T00:00")["Z0"]
    assert (found.in_force, found.knowledge) == (InForce.UNKNOWN, Knowledge.KNOWN)
    assert "would hold if “Russia refrains”" in found.reasons[0]


def test_by_ukraines_second_account_it_is_possibly_in_force_possibly_already_broken(answers: Answers) -> None:
    found = answers("2026-02-03T12:00")["Z1"]
    assert (found.in_force, found.possibly_broken) == (InForce.POSSIBLY, True)
    assert found.starts == moment("2026-01-29T22:00", "2026-01-30T22:00")
    assert found.ends
    assert found.ends.earliest == utc("2026-02-05T22:00")
    assert "possibly already broken" in found.reasons[0]


def test_z1_is_left_out_at_midnight_unless_it_was_said_in_the_first_two_hours_of_the_kyiv_day(
    answers: Answers,
) -> None:
    found = answers("2026-02-03T00:00")["Z1"]
    assert found.knowledge is Knowledge.POSSIBLY
    assert any("between 2 February 2026, 22:00 UTC and" in reason for reason in found.reasons)
    assert answers("2026-02-02T21:59")["Z1"].knowledge is Knowledge.NOT_YET
