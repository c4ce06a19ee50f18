"""Cases over the API: who may what, answers as the ledger gives them, the life of an entry."""

from __future__ import annotations

import csv
import io

import pytest
from tests.app.cases.conftest import FILES
from tests.ledger.made import utc
from tests.publish.api.conftest import Client, Clients

from geopolitik.app.cases import keeping
from geopolitik.app.cases.shipped import shipped
from geopolitik.app.house import House
from geopolitik.ledger.accounts import status
from geopolitik.ledger.cases import loads
from geopolitik.model.ledger.case import Case
from geopolitik.model.people import Role

AT = {"on": "2026-02-03T00:00:00Z", "known": "2026-02-03T12:00:00Z"}
V1 = "id: V1\narrangement: truce\nactor: varn\nsaid: 2031-05-02\nstance: holds\nrests on: D1\n"


@pytest.fixture
def analyst(client: Clients) -> Client:
    return client(Role.ANALYST)


@pytest.fixture
def ferries(analyst: Client) -> str:
    """The address of a case that an analyst handed in."""
    answer = analyst.post("/cases", json={"files": FILES})
    assert (answer.status_code, answer.json()["public"]) == (201, False)
    return "/cases/ferries"


@pytest.fixture
def truce(house: House, client: Clients) -> Case:
    """The energy truce, public."""
    case = shipped("energy-truce")
    keeping.keep(house, client(Role.OWNER).viewer, case, public=True)
    return case


def test_who_may_see_and_change_a_case(client: Clients, ferries: str) -> None:
    visitor, member, analyst = client(), client(Role.MEMBER), client(Role.ANALYST, "Second")
    for path in ("", "/status", "/expiries", "/changes", "/positions"):
        assert [who.get(ferries + path).status_code for who in (visitor, member, analyst)] == [404, 404, 200]
    assert visitor.get("/cases").json()["items"] == []
    assert [one["id"] for one in analyst.get("/cases").json()["items"]] == ["ferries"]
    sent = {"body": V1}
    codes = [who.post(f"{ferries}/entries/account", json=sent).status_code for who in (visitor, member)]
    assert codes == [401, 403]
    assert visitor.post("/cases", json={"files": FILES}).status_code == 401
    assert member.post("/cases", json={"files": FILES}).status_code == 403
    assert visitor.get(f"{ferries}/entries").status_code == 401
    assert analyst.post("/cases", json={"files": FILES}).status_code == 409


def test_a_case_goes_out_as_it_came_in(analyst: Client, ferries: str) -> None:
    assert loads(analyst.get(ferries).json()["files"]) == loads(FILES)


@pytest.mark.parametrize("known", ["2026-02-03T12:00:00Z", "2026-02-03T00:00:00Z", "2026-01-31T00:00:00Z"])
def test_the_answers_are_those_of_the_ledger(client: Clients, truce: Case, known: str) -> None:
    asked = {"on": AT["on"], "known": known, "limit": "100"}
    told = client().get("/cases/energy-truce/status", params=asked).json()["items"]
    expected = status(truce, on=utc("2026-02-03T00:00"), known=utc(known.removesuffix(":00Z")))
    assert [(one["account"], one["in_force"], one["knowledge"], one["reasons"]) for one in told] == [
        (one.account.id, one.in_force.value, one.knowledge.value, list(one.reasons)) for one in expected
    ]


