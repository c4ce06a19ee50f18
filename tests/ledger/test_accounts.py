"""In force by whose account: terms, stances, references, incidents, and what is known when."""

from __future__ import annotations

import gc
from datetime import datetime

import pytest
from tests.ledger.made import WEEK, account, case, incident, moment, utc, when

from geopolitik.errors import NotFoundError, UsageError
from geopolitik.ledger import reckoning as reckonings
from geopolitik.ledger.accounts import status, status_of
from geopolitik.model.ledger.accounts import Account, AccountStatus, InForce, Knowledge, Stance
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Incident
from geopolitik.model.ledger.times import Counting, Duration, EndDay, Term, Unit

CERTAINLY, POSSIBLY, NOT, UNKNOWN = InForce
LATE = utc("2030-01-01T00:00")
FROM_30 = Term(start=when("2026-01-30T12:00"))
HOURS_24 = Duration(24, Unit.HOURS)


def asked(of: Case | Account, on: str, known: datetime = LATE, *, name: str = "") -> AccountStatus:
    """The answer of the only account, or the named one."""
    asked_of = of if isinstance(of, Case) else case(of)
    return next(
        one for one in status(asked_of, on=utc(on), known=known) if not name or one.account.id == name
    )


def week(start: str = "2026-01-30") -> Term:
    """A week of calendar days from a day."""
    return Term(start=when(start), lasting=WEEK, counting=Counting.CALENDAR)


@pytest.mark.parametrize(
    ("term", "on", "expected", "because"),
    [
        (week(), "2026-01-29T23:59", NOT, "doesn't begin before 30 January 2026, 00:00 UTC"),
        (week(), "2026-01-30T00:00", POSSIBLY, "may not have begun"),
        (week(), "2026-01-31T00:00", CERTAINLY, "runs until 6 February 2026, 00:00 UTC at the earliest"),
        (week(), "2026-02-05T23:59", CERTAINLY, "runs until"),
        (week(), "2026-02-06T00:00", NOT, "ran out by 6 February 2026, 00:00 UTC"),
        (Term(when("2026-01-30"), lasting=WEEK), "2026-02-06T12:00", POSSIBLY, "may have run out"),
        (Term(when("2026-01-30"), lasting=WEEK), "2026-02-07T00:00", NOT, "ran out by 7 February"),
        (Term(when("2026-01-30T12:00"), lasting=HOURS_24), "2026-01-31T11:59", CERTAINLY, "runs until"),
        (Term(when("2026-01-30T12:00"), lasting=HOURS_24), "2026-01-31T12:00", NOT, "ran out"),
        (Term(lasting=WEEK), "2026-01-31T00:00", UNKNOWN, "lasts 1 week from no stated day"),
        (Term(), "2026-01-31T00:00", UNKNOWN, "states no term"),
        (Term(until=when("2026-02-01")), "2026-01-31T00:00", UNKNOWN, "states no start"),
        (Term(until=when("2026-02-01")), "2026-02-01T12:00", UNKNOWN, "states no start"),
        (Term(until=when("2026-02-01")), "2026-02-02T00:00", NOT, "ran out by 2 February"),
        (Term(when("2026-01"), when("2026-02-01")), "2026-02-01T00:00", POSSIBLY, "may have run out"),
        (Term(until=when("2026-02-01"), end_day=EndDay.EXCLUDED), "2026-02-01T00:00", NOT, "ran out"),
        (Term(until=when("2026-02-01"), end_day=EndDay.INCLUDED), "2026-02-01T23:00", UNKNOWN, "no start"),
        (FROM_30, "2026-01-30T11:59", NOT, "doesn't begin before"),
        (FROM_30, "2026-01-30T12:00", UNKNOWN, "states no end"),
        (Term(when("2026-01"), when("2026-02")), "2026-01-15T00:00", POSSIBLY, "may not have begun"),
        (Term(when("2026-01"), when("2026-02")), "2026-02-15T00:00", POSSIBLY, "may have run out"),
        (Term(when("2025"), when("2026"), EndDay.INCLUDED), "2026-06-01T00:00", CERTAINLY, "begun by"),
        (Term(when("2026-01-28 .. 2026-01-30"), when("2026-02-10")), "2026-01-30T12:00", POSSIBLY, "begin"),
        (Term(until=when("2026-02-01T00:00"), lasting=WEEK), "2026-01-24T00:00", NOT, "doesn't begin"),
        (Term(until=when("2026-02-01T00:00"), lasting=WEEK), "2026-01-28T00:00", CERTAINLY, "begun by"),
        (
            Term(when("2026-01-20T00:00"), when("2026-02-01T00:00"), lasting=WEEK),
            "2026-01-29T00:00",
            POSSIBLY,
            "run out",
        ),
        (
            Term(when("2026-02-02"), when("2026-02-01"), EndDay.EXCLUDED),
            "2026-02-02T12:00",
            NOT,
            "ends before it",
        ),
        (Term(when("2026-01-30T00:00"), until_event="a treaty"), "2026-02-05T00:00", POSSIBLY, "“a treaty”"),
        (Term(when("2026-01-30T00:00"), until_event="a treaty"), "2026-01-29T00:00", NOT, "doesn't begin"),
        (
            Term(when("2026-01-30T00:00"), when("2026-03-01T00:00"), until_event="a treaty"),
            "2026-03-01T00:00",
            NOT,
            "ran out",
        ),
        (Term(until_event="a treaty"), "2026-02-05T00:00", UNKNOWN, "states no term"),
    ],
    ids=[
        "a week: before its first day",
        "a week: in its first day",
        "a week: after its first day",
        "a week: last minute of the seventh day",
        "a week: midnight after it",
        "a week, unstated: calendar days over, elapsed time not",
        "a week, unstated: over either way",
        "24 hours: the last minute",
        "24 hours: over",
        "a week from no stated day",
        "no word of a term",
        "only an end: before it",
        "only an end: on the day that may be included",
        "only an end: over either way",
        "on the first instant after an end that may be excluded",
        "until a day excluded",
        "until a day included",
        "only a start: before it",
        "only a start: after it",
        "a month as start",
        "a month as end",
        "from a year until a year",
        "between two days as start",
        "start reckoned back: before it",
        "start reckoned back: after it",
        "end and length disagree: between the two",
        "ends before it begins",
        "until an event",
        "until an event: before its start",
        "until an event, at a time at the latest",
        "until an event, from no stated day",
    ],
)
def test_a_term(term: Term, on: str, expected: InForce, because: str) -> None:
    found = asked(account(term=term), on)
    assert found.in_force is expected
    assert because in found.reasons[0]


