"""Analysts part and join stories on their pages; what became of a story stands there for everybody."""

from __future__ import annotations

import pytest
from tests.app.stories.test_growing import FOREST, HARBOUR, capture
from tests.publish.site.browser import Browsers
from tests.publish.site.newsroom import shown, undo

from geopolitik.app.house import House
from geopolitik.app.stories.growing import arrived
from geopolitik.app.stories.keeping import keep
from geopolitik.app.tracing import trace
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role
from geopolitik.publish.site.views.addresses import story_address
from geopolitik.storage import stories


@pytest.fixture
def strike(house: House) -> StoryHead:
    """A public story of two events, which a person took for one."""
    found = trace(capture(HARBOUR, "meridian"), capture(FOREST, "courier"))
    return keep(house, found, by=None, public=True)


def courier(house: House, story: StoryHead) -> str:
    with house.store.reading() as r:
        return next(a.capture_id for a in stories.captures_of(r, story.id) if a.outlet == "courier")


def test_texts_are_parted_from_a_story_and_that_is_undone(
    house: House, browser: Browsers, strike: StoryHead
) -> None:
    client = browser(Role.ANALYST)
    fields = {"capture": courier(house, strike), "reason": "Fire & strike <are> two."}
    page = shown(client, f"/s/{strike.id}/part", **fields)
    assert "“Forest fire above Kestrin burns for a third day” is a story of its own" in page
    assert "Fire &amp; strike &lt;are&gt; two." in page
    assert "Forest fire" not in page.partition('id="texts"')[2].partition("</section>")[0]
    client.submit(f"/s/{strike.id}/part", capture="1", reason="")
    read = browser().get(story_address(strike)).text
    assert "An analyst made some of its texts a story of their own" in read
    assert "two." not in read.partition('id="record"')[2].partition("</section>")[0]


def test_the_notices_button_takes_it_back(house: House, browser: Browsers, strike: StoryHead) -> None:
    client = browser(Role.ANALYST)
    client.submit(f"/s/{strike.id}/part", capture=courier(house, strike), reason="Two.")
    assert undo(client, story_address(strike)).status_code == 303
    page = client.get(story_address(strike)).text
    assert "that was taken back" in page
    assert "Forest fire" in page.partition('id="texts"')[2].partition("</section>")[0]


def test_stories_are_joined_by_the_address_of_one(house: House, browser: Browsers, strike: StoryHead) -> None:
    other = "Bridge over the Lenna closed\n\nThe bridge at Orvane is shut until June, said Ada Holm.\n"
    old = str(arrived(house, [capture(other, "echo")])[0].story)
    client = browser(Role.ANALYST)
    address = f"https://geopolitik.test/s/{old}/bridge-over-the-lenna-closed?x=1"
    page = shown(client, f"/s/{strike.id}/join", other=address, reason="The same storm.")
    assert "Bridge over the Lenna closed" in page.partition('id="texts"')[2].partition("</section>")[0]
    assert client.get(f"/s/{old}/x", follow_redirects=True).url.path == story_address(strike)


def test_a_form_that_names_nothing_is_told_so(browser: Browsers, strike: StoryHead) -> None:
    client = browser(Role.ANALYST)
    assert client.submit(f"/s/{strike.id}/part", reason="So.").status_code == 422
    assert client.submit(f"/s/{strike.id}/join", other="no address!", reason="So.").status_code == 404
    assert client.submit(f"/s/{strike.id}/turns/999/undo").status_code == 404


def test_only_analysts_see_the_forms(browser: Browsers, strike: StoryHead) -> None:
    assert "One event, or two?" not in browser().get(story_address(strike)).text
    assert "One event, or two?" in browser(Role.ANALYST).get(story_address(strike)).text
