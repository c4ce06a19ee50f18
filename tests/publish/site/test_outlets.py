"""Outlets: listed by name, shown by passages, never scored."""

from __future__ import annotations

from collections.abc import Callable

from tests.publish.site.browser import Browsers

from geopolitik.app.house import House
from geopolitik.app.stories.deciding import decide
from geopolitik.app.stories.keeping import keep
from geopolitik.app.stories.managing import withdraw
from geopolitik.model.keeping import Judgement, StoryHead
from geopolitik.model.people import Role, Viewer
from geopolitik.model.story import Trace
from geopolitik.storage import stories

People = Callable[[Role, str], Viewer]


def derivation(house: House, story: StoryHead, copy: str) -> str:
    with house.store.reading() as r:
        return next(e.id for e in stories.edges_of(r, story.id) if e.copy_name == copy)


def test_the_list_is_by_name(browser: Browsers, story: StoryHead) -> None:
    page = browser().get("/outlets").text
    names = ["Brenna Valley Gazette", "Calder Daily Post", "Harbour Almanack", "Meridian", "Tidewater News"]
    places = [page.index(f"<bdi>{name}</bdi>") for name in names]
    assert places == sorted(places)
    assert "Nobody is ranked." in page


def test_an_empty_list_says_what_it_waits_for(browser: Browsers) -> None:
    assert "No outlet yet" in browser().get("/outlets").text


def test_it_shows_what_it_copies_and_how_it_bends(browser: Browsers, house: House, story: StoryHead) -> None:
    page = browser().get("/o/riverwatch").text
    edge = derivation(house, story, "RiverWatch")
    assert 'href="/o/meridian"' in page
    assert f"/s/{story.id}/r/{edge}#c" in page
    assert "Neither side" in page
    assert "Both sides" in page
    assert 'href="/o/09-blog-md"' in page
    assert "Valdenia Cuts Off" in page


def test_the_passages_it_links_to_are_on_the_redlines_page(
    browser: Browsers, house: House, story: StoryHead
) -> None:
    import re

    client = browser()
    page = client.get("/o/riverwatch").text
    for found in re.findall(rf'href="(/s/{story.id}/r/\w+)#(c\d+)"', page):
        assert f'id="{found[1]}"' in client.get(found[0]).text


def test_credit_is_spoken_of_once_approved(
    browser: Browsers, house: House, story: StoryHead, person: People
) -> None:
    client = browser()
    page = client.get("/o/riverwatch").text
    assert "not credited" not in page
    assert "rewrite, <bdi>credit not reviewed yet</bdi>" in page
    assert "rewrite, <bdi>not credited</bdi>" in browser(Role.ANALYST).get("/o/riverwatch").text
    edge = derivation(house, story, "RiverWatch")
    decide(house, person(Role.EDITOR, "Edith"), edge, Judgement.APPROVE, reason="It names nobody.")
    assert "rewrite, <bdi>not credited</bdi>" in client.get("/o/riverwatch").text


def test_what_was_rejected_is_not_held_against_anybody(
    browser: Browsers, house: House, story: StoryHead, person: People
) -> None:
    client = browser()
    assert "Neither side" in client.get("/o/riverwatch").text
    edge = derivation(house, story, "RiverWatch")
    decide(house, person(Role.EDITOR, "Edith"), edge, Judgement.REJECT, reason="A shared speech.")
    page = client.get("/o/riverwatch").text
    assert "Neither side" not in page
    assert "No text of it is known to be made from another." in page


def test_two_stories_with_the_same_texts_are_both_there(
    browser: Browsers, house: House, story: StoryHead, sample_trace: Trace
) -> None:
    other = keep(house, sample_trace, by=None, public=True, title="The same again")
    page = browser().get("/o/riverwatch").text
    assert f"/s/{story.id}/r/" in page
    assert f"/s/{other.id}/r/" in page


def test_only_what_may_be_seen_counts(
    browser: Browsers, house: House, story: StoryHead, person: People
) -> None:
    client = browser()
    assert client.get("/o/riverwatch").status_code == 200
    withdraw(house, person(Role.EDITOR, "Edith"), story.id, withdrawn=True)
    assert client.get("/o/riverwatch").status_code == 404
    assert "RiverWatch" not in client.get("/outlets").text
    assert client.get("/o/nobody").status_code == 404


def test_no_score_and_no_ranking(browser: Browsers, story: StoryHead) -> None:
    page = browser().get("/o/riverwatch").text.lower()
    for word in ("trustworth", "reliab", "score", "rating", "rank"):
        assert word not in page