@pytest.mark.parametrize(
    ("stance", "term", "expected"),
    [
        (Stance.DENIES, week(), NOT),
        (Stance.DECLINES, week(), UNKNOWN),
        (Stance.CONDITIONAL, week(), UNKNOWN),
        (Stance.CONDITIONAL, week("2026-01-01"), NOT),
        (Stance.ENDED, week(), CERTAINLY),
        (Stance.ENDED, week("2026-01-01"), NOT),
        (Stance.ENDED, Term(), UNKNOWN),
    ],
    ids=[
        "a denial holds by that account",
        "declining adds nothing",
        "a condition that nobody says is met",
        "a condition cannot outlive its term",
        "ended, and by the same words in force before",
        "ended by its term",
        "ended, it doesn't say when: before it was said",
    ],
)
def test_a_stance(stance: Stance, term: Term, expected: InForce) -> None:
    found = asked(
        account("A", "2026-02-03T00:00Z", term, stance, condition="they refrain"), "2026-02-01T00:00"
    )
    assert found.in_force is expected


def test_what_has_ended_without_a_time_ended_before_it_was_said() -> None:
    said = account("A", "2026-02-03", FROM_30, Stance.ENDED)
    assert asked(said, "2026-02-03T12:00").in_force is UNKNOWN
    assert asked(said, "2026-02-04T00:00").in_force is NOT


def test_what_an_incident_ended_ended_when_it_occurred() -> None:
    said = account("A", "2026-02-03", FROM_30, Stance.ENDED, broken_by=["S"])
    ended = case(said, incidents=[incident("S", "2026-02-01T00:00 .. 2026-02-01T06:00")])
    assert [
        asked(ended, at).in_force for at in ("2026-01-31T00:00", "2026-02-01T03:00", "2026-02-01T06:00")
    ] == [
        CERTAINLY,
        POSSIBLY,
        NOT,
    ]


def test_an_incident_leaves_nothing_certain_and_ends_nothing() -> None:
    broken = case(
        account(term=week(), broken_by=["S", "not in the case"]),
        incidents=[incident("S", "2026-02-02T18:00 .. 2026-02-03T08:00")],
    )
    before, during, after, over = (
        asked(broken, at)
        for at in ("2026-02-02T17:59", "2026-02-03T00:00", "2026-02-03T08:00", "2026-02-06T00:00")
    )
    assert (before.in_force, before.possibly_broken) == (CERTAINLY, False)
    assert (during.in_force, during.possibly_broken) == (POSSIBLY, True)
    assert "possibly already broken" in during.reasons[0]
    assert (after.in_force, after.possibly_broken) == (POSSIBLY, True)
    assert "a claim, and no end of its term" in after.reasons[0]
    assert (over.in_force, over.possibly_broken) == (NOT, True)
    assert "ran out" in over.reasons[0]
    assert before.ends == after.ends == moment("2026-02-06T00:00")


