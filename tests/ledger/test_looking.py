"""What runs out next, what became known, and the bands of a timeline."""

from __future__ import annotations

import pytest
from tests.ledger.made import WEEK, account, case, incident, moment, utc, when

from geopolitik.errors import NotFoundError, UsageError
from geopolitik.ledger.differing import EntryKind, Learned, differ
from geopolitik.ledger.expiry import expiries
from geopolitik.ledger.timeline import Break, Stretch, bands
from geopolitik.model.ledger.accounts import InForce, Knowledge, Stance
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Answer, Claim, Count, Question
from geopolitik.model.ledger.ladders import (
    Blocker,
    ClockEvent,
    Duty,
    EventKind,
    Guard,
    GuardReport,
    Ladder,
    Standing,
    StandingReport,
    Step,
    StepEvent,
)
from geopolitik.model.ledger.positions import Position, PositionKind
from geopolitik.model.ledger.sources import Document
from geopolitik.model.ledger.times import Counting, EndDay, Moment, Term, When

LATE = utc("2030-01-01T00:00")
JANUARY = utc("2026-01-25T00:00")


def until(end: str, end_day: EndDay = EndDay.EXCLUDED, event: str = "") -> Term:
    """A term from 20 January 2026."""
    return Term(when("2026-01-20T00:00"), when(end), end_day, until_event=event)


TRUCE = case(
    account("over", term=until("2026-01-24")),
    account("perhaps over", term=until("2026-01-24", EndDay.UNSTATED)),
    account("soon", term=until("2026-02-01")),
    account("vague", term=until("2026-02-01", EndDay.UNSTATED), actor="south"),
    account("later", "2026-01-21T00:00Z", until("2026-03"), extends="soon"),
    account("with an event", term=Term(when("2026-01-20T00:00"), until_event="a treaty")),
    account("no end", term=Term(when("2026-01-20T00:00"))),
    account("hidden", term=until("2026-02-01"), known="2026-06-01"),
    account("repeated", term=until("2026-02-01"), restates="soon"),
    *(
        account(stance.name.lower(), term=until("2026-02-01"), stance=stance)
        for stance in Stance
        if stance is not Stance.HOLDS
    ),
)


def test_what_runs_out_next() -> None:
    found = expiries(TRUCE, on=utc("2026-01-24T12:00"), known=JANUARY)
    assert [(one.account.id, one.ends) for one in found] == [
        ("perhaps over", moment("2026-01-24T00:00", "2026-01-25T00:00")),
        ("soon", moment("2026-02-01T00:00")),
        ("vague", moment("2026-02-01T00:00", "2026-02-02T00:00")),
        ("later", moment("2026-03-01T00:00")),
        ("with an event", Moment(None, None)),
    ]
    assert [one.event for one in found] == ["", "", "", "", "a treaty"]
    assert [one.prolonged_by for one in found] == [(), ("later",), (), (), ()]
    assert [one.status.in_force for one in found[:2]] == [InForce.POSSIBLY, InForce.CERTAINLY]


def test_what_became_known_later_runs_out_too() -> None:
    found = expiries(TRUCE, on=JANUARY, known=LATE)
    assert "hidden" in [one.account.id for one in found]


@pytest.mark.parametrize(
    ("term", "possible", "certain"),
    [
        (
            Term(when("2026-01-30"), lasting=WEEK, counting=Counting.UNSTATED),
            ("2026-01-30T00:00", "2026-02-07T00:00"),
            ("2026-01-31T00:00", "2026-02-06T00:00"),
        ),
        (Term(when("2026-01-30"), when("2026-01-30")), ("2026-01-30T00:00", "2026-01-31T00:00"), None),
        (Term(when("2026-01-30")), ("2026-01-30T00:00", ""), None),
        (Term(until=when("2026-01-30T00:00")), ("", "2026-01-30T00:00"), None),
        (Term(when("2026-01-30"), until_event="a treaty"), ("2026-01-30T00:00", ""), None),
        (Term(), ("", ""), None),
    ],
    ids=["a week", "one day and nothing certain", "no end", "no start", "until an event", "no term"],
)
def test_a_band(term: Term, possible: tuple[str, str], certain: tuple[str, str] | None) -> None:
    (band,) = bands(case(account(term=term)), "truce", known=LATE)
    assert band.possible == stretch(*possible)
    assert band.certain == (stretch(*certain) if certain else None)


def stretch(start: str, end: str) -> Stretch:
    """A stretch; a side left out is open."""
    return Stretch(utc(start) if start else None, utc(end) if end else None)


def test_nothing_is_certain_from_the_first_incident_on() -> None:
    broken = case(
        account(term=until("2026-02-01"), broken_by=["S"]),
        incidents=[incident("S", "2026-01-25T00:00 .. 2026-01-25T06:00")],
    )
    (band,) = bands(broken, "truce", known=LATE)
    assert band.certain == stretch("2026-01-20T00:00", "2026-01-25T00:00")
    assert band.possible == stretch("2026-01-20T00:00", "2026-02-01T00:00")
    assert band.breaks == (Break("S", moment("2026-01-25T00:00", "2026-01-25T06:00")),)


