"""The collector over days that pass in milliseconds."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from tests.app.collecting.world import FEED, HARBOUR, MORNING, WORDS, World, article, feed

from geopolitik.app.collecting import outlets, running, settling
from geopolitik.app.collecting.asking import Outcome
from geopolitik.app.collecting.running import Collector, Tally
from geopolitik.app.house import House
from geopolitik.errors import ClockError, ConflictError, FetchError, StoreError
from geopolitik.model.watched import Visit, Watched, WatchedPage
from geopolitik.steps.collect.web.fetch import Fetched
from geopolitik.storage import captures, hosts, open_store, pages, watched
from geopolitik.storage.archive import Archive, archive_of
from geopolitik.storage.archive.proving import Proof

HOUR = timedelta(hours=1)
TTL = "<ttl>999999</ttl>"


@pytest.fixture
def world() -> World:
    return World(pages={FEED: feed("ferry"), f"{HARBOUR}/ferry": article()})


@pytest.fixture
def house(tmp_path: Path, world: World) -> Iterator[House]:
    store = open_store(tmp_path / "store.db")
    yield House(store, clock=world.clock)
    store.close()


def collector(house: House, world: World) -> Collector:
    return Collector(house, get=world.get, sleep=world.sleep, look=6 * 3600)


def watching(house: House, world: World, address: str = FEED) -> Watched:
    return outlets.add(house, address, get=world.get).feed


def run(house: House, world: World, hours: float = 0) -> Tally:
    """Collect once, or watch for some hours."""
    if not hours:
        return collector(house, world).once()
    return collector(house, world).watch(world.at + timedelta(hours=hours))


def page(house: House, name: str = "ferry") -> WatchedPage:
    with house.store.reading() as r:
        found = pages.get(r, watched.key_of(f"{HARBOUR}/{name}"))
    assert found is not None
    return found


def visits(house: House, name: str = "ferry") -> list[Visit]:
    with house.store.reading() as r:
        return [found for _, found, _ in pages.visits(r, page(house, name).id)]


def standing(house: House, feed: Watched) -> Watched:
    with house.store.reading() as r:
        found = watched.get(r, feed.id)
    assert found is not None
    return found


def test_what_a_feed_names_is_fetched_and_kept_with_its_evidence(house: House, world: World) -> None:
    watching(house, world)
    tally = run(house, world)
    assert (tally.feeds, tally.pages, tally.named, tally.kept, tally.failed) == (1, 1, 1, 1, 0)
    with house.store.reading() as r:
        capture = captures.get(r, page(house).capture)
        ((_, at, entry),) = pages.entries(r, page(house).id)
    assert capture is not None
    assert (capture.content, capture.address) == (article().encode(), f"{HARBOUR}/ferry")
    assert capture.captured_at is not None
    assert MORNING <= capture.captured_at <= MORNING + timedelta(minutes=1)
    assert at >= MORNING
    assert entry.source is not None
    assert (entry.title, entry.source.address) == ("ferry", "https://agency.example/rss")


def test_every_answer_is_kept_as_it_came(house: House, world: World) -> None:
    watching(house, world)
    run(house, world, hours=2)
    proof = Proof(archive_of(house.store).folder)
    with house.store.reading() as r:
        assert list(proof.problems(r)) == []
    assert proof.records > 10


def test_a_second_run_asks_for_nothing_that_is_not_due(house: House, world: World) -> None:
    watching(house, world)
    run(house, world)
    asked = len(world.asked)
    assert run(house, world).feeds == 0
    assert len(world.asked) == asked


def test_a_page_is_visited_again_after_an_hour_a_day_and_a_week(house: House, world: World) -> None:
    watching(house, world)
    run(house, world, hours=24 * 9)
    first, *others = world.times(f"{HARBOUR}/ferry")
    after = [round((at - first) / HOUR, 1) for at in others]
    assert after == [1.0, 24.0, 168.0]
    assert page(house).due_at is None


def test_a_silent_edit_is_found_and_both_versions_are_kept(house: House, world: World) -> None:
    edited = article(WORDS.replace("two of its engines", "one of its engines"))
    world.pages[f"{HARBOUR}/ferry"] = lambda at: edited if at > MORNING + 12 * HOUR else article()
    watching(house, world)
    tally = run(house, world, hours=30)
    assert visits(house) == [Visit.FIRST, Visit.SAME, Visit.CHANGED]
    assert (tally.kept, tally.changed) == (2, 1)
    with house.store.reading() as r:
        first, _, last = (capture for _, _, capture in pages.visits(r, page(house).id))
        versions = [captures.get(r, capture) for capture in (first, last)]
    assert [v.content for v in versions if v] == [article().encode(), edited.encode()]
    assert len({v.address for v in versions if v}) == 1


def test_a_new_frame_around_the_same_text_is_no_new_version(house: House, world: World) -> None:
    world.pages[f"{HARBOUR}/ferry"] = lambda at: article(frame=f"served at {at}")
    watching(house, world)
    run(house, world, hours=2)
    assert visits(house) == [Visit.FIRST, Visit.SAME]


def test_what_has_not_changed_is_not_sent_again(house: House, world: World) -> None:
    world.headers = {FEED: {"etag": '"1"'}, f"{HARBOUR}/ferry": {"etag": '"2"'}}
    watching(house, world)
    run(house, world, hours=2)
    assert visits(house) == [Visit.FIRST, Visit.UNCHANGED]


@pytest.mark.parametrize(
    ("error", "found", "again"),
    [
        pytest.param(FetchError("x", "leads to nothing", status=404), Visit.GONE, True, id="not found"),
        pytest.param(FetchError("x", "is gone for good", status=410), Visit.GONE, False, id="gone"),
        pytest.param(FetchError("x", "can't be served now", status=503), Visit.FAILED, True, id="for now"),
    ],
)
def test_a_page_that_is_taken_down_is_noticed(
    house: House, world: World, error: FetchError, found: Visit, again: bool
) -> None:
    world.pages[f"{HARBOUR}/ferry"] = lambda at: error if at > MORNING + HOUR / 2 else article()
    watching(house, world)
    run(house, world, hours=1.2)
    assert visits(house) == [Visit.FIRST, found]
    assert (page(house).due_at is not None) is again


def test_a_page_that_cannot_be_had_is_given_up(house: House, world: World) -> None:
    world.pages[f"{HARBOUR}/ferry"] = FetchError("x", "doesn't answer in time")
    watching(house, world)
    run(house, world, hours=48)
    assert visits(house) == [Visit.FAILED] * 5
    assert page(house).due_at is None


def test_a_busy_feed_is_asked_often_and_a_quiet_one_seldom(house: House, world: World) -> None:
    names = [str(number) for number in range(400)]

    def busy(at: object) -> str:
        hours = (world.at - MORNING) / HOUR
        return feed(*names[: 1 + int(hours * 12)])

    world.pages[FEED] = busy
    world.pages[f"{HARBOUR}/quiet"] = feed()
    often = watching(house, world)
    seldom = watching(house, world, f"{HARBOUR}/quiet")
    run(house, world, hours=6)
    assert standing(house, often).seconds <= 600
    assert standing(house, seldom).seconds >= 2 * 3600
    asked = world.times(FEED)
    assert min(b - a for a, b in itertools.pairwise(asked[1:])) >= timedelta(minutes=5)
    world.pages[FEED] = feed()
    run(house, world, hours=24 * 7)
    assert standing(house, seldom).seconds == standing(house, often).seconds == 24 * 3600


def test_a_feed_that_asks_to_be_left_alone_is_but_not_for_ever(house: House, world: World) -> None:
    names = [str(number) for number in range(200)]
    world.pages[FEED] = lambda at: feed(
        *names[: 1 + int((at - MORNING) / HOUR * 12)], ttl="<ttl>999999</ttl>"
    )
    world.headers[FEED] = {"cache-control": "public, max-age=1000000000000000000"}
    made = watching(house, world)
    run(house, world, hours=8)
    assert standing(house, made).seconds == 3600


def test_a_server_that_says_when_to_come_back_is_obeyed(house: House, world: World) -> None:
    made = watching(house, world)
    world.pages[FEED] = FetchError("x", "says that we ask too often", status=429, retry_after=7200)
    run(house, world, hours=1.9)
    assert len(world.times(FEED)) == 2  # when it was added, and once
    assert standing(house, made).trouble == "says that we ask too often"
    world.pages[FEED] = feed("ferry")
    run(house, world, hours=0.5)
    assert (standing(house, made).failures, standing(house, made).trouble) == (0, "")


def test_a_feed_that_fails_is_asked_ever_less_often(house: House, world: World) -> None:
    made = watching(house, world)
    world.pages[FEED] = FetchError("x", "doesn't answer in time")
    run(house, world, hours=24 * 3)
    asked = world.times(FEED)[1:]
    waits = [b - a for a, b in itertools.pairwise(asked)]
    assert waits == sorted(waits)
    assert len(asked) < 12
    assert standing(house, made).gone_at is None


def test_a_feed_that_is_gone_is_asked_no_more(house: House, world: World) -> None:
    made = watching(house, world)
    world.pages[FEED] = FetchError("x", "is gone for good", status=410)
    run(house, world, hours=100)
    assert standing(house, made).gone_at is not None
    assert len(world.times(FEED)) == 2


def test_a_feed_that_moved_is_followed(house: House, world: World) -> None:
    made = watching(house, world)
    world.pages[f"{HARBOUR}/new"] = feed("ferry")
    world.moved[FEED] = f"{HARBOUR}/new"
    run(house, world, hours=4)
    assert standing(house, made).address == f"{HARBOUR}/new"
    assert len(world.times(FEED)) == 2


def test_two_feeds_that_move_to_one_place_become_one(house: House, world: World) -> None:
    world.pages[f"{HARBOUR}/old"] = feed("ferry")
    kept, old = watching(house, world), watching(house, world, f"{HARBOUR}/old")
    world.moved[f"{HARBOUR}/old"] = FEED
    run(house, world, hours=1)
    assert standing(house, kept).gone_at is None
    assert standing(house, old).trouble == f"has moved to {FEED}, which is watched already"


def test_what_is_no_feed_any_more_is_a_failure_and_no_end(house: House, world: World) -> None:
    made = watching(house, world)
    world.pages[FEED] = "<html><body>Maintenance</body></html>"
    run(house, world)
    assert "is no feed" in standing(house, made).trouble
    world.pages[FEED] = feed("ferry")
    run(house, world, hours=3)
    assert standing(house, made).trouble == ""


def test_a_host_is_asked_for_one_thing_at_a_time_with_a_pause(house: House, world: World) -> None:
    names = [f"n{number}" for number in range(8)]
    world.pages |= {FEED: feed(*names)} | {f"{HARBOUR}/{name}": article() for name in names}
    world.pages[f"{HARBOUR}/robots.txt"] = "User-agent: *\nCrawl-delay: 5\n"
    watching(house, world)
    assert run(house, world).kept == 8
    times = sorted(at for name in names for at in world.times(f"{HARBOUR}/{name}"))
    assert min(b - a for a, b in itertools.pairwise(times)) >= timedelta(seconds=5)


def test_what_robots_txt_closes_is_left_alone(house: House, world: World) -> None:
    watching(house, world)
    world.pages[f"{HARBOUR}/robots.txt"] = "User-agent: *\nDisallow: /ferry\n"
    run(house, world, hours=3)
    assert world.times(f"{HARBOUR}/ferry") == []
    assert page(house).trouble == "is closed to us by robots.txt"
    assert len(world.times(f"{HARBOUR}/robots.txt")) == 1


def test_a_robots_txt_that_cannot_be_had_closes_the_host_for_a_while(house: House, world: World) -> None:
    made = watching(house, world)
    world.pages[f"{HARBOUR}/robots.txt"] = FetchError("x", "can't be served now", status=503)
    run(house, world)
    assert standing(house, made).trouble == "has a robots.txt that can't be had now"
    world.pages[f"{HARBOUR}/robots.txt"] = ""
    run(house, world, hours=5)
    assert visits(house)[-1:] != [Visit.FAILED]
    with house.store.reading() as r:
        known = hosts.get(r, "harbour.example:443")
    assert known is not None
    assert known.standing == "read"


def test_entries_that_are_renamed_each_time_are_the_same_pages(house: House, world: World) -> None:
    def flipping(at: object) -> str:
        return feed("ferry").replace("<guid>ferry", f"<guid>{at}")

    world.pages[FEED] = flipping
    watching(house, world)
    tally = run(house, world, hours=6)
    assert (tally.named, tally.kept) == (1, 1)


def test_addresses_that_lead_inside_are_never_asked(house: House, world: World) -> None:
    world.pages[FEED] = feed("ferry").replace(f"{HARBOUR}/ferry", "http://169.254.169.254/latest/")
    watching(house, world)
    assert run(house, world).named == 0


def test_a_long_feed_is_taken_in_bit_by_bit(
    house: House, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "MOST_AT_ONCE", 20)
    world.pages[FEED] = feed(*(f"n{number}" for number in range(25)))
    world.headers[FEED] = {"etag": '"1"'}
    watching(house, world)
    assert run(house, world).named == 20
    assert run(house, world, hours=1).named == 5


def test_the_watch_goes_on_after_a_fault_of_ours(house: House, world: World) -> None:
    def fault(at: object) -> str:
        raise ZeroDivisionError

    made = watching(house, world)
    world.pages[FEED] = fault
    world.pages[f"{HARBOUR}/robots.txt"] = ""
    run(house, world)
    assert standing(house, made).trouble == "can't be collected (ZeroDivisionError)"


def test_a_page_that_came_only_in_part_is_no_edit(house: House, world: World) -> None:
    watching(house, world)
    run(house, world)
    world.cut.add(f"{HARBOUR}/ferry")
    world.pages[f"{HARBOUR}/ferry"] = article()[:300]
    run(house, world, hours=1.2)
    assert visits(house) == [Visit.FIRST, Visit.FAILED]
    assert page(house).trouble == "came only in part"


def test_two_collectors_never_work_over_one_store(house: House, world: World) -> None:
    watching(house, world)
    refused: list[str] = []

    def second(url: str, since: Mapping[str, str]) -> Fetched:
        with pytest.raises(ConflictError) as caught:
            collector(house, world).once()
        refused.append(caught.value.reason)
        return world.get(url, since)

    Collector(house, get=second, sleep=world.sleep).once()
    assert set(refused) == {"is at work over this store already"}


class Full:
    """A disk that is full for the first few times."""

    def __init__(self, times: int) -> None:
        self.left = times

    def keep(self, archive: Archive, outcome: Outcome, permitted: frozenset[str]) -> settling.Settled:
        if self.left:
            self.left -= 1
            raise StoreError("store.db", "database or disk is full")
        return settling.keep_received(archive, outcome, permitted)


def test_what_could_not_be_kept_stays_due(
    house: House, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    watching(house, world)
    monkeypatch.setattr(running, "keep_received", Full(1).keep)
    with pytest.raises(StoreError, match="disk is full"):
        run(house, world)
    assert run(house, world).kept == 1


def test_a_watch_outlasts_a_full_disk(house: House, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    watching(house, world)
    monkeypatch.setattr(running, "keep_received", Full(3).keep)
    world.asked.clear()
    watcher = Collector(house, get=world.get, sleep=world.sleep)
    assert watcher.watch(MORNING + timedelta(minutes=10)).kept == 1
    # What came while it was full was held, and not asked for again and again.
    assert [len(world.times(url)) for url in (FEED, f"{HARBOUR}/ferry")] == [1, 1]


def test_with_a_clock_a_day_back_nothing_is_asked_until_it_is_right(house: House, world: World) -> None:
    watching(house, world)
    run(house, world)
    asked, right = len(world.asked), world.at
    world.at -= timedelta(days=1)
    with pytest.raises(
        ClockError, match=r"clock: says 2031-05-13 .*, but something was received at 2031-05-14"
    ):
        run(house, world)
    tally = run(house, world, hours=12)
    assert (tally.feeds, tally.pages, len(world.asked)) == (0, 0, asked)
    tally = collector(house, world).watch(right + 2 * HOUR)
    assert visits(house) == [Visit.FIRST, Visit.SAME]


def test_a_clock_that_was_ahead_can_be_put_back(house: House, world: World) -> None:
    world.at += timedelta(days=3)
    watching(house, world)
    run(house, world)
    world.at -= timedelta(days=3)
    behind = Collector(house, get=world.get, sleep=world.sleep, clock_is_right=True)
    assert behind.watch(world.at + 2 * HOUR).feeds >= 1
    run(house, world)


def test_one_page_that_asks_for_a_day_closes_its_host_for_an_hour(house: House, world: World) -> None:
    world.pages |= {FEED: feed("ferry", "crane"), f"{HARBOUR}/crane": article()}
    world.pages[f"{HARBOUR}/ferry"] = FetchError("x", "can't be served now", status=503, retry_after=86_400)
    watching(house, world)
    run(house, world, hours=1.5)
    assert visits(house, "crane")[0] is Visit.FIRST
    assert world.times(f"{HARBOUR}/crane")[0] >= HOUR
    assert len(world.times(f"{HARBOUR}/ferry")) == 1


def test_each_new_capture_is_handed_on(house: House, world: World) -> None:
    watching(house, world)
    arrived: list[str] = []
    Collector(
        house,
        get=world.get,
        sleep=world.sleep,
        arrived=lambda found: arrived.extend(capture.id for capture in found),
    ).once()
    assert arrived == [page(house).capture]
