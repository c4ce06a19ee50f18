"""Working over the API: a post's life, checks, decisions, replies."""

from __future__ import annotations

from datetime import timedelta

from tests.publish.api.conftest import BASE, Clients
from tests.publish.site.conftest import Clock

from geopolitik.app.house import House
from geopolitik.app.posting import channels
from geopolitik.model.keeping import KeptDerivation, StoryHead
from geopolitik.model.people import Role
from geopolitik.publish.site.site import Site

BODY = {"title": "Pears", "body": "A **giant** <b>pear</b>."}


def test_a_post_from_draft_to_the_bin_and_back(house: House, client: Clients, clock: Clock) -> None:
    me = client(Role.EDITOR)
    channels.open_channel(house, me.viewer, title="The Room")
    made = me.post("/channels/the-room/posts", json=BODY)
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    address = made.headers["location"].removeprefix(BASE)
    assert "<strong>giant</strong>" in made.json()["html"]
    assert "<b>" not in made.json()["html"]
    assert me.put(address, json=BODY).status_code == 428
    assert me.put(address, json=BODY, headers={"if-match": '"2"'}).status_code == 412
    revised = me.put(address, json=BODY | {"title": "Plums"}, headers={"if-match": '"1"'})
    assert (revised.json()["title"], revised.headers["etag"]) == ("Plums", '"2"')
    later = (clock() + timedelta(hours=1)).isoformat()
    assert me.post(f"{address}/schedule", json={"at": later}).json()["state"] == "scheduled"
    assert me.post(f"{address}/schedule", json={"at": clock().isoformat()}).status_code == 422
    assert me.post(f"{address}/publish").json()["state"] == "published"
    shown = me.post(f"{address}/present", json={"visibility": "private", "pinned": True}).json()
    assert (shown["visibility"], shown["pinned"]) == ("private", True)
    assert me.post(f"{address}/archive").json()["state"] == "archived"
    assert me.post(f"{address}/delete").json()["state"] == "deleted"
    assert me.post(f"{address}/publish").status_code == 409
    assert me.post(f"{address}/restore").json()["state"] == "draft"


def test_a_text_that_could_not_be_shown_is_refused(house: House, client: Clients) -> None:
    me, member = client(Role.EDITOR), client(Role.MEMBER)
    channels.open_channel(house, me.viewer, title="The Room")
    address = f"/posts/{me.post('/channels/the-room/posts', json=BODY).json()['id']}"
    me.post(f"{address}/publish")
    for body in ("[" * 10_001, "> " * 40 + "deep", "line\n" * 10_001):
        sent = BODY | {"body": body}
        assert me.post("/channels/the-room/posts", json=sent).status_code == 422
        assert me.put(address, json=sent, headers={"if-match": '"1"'}).status_code == 422
        assert member.put(address, json=sent, headers={"if-match": '"1"'}).status_code == 403
        assert member.post("/channels/the-room/posts", json=sent).status_code == 403


def test_a_second_person_approves(house: House, client: Clients) -> None:
    me, other = client(Role.EDITOR), client(Role.EDITOR, "Other Editor")
    channels.open_channel(house, me.viewer, title="The Room", needs_approval=True)
    address = f"/posts/{me.post('/channels/the-room/posts', json=BODY).json()['id']}"
    assert me.post(f"{address}/publish").status_code == 403
    assert me.post(f"{address}/approve", headers={"if-match": '"1"'}).status_code == 403
    assert other.post(f"{address}/approve", headers={"if-match": '"2"'}).status_code == 412
    assert other.post(f"{address}/approve", headers={"if-match": '"1"'}).status_code == 200
    assert other.post(f"{address}/approve", headers={"if-match": '"1"'}).status_code == 409
    assert me.post(f"{address}/publish").status_code == 200


def test_a_draft_that_rests_on_no_story(house: House, client: Clients) -> None:
    me = client(Role.EDITOR)
    channels.open_channel(house, me.viewer, title="The Room")
    answer = me.post("/channels/the-room/posts", json=BODY | {"story_id": "nothing"})
    assert answer.status_code == 404


def test_a_post_with_the_passages_that_it_cites(house: House, client: Clients, story: StoryHead) -> None:
    me = client(Role.EDITOR)
    channels.open_channel(house, me.viewer, title="The Room")
    text = me.get(f"/stories/{story.id}/texts").json()["items"][-1]["capture_id"]
    body = f"[words](passage:{text}#0-20) and [none](passage:{text}#9000000-9000001)"
    sent = {"title": "Pears", "body": body, "story_id": story.id}
    found = me.post("/channels/the-room/posts", json=sent).json()["passages"]
    assert [passage["number"] for passage in found] == [1, 2]
    assert found[0]["words"]
    assert found[0]["address"].endswith(f"/captures/{text}")
    assert found[1]["words"] is None


def test_texts_are_checked_as_json_and_as_files(site: Site, client: Clients) -> None:
    me = client(Role.ANALYST)
    sent = {"title": "Pears", "texts": [{"text": "The pear weighs nine stone.", "outlet": "The Pear"}]}
    handed = me.post("/checks", json=sent)
    assert handed.status_code == 202
    files = [
        ("files", ("one.txt", b"The plum is heavy.")),
        ("files", ("two.txt", b"A fig is light.")),
    ]
    formed = me.post("/checks", files=files, data={"title": "Plums"})
    assert formed.status_code == 202
    for answer, texts in ((handed, 1), (formed, 2)):
        check = answer.headers["location"].removeprefix(BASE)
        site.desk.wait(answer.json()["id"], 60)
        done = me.get(check).json()
        assert (done["state"], done["error"], done["progress"]) == ("done", "", None)
        story = me.get(f"/stories/{done['story_id']}").json()
        assert story["title"] == done["title"]
        assert len(me.get(f"/stories/{story['id']}/texts").json()["items"]) == texts
    assert me.get("/checks").json()["items"][0]["id"] in (handed.json()["id"], formed.json()["id"])
    assert client(Role.MEMBER).get(handed.headers["location"].removeprefix(BASE)).status_code == 403


