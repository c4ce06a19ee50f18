"""The front page with nothing, a little and much on it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from tests.publish.site.browser import ADDRESS, Browser, Browsers
from tests.publish.site.conftest import Clock

from geopolitik.app.checking import Desk
from geopolitik.app.house import House
from geopolitik.app.posting import channels, posts
from geopolitik.app.stories.deciding import decide
from geopolitik.app.stories.keeping import keep
from geopolitik.app.stories.managing import set_public
from geopolitik.model.keeping import Judgement, StoryHead
from geopolitik.model.people import Role, Viewer
from geopolitik.model.publishing import Visibility
from geopolitik.model.story import Trace
from geopolitik.publish.site.application import application
from geopolitik.publish.site.site import Site
from geopolitik.publish.site.weather import Weather, WeatherDesk
from geopolitik.storage import settings, stories

People = Callable[[Role, str], Viewer]


def test_with_nothing_on_it_it_says_what_to_do(browser: Browsers) -> None:
    assert "Stories appear here once editors have traced them." in browser().get("/").text
    assert '<a class="button main" href="/check">' in browser(Role.ANALYST).get("/").text


def test_one_story_leads_with_what_a_retelling_changed(browser: Browsers, story: StoryHead) -> None:
    page = browser().get("/").text
    assert story.title in page
    assert "8 outlets, 2 independent origins; 6 retellings" in page
    assert "Neither side" in page
    assert "Both sides" in page
    assert "Most read" not in page
    link = re.search(r'href="(/s/\w+/r/\w+)#(c\d+)"', page)
    assert link is not None
    assert f'id="{link[2]}"' in browser().get(link[1]).text


def test_forty_stories_are_cut_to_a_page(
    browser: Browsers, house: House, clock: Clock, sample_trace: Trace
) -> None:
    for number in range(40):
        clock.forward(minutes=1)
        keep(house, sample_trace, by=None, public=True, title=f"Story {number:02}")
    page = browser().get("/").text
    assert page.count('class="teaser"') == 13
    assert "Story 39" in page
    assert "Story 25" not in page
    assert "All stories" in page


def test_most_read_states_its_window_and_shows_what_may_be_seen(
    browser: Browsers, house: House, story: StoryHead, site: Site, person: People, clock: Clock
) -> None:
    site.counting.seen(clock().date(), "story", story.id, agent="Mozilla/5.0")
    site.counting.write_down(house)
    client = browser()
    page = client.get("/").text
    assert "last 7 days" in page
    assert f'<ol class="popular"><li><a href="/s/{story.id}/' in page.replace("\n", "").replace("    ", "")
    set_public(house, person(Role.EDITOR, "Edith"), story.id, public=False)
    assert story.title not in client.get("/").text


def test_counts_are_read_anew_after_a_minute(
    browser: Browsers, house: House, story: StoryHead, site: Site, clock: Clock
) -> None:
    client = browser()
    assert "Most read" not in client.get("/").text
    site.counting.seen(clock().date(), "story", story.id, agent="Mozilla/5.0")
    site.counting.write_down(house)
    assert "Most read" not in client.get("/").text
    clock.forward(minutes=1)
    assert "Most read" in client.get("/").text
    clock.forward(days=7)
    assert "Most read" not in client.get("/").text


def test_channels_count_the_posts_that_the_viewer_may_see(
    browser: Browsers, house: House, person: People
) -> None:
    editor = person(Role.EDITOR, "Edith")
    channel = channels.open_channel(house, editor, title="Sarn Desk", description="The river.")
    for title, visibility in (("Open to all", Visibility.PUBLIC), ("For members", Visibility.MEMBERS)):
        post = posts.write(house, editor, channel, title=title, body="Words.", visibility=visibility)
        posts.publish(house, editor, post.id)
    page = browser().get("/").text
    assert "1 post<" in page
    assert "Open to all" in page
    assert "For members" not in page
    assert "2 posts<" in browser(Role.EDITOR, "Ed").get("/").text


def test_copies_without_credit_stand_there_once_approved(
    browser: Browsers, house: House, story: StoryHead, person: People
) -> None:
    client = browser()
    assert "Copies without credit" not in client.get("/").text
    with house.store.reading() as r:
        edge = next(e for e in stories.edges_of(r, story.id) if e.copy_name == "RiverWatch")
    decide(house, person(Role.EDITOR, "Edith"), edge.id, Judgement.APPROVE, reason="It names nobody.")
    page = client.get("/").text
    assert "Copies without credit" in page
    assert f"/s/{story.id}/r/{edge.id}" in page


def test_it_tells_machines_where_to_search(browser: Browsers) -> None:
    page = browser().get("/").text
    found = re.search(r'<script type="application/ld\+json" nonce="[^"]+">(.*?)</script>', page)
    assert found is not None
    assert json.loads(found[1])["@type"] == "WebSite"
    assert '<meta property="og:site_name" content="GeoPolitik">' in page


class Vane:
    """A provider of weather that knows one thing."""

    def now(self, place: str) -> Weather:
        if place != "Korvan":
            raise OSError("unreachable")
        return Weather(-2.6, "light snow")


@pytest.mark.parametrize(
    ("place", "shown"),
    [("Korvan", True), ("Ismere", False), ("", False)],
    ids=["known", "unreachable", "none"],
)
def test_the_dateline_has_date_place_and_weather(house: House, place: str, shown: bool) -> None:
    with house.store.writing() as w:
        settings.save(w, settings.Settings(place=place, zone="Europe/Berlin"))
    desk = Desk(house)
    site = Site(house, ADDRESS, desk, weather=WeatherDesk(Vane(), start=lambda work: work()))
    client = Browser(application(site), base_url=ADDRESS)
    client.get("/")
    page = client.get("/").text
    assert "Wednesday, 14 May 2031" in page
    assert ("−3 °C, light snow" in page) is shown
    assert (f'<span class="place">{place}</span>' in page) is bool(place)
    desk.close()


def test_the_weather_is_off_by_default(browser: Browsers) -> None:
    assert 'class="weather"' not in browser().get("/").text