def test_the_answers_as_a_table(client: Clients, truce: Case) -> None:
    answer = client().get("/cases/energy-truce/status", params=AT | {"format": "csv", "limit": "100"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["account"] for row in rows] == [
        one.account.id for one in status(truce, on=utc("2026-02-03T00:00"), known=utc("2026-02-03T12:00"))
    ]


def test_the_answers_come_a_page_at_a_time(client: Clients, truce: Case) -> None:
    reader, found = client(), list[str]()
    after: dict[str, str] = {}
    while True:
        page = reader.get("/cases/energy-truce/status", params=AT | {"limit": "3"} | after).json()
        found += [one["account"] for one in page["items"]]
        if not page["next"]:
            break
        after = {"after": page["next"]}
    assert sorted(found) == sorted(account.id for account in truce.accounts)
    assert len(found) == len(set(found))


def test_what_is_supposed_is_hypothetical(client: Clients, truce: Case) -> None:
    address = "/cases/energy-truce/ladders/support-plan"
    told = client().get(address, params=AT).json()
    assert (told["clock_runs"], told["hypothetical"]) == (False, False)
    assert not any(step["dues"] for step in told["steps"])
    supposed = client().get(address, params=AT | {"if": truce.incidents[0].id}).json()
    assert supposed["hypothetical"]
    assert all(step["hypothetical"] for step in supposed["steps"])
    assert client().get(address, params={"if": "nothing"}).status_code == 404
    assert client().get("/cases/energy-truce/ladders/none").status_code == 404


def test_the_life_of_an_entry(analyst: Client, ferries: str) -> None:
    made = analyst.post(f"{ferries}/entries/account", json={"body": V1, "reason": "Varn spoke."}).json()
    mended = {"body": V1 + "covers: the northern line\n", "based_on": made["version"]}
    second = analyst.post(f"{ferries}/entries/account", json=mended)
    assert second.status_code == 200
    assert analyst.post(f"{ferries}/entries/account", json=mended).status_code == 409
    versions = analyst.get(f"{ferries}/entries/account/V1").json()["items"]
    assert {one["version"] for one in versions} == {made["version"], second.json()["version"]}
    gone = analyst.request("DELETE", f"{ferries}/entries/account/V1")
    assert gone.status_code == 200
    assert "V1" not in [one["id"] for one in analyst.get(f"{ferries}/entries").json()["items"]]
    back = analyst.post(f"{ferries}/versions/{made['version']}/restore")
    assert back.json()["body"] == V1
    assert back.json()["withdrawn_at"] is None
    assert "V1" in [one["id"] for one in analyst.get(f"{ferries}/entries").json()["items"]]


def test_an_entry_keeps_its_id(analyst: Client, ferries: str) -> None:
    made = analyst.post(f"{ferries}/entries/account", json={"body": V1}).json()
    renamed = {"body": V1.replace("V1", "V2"), "based_on": made["version"]}
    answer = analyst.post(f"{ferries}/entries/account", json=renamed)
    assert answer.status_code == 422
    assert "is another id than the entry has" in answer.json()["detail"]


def test_every_fault_is_told_at_once(analyst: Client, ferries: str) -> None:
    body = V1.replace("holds", "hodls") + "colour: red\n"
    answer = analyst.post(f"{ferries}/entries/account", json={"body": body})
    assert answer.status_code == 422
    told = [fault["reason"].partition(":")[0] for fault in answer.json()["errors"]]
    assert told == ["line 5, stance", "line 7, colour"]
    faulty = {"accounts.yaml": FILES["accounts.yaml"].replace("lenna", "lena"), "actors.yaml": "- id: [\n"}
    answer = analyst.post("/cases", json={"files": FILES | faulty})
    assert answer.status_code == 422
    assert any(fault["reason"].startswith("actors.yaml") for fault in answer.json()["errors"])


@pytest.mark.parametrize(("was", "now"), [("2031-05-02", "2031-02-30"), ("varn", "vran"), ("D1", "D2")])
def test_what_does_not_fit_the_case_is_told(analyst: Client, ferries: str, was: str, now: str) -> None:
    answer = analyst.post(f"{ferries}/entries/account", json={"body": V1.replace(was, now)})
    assert answer.status_code == 422
    assert any(now in fault["reason"] for fault in answer.json()["errors"])


def test_what_others_name_is_not_withdrawn(analyst: Client, ferries: str) -> None:
    answer = analyst.request("DELETE", f"{ferries}/entries/document/D1")
    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_a_time_without_sense_is_refused(client: Clients, truce: Case) -> None:
    for value in ("yesterday", "2026-02-30T00:00:00Z", "2026-02-03"):
        answer = client().get("/cases/energy-truce/status", params={"on": value})
        assert answer.status_code == 422, value
