"""One page on demand: asked for and kept as the collector does it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.app.collecting.world import FEED, HARBOUR, WORDS, World, article, feed

from geopolitik.app.collecting import outlets
from geopolitik.app.collecting.one_page import fetched_page, kept_page
from geopolitik.app.collecting.running import Collector
from geopolitik.app.erasing import erase
from geopolitik.app.house import House
from geopolitik.errors import AddressError, ConflictError, FetchError, GeopolitikError
from geopolitik.model.watched import HostKnown, host_of
from geopolitik.storage import captures, hosts, open_store
from geopolitik.storage.archive import receipts

PAGE = f"{HARBOUR}/ferry"


@pytest.fixture
def world() -> World:
    return World(pages={PAGE: article(), FEED: feed("ferry")})


@pytest.fixture
def house(tmp_path: Path, world: World) -> Iterator[House]:
    store = open_store(tmp_path / "store.db")
    yield House(store, clock=world.clock)
    store.close()


def test_a_page_is_kept_with_its_answer(house: House, world: World) -> None:
    capture = kept_page(house, PAGE, world.get, sleep=world.sleep)
    assert (capture.address, capture.captured_at) == (PAGE, world.at)
    assert [url for _, url in world.asked] == [f"{HARBOUR}/robots.txt", PAGE]
    with house.store.reading() as r:
        assert captures.get(r, capture.id) == capture
        assert [receipt.kind for receipt in receipts.of_address(r, PAGE)] == ["response", "metadata"]


def test_a_page_whose_text_is_kept_already_is_that_capture(house: House, world: World) -> None:
    first = kept_page(house, PAGE, world.get, sleep=world.sleep)
    world.pages[PAGE] = article(frame="another advertisement")
    world.sleep(5)
    assert kept_page(house, PAGE, world.get, sleep=world.sleep) == first
    world.pages[PAGE] = article(WORDS.replace("halted", "stopped"))
    world.sleep(5)
    assert kept_page(house, PAGE, world.get, sleep=world.sleep).id != first.id


def test_a_host_that_was_asked_a_moment_ago_is_waited_for(house: House, world: World) -> None:
    kept_page(house, PAGE, world.get, sleep=world.sleep)
    begun = world.at
    kept_page(house, PAGE, world.get, sleep=world.sleep)
    assert world.at - begun >= timedelta(seconds=1)


def test_a_host_that_wants_to_be_left_alone_for_long_is(house: House, world: World) -> None:
    with house.store.writing() as w:
        hosts.save(w, HostKnown(host_of(PAGE), world.at + timedelta(minutes=5)))
    with pytest.raises(ConflictError, match="left alone for another 300 seconds"):
        kept_page(house, PAGE, world.get, sleep=world.sleep)
    assert world.asked == []


def test_the_outlet_that_a_watched_feed_tells_is_believed(house: House, world: World) -> None:
    outlets.add(house, FEED, outlet="The Harbour Desk", get=world.get)
    Collector(house, get=world.get, sleep=world.sleep).once()
    world.pages[PAGE] = article(WORDS.replace("halted", "stopped"))
    world.sleep(60)
    assert kept_page(house, PAGE, world.get, sleep=world.sleep).declared.outlet == "The Harbour Desk"


def test_what_was_erased_is_not_fetched_again(house: House, world: World) -> None:
    kept_page(house, PAGE, world.get, sleep=world.sleep)
    erase(house, PAGE, by="Edith", reason="A court said so.")
    asked = len(world.asked)
    with pytest.raises(ConflictError, match="was erased here"):
        kept_page(house, PAGE, world.get, sleep=world.sleep)
    assert len(world.asked) == asked


@pytest.mark.parametrize(
    ("address", "page", "error", "reason"),
    [
        pytest.param("http://127.0.0.1/", None, AddressError, "leads to this machine", id="inner address"),
        pytest.param("file:///etc/passwd", None, AddressError, "only http", id="no web address"),
        pytest.param(PAGE, None, FetchError, "leads to nothing", id="no such page"),
        pytest.param(PAGE, " ", FetchError, "is empty", id="empty"),
        pytest.param(PAGE, FetchError(PAGE, "doesn't answer in time"), FetchError, "in time", id="no answer"),
    ],
)
@pytest.mark.parametrize("kept", [True, False], ids=["into a store", "without one"])
def test_what_cannot_be_had_is_told(
    house: House,
    world: World,
    kept: bool,
    address: str,
    page: object,
    error: type[GeopolitikError],
    reason: str,
) -> None:
    world.pages = {PAGE: page}

    def fetched() -> None:
        if kept:
            kept_page(house, address, world.get, sleep=world.sleep)
        else:
            fetched_page(address, world.get, world.clock)

    with pytest.raises(error) as told:
        fetched()
    assert reason in str(told.value).lower()


def test_a_page_that_robots_may_not_have_is_not_asked_for(house: House, world: World) -> None:
    world.pages[f"{HARBOUR}/robots.txt"] = "User-agent: *\nDisallow: /ferry"
    with pytest.raises(FetchError, match=r"closed to us by robots\.txt"):
        kept_page(house, PAGE, world.get, sleep=world.sleep)
    assert [url for _, url in world.asked] == [f"{HARBOUR}/robots.txt"]


def test_what_a_query_carries_is_not_told(world: World) -> None:
    with pytest.raises(FetchError) as told:
        fetched_page(f"{HARBOUR}/missing?token=secret", world.get, world.clock)
    assert "secret" not in str(told.value)
