"""What an outlet changed in its own text: on the story's page, the copy's, over the API, in the feed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.publish.site.browser import Browsers
from tests.steps.correcting.test_correcting import FIRST, NOTICE, SECOND, capture

from geopolitik.app.house import House
from geopolitik.app.stories.growing import arrived
from geopolitik.app.stories.looking import glance, shown_of
from geopolitik.app.stories.managing import set_public
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import VISITOR, Role, Viewer
from geopolitik.storage import stories


@pytest.fixture
def corrected(house: House, person: Callable[[Role, str], Viewer]) -> StoryHead:
    """A public story of an agency's text, its correction, a copy before it and one that took it over."""
    found = arrived(
        house,
        [
            capture(FIRST, "Meridian", 9),
            capture(FIRST.replace("the smaller harbour", "the small harbour"), "Echo", 10),
            capture(SECOND + NOTICE, "Meridian", 12),
            capture(SECOND.replace("the smaller harbour", "the little harbour"), "Courier", 15),
        ],
    )
    assert len({arrival.story for arrival in found}) == 1
    return set_public(house, person(Role.EDITOR, "Edith"), str(found[0].story), public=True)


def words(page: str) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_storys_page_follows_a_correction(house: House, browser: Browsers, corrected: StoryHead) -> None:
    page = words(browser(Role.ANALYST).get(f"/s/{corrected.id}", follow_redirects=True).text)
    told = page.partition("What was changed later, and who has it")[2]
    assert "Meridian changed 2 passages of its text between 12 May 2031, 09:00 UTC and 12 May 2031" in told
    assert "Of 2 copies, 1 has the later wording" in told
    assert "Echo has the earlier wording; captured between the two versions" in told
    assert "Courier has the later wording; captured after the change" in told
    assert "The page tells of it in a correction." in told
    assert "Changed without a notice: nothing on the page tells of it." in told


def test_readers_see_of_it_what_they_are_shown_of_the_texts(
    house: House, browser: Browsers, corrected: StoryHead
) -> None:
    page = browser().get(f"/s/{corrected.id}", follow_redirects=True).text
    told = page.partition('id="corrections"')[2].partition("</section>")[0]
    assert "has the later wording" in told
    shown = shown_of(house, glance(house, VISITOR, corrected.id))
    quoted = [words(q) for q in re.findall(r"<q[^>]*>(.*?)</q>", told)]
    assert quoted
    assert all(shown.told(quotation) == quotation for quotation in quoted)


def test_a_copys_page_says_what_it_has(house: House, browser: Browsers, corrected: StoryHead) -> None:
    with house.store.reading() as r:
        (edge,) = [e for e in stories.edges_of(r, corrected.id) if e.copy_name == "Echo"]
    page = words(browser().get(f"/s/{corrected.id}/r/{edge.id}").text)
    assert "In this copy: 2 in the earlier wording." in page


def test_the_api_tells_it(browser: Browsers, corrected: StoryHead) -> None:
    items = browser().get(f"/api/v1/stories/{corrected.id}/corrections").json()["items"]
    assert [item["name"] for item in items] == ["Meridian", "Meridian"]
    assert [bool(item["notice"]) for item in items].count(True) == 1
    held = {(copy["name"], copy["held"], copy["when"]) for copy in items[0]["copies"]}
    assert ("Courier", "the later wording", "after") in held


def test_the_feed_tells_it(browser: Browsers, corrected: StoryHead) -> None:
    feed = browser().get(f"/s/{corrected.id}/feed.atom").text
    assert feed.count("Meridian changed 2 passages of its text") == 1
