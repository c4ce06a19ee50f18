"""The dossiers' answers, asked of the cases that ship."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geopolitik.app.cases.shipped import names, shipped
from geopolitik.ledger.accounts import status
from geopolitik.ledger.cases import dump, faults, loads
from geopolitik.ledger.commitments import commitments
from geopolitik.ledger.elements import elements_in
from geopolitik.ledger.expiry import expiries
from geopolitik.ledger.incidents import answers
from geopolitik.ledger.ladders import run, standings
from geopolitik.ledger.positions import matrix
from geopolitik.model.ledger.accounts import AccountStatus, InForce, Knowledge, Stance
from geopolitik.model.ledger.ladders import Duty, EventKind, Standing, StepState
from geopolitik.model.ledger.positions import PositionKind
from geopolitik.model.ledger.times import Counting, EndDay, Moment

DATA = os.environ.get("GEOPOLITIK_DATA")
NAMES = ("contact-line", "energy-truce", "invented", "jcpoa")


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


NIGHT, NOON = utc(2026, 2, 3), utc(2026, 2, 3, 12)


def truce(known: datetime) -> dict[str, AccountStatus]:
    found = status(shipped("energy-truce"), on=NIGHT, known=known)
    return {one.account.id: one for one in found}


def test_four_cases_ship() -> None:
    assert names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_case_is_valid_and_reads_back_as_it_was(name: str) -> None:
    case = shipped(name)
    assert faults(case) == ()
    assert loads(dump(case)) == case
    assert case.about


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_is_short(name: str) -> None:
    case = shipped(name)
    passages = [passage for account in case.accounts for passage in account.rests_on]
    passages += [passage for position in case.positions for passage in position.rests_on]
    assert all(len(passage.quote) < 80 for passage in passages)


@pytest.mark.parametrize(
    ("account", "in_force"),
    [
        pytest.param("R1", InForce.NOT, id="Russia, 30 January: lapsed under every reading"),
        pytest.param("K0", InForce.UNKNOWN, id="Russia, 29 January: no comment"),
        pytest.param("K2", InForce.UNKNOWN, id="Russia, 2 February: nothing new"),
        pytest.param("T0", InForce.UNKNOWN, id="US, 29 January: a week from no stated day"),
        pytest.param("T1", InForce.NOT, id="US, 3 February: lapsed"),
        pytest.param("Z0", InForce.UNKNOWN, id="Ukraine, 30 January: no term, on a condition"),
        pytest.param("S0", InForce.UNKNOWN, id="Russia, as a channel retells it: adds nothing"),
        pytest.param("S1", InForce.UNKNOWN, id="Russia, as a page retells it: adds nothing"),
        pytest.param("Z1", InForce.POSSIBLY, id="Ukraine, 3 February: possibly, possibly broken"),
    ],
)
@pytest.mark.parametrize("known", [NIGHT, NOON], ids=["as known that night", "as known at noon"])
def test_the_truce_at_two_in_the_morning(account: str, in_force: InForce, known: datetime) -> None:
    found = truce(known)[account]
    assert found.in_force is in_force
    assert found.possibly_broken is (account == "Z1")


def test_the_night_leaves_out_what_was_said_later() -> None:
    night, noon = truce(NIGHT), truce(NOON)
    assert {key for key, one in night.items() if one.knowledge is Knowledge.NOT_YET} == {"S0", "S1", "T1"}
    assert {key for key, one in night.items() if one.knowledge is Knowledge.POSSIBLY} == {"Z1"}
    assert {key for key, one in noon.items() if one.knowledge is Knowledge.POSSIBLY} == {"T1", "Z1"}
    told = " ".join(night["Z1"].reasons)
    assert "Only possibly known then" in told
    assert "2 February 2026, 22:00 UTC" in told


def test_russias_account_ran_out_by_either_reading_of_the_day() -> None:
    assert truce(NOON)["R1"].ends == Moment(utc(2026, 1, 31, 21), utc(2026, 2, 1, 21))


def test_ukraines_week_runs_until_5_february_22_utc_at_the_earliest() -> None:
    ends = truce(NOON)["Z1"].ends
    assert ends is not None
    assert ends.earliest == utc(2026, 2, 5, 22)


def test_what_ran_out_next_on_the_eve() -> None:
    found = expiries(shipped("energy-truce"), on=utc(2026, 1, 31), known=utc(2026, 2, 5))
    assert [one.account.id for one in found] == ["R1", "T1", "Z1"]


def test_no_clock_of_the_plan_runs_without_an_assumption() -> None:
    case = shipped("energy-truce")
    found = run(case.ladders[0], case, on=NOON, known=utc(2026, 2, 5))
    assert found.starts == ()
    assert found.next == ()
    assert not any(step.dues for step in found.steps)


def test_what_if_is_marked_everywhere() -> None:
    case = shipped("energy-truce")
    found = run(case.ladders[0], case, on=NOON, known=utc(2026, 2, 5), supposing=case.incidents[0], label="L")
    assert found.hypothetical
    assert all(start.hypothetical for start in found.starts)
    assert all(step.hypothetical for step in found.steps)
    assert found.next == ("warning",)
    last = found.steps[-1]
    assert len(last.dues) == 3
    assert {blocker.by for blocker in last.blockers} == {"united-states"}


def test_all_relays_of_the_plan_are_one_origin() -> None:
    case = shipped("energy-truce")
    (origin,) = standings(case.ladders[0], case, known=utc(2026, 2, 6))
    assert "ft-plan" in origin.origins
    assert origin.standings == (Standing.PROPOSAL, Standing.AGREED)


def test_nobody_has_committed_to_the_plan() -> None:
    case = shipped("energy-truce")
    found = commitments(case, on=NOON, known=utc(2026, 2, 6), ladder=case.ladders[0])
    assert not any(one.commitments for one in found)
    assert any("Stands ready" in sentence for one in found for sentence in one.sentences)


def test_ukraine_and_the_us_differ_on_the_breach() -> None:
    case = shipped("energy-truce")
    found = answers(case.incidents[0], known=utc(2026, 2, 5), zones=case.zones)
    differing = {one.question.name for one in found.questions if one.differ}
    assert differing == {"BREACH"}
    assert [one.count.best for one in found.counts] == [71, 450, 521]


@pytest.mark.skipif(not DATA, reason="GEOPOLITIK_DATA is not set: no captures")
@pytest.mark.parametrize(
    ("capture", "kept", "in_part"),
    [
        pytest.param("000", {1, 3, 4, 5}, {6}, id="the channel's post loses the 24 hours too"),
        pytest.param("001", {1, 2, 3, 4, 5}, {6}, id="the site's page"),
    ],
)
def test_what_each_capture_keeps_of_the_plan(capture: str, kept: set[int], in_part: set[int]) -> None:
    from geopolitik.app import trace

    (file,) = Path(DATA or "").glob(f"seeds/{capture}*.txt")
    (annotation,) = trace(str(file)).annotations
    found = elements_in(shipped("energy-truce").ladders[0], annotation)
    assert len(found) == 9
    assert {number for number, one in enumerate(found, 1) if one.kept.value == "kept"} == kept
    assert {number for number, one in enumerate(found, 1) if one.kept.value == "kept in part"} == in_part


def test_the_dispute_steps_by_day() -> None:
    case = shipped("jcpoa")
    found = run(case.ladders[0], case, on=utc(2020, 1, 20), known=utc(2020, 2, 1))
    assert str(found.minimum) == "65 days"
    assert found.next == ("joint-commission",)
    closes = {
        step.step.id: step.dues[0].closes.earliest
        for step in found.steps
        if step.dues and step.dues[0].closes
    }
    # The 29th, the 13th, the 18th, and 30 days later the 19th, as they begin in Vienna, an hour ahead of UTC.
    assert closes["joint-commission"] == utc(2020, 1, 28, 23)
    assert closes["ministers"] == closes["advisory-board"] == utc(2020, 2, 12, 23)
    assert closes["opinion"] == utc(2020, 2, 17, 23)
    assert closes["vote"] == utc(2020, 3, 18, 23)


def test_the_dispute_steps_name_who_referred() -> None:
    case = shipped("jcpoa")
    (start,) = run(case.ladders[0], case, on=utc(2020, 1, 20), known=utc(2020, 2, 1)).starts
    assert {start.by, *start.also} == {"france", "germany", "united-kingdom"}
    assert not start.hypothetical


def test_the_measures_hold_until_an_event() -> None:
    case = shipped("contact-line")
    found = {one.account.id: one for one in status(case, on=utc(2020, 8, 1), known=utc(2020, 8, 2))}
    assert {one.in_force for one in found.values()} == {InForce.POSSIBLY, InForce.UNKNOWN}
    assert (
        found["C1"].starts == found["C2"].starts == Moment(utc(2020, 7, 26, 21, 1), utc(2020, 7, 26, 21, 1))
    )
    assert found["C3"].starts == Moment(utc(2020, 7, 26, 21), utc(2020, 7, 26, 21))


def test_before_they_began_the_measures_were_in_force_by_nobodys_account() -> None:
    case = shipped("contact-line")
    found = status(case, on=utc(2020, 7, 26, 20), known=utc(2020, 8, 2))
    assert {one.in_force for one in found} == {InForce.NOT}


def test_return_fire_hangs_on_a_failed_mechanism_and_an_order() -> None:
    case = shipped("contact-line")
    found = run(case.ladders[0], case, on=utc(2020, 8, 1), known=utc(2020, 8, 2))
    fire = [step for step in found.steps if step.step.id.startswith("return-fire")]
    assert len(fire) == 2
    for step in fire:
        assert step.step.duty is Duty.MAY
        assert step.state is StepState.CREATED
        assert len(step.guards_open) == 2
        assert {guard.failed for guard in step.guards_open} == {"mechanism", ""}


def test_the_invented_case_has_every_kind_of_uncertainty() -> None:
    case = shipped("invented")
    assert case.invented
    assert {account.stance for account in case.accounts} == set(Stance)
    terms = [account.term for account in case.accounts]
    whens = [when for term in terms for when in (term.start, term.until) if when]
    assert any(len(when.zones) > 1 for when in whens)
    assert any(when.latest for when in whens)
    assert any(not when.zones for when in whens)
    assert any(len(when.given) == len("2021-03") for when in whens)
    assert {term.end_day for term in terms if term.until} == set(EndDay)
    assert {term.counting for term in terms} == set(Counting)
    assert any(term.lasting and not term.start and not term.until for term in terms)
    assert any(term.until_event for term in terms)
    assert sum(bool(account.extends) for account in case.accounts) == 2
    for wanted in ("release", "known", "restates", "broken_by", "covers_readings", "condition"):
        assert any(getattr(account, wanted) for account in case.accounts), wanted
    (incident,) = case.incidents
    assert incident.occurred.latest
    assert any(count.low is not None and count.high is not None for count in incident.counts)
    (ladder,) = case.ladders
    assert EventKind.SUSPENDED in {event.kind for event in ladder.events}
    assert {kind.kind for kind in case.positions} == set(PositionKind) - {PositionKind.CONDITION}


def test_every_answer_comes_up_in_the_invented_case() -> None:
    found = status(shipped("invented"), on=utc(2021, 4, 10), known=utc(2021, 4, 12, 12))
    assert {one.in_force for one in found} == set(InForce)
    assert {one.knowledge for one in found} == set(Knowledge)


def test_the_invented_guard_and_standing_are_disputed() -> None:
    case = shipped("invented")
    found = run(case.ladders[0], case, on=utc(2021, 4, 25, 12), known=utc(2021, 5, 1))
    escort = next(step for step in found.steps if step.step.id == "escort")
    assert any(guard.met_by and guard.denied_by for guard in escort.guards)
    assert {step.state for step in found.steps} >= {StepState.SUSPENDED, StepState.FULFILLED}
    origins = standings(case.ladders[0], case, known=utc(2021, 5, 1))
    assert [len(origin.reports) for origin in origins] == [2, 1, 1]


def test_positions_of_the_truce_keep_silence_apart() -> None:
    table = matrix(shipped("energy-truce"), on=utc(2026, 2, 5), known=utc(2026, 2, 5))
    cell = table.cell("russia", "the pause in strikes")
    assert cell is not None
    kinds = [entry.position.kind for entry in cell.history]
    assert kinds == [PositionKind.SILENCE, PositionKind.COMMITMENT, PositionKind.SILENCE]
