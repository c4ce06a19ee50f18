"""How far an arrangement has come: conflicting reports, and relays of one root count once."""

from __future__ import annotations

from dataclasses import replace

from tests.ledger.ladders.made import case_of, plan
from tests.ledger.made import utc, when

from geopolitik.ledger.ladders import OriginStanding, standings
from geopolitik.model.ledger.ladders import Standing, StandingReport
from geopolitik.model.ledger.sources import Document

DOCUMENTS = (
    Document("root", "Paper", None, "The plan", read=False),
    Document("relay", "Agency", None, "The plan, relayed", relays=("root",)),
    Document("relay-of-relay", "Channel", None, "The plan, relayed again", relays=("relay",)),
    Document("own", "Gazette", None, "Own report"),
    Document("loop-a", "A", None, "A", relays=("loop-b",)),
    Document("loop-b", "B", None, "B", relays=("loop-a",)),
)


def report(standing: Standing, by: str, said: str = "2026-02-03") -> StandingReport:
    return StandingReport(standing, by, when(said))


def asked(*reports: StandingReport, known: str = "2026-03-01T00:00") -> tuple[OriginStanding, ...]:
    ladder = replace(plan(), standings=reports)
    return standings(ladder, replace(case_of(ladder), documents=DOCUMENTS), known=utc(known))


def test_relays_of_one_root_are_one_origin_though_they_differ() -> None:
    (group,) = asked(
        report(Standing.AGREED, "relay"), report(Standing.PROPOSAL, "relay-of-relay", "2026-02-04")
    )
    assert group.origins == ("root",)
    assert not group.read
    assert group.standings == (Standing.PROPOSAL, Standing.AGREED)
    assert [each.by for each in group.reports] == ["relay", "relay-of-relay"]


def test_independent_origins_stand_apart_and_none_is_chosen() -> None:
    groups = asked(report(Standing.AGREED, "relay"), report(Standing.PROPOSAL, "own"))
    assert [group.standings for group in groups] == [(Standing.AGREED,), (Standing.PROPOSAL,)]


def test_an_actor_speaks_for_himself() -> None:
    groups = asked(report(Standing.SIGNED, "ally"), report(Standing.AGREED, "north"))
    assert [group.origins for group in groups] == [("ally",), ("north",)]


def test_documents_that_relay_each_other_are_one() -> None:
    (group,) = asked(report(Standing.AGREED, "loop-a"), report(Standing.AGREED, "loop-b"))
    assert group.origins == ("loop-a", "loop-b")


def test_a_report_not_yet_known_is_left_out() -> None:
    groups = asked(report(Standing.SIGNED, "own", "2026-02-20"), known="2026-02-10T00:00")
    assert groups == ()
