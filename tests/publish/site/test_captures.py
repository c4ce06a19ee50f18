"""Captures as they were read: for those who work here, as text only, their bytes as a harmless file."""

from __future__ import annotations

import pytest
from tests.publish.site.browser import Browsers

from geopolitik.app import sample_story
from geopolitik.app.house import House
from geopolitik.app.sources import as_capture
from geopolitik.app.stories.keeping import keep
from geopolitik.app.tracing import trace
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role
from geopolitik.model.story import Trace

SAMPLE = {capture.name: capture for capture in (as_capture(source) for source in sample_story())}


def address(story: StoryHead, name: str) -> str:
    return f"/s/{story.id}/captures/{SAMPLE[name].id}"


@pytest.mark.parametrize("role", [None, Role.MEMBER], ids=["visitor", "member"])
@pytest.mark.parametrize("ending", ["", "/download"])
def test_other_peoples_texts_are_for_those_who_work_here(
    browser: Browsers, story: StoryHead, role: Role | None, ending: str
) -> None:
    assert browser(role).get(address(story, "01-agency.html") + ending).status_code == 403


def test_a_capture_is_shown_as_it_was_read(browser: Browsers, story: StoryHead, sample_trace: Trace) -> None:
    page = browser(Role.ANALYST).get(address(story, "04-channel.md")).text
    capture = SAMPLE["04-channel.md"]
    (article,) = [a.article for a in sample_trace.annotations if a.capture_id == capture.id]
    assert capture.sha256 in page
    assert "14 May 2031, 09:00 UTC" in page
    assert page.count('<div class="block ') == len(article.blocks)
    assert all(f'class="block {kind}"' in page for kind in ("story", "aside"))
    assert "Public: anyone can read this" in page


def test_credits_and_links_are_text(browser: Browsers, story: StoryHead, sample_trace: Trace) -> None:
    client = browser(Role.ANALYST)
    for annotation in sample_trace.annotations:
        article = annotation.article
        page = client.get(address(story, article.capture.name)).text
        assert 'href="http' not in page
        assert page.count("<code") == len(article.links) + len(article.images)
        assert ("None found." in page) is (not article.credits)


@pytest.mark.parametrize("name", ["01-agency.html", "04-channel.md"])
def test_the_bytes_are_saved_never_opened(browser: Browsers, story: StoryHead, name: str) -> None:
    answer = browser(Role.ANALYST).get(f"{address(story, name)}/download")
    assert answer.content == SAMPLE[name].content
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("ending", ["", "/download"])
def test_a_capture_of_another_story_is_not_found(
    browser: Browsers, story: StoryHead, house: House, ending: str
) -> None:
    other = keep(house, trace(b"A tale of two ferries. They met at noon, the captain said."), by=None)
    client = browser(Role.ANALYST)
    capture_id = SAMPLE["01-agency.html"].id
    assert client.get(f"/s/{other.id}/captures/{capture_id}{ending}").status_code == 404
    assert client.get(f"/s/nothing/captures/{capture_id}{ending}").status_code == 404
    assert client.get(f"/s/{story.id}/captures/nothing{ending}").status_code == 404