def test_bands_of_those_who_say_nothing_of_when_and_of_what_was_not_known() -> None:
    found = {band.account.id: band for band in bands(TRUCE, "truce", known=JANUARY)}
    assert "hidden" not in found
    assert [name for name, band in found.items() if band.possible is None] == [
        "repeated",
        "denies",
        "declines",
    ]
    assert found["conditional"].possible
    assert found["conditional"].certain is None
    with pytest.raises(NotFoundError):
        bands(TRUCE, "another", known=LATE)


EARLY, THEN, NOON = When("2026-01-01"), When("2026-02-03"), utc("2026-02-03T12:00")


def everything() -> Case:
    """A case with an entry of every kind, each said on 3 February 2026."""
    struck = incident("S", "2026-02-02")
    claims = (Claim(Question.OCCURRENCE, Answer.YES, "north", THEN),)
    counts = (Count("drones", "north", THEN, best=4),)
    step = Step(
        *("answer", "Answer", Duty.MAY, ("north",)),
        guards=(Guard("An order", reports=(GuardReport(Answer.YES, "north", THEN),)),),
        blockers=(Blocker("Fog", "south", THEN),),
    )
    ladder = Ladder(
        *("steps", "truce", "Steps", (ClockEvent.OCCURRED,), ("UTC",), (step,)),
        standings=(
            StandingReport(Standing.AGREED, "north", THEN),
            StandingReport(Standing.SIGNED, "n", EARLY),
        ),
        events=(StepEvent("answer", EventKind.BEGUN, THEN, "north"),),
    )
    found = case(account("A", "2026-02-03", until("2026-03")), account("B", term=until("2026-03")))
    return Case(
        found.id,
        found.title,
        zones=found.zones,
        documents=(Document("d", "Courier", THEN, "News"), Document("e", "Courier", None, "Undated")),
        actors=found.actors,
        arrangements=found.arrangements,
        accounts=found.accounts,
        incidents=(type(struck)(struck.id, struck.title, struck.occurred, claims=claims, counts=counts),),
        ladders=(ladder,),
        positions=(Position("p", "north", "peace", PositionKind.DEMAND, "Peace", THEN),),
    )


def test_what_became_known_between_two_instants() -> None:
    found = differ(everything(), on=JANUARY, known_before=utc("2026-02-02T00:00"), known_after=NOON)
    assert [(one.kind, one.id, one.by) for one in found.learned] == [
        (EntryKind.DOCUMENT, "d", "Courier"),
        (EntryKind.ACCOUNT, "A", "north"),
        (EntryKind.CLAIM, "S", "north"),
        (EntryKind.COUNT, "S", "north"),
        (EntryKind.STANDING, "steps", "north"),
        (EntryKind.EVENT, "steps.answer", "north"),
        (EntryKind.GUARD_REPORT, "steps.answer", "north"),
        (EntryKind.BLOCKER, "steps.answer", "south"),
        (EntryKind.POSITION, "p", "north"),
    ]
    day = moment("2026-02-03T00:00", "2026-02-04T00:00")
    assert found.learned[1] == Learned(
        EntryKind.ACCOUNT, "A", "north", day, Knowledge.NOT_YET, Knowledge.POSSIBLY
    )
    (changed,) = found.changed
    assert changed.before is None
    assert (changed.after.account.id, changed.after.in_force) == ("A", InForce.CERTAINLY)


def test_what_was_possibly_known_and_then_is() -> None:
    found = differ(everything(), on=JANUARY, known_before=NOON, known_after=LATE)
    assert {(one.before, one.after) for one in found.learned} == {(Knowledge.POSSIBLY, Knowledge.KNOWN)}
    assert [one.after.account.id for one in found.changed] == ["A"]


def test_an_answer_changes_when_what_it_prolongs_becomes_known() -> None:
    secret = account("A", term=until("2026-01-22"), known="2026-02-10T00:00Z")
    longer = account("B", term=Term(lasting=WEEK), extends="A")
    found = differ(case(secret, longer), on=JANUARY, known_before=NOON, known_after=LATE)
    assert [(one.before and one.before.in_force, one.after.in_force) for one in found.changed] == [
        (None, InForce.NOT),
        (InForce.UNKNOWN, InForce.CERTAINLY),
    ]


def test_nothing_differs_from_itself_and_time_does_not_run_back() -> None:
    found = differ(everything(), on=JANUARY, known_before=NOON, known_after=NOON)
    assert not found.learned
    assert not found.changed
    with pytest.raises(UsageError, match="before"):
        differ(everything(), on=JANUARY, known_before=LATE, known_after=NOON)
