"""The board and the pages beside it: two times, possible knowledge, nothing due by itself."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from tests.ledger.made import utc
from tests.publish.site.browser import Browsers
from tests.publish.site.conftest import Clock
from tests.publish.site.ledger.pages import AT, TRUCE, opened

from geopolitik.app.cases import editing, keeping
from geopolitik.app.house import House
from geopolitik.ledger.accounts import status
from geopolitik.ledger.cases import loads
from geopolitik.model.ledger.accounts import Arrangement, Knowledge
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.keeping import EntryKind
from geopolitik.model.people import Viewer
from geopolitik.publish.site.views.ledger.asking import Asked
from geopolitik.publish.site.views.ledger.board import IN_FORCE

WORKED = pytest.mark.usefixtures("worked")


@WORKED
@pytest.mark.parametrize(
    ("on", "known"),
    [("2026-02-03T00:00", "2026-02-03T12:00"), ("2026-02-03T00:00", "2026-02-03T00:00")],
    ids=["as known at noon", "as known at that moment"],
)
def test_the_board_answers_as_the_ledger_does(
    browser: Browsers, worked: tuple[Case, ...], on: str, known: str
) -> None:
    page = opened(browser(), f"{TRUCE}?on={on}Z&known={known}Z")
    case = next(case for case in worked if case.id == "energy-truce")
    answers = status(case, on=utc(on), known=utc(known))
    assert len(page.answers) == len(answers)
    for answer in answers:
        assert page.answers[answer.account.id].endswith(IN_FORCE[answer.in_force])


@WORKED
def test_what_was_not_known_yet_is_marked_so(browser: Browsers, worked: tuple[Case, ...]) -> None:
    case = next(case for case in worked if case.id == "energy-truce")
    at = utc("2026-02-03T00:00")
    kinds = {answer.knowledge for answer in status(case, on=at, known=at)}
    page = opened(browser(), f"{TRUCE}?on=2026-02-03T00:00Z&known=2026-02-03T00:00Z")
    assert Knowledge.NOT_YET in kinds
    for kind in kinds - {Knowledge.KNOWN}:
        assert kind.value in page.words


@WORKED
def test_a_reader_sees_every_passage_and_gets_to_every_document(browser: Browsers) -> None:
    page = opened(browser(), f"{TRUCE}?{AT}")
    assert "“for a week until February 1”" in page.words.replace('"', "“") or "for a week until" in page.words
    documents = {link for link in page.links if "/documents/" in link}
    assert documents
    for link in sorted(documents)[:5]:
        opened(browser(), link)


@WORKED
def test_both_times_stay_from_page_to_page(browser: Browsers) -> None:
    page = opened(browser(), f"{TRUCE}?{AT}")
    assert "/ledger/energy-truce/positions?on=2026-02-03T00%3A00Z&known=2026-02-03T12%3A00Z" in page.links


@WORKED
@pytest.mark.parametrize("query", ["on=yesterday", "known=2026-13-01", "on=99999-01-01", "on=0001-01-01"])
@pytest.mark.parametrize("path", ["", "/positions", "/incidents", "/known", "/ladders/support-plan"])
def test_a_time_that_is_none_is_told(browser: Browsers, path: str, query: str) -> None:
    answer = browser().get(f"{TRUCE}{path}?{query}")
    assert answer.status_code == 422
    assert "is no time" in answer.text or "lies too far from today" in answer.text


@WORKED
def test_what_if_is_hypothetical_everywhere(browser: Browsers, worked: tuple[Case, ...]) -> None:
    case = next(case for case in worked if case.id == "energy-truce")
    for ladder in case.ladders:
        for incident in case.incidents:
            page = opened(browser(), f"{TRUCE}/ladders/{ladder.id}?{AT}&if={incident.id}")
            assert "Hypothetical. Everything below supposes" in page.words
            assert page.words.count("(hypothetical)") == len(ladder.steps)
            assert "is guilty" not in page.words


@WORKED
def test_without_a_finder_nothing_is_due(browser: Browsers) -> None:
    page = opened(browser(), f"{TRUCE}/ladders/support-plan?{AT}")
    assert "No clock runs" in page.words
    assert "closes" not in page.words
    assert "overdue" not in page.words
    assert "due next" not in page.words


@WORKED
def test_a_clock_that_was_started_closes_on_named_days(browser: Browsers) -> None:
    page = opened(browser(), "/ledger/jcpoa/ladders/dispute?on=2020-01-20T00:00Z&known=2020-01-20T00:00Z")
    assert "Within 15 days: closes " in page.words
    assert "January 2020" in page.words


@WORKED
def test_an_incident_that_is_not_there_is_told(browser: Browsers) -> None:
    assert browser().get(f"{TRUCE}/ladders/support-plan?if=NOBODY").status_code == 404
    assert browser().get(f"{TRUCE}/ladders/none").status_code == 404
    assert browser().get(f"{TRUCE}/nothing").status_code == 404
    assert browser().get(f"{TRUCE}/accounts/none").status_code == 404
    assert browser().get("/ledger/none").status_code == 404


@WORKED
@pytest.mark.parametrize("name", ["csv", "events", "graphml", "ics"])
def test_a_case_is_taken_along(browser: Browsers, name: str) -> None:
    answer = browser().get(f"{TRUCE}/files/{name}?{AT}")
    assert answer.status_code == 200
    assert answer.content
    assert answer.headers["content-disposition"].startswith('attachment; filename="energy-truce-')


@WORKED
def test_the_files_of_a_case_make_the_same_case(browser: Browsers, worked: tuple[Case, ...]) -> None:
    for case in worked:
        answer = browser().get(f"/ledger/{case.id}/files/yaml")
        with zipfile.ZipFile(BytesIO(answer.content)) as archive:
            files = {name: archive.read(name).decode() for name in archive.namelist()}
        assert loads(files) == case


@WORKED
def test_an_unknown_format_is_told(browser: Browsers) -> None:
    answer = browser().get(f"{TRUCE}/files/pdf")
    assert answer.status_code == 404
    assert "yaml, csv" in answer.text


@WORKED
def test_the_calendar_is_one(browser: Browsers) -> None:
    answer = browser().get("/ledger/energy-truce/calendar.ics?on=2026-01-30T00:00Z&known=2026-02-03T00:00Z")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert b"BEGIN:VEVENT" in answer.content


@WORKED
def test_what_became_known_may_be_asked_the_wrong_way_round(browser: Browsers) -> None:
    ways = (
        "known=2026-02-03T12:00Z&since=2026-02-01T00:00Z",
        "known=2026-02-01T00:00Z&since=2026-02-03T12:00Z",
    )
    first, second = (
        opened(browser(), f"{TRUCE}/known?on=2026-02-03T00:00Z&{way}").words.partition("Between")[2]
        for way in ways
    )
    assert first == second
    assert "→" in first


def test_a_large_case_comes_a_page_at_a_time(
    browser: Browsers, house: House, keeper: Viewer, ferries: Case
) -> None:
    rests_on = ferries.arrangements[0].rests_on
    further = tuple(
        Arrangement(f"t{n}", f"Truce number {n}", ("lenna",) if n % 2 else ("varn",), rests_on=rests_on)
        for n in range(60)
    )
    case = Case(
        "many",
        "Many truces",
        invented=True,
        zones=ferries.zones,
        documents=ferries.documents,
        actors=ferries.actors,
        arrangements=(*ferries.arrangements, *further),
        accounts=ferries.accounts,
    )
    keeping.keep(house, keeper, case, public=True)
    client = browser()
    page = opened(client, "/ledger/many")
    assert "61 arrangements; page 1 of 3" in page.words
    assert "Truce number 23" in page.words
    assert "Truce number 24" not in page.words
    assert "Truce number 59" in opened(client, "/ledger/many?page=99").words
    assert "30 arrangements of 61" in opened(client, "/ledger/many?actor=var&words=number").words
    found = opened(client, "/ledger/many?on=2031-05-04&known=2031-05-14&force=yes")
    assert "1 arrangement of 61" in found.words
    assert "Ferry truce" in found.words
    assert "No arrangement is like that." in opened(client, "/ledger/many?words=nothing").words
    following = next(link for link in opened(client, "/ledger/many?words=number").links if "page=2" in link)
    assert "words=number" in following
    assert "Truce number 25" in opened(client, following).words
    assert "Truce number 59" in opened(client, "/ledger/many/arrangements").words


def test_visitors_see_what_is_true_now(
    browser: Browsers, house: House, keeper: Viewer, clock: Clock, ferries: Case
) -> None:
    assert opened(browser(), "/ledger/ferries").answers == {"L1": "○ not in force"}
    clock.forward(days=-10)
    assert opened(browser(), "/ledger/ferries").answers == {"L1": "● in force"}
    editing.withdraw(house, keeper, "ferries", EntryKind.ACCOUNT, "L1")
    assert opened(browser(), "/ledger/ferries").answers == {}


def test_a_question_keeps_both_times_in_its_links() -> None:
    asked = Asked(utc("2031-05-04T00:00"), utc("2031-05-05T00:00"), True)
    assert asked.query == "?on=2031-05-04T00%3A00Z&known=2031-05-05T00%3A00Z"
    assert Asked(asked.on, asked.known, False).query == ""
