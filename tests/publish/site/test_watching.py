"""Watch-lists on the site: added, removed and brought back; what is found, for whom, and the private feed."""

from __future__ import annotations

import json
import re

import pytest
from tests.publish.feeds.reading import parsed, texts
from tests.publish.site.browser import ADDRESS, Browser, Browsers

from geopolitik.app.house import House
from geopolitik.app.stories.deciding import decide
from geopolitik.model.keeping import Judgement, KeptDerivation, StoryHead
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import accounts, stories, watchlist
from geopolitik.storage.paging import Paging


@pytest.fixture
def analyst(browser: Browsers) -> Browser:
    return browser(Role.ANALYST, "Ann Marsh")


def watched(client: Browser, **fields: str) -> str:
    """Watch something; returns the address of the watch's page."""
    answer = client.submit("/watch", **{"kind": "outlet", "what": "Meridian", **fields})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def rewrite(house: House, story: StoryHead) -> KeptDerivation:
    with house.store.reading() as r:
        return next(e for e in stories.edges_of(r, story.id) if e.copy_name == "RiverWatch")


def feed_of(client: Browser) -> str:
    """Make an address of one's feed, without its ending."""
    page = client.submit("/watch/feed", do="make").text
    found = re.search(rf"{ADDRESS}(/watch/feed/[\w-]+)\.atom", page)
    assert found
    return found[1]


def test_what_was_kept_is_found_at_once(analyst: Browser, house: House, story: StoryHead) -> None:
    page = analyst.get(watched(analyst)).text
    edge = rewrite(house, story)
    assert f'href="/s/{story.id}/r/{edge.id}"' in page
    assert "Rewrite of Meridian, not credited" in page
    assert "in what was kept before" in page
    assert "<blockquote" in page


def test_only_uncredited_copies(analyst: Browser, story: StoryHead) -> None:
    page = analyst.get(watched(analyst, uncredited="yes")).text
    assert "RiverWatch" in page
    assert "Uferzeitung" not in page
    assert "uncredited copies only" in page


def test_a_watch_is_removed_and_brought_back(analyst: Browser, story: StoryHead) -> None:
    address = watched(analyst)
    assert analyst.submit(f"{address}/remove").headers["location"] == "/watch"
    page = analyst.get("/watch").text
    assert f'action="{address}/restore"' in page
    assert "Nothing is watched yet" in page
    assert analyst.submit(f"{address}/restore").headers["location"] == address
    assert "RiverWatch" in analyst.get("/watch").text


def test_somebody_elses_watch_is_theirs_to_remove_or_an_editors(browser: Browsers, analyst: Browser) -> None:
    address = watched(analyst)
    other = browser(Role.ANALYST, "Ben Lowe")
    assert f"{address}/remove" not in other.get("/watch").text
    assert other.submit(f"{address}/remove").status_code == 403
    assert browser(Role.EDITOR).submit(f"{address}/remove").status_code == 303


@pytest.mark.parametrize(
    ("fields", "code", "told"),
    [
        pytest.param({"what": ""}, 422, "Say what to watch", id="nothing"),
        pytest.param({"kind": "moon"}, 422, "Choose an outlet, a text or a name", id="no kind"),
        pytest.param({"kind": "text", "what": "nosuchtext"}, 404, "Check it first", id="no such text"),
    ],
)
def test_what_cannot_be_watched_is_told_and_kept_in_the_form(
    analyst: Browser, fields: dict[str, str], code: int, told: str
) -> None:
    answer = analyst.submit("/watch", **{"kind": "name", "what": "Sarn", **fields})
    assert answer.status_code == code
    assert told in answer.text
    assert f'value="{fields.get("what", "Sarn")}"' in answer.text


def test_the_inbox_says_what_is_watched_and_sifts_by_it(analyst: Browser, story: StoryHead) -> None:
    assert "Watched:" not in analyst.get("/inbox").text
    watched(analyst, uncredited="yes")
    assert "Watched: <bdi>Meridian</bdi>" in analyst.get("/inbox").text
    sifted = analyst.get("/inbox?watched=yes").text
    assert "of 6 to decide" in sifted
    assert "RiverWatch" in sifted


def test_the_pages_lead_to_watching_what_they_show(
    analyst: Browser, browser: Browsers, story: StoryHead
) -> None:
    shown = {
        f"/s/{story.id}/story": f"/watch?kind=text&amp;what={story.id}",
        "/o/meridian": "/watch?kind=outlet",
    }
    for address, link in shown.items():
        assert link in analyst.get(address).text
        assert "/watch" not in browser().get(address).text
    form = analyst.get("/watch?kind=outlet&what=Meridian").text
    assert 'value="Meridian"' in form