def test_a_form_that_is_no_check(client: Clients) -> None:
    me = client(Role.ANALYST)
    assert me.post("/checks", files=[("file", ("one.txt", b"A fig."))]).status_code == 422
    assert me.post("/checks", files=[("files", ("one.txt", b""))]).status_code == 422
    assert me.post("/checks", json={"texts": [{"text": "/etc/passwd"}]}).status_code == 202


def test_a_decision_is_taken_and_taken_back(client: Clients, uncredited: KeptDerivation) -> None:
    me, editor = client(Role.ANALYST), client(Role.EDITOR)
    address = f"/derivations/{uncredited.id}/decisions"
    approval = {"judgement": "approve", "reason": "The same sentences."}
    assert me.post(address, json=approval).status_code == 403
    made = me.post(address, json=approval | {"judgement": "confirm"})
    assert (made.status_code, made.json()["by"]) == (201, "Analyst One")
    assert me.post(address, json={"judgement": "correct", "reason": "No."}).status_code == 422
    approved = editor.post(address, json=approval).json()
    assert uncredited.id not in {edge["id"] for edge in me.get("/inbox?limit=100").json()["items"]}
    assert me.request("DELETE", f"/decisions/{approved['id']}").status_code == 403
    back = editor.request("DELETE", f"/decisions/{approved['id']}")
    assert back.json()["withdrawn_at"]
    assert editor.request("DELETE", f"/decisions/{approved['id']}").status_code == 409
    assert len(me.get(address).json()["items"]) == 2
    assert uncredited.id in {edge["id"] for edge in me.get("/inbox?limit=100").json()["items"]}


def test_a_reply_is_shown_once_it_is_answered(client: Clients, story: StoryHead) -> None:
    sent = {"name": "The Pear", "body": "We grew it.", "contact": "pear@example.org"}
    made = client().post(f"/stories/{story.id}/replies", json=sent)
    assert made.status_code == 202
    assert client().get(f"/stories/{story.id}/replies").json()["items"] == []
    editor = client(Role.EDITOR)
    assert editor.get("/replies").json()["items"][0]["contact"] == "pear@example.org"
    address = f"/replies/{made.json()['id']}"
    assert editor.put(address, json={"state": "answered"}).status_code == 422
    assert editor.put(address, json={"state": "answered", "answer": "Indeed."}).status_code == 200
    shown = client().get(f"/stories/{story.id}/replies").text
    assert "Indeed." in shown
    assert "pear@example.org" not in shown


def test_the_page_that_explains_it(client: Clients) -> None:
    page = client().get("/docs")
    assert page.status_code == 200
    assert "script-src 'nonce-" in page.headers["content-security-policy"]
    made = client().get("/openapi.json").json()
    assert made["openapi"].startswith("3.1")
    for path, item in made["paths"].items():
        assert f"/api/v1{path}</code>" in page.text
        for operation in item.values():
            assert f'id="{operation["operationId"]}"' in page.text
    for name in made["components"]["schemas"]:
        assert f'id="shape-{name}"' in page.text
    elsewhere = [part for part in page.text.split('="')[1:] if part.startswith(("http", "//"))]
    assert elsewhere == []


def test_a_watch_is_added_looked_at_and_removed(story: StoryHead, client: Clients) -> None:
    me, other = client(Role.ANALYST), client(Role.ANALYST, "Other Analyst")
    made = me.post("/watches", json={"kind": "outlet", "what": "Meridian"})
    assert made.status_code == 201, made.text
    watch = made.json()
    assert made.headers["location"] == f"{BASE}/watches/{watch['id']}"
    assert (watch["kind"], watch["title"], watch["uncredited"]) == ("outlet", "Meridian", False)
    assert watch["looked_through"]
    assert watch["matches"] == len(me.get(f"/watches/{watch['id']}/matches").json()["items"]) > 0
    assert me.get(f"/watches/{watch['id']}").json() == watch
    assert other.delete(f"/watches/{watch['id']}").status_code == 403
    assert me.delete(f"/watches/{watch['id']}").status_code == 204
    assert me.delete(f"/watches/{watch['id']}").status_code == 409
    assert me.get(f"/watches/{watch['id']}").status_code == 404
    assert me.get(f"/watches/{watch['id']}/matches").status_code == 200


def test_what_cannot_be_watched_is_a_problem(story: StoryHead, client: Clients) -> None:
    me = client(Role.ANALYST)
    meridian = {"kind": "outlet", "what": "Meridian"}
    assert me.post("/watches", json=meridian).status_code == 201
    for sent, status in (
        (meridian, 409),
        ({"kind": "text", "what": "https://nowhere.example/none"}, 404),
        ({"kind": "rumour", "what": "Meridian"}, 422),
        ({"kind": "name", "what": "…"}, 422),
        ({"kind": "name", "what": "two\nlines"}, 422),
    ):
        answer = me.post("/watches", json=sent)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert client(Role.MEMBER).post("/watches", json=meridian).status_code == 403
    assert client(None).post("/watches", json=meridian).status_code in (401, 403)
    assert client(None).delete("/watches/abcdefghjkmn").status_code in (401, 403)
