"""Half an hour of 300 simulated feeds: is memory flat, is anything fetched too often, are the copies found?

    python -m benchmarks.simulation [--minutes 30] [--feeds 300] [--speed 8]

The collector runs as `geopolitik collect --watch` does, over real sockets, against a server of our own on
loopback that plays 300 outlets with robots.txt, edits, copies, rewrites and faults. Its clock goes eight
times as fast as the real one, so that the re-visits after an hour, which find silent edits, fall into it.
Texts are invented by a seeded generator. A copy counts as found if it stands in its original's story, and
there as derived from its original or as another witness of the same wording. Of those that hang elsewhere it
is counted which text they share more words with, in order: two texts made from one draw on one list of
synonyms, so that a rewrite may be nearer to a sibling than to its original.

Too often is: a feed sooner than its rhythm's shortest, its `max-age` or its `Retry-After` allow, a page
sooner than after a quarter of an hour, a host sooner than its `Crawl-delay`, anything that robots.txt closes;
ten simulated seconds are allowed for the way to the server. Memory is this process with its children, without
the server.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks import simulated_findings as findings
from benchmarks import simulated_web as web
from benchmarks.common import Row, markdown
from benchmarks.simulated_web import Clock, Outlet, Request, World
from geopolitik.app.collecting import outlets
from geopolitik.app.collecting.rhythm import OFTENEST
from geopolitik.app.collecting.running import Collector, Tally
from geopolitik.app.house import House
from geopolitik.app.stories.catching_up import growing
from geopolitik.steps.collect.web.fetch import Fetched, fetch
from geopolitik.steps.collect.web.network import Ways
from geopolitik.storage import open_store, pages
from geopolitik.storage.archive import archive_of
from geopolitik.storage.archive.proving import Proof

SEED = 20261122
_ALLOWED = 10.0
"""Simulated seconds between the moment that the collector counts from and a request's arrival."""
_PAGE_AGAIN = 15 * 60
_MEGABYTE = 1 << 20


@dataclass(slots=True)
class Memory:
    """How much this process and its children held, minute by minute."""

    without: int
    """The server's process."""
    megabytes: list[float] = field(default_factory=list)

    def watch(self, over: threading.Event, every: float) -> None:
        """Look every so many seconds until it is over."""
        while not over.wait(every):
            self.megabytes.append(self._now() / _MEGABYTE)

    def _now(self) -> int:
        return sum(_resident(process) for process in _family() if process != self.without)


