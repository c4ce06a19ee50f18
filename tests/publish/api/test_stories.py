"""Stories over the API: what the public is shown of them, and what analysts are."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema_rs
from tests.publish.api.conftest import Clients

from geopolitik.app.house import House
from geopolitik.app.stories.deciding import decide, undo
from geopolitik.model.keeping import Judgement, KeptDerivation, StoryHead
from geopolitik.model.people import Role
from geopolitik.model.story import Trace
from geopolitik.publish.json import to_dict


def test_a_story_its_texts_and_its_edges(client: Clients, story: StoryHead, sample_trace: Trace) -> None:
    me = client()
    found = me.get("/stories").json()["items"]
    assert [one["id"] for one in found] == [story.id]
    assert found[0] == me.get(f"/stories/{story.id}").json()
    assert found[0]["page"].startswith(f"https://geopolitik.test/s/{story.id}/")
    assert len(me.get(f"/stories/{story.id}/texts").json()["items"]) == len(sample_trace.annotations)
    assert len(me.get(f"/stories/{story.id}/derivations").json()["items"]) == len(
        [d for d in sample_trace.derivations if d.original != d.copy]
    )


def test_a_story_that_isnt_public_is_for_analysts(house: House, client: Clients, story: StoryHead) -> None:
    with house.store.writing() as w:
        w.exec_driver_sql("UPDATE stories SET public = 0")
    parts = ("", "/texts", "/derivations", "/trace", "/replies")
    for part in parts:
        assert client().get(f"/stories/{story.id}{part}").status_code == 404
    assert client().get("/stories").json()["items"] == []
    assert client().get("/outlets").json()["items"] == []
    assert client().get("/search?q=truce").json()["items"] == []
    analyst = client(Role.ANALYST)
    assert {analyst.get(f"/stories/{story.id}{part}").status_code for part in parts} == {200}


def test_the_whole_trace_is_for_analysts(client: Clients, story: StoryHead, sample_trace: Trace) -> None:
    whole = client(Role.ANALYST).get(f"/stories/{story.id}/trace").json()
    assert whole == json.loads(json.dumps(to_dict(sample_trace)))
    schema = files("geopolitik.publish").joinpath("static", "trace.schema.json").read_text(encoding="utf-8")
    jsonschema_rs.validate(json.loads(schema), whole)


def test_the_public_trace_holds_no_text(client: Clients, story: StoryHead, sample_trace: Trace) -> None:
    answer = client(Role.MEMBER).get(f"/stories/{story.id}/trace")
    assert answer.json()["format"] == "geopolitik.public-trace"
    for annotation in sample_trace.annotations:
        sentences = [annotation.text[s.start : s.end] for s in annotation.sentences if s.end - s.start > 60]
        shown = [sentence for sentence in sentences if json.dumps(sentence)[1:-1] in answer.text]
        assert len(shown) <= len(sentences) / 2
    passages = [
        change[side]
        for redline in answer.json()["redlines"]
        for change in redline["changes"]
        for side in ("original_text", "copy_text")
    ]
    assert max(len(passage.split()) for passage in passages if passage) <= 40


def test_uncredited_is_said_to_the_public_once_it_is_approved(
    house: House, client: Clients, story: StoryHead, uncredited: KeptDerivation
) -> None:
    editor, me = client(Role.EDITOR), client()

    def said() -> set[str]:
        trace = me.get(f"/stories/{story.id}/trace").json()
        edges = [d for d in trace["derivations"] if d["copy"] == uncredited.copy]
        lists = [
            *me.get(f"/stories/{story.id}/derivations").json()["items"],
            *me.get(f"/outlets/{uncredited.copy_outlet}/derivations").json()["items"],
            me.get(f"/derivations/{uncredited.id}").json(),
        ]
        return {edge["credit"] for edge in (*edges, *lists) if edge.get("id", uncredited.id) == uncredited.id}

    assert editor.get(f"/derivations/{uncredited.id}").json()["credit"] == "none"
    assert said() == {"unreviewed"}
    decide(house, editor.viewer, uncredited.id, Judgement.CONFIRM, reason="The same sentences.")
    assert said() == {"unreviewed"}
    decide(house, editor.viewer, uncredited.id, Judgement.APPROVE, reason="The same sentences.")
    assert said() == {"none"}
    undo(house, editor.viewer)
    assert said() == {"unreviewed"}


def test_a_dropped_credit_is_a_change_that_the_public_isnt_told(
    client: Clients, uncredited: KeptDerivation
) -> None:
    address = f"/derivations/{uncredited.id}/changes?limit=100"
    whole = client(Role.EDITOR).get(address).json()["items"]
    shown = client().get(address).json()["items"]
    assert "credit dropped" in {change["kind"] for change in whole}
    assert "credit dropped" not in {change["kind"] for change in shown}
    assert 0 < len(shown) < len(whole)
    assert {change["number"] for change in shown} <= {change["number"] for change in whole}


def test_the_reason_of_a_decision_stays_among_colleagues(
    house: House, client: Clients, uncredited: KeptDerivation
) -> None:
    editor = client(Role.EDITOR)
    decide(house, editor.viewer, uncredited.id, Judgement.REJECT, reason="They stole nothing.")
    told = client().get(f"/derivations/{uncredited.id}").json()["decision"]
    assert (told["judgement"], told["reason"], told["id"]) == ("reject", None, None)
    assert editor.get(f"/derivations/{uncredited.id}").json()["decision"]["reason"] == "They stole nothing."


def test_an_outlet_with_its_texts(client: Clients, story: StoryHead) -> None:
    me = client()
    found = me.get("/outlets/meridian").json()
    texts = me.get("/outlets/meridian/texts").json()["items"]
    assert found["texts"] == len(texts) == 2
    assert {text["outlet"] for text in texts} == {"meridian"}
    assert me.get("/outlets/nobody").status_code == 404


def test_a_revision_that_isnt_there(client: Clients, story: StoryHead) -> None:
    assert client().get(f"/stories/{story.id}/trace?revision=1").status_code == 200
    assert client().get(f"/stories/{story.id}/trace?revision=2").status_code == 404
    assert client().get(f"/stories/{story.id}/trace?revision=0").status_code == 422
