"""What is watched comes back as it was kept, in the order in which it is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from geopolitik.model.feed import FeedEntry
from geopolitik.model.watched import HostKnown, Validators, Visit, Watched, WatchedPage
from geopolitik.storage import Store, hosts, pages, watched

NOON = datetime(2031, 5, 14, 12, tzinfo=UTC)
FEED = Watched(
    id="f" * 32,
    address="https://harbour.example/feed",
    added_at=NOON,
    due_at=NOON,
    seconds=3600,
    title="Harbour News",
    group="Ports",
    validators=Validators('"one"', "Wed, 14 May 2031 11:00:00 GMT"),
)
PAGE = WatchedPage("p" * 32, "https://harbour.example/ferry", FEED.id, NOON, NOON + timedelta(hours=1))


def test_a_feed_is_watched_once(store: Store) -> None:
    with store.writing() as w:
        assert watched.add(w, FEED)
        assert not watched.add(w, FEED)
        assert not watched.add(w, replace(FEED, id="other"))
        assert watched.get(w, FEED.id) == watched.at_address(w, FEED.address) == FEED
        changed = replace(FEED, failures=2, trouble="is gone for good", asked_at=NOON, gone_at=NOON)
        watched.save(w, changed)
        assert watched.everything(w) == (changed,)


def test_what_is_due_comes_in_its_order_and_what_is_gone_never(store: Store) -> None:
    with store.writing() as w:
        for number, (hours, gone) in enumerate([(2, None), (1, None), (0, NOON)]):
            feed = replace(FEED, id=str(number), address=f"https://harbour.example/{number}", gone_at=gone)
            watched.add(w, replace(feed, due_at=NOON + timedelta(hours=hours)))
        assert [feed.id for feed in watched.due(w, NOON + timedelta(hours=3), 9)] == ["1", "0"]
        assert [feed.id for feed in watched.due(w, NOON + timedelta(hours=3), 1)] == ["1"]
        assert watched.due(w, NOON, 9) == ()
        assert watched.next_due(w) == NOON + timedelta(hours=1)


def test_a_page_keeps_who_named_it_and_what_each_visit_found(store: Store) -> None:
    entry = FeedEntry(
        "17", PAGE.address, "Ferry halted", "The ferry …", published=NOON, via=("https://a.example/",)
    )
    with store.writing() as w:
        watched.add(w, FEED)
        pages.add(w, PAGE)
        pages.add_entry(w, FEED.id, PAGE.id, entry, at=NOON)
        assert pages.named(w, FEED.id, [PAGE.id, "other"]) == (frozenset([PAGE.id]), frozenset([PAGE.id]))
        assert pages.named(w, "another", [PAGE.id]) == (frozenset([PAGE.id]), frozenset())
        assert pages.entries(w, PAGE.id) == ((FEED.id, NOON, entry),)
        pages.visited(w, PAGE.id, Visit.FIRST, at=NOON, capture="c1")
        pages.visited(w, PAGE.id, Visit.SAME, at=NOON + timedelta(hours=1))
        assert [found for _, found, _ in pages.visits(w, PAGE.id)] == [Visit.FIRST, Visit.SAME]
        assert pages.due(w, NOON, 9) == ()
        assert pages.due(w, NOON + timedelta(hours=1), 9) == (PAGE,)
        pages.save(w, done := replace(PAGE, due_at=None, visits=3, text="t" * 64, capture="c1"))
        assert (pages.get(w, PAGE.id), pages.next_due(w)) == (done, None)


def test_a_host_is_known_by_what_it_said_last(store: Store) -> None:
    host = HostKnown("harbour.example:443", NOON, "read", b"User-agent: *", NOON)
    with store.writing() as w:
        assert hosts.get(w, host.host) is None
        for known in (HostKnown(host.host, NOON), host):
            hosts.save(w, known)
            assert hosts.get(w, host.host) == known
