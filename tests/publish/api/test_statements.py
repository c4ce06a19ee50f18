"""Who said what, over the API: words within the public's allowance, everything else as it is."""

from __future__ import annotations

import csv
import io

from tests.publish.api.conftest import Clients

from geopolitik.app.house import House
from geopolitik.app.quoting import choose
from geopolitik.app.quoting.room import allowance
from geopolitik.app.quoting.words import RUN, Words, length
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role
from geopolitik.model.story import Trace


def test_analysts_are_told_every_statement_with_its_words(client: Clients, story: StoryHead) -> None:
    items = client(Role.ANALYST).get(f"/stories/{story.id}/statements?limit=100").json()["items"]
    assert [one["number"] for one in items] == list(range(1, len(items) + 1))
    assert not any(one["withheld"] for one in items)
    dossan = [one for one in items if one["source"] == "Irena Dossan" and one["drifts"]]
    assert dossan[0]["relays"][0].startswith("Irena Dossan → Meridian [1, 2]")
    assert {drift["kind"] for drift in dossan[0]["drifts"]} == {"cue"}


def test_the_drift_names_its_derivation(client: Clients, story: StoryHead) -> None:
    me = client()
    edges = {one["id"] for one in me.get(f"/stories/{story.id}/derivations").json()["items"]}
    items = me.get(f"/stories/{story.id}/statements?limit=100").json()["items"]
    drifts = [drift for one in items for drift in one["drifts"]]
    assert drifts
    assert {drift["derivation"] for drift in drifts} <= edges


def test_the_public_is_told_the_same_with_fewer_words(client: Clients, story: StoryHead) -> None:
    address = f"/stories/{story.id}/statements?limit=100"
    whole = client(Role.ANALYST).get(address).json()["items"]
    public = client().get(address).json()["items"]
    same = ("number", "act", "type", "source_kind", "capture", "start", "end")
    assert [[one[name] for name in same] for one in public] == [[one[name] for name in same] for one in whole]
    assert 0 < sum(one["withheld"] for one in public) < len(public)
    assert all(one["text"] is None for one in public if one["withheld"])


def test_what_is_public_stays_within_the_allowance(
    client: Clients, story: StoryHead, sample_trace: Trace
) -> None:
    shown = choose(sample_trace)
    texts = {a.capture_id: (a, Words.of(a.article.legible)) for a in sample_trace.annotations}
    told = Words.of(client().get(f"/stories/{story.id}/statements?limit=100&format=csv").text)
    for annotation, words in texts.values():
        read = {*words.runs} & {*told.runs}
        assert read <= shown.open
        covered = {at + n for at, run in enumerate(words.runs) if run in shown.open for n in range(RUN)}
        most = allowance(length(annotation, words), posts=True)
        assert sum(map(words.weight, covered)) <= most


def test_a_list_for_a_spreadsheet(client: Clients, story: StoryHead) -> None:
    answer = client().get(f"/stories/{story.id}/statements?format=csv&limit=5")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["number"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert 'rel="next"' in answer.headers["link"]


def test_a_story_that_isnt_public_tells_nothing(house: House, client: Clients, story: StoryHead) -> None:
    with house.store.writing() as w:
        w.exec_driver_sql("UPDATE stories SET public = 0")
    assert client().get(f"/stories/{story.id}/statements").status_code == 404
    assert client(Role.ANALYST).get(f"/stories/{story.id}/statements").status_code == 200
