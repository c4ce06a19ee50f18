"""One page, fetched because somebody asks for it: as the collector does, and kept as it keeps."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from geopolitik.app.collecting.asking import Get, Outcome, ask, text_of
from geopolitik.app.house import House
from geopolitik.errors import ConflictError, FetchError
from geopolitik.model.capture import Capture
from geopolitik.model.watched import HostKnown, WatchedPage, host_of
from geopolitik.steps.collect.web.address import shown, web_address
from geopolitik.storage import captures, erasures, hosts, pages, watched
from geopolitik.storage.archive import archive_of, receive

PATIENCE = 15.0
"""Seconds that are waited for a host that was asked for something a moment ago."""
NOBODY = frozenset[str]()


def fetched_page(
    address: str, get: Get, clock: Callable[[], datetime], permitted: frozenset[str] = NOBODY
) -> Capture:
    """Fetch a page, and keep nothing of it.

    Args:
        address: of the page, as somebody wrote it.
        get: fetches an address.
        clock: gives the moment.
        permitted: hosts (`host:port`) that may be asked though they are no public ones.

    Raises:
        AddressError: it is no address of a public web page.
        FetchError: the page can't be had, or its host's robots.txt doesn't let us have it.
    """
    url = web_address(address, permitted=permitted).url
    return _captured(_asked(url, HostKnown(host_of(url), clock()), get, clock))


def kept_page(
    house: House,
    address: str,
    get: Get,
    *,
    permitted: frozenset[str] = NOBODY,
    dated: Callable[[Capture], Capture] = lambda capture: capture,
    sleep: Callable[[float], None] = time.sleep,
) -> Capture:
    """Fetch a page and keep the answer in the archive and the page as a capture, as the collector does.

    If its text is the one that was kept last of its address, that capture is given.

    Args:
        house: the site.
        address: of the page, as somebody wrote it.
        get: fetches an address.
        permitted: hosts (`host:port`) that may be asked though they are no public ones.
        dated: adds to a capture since when its address is known.
        sleep: waits some seconds for a host that was asked a moment ago.

    Raises:
        AddressError: it is no address of a public web page.
        ConflictError: it was erased here, or its host wants to be left alone for longer than we wait.
        FetchError: the page can't be had, or its host's robots.txt doesn't let us have it.
        StoreError: it can't be written; nothing of it was kept.
    """
    url = web_address(address, permitted=permitted).url
    with house.store.reading() as r:
        if erasures.of_subject(r, url):
            raise ConflictError(shown(url), "was erased here", "It isn't fetched again.")
        host = hosts.get(r, host_of(url)) or HostKnown(host_of(url), house.clock())
    seconds = (host.free_at - house.clock()).total_seconds()
    if seconds > PATIENCE:
        reason = f"has a host that wants to be left alone for another {round(seconds)} seconds"
        raise ConflictError(shown(url), reason, "Ask again then.")
    if seconds > 0:
        sleep(seconds)
    outcome = _asked(url, host, get, house.clock)
    if outcome.capture is not None:
        outcome = replace(outcome, capture=dated(outcome.capture))
    return _kept(house, outcome)


def _asked(url: str, host: HostKnown, get: Get, clock: Callable[[], datetime]) -> Outcome:
    page = WatchedPage(watched.key_of(url), url, feed="", named_at=clock(), due_at=None)
    return ask(page, host, get, clock)


def _kept(house: House, outcome: Outcome) -> Capture:
    with archive_of(house.store).adding() as adding:
        w = adding.connection
        hosts.save(w, outcome.host)
        if outcome.fetched is not None:
            receive(adding, outcome.fetched)
        if outcome.capture is not None:
            capture = _last_of(w, outcome) or _with_outlet(w, outcome)
            captures.add(w, [capture], at=house.clock())
            return capture
    return _captured(outcome)


def _captured(outcome: Outcome) -> Capture:
    if outcome.capture is not None:
        return outcome.capture
    refusal = outcome.refusal
    reason = refusal.reason if refusal else "brought nothing"
    status = refusal.status if refusal else None
    advice = "Save the page from a browser, and check the file."
    raise FetchError(shown(outcome.task.address), reason, advice, status=status)


def _last_of(connection: Connection, outcome: Outcome) -> Capture | None:
    """The capture that was kept last of the same address, if its text is the same."""
    assert outcome.capture is not None
    kept = [captures.get(connection, i) for i in captures.same(connection, outcome.capture.address)]
    fetched = [one for one in kept if one is not None and one.captured_at is not None]
    last = max(fetched, key=lambda one: one.captured_at or outcome.at, default=None)
    return last if last is not None and text_of(last) == outcome.text else None


def _with_outlet(connection: Connection, outcome: Outcome) -> Capture:
    """The capture, as of the outlet whose feed named the page, if one did."""
    assert outcome.capture is not None
    page = pages.get(connection, watched.key_of(outcome.task.address))
    feed = watched.get(connection, page.feed) if page else None
    if feed is None or not feed.outlet:
        return outcome.capture
    return replace(outcome.capture, declared=replace(outcome.capture.declared, outlet=feed.outlet))