def _family() -> list[int]:
    found = [multiprocessing.current_process().pid or 0]
    for process in found:
        for task in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return found


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4_096
    except OSError:
        return 0


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a simulation."""

    world: World
    tally: Tally
    asked: list[Request]
    memory: list[float]
    waiting: int
    """Pages that were due when it ended."""
    found: Mapping[str, int]
    changed: frozenset[int]
    """Articles of which a second version was kept."""


def played(minutes: float, feeds: int, speed: float) -> Played:
    """Run the collector over a simulated web for so many real minutes."""
    seconds = minutes * 60 * speed
    world = web.made(SEED, feeds, seconds)
    clock = Clock(time.time(), speed)
    with tempfile.TemporaryDirectory() as place, _served(world, clock, Path(place) / "log") as (port, server):
        store = open_store(Path(place) / "store.db")
        house = House(store, clock=clock.now)
        hosts = frozenset(f"{outlet.host}:{port}" for outlet in world.outlets)
        listed = "".join(f'<outline xmlUrl="http://{host}/feed"/>' for host in sorted(hosts))
        subscribed = f"<opml><body>{listed}</body></opml>".encode()
        outlets.import_opml(house, subscribed, "simulated.opml", permitted=hosts)
        collector = Collector(
            house,
            get=_getting(hosts, clock),
            permitted=hosts,
            sleep=lambda pause: time.sleep(pause / speed),
            arrived=growing(house),
            progress=_told(clock, minutes),
        )
        with _watched(server, seconds / speed / 30) as memory:
            collector.watch(until=clock.now() + timedelta(seconds=seconds))
        with store.reading() as r:
            waiting = len(pages.due(r, clock.now(), 10_000))
        found, changed = findings.found_of(house, world, port)
        found["chain"] = len(list(_broken(house)))
        store.close()
        asked = web.requests(Path(place) / "log")
    return Played(world, collector.tally, asked, memory.megabytes, waiting, found, changed)


@contextmanager
def _served(world: World, clock: Clock, log: Path) -> Iterator[tuple[int, int]]:
    """The server in a process of its own: its port and its process."""
    context: Any = multiprocessing.get_context("spawn")
    ready, done = context.Queue(), context.Event()
    process = context.Process(target=web.serve, args=(world, clock, log, ready, done))
    process.start()
    try:
        yield ready.get(timeout=60), process.pid
    finally:
        done.set()
        process.join()


@contextmanager
def _watched(server: int, every: float) -> Iterator[Memory]:
    memory, over = Memory(server), threading.Event()
    watcher = threading.Thread(target=memory.watch, args=(over, every), daemon=True)
    watcher.start()
    try:
        yield memory
    finally:
        over.set()
        watcher.join()


def _getting(hosts: frozenset[str], clock: Clock) -> Callable[[str, Mapping[str, str]], Fetched]:
    """Fetch as the collector does, with all names leading to loopback and answers dated by the fast clock."""
    ways = Ways(resolver=lambda _: ("127.0.0.1",))

    def get(url: str, since: Mapping[str, str]) -> Fetched:
        at = clock.now()
        return replace(fetch(url, since=since, permitted=hosts, ways=ways), at=at)

    return get


def _told(clock: Clock, minutes: float) -> Callable[[Tally], None]:
    told = 0

    def tell(tally: Tally) -> None:
        nonlocal told
        now = int(clock.passed() / clock.speed / 60)
        if now > told:
            told = now
            print(
                f"minute {now} of {minutes:g}: {tally.feeds} feeds and {tally.pages} pages asked, "
                f"{tally.kept} kept, {tally.waiting} waiting",
                file=sys.stderr,
            )

    return tell


def _broken(house: House) -> Iterator[object]:
    with house.store.reading() as r:
        yield from Proof(archive_of(house.store).folder).problems(r)


# What was asked for too often


def too_often(world: World, asked: Sequence[Request]) -> dict[str, int]:
    """How many requests came too soon after the one before, by the rule that they broke."""
    counts: dict[str, int] = defaultdict(int)
    by_host: dict[str, list[Request]] = defaultdict(list)
    for request in sorted(asked, key=lambda one: one.at):
        by_host[request.host].append(request)
    for outlet in world.outlets:
        for rule, broken in _broken_rules(outlet, by_host[outlet.host]):
            counts[rule] += broken
    return counts


def _broken_rules(outlet: Outlet, asked: Sequence[Request]) -> Iterator[tuple[str, int]]:
    yield "closed by robots.txt", sum(one.path.startswith(web.PRIVATE) for one in asked)
    # A redirect within a host is followed at once, and robots.txt is read before the first visit.
    counted = [
        one
        for before, one in zip([None, *asked], asked, strict=False)
        if one.path != "/robots.txt" and not (before and before.status == 301)
    ]
    pause = max(1, outlet.delay)
    gaps = [after.at - before.at for before, after in pairwise(counted)]
    yield "hosts sooner than their delay", sum(gap < pause for gap in gaps)
    feeds = [one for one in counted if one.path.startswith("/feed")]
    for before, after in pairwise(feeds):
        gap = after.at - before.at + _ALLOWED
        fresh = outlet.fresh if before.status in (200, 304) else 0
        yield "feeds sooner than their rhythm allows", gap < max(OFTENEST, fresh)
        yield "feeds sooner than their Retry-After", gap < before.wait
        yield "feeds asked though they are gone", before.status == 410
    by_path: dict[str, list[float]] = defaultdict(list)
    for one in counted:
        if one.path.startswith("/news/"):
            by_path[one.path].append(one.at)
    for times in by_path.values():
        gaps = [b - a + _ALLOWED for a, b in pairwise(times)]
        yield "pages sooner than after a quarter of an hour", sum(gap < _PAGE_AGAIN for gap in gaps)


def edited(world: World, asked: Sequence[Request]) -> frozenset[int]:
    """The articles that were fetched whole both before their silent edit and after it."""
    times: dict[tuple[str, str], list[float]] = defaultdict(list)
    for request in asked:
        times[request.host, request.path].append(request.at)
    found = set[int]()
    for article in world.articles:
        outlet = world.outlets[article.outlet]
        seen = sorted(times[outlet.host, article.path])
        # What came in part at first, or not at all, has its first version later.
        whole = seen[1:] if outlet.fault in (web.Fault.CUT, web.Fault.MISSING) else seen
        if article.edited_at is not None and whole and whole[0] < article.edited_at <= whole[-1]:
            found.add(article.number)
    return frozenset(found)


def rows(_: Path | None = None, minutes: float = 30, feeds: int = 300, speed: float = 8) -> Iterator[Row]:
    """The figures as rows of a common table; no measuring data are needed."""
    result = played(minutes, feeds, speed)
    tally, found = result.tally, result.found
    named = f"{len(result.asked):,} requests, {tally.feeds:,} visits to feeds, {tally.pages:,} to pages"
    yield Row(f"{feeds} feeds, {minutes:g} minutes, {minutes * speed / 60:g} simulated hours", named)
    yield Row("articles published; kept", f"{found['published']:,}; {found['kept']:,}")
    for rule, count in too_often(result.world, result.asked).items():
        yield Row(rule, str(count), "0")
    for why in (findings.IN_TROUBLE, findings.NOT_NAMED, findings.NOT_HAD):
        yield Row(why, str(found[why]))
    copies = max(1, found["copies"])
    for what, key in (("copies in their original's story", "together"), ("and hung on it", "hangs")):
        yield Row(what, f"{found[key]} of {found['copies']} ({found[key] / copies:.1%})", "99 %")
    for where in (findings.AS_NEAR, findings.UNCAPTURED, findings.FARTHER, findings.LOOSE):
        yield Row(where, str(found[where]))
    pure = f"{found['purely']} of {found['stories']} ({found['events']} events)"
    yield Row("stories that hold one event, and all of it", pure)
    expected = edited(result.world, result.asked)
    hits = f"{len(result.changed & expected)} of {len(expected)}"
    yield Row("silent edits found, of those re-visited after", hits)
    yield Row("pages taken for edited that weren't", str(len(result.changed - expected)), "0")
    yield Row("pages due when it ended", str(result.waiting))
    yield Row("records that break the archive's chain", str(found["chain"]), "0")
    yield from _memory(result.memory, minutes)


def _memory(megabytes: Sequence[float], minutes: float) -> Iterator[Row]:
    """Memory at some times, and how much of it came in the second half."""
    for share in (0.1, 0.25, 0.5, 0.75, 1.0):
        at = min(len(megabytes) - 1, round(share * len(megabytes)) - 1)
        yield Row(f"memory after {share * minutes:g} minutes", f"{megabytes[max(0, at)]:.0f} MB", "flat")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Half an hour of simulated feeds.")
    parser.add_argument("--data", type=Path, help="not needed: nothing is read")
    parser.add_argument("--minutes", type=float, default=30, help="how long, on the real clock")
    parser.add_argument("--feeds", type=int, default=300, help="how many outlets")
    parser.add_argument("--speed", type=float, default=8, help="how much faster the simulated clock goes")
    options = parser.parse_args()
    print(markdown(rows(minutes=options.minutes, feeds=options.feeds, speed=options.speed)))


if __name__ == "__main__":
    main()
