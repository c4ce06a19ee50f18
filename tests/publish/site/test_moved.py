"""The address of a story that became part of another leads there, for those who may see that one."""

from __future__ import annotations

from tests.publish.site.browser import Browsers

from geopolitik.app.house import House
from geopolitik.app.stories.keeping import keep
from geopolitik.model.growing import Turn
from geopolitik.model.keeping import StoryHead
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
    assert (answer.status_code, answer.headers["location"]) == (301, story_address(story))


def test_a_visitor_is_not_led_to_what_is_not_public(
    house: House, browser: Browsers, story: StoryHead, sample_trace: Trace
) -> None:
    old = merged(house, story, sample_trace)
    with house.store.writing() as w:
        stories.change(w, story.id, public=False)
    assert browser().get(story_address(old), follow_redirects=False).status_code == 404
