"""Over the API a post is held back by our own redline as on the site, unless a reason is given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.publish.api.conftest import Client, Clients
from tests.publish.site.conftest import Clock
from tests.publish.site.test_publishing import BENT

from geopolitik.app.house import House
from geopolitik.app.posting import channels
from geopolitik.app.posting.proofing import LONGEST
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role
from geopolitik.storage import audits

Drafted = Callable[[str], str]
WHY = "The ministry corrected itself by telephone."


@pytest.fixture
def me(client: Clients, house: House) -> Client:
    made = client(Role.EDITOR)
    channels.open_channel(house, made.viewer, title="The Room")
    return made


@pytest.fixture
def drafted(me: Client, story: StoryHead) -> Drafted:
    """Drafts a post that rests on the sample story; returns its address."""

    def draft(body: str) -> str:
        sent = {"title": "On fuel", "body": body, "story_id": story.id}
        return f"/posts/{me.post('/channels/the-room/posts', json=sent).json()['id']}"

    return draft


def _notes(house: House, address: str) -> list[str]:
    with house.store.reading() as r:
        found = audits.about(r, "post", address.removeprefix("/posts/"))
    return [note.detail for note in found if note.action == "let out despite"]


@pytest.mark.parametrize("act", ["publish", "schedule"])
def test_a_post_that_bends_is_held_back_until_a_reason_is_given(
    house: House, me: Client, drafted: Drafted, clock: Clock, act: str
) -> None:
    address = drafted(BENT)
    sent: dict[str, Any] = {"at": (clock() + timedelta(hours=1)).isoformat()} if act == "schedule" else {}
    held = me.post(f"{address}/{act}", json=sent)
    assert (held.status_code, held.headers["content-type"]) == (409, "application/problem+json")
    told = held.json()
    assert "of high severity" in told["detail"]
    assert me.get(address).json()["state"] == "draft"
    number = next(f for f in told["findings"] if f["severity"] == "high" and "72 hours" in f["reason"])
    assert "96 hours" in BENT[number["start"] : number["end"]]
    assert "72 hours" in number["source"]["words"]
    nothing = [f["words"] for f in told["findings"] if f["kind"] == "unsupported"]
    assert nothing == ["Thousands of people queued for diesel on the moon."]
    assert _notes(house, address) == []
    assert me.post(f"{address}/{act}", json=sent | {"despite": " "}).status_code == 422
    done = me.post(f"{address}/{act}", json=sent | {"despite": WHY})
    assert (done.status_code, done.json()["state"]) == (200, f"{act.removesuffix('e')}ed"[:9])
    [note] = _notes(house, address)
    assert note.startswith("revision 1: bends what it rests on in ")
    assert note.endswith(f"of high severity; {WHY}")


def test_a_post_that_is_out_is_not_bent_by_a_revision(house: House, me: Client, drafted: Drafted) -> None:
    address, first = drafted("Hello."), {"if-match": '"1"'}
    sent = {"title": "On fuel", "body": BENT}
    assert me.post(f"{address}/publish").status_code == 200
    held = me.put(address, json=sent, headers=first)
    assert (held.status_code, bool(held.json()["findings"])) == (409, True)
    assert me.get(address).json()["body"] == "Hello."
    assert me.put(address, json=sent | {"despite": WHY}, headers=first).status_code == 200
    assert len(_notes(house, address)) == 1


def test_a_draft_may_bend(house: House, me: Client, drafted: Drafted) -> None:
    address = drafted("Hello.")
    sent = {"title": "On fuel", "body": BENT, "despite": WHY}
    assert me.put(address, json=sent, headers={"if-match": '"1"'}).status_code == 200
    assert _notes(house, address) == []


def test_a_post_that_cannot_be_checked_is_held_back_too(me: Client, drafted: Drafted) -> None:
    address = drafted("The ferry lay still. " * (LONGEST // 20))
    held = me.post(f"{address}/publish", json={}).json()
    assert (held["status"], held["findings"]) == (409, [])
    assert "could not be checked" in held["detail"]
    assert me.post(f"{address}/publish", json={"despite": WHY}).status_code == 200


def test_a_reason_that_was_not_needed_is_not_recorded(house: House, me: Client, drafted: Drafted) -> None:
    address = drafted("Hello.")
    assert me.post(f"{address}/publish", json={"despite": WHY}).status_code == 200
    assert _notes(house, address) == []


def test_who_may_not_publish_is_not_told_what_was_found(
    client: Clients, house: House, story: StoryHead, me: Client
) -> None:
    writer = client(Role.ANALYST)
    sent = {"title": "On fuel", "body": BENT, "story_id": story.id}
    address = f"/posts/{writer.post('/channels/the-room/posts', json=sent).json()['id']}"
    assert writer.post(f"{address}/publish", json={}).status_code == 403
