"""Feeds are watched once each, found from a site's page, and go out as they came in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.app.collecting.world import FEED, HARBOUR, World, article, feed

from geopolitik.app.collecting import outlets
from geopolitik.app.collecting.running import Collector
from geopolitik.app.house import House
from geopolitik.errors import AddressError, FeedError, NotFoundError
from geopolitik.model.feed import Subscribed
from geopolitik.storage import captures, open_store


@pytest.fixture
def world() -> World:
    return World(pages={FEED: feed("ferry")})


@pytest.fixture
def house(tmp_path: Path, world: World) -> Iterator[House]:
    store = open_store(tmp_path / "store.db")
    yield House(store, clock=world.clock)
    store.close()


def test_a_feed_is_added_once(house: House, world: World) -> None:
    first = outlets.add(house, FEED, outlet="The Harbour", get=world.get)
    again = outlets.add(house, FEED, get=world.get)
    assert (first.new, again.new, first.entries) == (True, False, 1)
    assert again.feed == first.feed
    assert (first.feed.title, first.feed.outlet) == ("Harbour News", "The Harbour")
    assert outlets.everything(house) == (first.feed,)


@pytest.mark.parametrize(
    ("page", "at"),
    [
        pytest.param("<link rel='alternate' type='application/rss+xml' href='/feed'>", FEED, id="named"),
        pytest.param("<p>News</p>", f"{HARBOUR}/rss.xml", id="at a usual place"),
    ],
)
def test_the_feed_of_a_site_is_found(house: House, world: World, page: str, at: str) -> None:
    world.pages = {f"{HARBOUR}/": f"<html><head>{page}</head></html>", at: feed("ferry")}
    assert outlets.add(house, f"{HARBOUR}/", get=world.get).feed.address == at


def test_a_site_without_a_feed_is_told(house: House, world: World) -> None:
    world.pages = {f"{HARBOUR}/": "<html><body>News</body></html>"}
    with pytest.raises(NotFoundError, match="names no feed"):
        outlets.add(house, f"{HARBOUR}/", get=world.get)


def test_a_feed_taken_off_the_list_is_asked_no_more_and_what_was_kept_stays(
    house: House, world: World
) -> None:
    other = f"{HARBOUR}/other"
    world.pages |= {FEED: feed("ferry", "crane"), other: feed("crane")}
    world.pages |= {f"{HARBOUR}/{name}": article() for name in ("ferry", "crane")}
    for address in (FEED, other):
        outlets.add(house, address, get=world.get)
    Collector(house, get=world.get, sleep=world.sleep).once()
    assert outlets.remove(house, FEED).named == 2
    world.asked.clear()
    Collector(house, get=world.get, sleep=world.sleep).watch(world.at + timedelta(hours=30))
    # The page that another feed names too is visited on.
    asked = {url for _, url in world.asked}
    assert asked == {other, f"{HARBOUR}/crane", f"{HARBOUR}/robots.txt"}
    with house.store.reading() as r:
        assert len(captures.ids(r)) == 2
    assert [one.address for one in outlets.everything(house)] == [other]
    with pytest.raises(NotFoundError, match="isn't watched"):
        outlets.remove(house, FEED)
    assert outlets.add(house, FEED, get=world.get).new
    assert len(outlets.everything(house)) == 2


def test_a_feed_that_moved_for_good_is_watched_where_it_is(house: House, world: World) -> None:
    world.moved[f"{HARBOUR}/old"] = FEED
    assert outlets.add(house, f"{HARBOUR}/old", get=world.get).feed.address == FEED


def test_no_inner_address_is_asked(house: House) -> None:
    with pytest.raises(AddressError):
        outlets.add(house, "http://127.0.0.1/feed")


def test_a_list_is_imported_and_goes_out_again(house: House) -> None:
    opml = (
        f"<opml version='2.0'><body><outline text='Ports'><outline text='Harbour' xmlUrl='{FEED}'/></outline>"
        "<outline text='Inside' xmlUrl='http://10.0.0.1/feed'/>"
        f"<outline text='Quay' xmlUrl='https://quay.example/rss' htmlUrl='https://quay.example/'/></body></opml>"
    ).encode()
    imported = outlets.import_opml(house, opml, "subscriptions.opml")
    assert (imported.new, imported.known) == (2, 0)
    assert imported.refused == (("http://10.0.0.1/feed", "leads to a private network"),)
    assert outlets.import_opml(house, opml, "subscriptions.opml").known == 2
    assert list(outlets.subscriptions(house)) == [
        Subscribed("https://quay.example/rss", "Quay", "https://quay.example/"),
        Subscribed(FEED, "Harbour", "", "Ports"),
    ]


def test_what_is_no_list_is_refused(house: House) -> None:
    with pytest.raises(FeedError, match="is no list"):
        outlets.import_opml(house, feed().encode(), "feed.xml")
