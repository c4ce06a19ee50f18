"""Asking the web for one thing that is due: the part that takes time, and touches no store."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from geopolitik.errors import AddressError, CaptureError, ExtractionError, FeedError, FetchError
from geopolitik.model.capture import Capture, Declared
from geopolitik.model.feed import Feed
from geopolitik.model.watched import HostKnown, Validators, Watched, WatchedPage
from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.collect.feeds import read_feed
from geopolitik.steps.collect.web.fetch import Fetched
from geopolitik.steps.collect.web.robots import Robots, Standing, Told, ask_robots, robots_of

Get = Callable[[str, Mapping[str, str]], Fetched]
"""Fetches an address, given the validators of what is held already."""
ROBOTS_LAST = timedelta(hours=24)
"""A robots.txt is asked for anew after a day (RFC 9309, 2.4)."""
ROBOTS_AGAIN = timedelta(hours=1)
"""One that could not be had is asked for sooner."""
COURTESY = 1.0
"""Seconds between two visits to a host that doesn't ask for more."""
LONGEST_PAUSE = 3600.0
"""Seconds for which one page's `Retry-After` keeps us from the other pages of its host."""
Task = Watched | WatchedPage


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something could not be had."""

    reason: str
    status: int | None = None
    wait: float | None = None
    """Seconds that the server asks us to wait."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking for one thing."""

    task: Task
    host: HostKnown
    """What is known of the host by now."""
    at: datetime
    fetched: Fetched | None = None
    refusal: Refusal | None = None
    """None if it was had, or hasn't changed."""
    feed: Feed | None = None
    capture: Capture | None = None
    text: str = ""
    """SHA-256 of the capture's text."""
    parts: tuple[Fetched, ...] = ()
    """The sitemaps of a list, which were read in its place."""
    others: tuple[HostKnown, ...] = ()
    """What is known by now of other hosts, to which it was redirected."""


def ask(
    task: Task, host: HostKnown, get: Get, clock: Callable[[], datetime], courtesy: float = COURTESY
) -> Outcome:
    """Ask for a feed or a page, if the host's robots.txt lets us.

    Args:
        host: what is known of its host.
        courtesy: the seconds that a host is left alone afterwards, if it doesn't ask for more.
    """
    host = with_robots(task.address, host, get, clock)
    robots = robots_known(host)
    if not robots.allows(task.address):
        unreachable = host.standing == Standing.UNREACHABLE
        reason = "has a robots.txt that can't be had now" if unreachable else "is closed to us by robots.txt"
        return Outcome(task, host, clock(), refusal=Refusal(reason))
    at = clock()
    pause = max(courtesy, robots.delay)
    try:
        fetched = get(task.address, _since(task.validators))
    except (FetchError, AddressError) as error:
        wait = getattr(error, "retry_after", None)
        refusal = Refusal(error.reason, getattr(error, "status", None), wait)
        return Outcome(
            task,
            leave_alone(host, clock(), max(pause, min(wait or 0.0, LONGEST_PAUSE))),
            at,
            refusal=refusal,
        )
    found = Outcome(task, leave_alone(host, clock(), pause), at, fetched)
    if fetched.unchanged:
        return found
    return _with_feed(found, fetched) if isinstance(task, Watched) else _with_capture(found, fetched)


def with_robots(address: str, host: HostKnown, get: Get, clock: Callable[[], datetime]) -> HostKnown:
    """A host with its robots.txt as it is now: what is known of it, or asked for anew."""
    lasts = ROBOTS_AGAIN if host.standing == Standing.UNREACHABLE else ROBOTS_LAST
    at = clock()
    if host.robots_at is not None and host.robots_at <= at < host.robots_at + lasts:
        return host
    told = ask_robots(address, lambda url: get(url, {}))
    return HostKnown(host.host, host.free_at, told.standing.value, told.text, at)


def robots_known(host: HostKnown) -> Robots:
    """What a host lets us fetch, as far as it is known."""
    return robots_of(Told(Standing(host.standing), host.robots)) if host.standing else Robots()


def leave_alone(host: HostKnown, at: datetime, seconds: float) -> HostKnown:
    """A host that is to be left alone for some seconds from a moment."""
    free_at = at + timedelta(seconds=seconds)
    return HostKnown(host.host, free_at, host.standing, host.robots, host.robots_at)


def _since(validators: Validators) -> dict[str, str]:
    told = {"etag": validators.etag, "last-modified": validators.last_modified}
    return {name: value for name, value in told.items() if value}


def validators_of(fetched: Fetched) -> Validators:
    """What an answer gave to ask by next time; what is too long for that is nothing."""
    etag, modified = fetched.header("etag"), fetched.header("last-modified")
    return Validators(etag if len(etag) <= 1_000 else "", modified if len(modified) <= 100 else "")


def _with_feed(found: Outcome, fetched: Fetched) -> Outcome:
    try:
        feed = read_feed(fetched.body, fetched.url, fetched.header("content-type"))
    except FeedError as error:
        return Outcome(found.task, found.host, found.at, fetched, Refusal(error.reason))
    return Outcome(found.task, found.host, found.at, fetched, feed=feed)


def _with_capture(found: Outcome, fetched: Fetched) -> Outcome:
    if not fetched.whole:
        # What is missing would look like an edit. What came is kept as it came, beside the captures.
        return Outcome(found.task, found.host, found.at, fetched, Refusal("came only in part"))
    try:
        capture = capture_bytes(
            fetched.body, fetched.url, declared=Declared(url=fetched.url), captured_at=fetched.at
        )
    except CaptureError as error:
        return Outcome(found.task, found.host, found.at, fetched, Refusal(error.reason))
    return Outcome(found.task, found.host, found.at, fetched, capture=capture, text=text_of(capture))


def text_of(capture: Capture) -> str:
    """What of a page makes it the same or another: its text, not its frame, which is new on every visit."""
    from geopolitik.steps.extract import extract

    try:
        return hashlib.sha256(extract(capture).text.encode("utf-8", "replace")).hexdigest()
    except ExtractionError:
        return capture.sha256
