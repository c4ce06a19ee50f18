"""Lists of sitemaps: the newest that one names are read in its place, one after another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from geopolitik.app.collecting.asking import LONGEST_PAUSE, Get, Outcome, Refusal, leave_alone, robots_known
from geopolitik.errors import AddressError, FeedError, FetchError
from geopolitik.model.feed import Feed, FeedEntry
from geopolitik.steps.collect.feeds import read_feed
from geopolitik.steps.collect.web.fetch import Fetched

PATIENCE = 60.0
"""Seconds of pauses for one list: of a host that wants long ones, fewer sitemaps are read at a visit."""


def with_parts(
    found: Outcome,
    get: Get,
    clock: Callable[[], datetime],
    courtesy: float,
    sleep: Callable[[float], None],
) -> Outcome:
    """What came of a list of sitemaps with what its sitemaps name; any other outcome as it is.

    Each is asked for as the list was: if robots.txt lets us, after a pause, within a fetch's bounds. None of
    them may be a list again.

    Args:
        courtesy: the seconds between two of them, if their host doesn't ask for more.
        sleep: waits some seconds.
    """
    if found.feed is None or not found.feed.parts:
        return found
    robots = robots_known(found.host)
    pause = max(courtesy, robots.delay)
    most = max(1, int(PATIENCE / pause)) if pause else None
    had: list[Fetched] = []
    entries: list[FeedEntry] = []
    refusal = Refusal("is a list of sitemaps that are closed to us by robots.txt")
    for address in [part for part in found.feed.parts if robots.allows(part)][:most]:
        sleep(pause)
        try:
            fetched = get(address, {})
            had.append(fetched)
            entries += _read(fetched).entries
        except (FetchError, AddressError, FeedError) as error:
            wait = getattr(error, "retry_after", None)
            refusal = Refusal(f"is a list of sitemaps, and one of them {error.reason}", wait=wait)
            if wait:
                break
    host = leave_alone(found.host, clock(), max(pause, min(refusal.wait or 0.0, LONGEST_PAUSE)))
    entries.sort(key=_changed, reverse=True)
    return replace(
        found,
        host=host,
        parts=tuple(had),
        feed=replace(found.feed, entries=tuple(entries)),
        refusal=None if entries else refusal,
    )


def _read(part: Fetched) -> Feed:
    """A sitemap.

    Raises:
        FeedError: it is none, or another list.
    """
    feed = read_feed(part.body, part.url, part.header("content-type"))
    if feed.parts:
        raise FeedError(part.url, "is a list of sitemaps again", "")
    return feed


def _changed(entry: FeedEntry) -> float:
    at = entry.published or entry.updated
    return at.timestamp() if at else 0.0
