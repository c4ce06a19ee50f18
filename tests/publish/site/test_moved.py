"""The address of a story that became part of another leads there, for those who may see that one."""

from __future__ import annotations

from tests.publish.site.browser import Browsers

from geopolitik.app.house import House
from geopolitik.app.stories.keeping import keep
from geopolitik.model.growing import Turn
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role
from geopolitik.model.story import Trace
from geopolitik.publish.site.views.addresses import story_address
from geopolitik.storage import growth, stories


def merged(house: House, story: StoryHead, trace: Trace) -> StoryHead:
    """A story that has become part of the sample."""
    old = keep(house, trace, by=None, public=True, title="The other")
    with house.store.writing() as w:
        growth.absorb(w, old.id, story.id)
        stories.change(w, old.id, withdrawn_at=house.clock())
        growth.note(w, Turn.MERGED, old.id, story.id, at=house.clock(), reason="One event.")
    return old


def test_the_old_address_leads_on(
    house: House, browser: Browsers, story: StoryHead, sample_trace: Trace
) -> None:
    old = merged(house, story, sample_trace)
    answer = browser().get(story_address(old), follow_redirects=False)
    there = f"{story_address(old).replace(old.id, story.id)}?from={old.id}"
    assert (answer.status_code, answer.headers["location"]) == (302, there)
    page = browser().get(story_address(old), follow_redirects=True)
    assert page.url.path == story_address(story)
    assert "which is part of this one now" in page.text
    assert "Another story became part of it" in page.text
    assert "which is part of this one now" not in browser().get(story_address(story)).text


def test_other_addresses_of_the_old_story_lead_on_too(
    house: House, browser: Browsers, story: StoryHead, sample_trace: Trace
) -> None:
    old = merged(house, story, sample_trace)
    feed = browser().get(f"/s/{old.id}/feed.atom", follow_redirects=False)
    assert feed.headers["location"] == f"/s/{story.id}/feed.atom?from={old.id}"
    asked = browser(Role.ANALYST).get(f"/check?story={old.id}", follow_redirects=False)
    assert asked.headers["location"] == f"/check?story={story.id}&from={old.id}"


def test_what_the_old_story_was_can_still_be_read(
    house: House, browser: Browsers, story: StoryHead, sample_trace: Trace
) -> None:
    old = merged(house, story, sample_trace)
    answer = browser(Role.ANALYST).get(f"{story_address(old)}?revision=1", follow_redirects=False)
    assert answer.status_code == 200


def test_the_api_names_the_new_story(
    house: House, browser: Browsers, story: StoryHead, sample_trace: Trace
) -> None:
    old = merged(house, story, sample_trace)
    answer = browser().get(f"/api/v1/stories/{old.id}/texts?limit=2", follow_redirects=False)
    there = f"/api/v1/stories/{story.id}/texts?limit=2"
    assert (answer.status_code, answer.headers["location"]) == (307, there)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.json()["instead"], answer.json()["type"]) == (there, "/api/v1/docs#problem-moved")


def test_a_visitor_is_not_led_to_what_is_not_public(
    house: House, browser: Browsers, story: StoryHead, sample_trace: Trace
) -> None:
    old = merged(house, story, sample_trace)
    with house.store.writing() as w:
        stories.change(w, story.id, public=False)
    assert browser().get(story_address(old), follow_redirects=False).status_code == 404


def test_what_is_part_of_another_story_is_not_put_back(
    house: House, browser: Browsers, story: StoryHead, sample_trace: Trace
) -> None:
    old = merged(house, story, sample_trace)
    answer = browser(Role.EDITOR).submit(f"/s/{old.id}/restore")
    assert answer.status_code == 404
    assert f"is part of {story.id} now" in answer.text