def test_no_sentence_finds_anybody_guilty() -> None:
    broken = case(account(term=week(), broken_by=["S"]), incidents=[incident("S", "2026-02-02")])
    said = " ".join(asked(broken, "2026-02-03T00:00").reasons)
    assert "By this account the incident S" in said
    assert not {"violated", "violation", "guilty", "breach"} & set(said.split())


def test_what_is_left_open_is_said() -> None:
    open_term = Term(start=when("2026-01-30"), until=when("2026-02-06"), lasting=WEEK)
    said = " ".join(
        asked(case(account(term=open_term), zones=("UTC", "Europe/Kyiv")), "2026-02-01T00:00").reasons
    )
    for expected in (
        "2026-02-06 is included",
        "1 week means",
        "its end twice",
        "read in UTC and in Europe/Kyiv",
    ):
        assert expected in said
    nowhere = " ".join(asked(case(account(term=open_term), zones=()), "2026-02-01T00:00").reasons)
    assert "any zone on Earth" in nowhere


CHAIN = (
    account("A", "2026-01-01T00:00Z", Term(when("2026-01-10T00:00"), when("2026-01-20T00:00"))),
    account("B", "2026-01-15T00:00Z", Term(lasting=WEEK), extends="A"),
    account("C", "2026-01-25T00:00Z", Term(until=when("2026-02-10T00:00")), extends="B"),
    account("D", "2026-02-01T00:00Z", Term(lasting=WEEK), extends="C", actor="south"),
)


def test_extensions_carry_start_and_end_of_what_they_prolong() -> None:
    found = {one.account.id: one for one in status(case(*CHAIN), on=utc("2026-02-05T00:00"), known=LATE)}
    assert {name: one.ends for name, one in found.items()} == {
        "A": moment("2026-01-20T00:00"),
        "B": moment("2026-01-27T00:00"),
        "C": moment("2026-02-10T00:00"),
        "D": moment("2026-02-17T00:00"),
    }
    assert all(one.starts == moment("2026-01-10T00:00") for one in found.values())
    assert [found[name].in_force for name in "ABCD"] == [NOT, NOT, CERTAINLY, CERTAINLY]


def test_an_account_that_is_prolonged_is_not_merged_with_what_prolongs_it() -> None:
    before, after = (
        asked(case(*CHAIN), "2026-01-21T00:00", known, name="A") for known in (utc("2026-01-14T00:00"), LATE)
    )
    assert before.in_force is after.in_force is NOT
    assert not any("prolongs" in reason for reason in before.reasons)
    assert "The account B prolongs it, and isn't merged with it." in after.reasons


def test_an_extension_stands_on_nothing_if_what_it_prolongs_was_not_known() -> None:
    secret = account("A", "2026-01-01T00:00Z", CHAIN[0].term, known="2026-03-01T00:00Z")
    found = asked(case(secret, CHAIN[1]), "2026-01-22T00:00", utc("2026-02-01T00:00"), name="B")
    assert (found.in_force, found.ends) == (UNKNOWN, None)
    assert "It prolongs the account A, which wasn't known then." in found.reasons
    assert asked(case(secret, CHAIN[1]), "2026-01-22T00:00", name="B").in_force is CERTAINLY


def test_an_extension_of_what_is_only_possibly_known_says_so() -> None:
    doubtful = account("A", "2026-01-01T00:00Z", CHAIN[0].term, known="2026-01-31")
    found = asked(case(doubtful, CHAIN[1]), "2026-01-22T00:00", utc("2026-01-31T12:00"), name="B")
    assert found.in_force is CERTAINLY
    assert "The account A, to which it refers, was only possibly known then." in found.reasons


def test_a_circle_of_extensions_and_a_very_long_chain_are_followed_only_so_far() -> None:
    one, two = (
        account("A", term=Term(lasting=WEEK), extends="B"),
        account("B", term=Term(lasting=WEEK), extends="A"),
    )
    assert [found.in_force for found in status(case(one, two), on=LATE, known=LATE)] == [UNKNOWN, UNKNOWN]
    chain = [
        account(str(n), term=Term(lasting=Duration(1, Unit.YEARS)), extends=str(n - 1) if n else "")
        for n in range(2000)
    ]
    assert len(status(case(*chain), on=LATE, known=LATE)) == 2000