def test_matches_are_shown_to_nobody_else(browser: Browsers, analyst: Browser, story: StoryHead) -> None:
    """That a copy doesn't credit its original is public only once an editor approved it."""
    watched(analyst, uncredited="yes")
    for client in (browser(), browser(Role.MEMBER)):
        for address in ("/watch", "/watch/x", "/inbox?watched=yes"):
            assert client.get(address).status_code == 403
        for address in ("/", f"/s/{story.id}/story", "/feeds", "/feeds/site.json", "/o/meridian/feed.json"):
            assert "Watched" not in client.get(address).text


# The private feed


@pytest.mark.parametrize("fmt", ["atom", "rss", "json"])
def test_the_feed_tells_what_was_found_without_signing_in(
    browser: Browsers, analyst: Browser, house: House, story: StoryHead, fmt: str
) -> None:
    address = watched(analyst)
    feed = feed_of(analyst)
    answer = browser().get(f"{feed}.{fmt}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"].startswith("private")
    assert "set-cookie" not in answer.headers
    edge = rewrite(house, story)
    assert f"{ADDRESS}/s/{story.id}/r/{edge.id}" in answer.text.replace("\\/", "/")
    assert "rewrite of Meridian, not credited" in answer.text
    one = browser().get(f"{feed}/{address.removeprefix('/watch/')}.{fmt}")
    assert one.status_code == 200
    assert "Watched: Meridian" in one.text
    again = browser().get(f"{feed}.{fmt}", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def test_a_match_that_fell_is_taken_back_under_its_name(
    browser: Browsers, analyst: Browser, house: House, story: StoryHead
) -> None:
    watched(analyst)
    feed = feed_of(analyst)
    edge = rewrite(house, story)

    def entry() -> dict[str, str]:
        items: list[dict[str, str]] = json.loads(browser().get(f"{feed}.json").content)["items"]
        return next(item for item in items if item["url"].endswith(edge.id))

    before = entry()
    assert analyst.user
    decide(house, Viewer(analyst.user), edge.id, Judgement.REJECT, reason="Set phrases.")
    after = entry()
    assert after["id"] == before["id"]
    assert after["title"].startswith("Taken back: RiverWatch")
    assert "credited" not in json.dumps(after)


def test_the_key_opens_the_feed_and_nothing_else(
    browser: Browsers, analyst: Browser, story: StoryHead
) -> None:
    watched(analyst)
    key = feed_of(analyst).rpartition("/")[2]
    stranger = browser()
    assert stranger.get("/api/v1/watches", headers={"authorization": f"Bearer {key}"}).status_code == 401
    assert stranger.get(f"/watch?key={key}").status_code == 403
    assert stranger.get(f"/watch/feed/{key}/nosuchwatch.atom").status_code == 404
    assert stranger.get(f"/watch/feed/{key[:-1]}.atom").status_code == 404


def test_a_new_address_ends_the_one_before(browser: Browsers, analyst: Browser) -> None:
    first = feed_of(analyst)
    second = feed_of(analyst)
    assert browser().get(f"{first}.atom").status_code == 404
    assert browser().get(f"{second}.atom").status_code == 200
    analyst.submit("/watch/feed", do="end")
    assert browser().get(f"{second}.atom").status_code == 404


@pytest.mark.parametrize(
    "change", [{"role": "member"}, {"disabled_at": True}], ids=["member now", "disabled"]
)
def test_the_feed_of_whoever_no_longer_works_here_is_gone(
    browser: Browsers, analyst: Browser, house: House, change: dict[str, object]
) -> None:
    feed = feed_of(analyst)
    assert browser().get(f"{feed}.rss").status_code == 200
    assert analyst.user
    values = {name: house.clock() if value is True else value for name, value in change.items()}
    with house.store.writing() as w:
        accounts.change_user(w, analyst.user.id, **values)
    assert browser().get(f"{feed}.rss").status_code == 404


def test_keys_are_not_guessed_at_full_speed(browser: Browsers) -> None:
    client = browser()
    codes = [client.get(f"/watch/feed/{number}.atom").status_code for number in range(130)]
    assert codes[0] == 404
    assert codes[-1] == 429


def test_a_feed_without_matches_can_be_read(browser: Browsers, analyst: Browser) -> None:
    feed = parsed(browser().get(f"{feed_of(analyst)}.atom").content)
    assert texts(feed, "a:title")[0].startswith("Watch-lists")


def test_what_outlets_write_is_escaped(analyst: Browser, house: House) -> None:
    address = watched(analyst, kind="name", what="<b>Sarn</b> & more")
    page = analyst.get(address).text
    assert "<b>Sarn</b>" not in page
    assert "&lt;b&gt;Sarn&lt;/b&gt; &amp; more" in page
    with house.store.reading() as r:
        assert watchlist.matches(r, paging=Paging()).items == ()
