"""Two texts compared on somebody's assumption: for those who work here, and labelled as what it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.publish.site.browser import Browsers
from tests.publish.site.conftest import Clock

from geopolitik import trace
from geopolitik.app.house import House
from geopolitik.app.stories.comparing import Comparisons
from geopolitik.errors import UsageError
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role, User, Viewer
from geopolitik.model.story import Trace
from geopolitik.publish.site.views.assumed import open_pairs
from geopolitik.storage import audits, stories


def _address(story: StoryHead, original: str, copy: str) -> str:
    return f"/s/{story.id}/compare?original={original}&copy={copy}"


def test_the_story_offers_the_pairs_that_it_leaves_open(
    browser: Browsers, story: StoryHead, sample_trace: Trace
) -> None:
    pairs = open_pairs(sample_trace)
    assert pairs
    page = browser(Role.ANALYST).get(f"/s/{story.id}").text
    for pair in pairs:
        first, second = (end.capture_id for end in pair.ends)
        for a, b in ((first, second), (second, first)):
            assert _address(story, a, b).replace("&", "&amp;") in page
    assert "/compare" not in browser().get(f"/s/{story.id}").text
    assert "/compare" not in browser(Role.MEMBER).get(f"/s/{story.id}").text


def test_a_pair_is_compared_either_way_and_called_an_assumption(
    browser: Browsers, house: House, story: StoryHead, sample_trace: Trace
) -> None:
    client = browser(Role.ANALYST)
    with house.store.reading() as r:
        before = stories.edges_of(r, story.id), audits.newest(r)
    a, b = (end.capture_id for end in open_pairs(sample_trace)[0].ends)
    one, other = (client.get(_address(story, *pair)) for pair in ((a, b), (b, a)))
    assert one.status_code == other.status_code == 200
    assert "Your assumption, not a finding." in one.text
    assert "common origin (related:" in one.text
    assert re.search(r'id="c1"', one.text)
    assert set(re.findall(r'href="#(capture-\d+)"', one.text)) == set(
        re.findall(r'id="(capture-\d+)"', one.text)
    )
    assert _address(story, b, a).replace("&", "&amp;") in one.text, "the way back is offered"
    roles = re.findall(r'<p class="role">(Assumed \w+)</p>', one.text)
    assert roles == ["Assumed original", "Assumed copy"]
    hashes = [re.findall(r'class="hash">([0-9a-f]{64})<', page.text) for page in (one, other)]
    assert hashes[0] == hashes[1][::-1]
    with house.store.reading() as r:
        assert (stories.edges_of(r, story.id), audits.newest(r)) == before, "nothing of it is kept"


@pytest.mark.parametrize("role", [None, Role.MEMBER])
def test_readers_are_refused(
    browser: Browsers, story: StoryHead, sample_trace: Trace, role: Role | None
) -> None:
    a, b = (end.capture_id for end in open_pairs(sample_trace)[0].ends)
    assert browser(role).get(_address(story, a, b)).status_code == 403


@pytest.mark.parametrize(
    ("original", "copy", "status"),
    [("0", "0", 422), ("0", "", 404), ("0", "nothing", 404), ('"><b>', "0", 404)],
    ids=["one and the same", "none chosen", "not in the story", "markup"],
)
def test_what_cannot_be_compared_is_told(
    browser: Browsers, story: StoryHead, sample_trace: Trace, original: str, copy: str, status: int
) -> None:
    first = sample_trace.annotations[0].capture_id
    ids = [first if given == "0" else given for given in (original, copy)]
    answer = browser(Role.ANALYST).get(f"/s/{story.id}/compare", params={"original": ids[0], "copy": ids[1]})
    assert answer.status_code == status
    assert "<b>" not in answer.text.partition("pair-form")[2]
    assert '<select id="f-original"' in answer.text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("It moved. " * 601, "more than 600 sentences"),
        ("it moved " * 501, "a sentence of more than 1,000 words"),
        ("It moved on and on. " * 10 + ("it moved " * 450 + ". It ") * 23, "more than 20,000 words"),
    ],
    ids=["many sentences", "one long sentence", "many words"],
)
def test_what_would_take_minutes_is_refused(clock: Clock, tmp_path: Path, text: str, reason: str) -> None:
    files = [tmp_path / "long.txt", tmp_path / "short.txt"]
    for file, words in zip(files, (text, "The ferry is late again."), strict=True):
        file.write_text(f"On the ferry\n\n{words}\n")
    found = trace(*files)
    first, second = (one.capture_id for one in found.annotations)
    asked = Comparisons()
    with pytest.raises(UsageError, match=reason):
        asked.compare(Viewer(User("1", "Ann", Role.ANALYST, clock())), found, original=first, copy=second)
    asked.close()


def test_nobody_waits_for_what_takes_long(clock: Clock, sample_trace: Trace) -> None:
    a, b = (end.capture_id for end in open_pairs(sample_trace)[0].ends)
    viewer = Viewer(User("1", "Ann", Role.ANALYST, clock()))
    patient, hasty = Comparisons(), Comparisons(patience=0.0)
    with pytest.raises(UsageError, match="takes longer than usual"):
        hasty.compare(viewer, sample_trace, original=a, copy=b)
    assert patient.compare(viewer, sample_trace, original=a, copy=b).changes
    hasty.close()
    patient.close()
