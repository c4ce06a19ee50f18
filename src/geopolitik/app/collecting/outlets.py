"""Which feeds are watched: added by the address of a site or a feed, imported, listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from geopolitik.app.collecting import rhythm
from geopolitik.app.collecting.asking import Get
from geopolitik.app.collecting.running import from_web
from geopolitik.app.house import House
from geopolitik.errors import AddressError, FeedError, FetchError, NotFoundError
from geopolitik.model.feed import Feed, Subscribed
from geopolitik.model.watched import Watched
from geopolitik.steps.collect.feeds import feeds_of, read_feed, read_opml
from geopolitik.steps.collect.feeds.finding import usual
from geopolitik.steps.collect.web.address import shown, web_address
from geopolitik.steps.collect.web.fetch import Fetched
from geopolitik.storage import pages, watched

NOBODY = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a feed."""

    feed: Watched
    new: bool
    """False if it was watched already."""
    entries: int = 0
    """Entries in it now, if it was looked at."""
    sitemaps: int = 0
    """Of a list of sitemaps: how many of them are read at each visit."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of importing a list."""

    new: int
    known: int
    refused: tuple[tuple[str, str], ...]
    """Addresses that must not be fetched, with the reason."""


def add(house: House, address: str, *, outlet: str = "", get: Get = from_web) -> Added:
    """Watch a feed, or the feed of a site.

    Args:
        address: of a feed, or of a page: then the feed it names, or one at a usual place, is looked for.
        outlet: who publishes it; believed over what its pages say.

    Raises:
        AddressError: it is no address of a public web page.
        FetchError: nothing can be had there.
        NotFoundError: there is a page, but no feed.
    """
    url, feed = _found(address, get)
    made = _watched(url, house, title=feed.title, page=feed.address, outlet=outlet)
    with house.store.writing() as w:
        new = watched.add(w, made)
        kept = made if new else (watched.get(w, made.id) or watched.at_address(w, made.address) or made)
    return Added(kept, new, len(feed.entries), len(feed.parts))


def _found(address: str, get: Get) -> tuple[str, Feed]:
    fetched = get(address, {})
    try:
        return _kept_at(fetched), _read(fetched)
    except FeedError:
        named = feeds_of(fetched.body, fetched.url)
    for candidate in dict.fromkeys((*named, *usual(fetched.url))):
        try:
            found = get(candidate, {})
            return _kept_at(found), _read(found)
        except (FetchError, AddressError, FeedError):
            continue
    raise NotFoundError(
        shown(address), "names no feed, nor has one at a usual place", "Name the feed itself."
    )


def _kept_at(fetched: Fetched) -> str:
    """The address under which a feed is watched: where it moved for good, else the one that was asked."""
    return fetched.moved or fetched.hops[0].url


def _read(fetched: Fetched) -> Feed:
    return read_feed(fetched.body, fetched.url, fetched.header("content-type"))


def _watched(
    url: str, house: House, *, title: str = "", page: str = "", group: str = "", outlet: str = ""
) -> Watched:
    at = house.clock()
    return Watched(
        id=watched.key_of(url),
        address=url,
        added_at=at,
        due_at=at,
        seconds=rhythm.FIRST,
        title=title,
        page=page,
        group=group,
        outlet=outlet,
    )


def import_opml(house: House, content: bytes, name: str, *, permitted: frozenset[str] = NOBODY) -> Imported:
    """Watch the feeds of a list of subscriptions; they are asked for when the collector next runs.

    Raises:
        FeedError: it is no OPML.
    """
    new = known = 0
    refused: list[tuple[str, str]] = []
    listed = read_opml(content, name)
    with house.store.writing() as w:
        for subscribed in listed:
            try:
                url = web_address(subscribed.address, permitted=permitted).url
            except AddressError as error:
                refused.append((error.subject, error.reason))
                continue
            made = _watched(url, house, title=subscribed.title, page=subscribed.page, group=subscribed.group)
            if watched.add(w, made):
                new += 1
            else:
                known += 1
    return Imported(new, known, tuple(refused))


@dataclass(frozen=True, slots=True)
class Removed:
    """What came of taking a feed off the list."""

    feed: Watched
    named: int
    """Pages that it has named: what was kept of them stays."""


def remove(house: House, address: str) -> Removed:
    """Take a feed off the list: it is asked no more, and pages that it alone named are visited no more.

    What was kept stays, with the evidence of how it came here; the feed can be added again.

    Raises:
        NotFoundError: it isn't watched.
    """
    with house.store.writing() as w:
        found = watched.at_address(w, address) or watched.get(w, watched.key_of(address))
        if found is None or found.removed_at is not None:
            raise NotFoundError(shown(address), "isn't watched", "See `geopolitik outlets list`.")
        named = pages.leave(w, found.id)
        removed = replace(found, removed_at=house.clock())
        watched.save(w, removed)
    return Removed(removed, named)


def everything(house: House) -> tuple[Watched, ...]:
    """The feeds that are watched, by folder and title."""
    with house.store.reading() as r:
        return watched.everything(r)


def subscriptions(house: House) -> Iterator[Subscribed]:
    """The same as a list that other programs can take over; without those that are gone."""
    for feed in everything(house):
        if feed.gone_at is None:
            yield Subscribed(feed.address, feed.title, feed.page, feed.group)