def test_a_restatement_adds_nothing_of_its_own() -> None:
    first = account("A", "2026-01-29T00:00Z", week())
    again = account("B", "2026-02-02T00:00Z", week(), restates="A")
    found = asked(case(first, again), "2026-02-01T00:00", name="B")
    assert found.in_force is UNKNOWN
    assert found.reasons[0] == "It refers back to the account A and adds nothing of its own."
    hidden = account("A", "2026-01-29T00:00Z", week(), known="2027-01-01T00:00Z")
    found = asked(case(hidden, again), "2026-02-01T00:00", utc("2026-06-01T00:00"), name="B")
    assert "That account wasn't known then." in found.reasons


def test_a_speakers_later_account_changes_nothing_about_the_earlier() -> None:
    earlier = account("A", "2026-01-29T00:00Z", week())
    later = account("B", "2026-02-01T00:00Z", stance=Stance.DENIES)
    alone, beside = (
        asked(earlier, "2026-02-02T00:00"),
        asked(case(earlier, later), "2026-02-02T00:00", name="A"),
    )
    assert alone == beside


@pytest.mark.parametrize(
    ("said", "known", "at", "expected"),
    [
        ("2026-02-03T10:00", "", "2026-02-03T09:59", Knowledge.NOT_YET),
        ("2026-02-03T10:00", "", "2026-02-03T10:00", Knowledge.KNOWN),
        ("2026-02-03", "", "2026-02-02T23:59", Knowledge.NOT_YET),
        ("2026-02-03", "", "2026-02-03T12:00", Knowledge.POSSIBLY),
        ("2026-02-03", "", "2026-02-04T00:00", Knowledge.KNOWN),
        ("2026-02-03", "2026-02-05T00:00", "2026-02-04T00:00", Knowledge.NOT_YET),
    ],
    ids=[
        "before",
        "at the hour",
        "before the day",
        "within the day",
        "after the day",
        "known later than said",
    ],
)
def test_knowledge(said: str, known: str, at: str, expected: Knowledge) -> None:
    found = asked(account("A", said, week(), known=known), "2026-02-01T00:00", utc(at))
    assert found.knowledge is expected
    assert ("Not yet known then" in found.reasons[0]) is (expected is Knowledge.NOT_YET)
    assert any("possibly known" in one for one in found.reasons) is (expected is Knowledge.POSSIBLY)


def test_parties_stand_in_the_cases_order_and_accounts_by_the_time_said() -> None:
    accounts = (
        account("4", "2026-01-01", actor="nobody of the case"),
        account("3", "2026-01-01", actor="south"),
        account("2", "2026-01-05T00:00Z", actor="north"),
        account("1", "2026-01-04", actor="north"),
    )
    assert [one.account.id for one in status(case(*accounts), on=LATE, known=LATE)] == ["1", "2", "3", "4"]


def test_one_account_is_answered_as_among_all() -> None:
    asked_of = case(*CHAIN)
    on, known = utc("2026-01-22T00:00"), utc("2026-01-26T00:00")
    for found in status(asked_of, on=on, known=known):
        assert status_of(found.account, asked_of, on=on, known=known) == found
    with pytest.raises(NotFoundError):
        status_of(account("not there"), asked_of, on=on, known=known)


def test_an_instant_without_zone_is_refused() -> None:
    naive = utc("2026-01-22T00:00").replace(tzinfo=None)
    for on, known in ((naive, LATE), (LATE, naive)):
        with pytest.raises(UsageError, match="names no zone"):
            status(case(), on=on, known=known)


def test_a_reckoning_goes_with_its_case() -> None:
    asked_of = case(*CHAIN)
    status(asked_of, on=LATE, known=LATE)
    key = id(asked_of)
    assert key in reckonings._KEPT
    del asked_of
    gc.collect()
    assert key not in reckonings._KEPT


def test_cases_that_are_equal_are_reckoned_apart_and_alike() -> None:
    one, other = case(*CHAIN), case(*CHAIN)
    assert reckonings.reckoning(one) is not reckonings.reckoning(other)
    assert status(one, on=LATE, known=LATE) == status(other, on=LATE, known=LATE)


def test_an_incident_is_known_through_the_account_that_names_it() -> None:
    unclaimed: Incident = incident("S", "2026-02-01T00:00")
    broken = case(account(term=week(), broken_by=["S"]), incidents=[unclaimed])
    assert asked(broken, "2026-02-02T00:00", utc("2026-01-25T00:00")).possibly_broken
