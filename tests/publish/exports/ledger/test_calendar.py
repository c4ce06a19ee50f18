"""Expiries as a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from tests.publish.exports.ledger.making import ACCOUNTS, CASE, MARCH_5, asked

from geopolitik.publish.exports.ledger.calendar import calendar


def entries(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_each_account_has_an_entry_of_its_own() -> None:
    by_teskar, by_valdenia = sorted(
        entries(calendar(asked()).content), key=lambda entry: str(entry["SUMMARY"])
    )
    assert str(by_valdenia["SUMMARY"]) == "Sarn truce: end by the account of Valdenia"
    assert str(by_teskar["SUMMARY"]) == "Sarn truce: end by the account of Teskar"


def test_an_exact_end_is_an_instant_and_confirmed() -> None:
    (exact,) = (entry for entry in entries(calendar(asked()).content) if "Valdenia" in entry["SUMMARY"])
    assert exact["DTSTART"].dt == datetime(2031, 3, 8, 10, tzinfo=UTC)
    assert "DTEND" not in exact
    assert str(exact["STATUS"]) == "CONFIRMED"


def test_an_uncertain_end_spans_its_readings_and_is_tentative() -> None:
    (open_,) = (entry for entry in entries(calendar(asked()).content) if "Teskar" in entry["SUMMARY"])
    assert open_["DTSTART"].dt == datetime(2031, 3, 7, 23, tzinfo=UTC)
    assert open_["DTEND"].dt == datetime(2031, 3, 8, 23, tzinfo=UTC)
    assert str(open_["STATUS"]) == "TENTATIVE"
    assert "Said by Sarn Front." in open_["DESCRIPTION"]
    assert "RiverWatch: Sarn talks" in open_["DESCRIPTION"]


def test_an_end_that_is_only_possibly_known_is_tentative() -> None:
    told = replace(ACCOUNTS[0], known=replace(ACCOUNTS[0].said, given="2031-03-05"))
    (entry,) = entries(calendar(asked(replace(CASE, accounts=(told,)))).content)
    assert str(entry["STATUS"]) == "TENTATIVE"


def test_what_is_not_yet_known_or_hangs_on_an_event_is_left_out() -> None:
    file = calendar(asked())
    assert len(entries(file.content)) == 2
    assert b"2031-03-20" not in file.content
    assert file.left_out == ("ends that hang on an event alone: 1",)


def test_an_entry_keeps_its_id_and_the_same_question_gives_the_same_bytes() -> None:
    now, later = (calendar(asked(at=MARCH_5 + timedelta(days=days))).content for days in (0, 1))
    assert {entry["UID"] for entry in entries(now)} == {entry["UID"] for entry in entries(later)}
    assert now == calendar(asked()).content
    other = calendar(asked(replace(CASE, id="other"))).content
    assert not {entry["UID"] for entry in entries(now)} & {entry["UID"] for entry in entries(other)}


def test_an_invented_case_says_so_in_every_entry() -> None:
    made = calendar(asked(replace(CASE, invented=True))).content
    assert all(str(entry["SUMMARY"]).startswith("[invented] ") for entry in entries(made))


def test_lines_end_and_fold_as_the_standard_says() -> None:
    content = calendar(asked()).content
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75


@given(st.text(max_size=80))
def test_no_text_adds_lines_of_its_own(title: str) -> None:
    strange = replace(CASE, title=title, arrangements=(replace(CASE.arrangements[0], title=title),))
    content = calendar(asked(strange)).content
    assert len(entries(content)) == 2
    assert content.count(b"BEGIN:VEVENT\r\n") == 2


def test_a_text_that_looks_like_a_calendar_stays_a_text() -> None:
    title = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTACH:http://x.example"
    strange = replace(CASE, arrangements=(replace(CASE.arrangements[0], title=title),))
    made = entries(calendar(asked(strange)).content)
    assert len(made) == 2
    assert all("ATTACH" not in entry for entry in made)
