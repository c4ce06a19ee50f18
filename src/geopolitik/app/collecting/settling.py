"""Keeping what was found, and when to come back: each outcome in one transaction with its records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from geopolitik.app.collecting import rhythm
from geopolitik.app.collecting.asking import Outcome, validators_of
from geopolitik.errors import AddressError
from geopolitik.model.capture import Capture
from geopolitik.model.feed import FeedEntry
from geopolitik.model.watched import Visit, Watched, WatchedPage
from geopolitik.steps.collect.web.address import web_address
from geopolitik.storage import captures, erasures, hosts, pages, waiting, watched
from geopolitik.storage.archive import Archive, receive

MOST_AT_ONCE = 200
"""New pages that one visit to a feed takes in; the others are new at the next."""


_ERASED = "was erased here: it isn't collected again"


@dataclass(frozen=True, slots=True)
class Settled:
    """What one outcome came to."""

    address: str
    new_pages: int = 0
    visit: Visit | None = None
    """For a page: what the visit found."""
    capture: Capture | None = None
    """The version that was kept, if it is a new one."""
    trouble: str = ""


def keep_received(archive: Archive, outcome: Outcome, permitted: frozenset[str]) -> Settled:
    """Keep an outcome whole: the answer as it came, what it changes, and when to come back.

    Raises:
        StoreError: it can't be written; nothing of it was kept, and the thing stays due.
    """
    with archive.adding() as adding:
        w = adding.connection
        hosts.save(w, outcome.host)
        for other in outcome.others:
            known = hosts.get(w, other.host)
            hosts.save(w, replace(other, free_at=max(other.free_at, known.free_at)) if known else other)
        if isinstance(outcome.task, WatchedPage) and erasures.of_subject(w, outcome.task.address):
            pages.save(w, replace(outcome.task, due_at=None, trouble=_ERASED))
            return Settled(outcome.task.address, trouble=_ERASED)
        if outcome.fetched is not None:
            receive(adding, outcome.fetched)
        for part in outcome.parts:
            receive(adding, part)
        if isinstance(outcome.task, Watched):
            return _settle_feed(w, outcome, outcome.task, permitted)
        return _settle_page(w, outcome, outcome.task)


def _settle_feed(w: Connection, outcome: Outcome, task: Watched, permitted: frozenset[str]) -> Settled:
    at = outcome.at
    if outcome.refusal is not None:
        return _failed_feed(w, outcome, task)
    fetched = outcome.fetched
    found = _new_pages(w, task, outcome.feed.entries, at, permitted) if outcome.feed else 0
    hinted = rhythm.fresh_for(fetched.header("cache-control")) if fetched else 0.0
    if outcome.feed and outcome.feed.minutes:
        hinted = max(hinted, outcome.feed.minutes * 60.0)
    seconds = rhythm.rhythm(task.seconds, found=found > 0, hinted=hinted)
    # As long as pages are left over, the feed must come whole again; a list of sitemaps always, for many
    # stay the same while what they name changes.
    whole = found == MOST_AT_ONCE or outcome.parts
    told = fetched if fetched and not fetched.unchanged and not whole else None
    saved = replace(
        task,
        title=task.title or (outcome.feed.title if outcome.feed else ""),
        page=task.page or (outcome.feed.address if outcome.feed else ""),
        seconds=seconds,
        due_at=at + timedelta(seconds=seconds),
        validators=validators_of(told) if told else task.validators,
        failures=0,
        trouble="",
        asked_at=at,
        changed_at=at if found else task.changed_at,
    )
    watched.save(w, _moved(w, saved, fetched.moved if fetched else "", at))
    return Settled(task.address, new_pages=found)


def _failed_feed(w: Connection, outcome: Outcome, task: Watched) -> Settled:
    refusal, at = outcome.refusal, outcome.at
    assert refusal is not None
    failures = task.failures + 1
    saved = replace(
        task,
        due_at=at + timedelta(seconds=rhythm.back_off(task.seconds, failures, refusal.wait)),
        failures=failures,
        trouble=refusal.reason,
        asked_at=at,
        gone_at=at if refusal.status == 410 else None,
    )
    watched.save(w, saved)
    return Settled(task.address, trouble=refusal.reason)


def _moved(w: Connection, feed: Watched, to: str, at: datetime) -> Watched:
    """A feed at its new address; gone, if what lies there is watched already."""
    if not to or to == feed.address:
        return feed
    other = watched.at_address(w, to)
    if other is not None and other.id != feed.id:
        return replace(feed, gone_at=at, trouble=f"has moved to {to}, which is watched already")
    return replace(feed, address=to)


def _new_pages(
    w: Connection, feed: Watched, entries: Iterable[FeedEntry], at: datetime, permitted: frozenset[str]
) -> int:
    """Make the pages that a feed names for the first time due; returns how many nobody had named before."""
    named: dict[str, tuple[str, FeedEntry]] = {}
    for entry in entries:
        try:
            # By its address and not by what the feed calls it: some feeds call all things anew each time.
            address = web_address(entry.address, permitted=permitted).url
        except AddressError:
            continue
        named.setdefault(watched.key_of(address), (address, entry))
    return _add(w, feed, named, at)


def _add(w: Connection, feed: Watched, named: Mapping[str, tuple[str, FeedEntry]], at: datetime) -> int:
    known, by_feed = pages.named(w, feed.id, list(named))
    new = 0
    for key, (address, entry) in named.items():
        if key in by_feed:
            continue
        if key not in known:
            if new == MOST_AT_ONCE or erasures.of_subject(w, address):
                continue
            new += 1
            pages.add(w, WatchedPage(key, address, feed.id, at, due_at=at))
        pages.add_entry(w, feed.id, key, entry, at=at)
    return new


def _settle_page(w: Connection, outcome: Outcome, task: WatchedPage) -> Settled:
    at = outcome.at
    if outcome.refusal is not None:
        return _failed_page(w, outcome, task)
    fetched, capture = outcome.fetched, outcome.capture
    again = task.kept_at is not None
    if capture is None:
        found = Visit.UNCHANGED
    elif not again:
        found = Visit.FIRST
    else:
        found = Visit.SAME if outcome.text == task.text else Visit.CHANGED
    if capture is not None and found in (Visit.FIRST, Visit.CHANGED):
        feed = watched.get(w, task.feed)
        if feed is not None and feed.outlet:
            capture = replace(capture, declared=replace(capture.declared, outlet=feed.outlet))
        captures.add(w, [capture], at=at)
        waiting.add(w, [capture.id])
    else:
        capture = None
    visits = task.visits + again
    kept_at = task.kept_at or at
    saved = replace(
        task,
        due_at=rhythm.next_visit(kept_at, visits, at),
        kept_at=kept_at,
        visits=visits,
        validators=validators_of(fetched) if fetched and not fetched.unchanged else task.validators,
        text=outcome.text or task.text,
        capture=capture.id if capture else task.capture,
        failures=0,
        trouble="",
    )
    pages.save(w, saved)
    pages.visited(w, task.id, found, at=at, capture=capture.id if capture else "")
    return Settled(task.address, visit=found, capture=capture)


def _failed_page(w: Connection, outcome: Outcome, task: WatchedPage) -> Settled:
    refusal, at = outcome.refusal, outcome.at
    assert refusal is not None
    gone = refusal.status in (404, 410) and task.kept_at is not None
    failures = task.failures + (not gone)
    visits = task.visits + gone
    if gone and task.kept_at is not None:
        due = rhythm.next_visit(task.kept_at, visits, at) if refusal.status == 404 else None
    else:
        due = None if refusal.status == 410 else rhythm.next_try(failures, at, refusal.wait)
    found = Visit.GONE if gone else Visit.FAILED
    pages.save(w, replace(task, due_at=due, visits=visits, failures=failures, trouble=refusal.reason))
    pages.visited(w, task.id, found, at=at)
    return Settled(task.address, visit=found, trouble=refusal.reason)
