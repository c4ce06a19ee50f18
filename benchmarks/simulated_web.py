"""The simulated web: outlets with their feeds, pages and faults, and a server of our own that plays them all.

Every outlet is a host of its own, by name; all names lead to one server on loopback. What it answers hangs
on the simulated clock alone.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.simulated_news import Copying, copied, corrected, event, invented
from benchmarks.tradition_edits import Text

ARTICLES_EACH = 4
PRIVATE = "/private/"
"""What each robots.txt closes; each feed names a page there."""
_COPIES = (0, 0, 1, 2, 2, 4)
_EDITED = 0.15
_CREDITED = 0.4
_WAIT = 1_500


class Fault(StrEnum):
    """What is wrong with an outlet's server, some of the time."""

    NONE = "none"
    UNAVAILABLE = "503 with Retry-After"
    TOO_MANY = "429 with Retry-After"
    BROKEN = "a feed that is none"
    RESET = "no answer at all"
    MOVED = "a feed that moves for good"
    GONE = "a feed that is gone at last"
    CUT = "pages that come only in part at first"
    MISSING = "pages that are missing at first"
    SLOW = "slow answers"


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that goes faster than the real one."""

    begun: float
    """Seconds since the epoch."""
    speed: float

    def now(self) -> datetime:
        """The simulated time, UTC."""
        return datetime.fromtimestamp(self.begun, UTC) + timedelta(seconds=self.passed())

    def passed(self) -> float:
        """Simulated seconds since the beginning."""
        return (time.time() - self.begun) * self.speed


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes."""

    host: str
    name: str
    fault: Fault
    delay: int
    """Its `Crawl-delay` in seconds; 0 if it asks for none."""
    fresh: int
    """Its feed's `max-age` in seconds; 0 if it says none."""


@dataclass(frozen=True, slots=True)
class Article:
    """A page of an outlet."""

    number: int
    outlet: int
    at: float
    """Seconds after the beginning."""
    text: Text
    parent: int | None = None
    """The article it was copied from."""
    kind: Copying | None = None
    credits: bool = False
    edited_at: float | None = None

    @property
    def path(self) -> str:
        """Where it lies on its host."""
        return f"/news/{self.number}"


@dataclass(slots=True)
class World:
    """All outlets and articles, made from a seed."""

    outlets: list[Outlet] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)

    def of_outlet(self, number: int, passed: float) -> list[Article]:
        """What an outlet has published by now, the newest first."""
        found = [one for one in self.articles if one.outlet == number and one.at <= passed]
        return sorted(found, key=lambda one: one.at, reverse=True)[:20]


def made(seed: int, feeds: int, seconds: float) -> World:
    """A world of so many feeds over so many simulated seconds; the last of its texts come out after 60 %."""
    random = Random(f"world {seed}")
    world = World([_outlet(number, random) for number in range(feeds)])
    while len(world.articles) < feeds * ARTICLES_EACH:
        family = [_original(len(world.articles), feeds, random.uniform(0, 0.4 * seconds), random)]
        world.articles.append(family[0])
        for _ in range(random.choice(_COPIES)):
            parent = family[0] if random.random() < 0.8 else random.choice(family)
            at = parent.at + random.uniform(0.02, 0.1) * seconds
            family.append(_copy(len(world.articles), world, parent, at, random))
            world.articles.append(family[-1])
    return world


def _outlet(number: int, random: Random) -> Outlet:
    faults = list(Fault)
    fault = faults[number % 30] if number % 30 < len(faults) else Fault.NONE
    delay = {3: 10, 13: 30, 23: 20}.get(number % 40, 0)
    fresh = {5: 1_200, 15: 2_400}.get(number % 50, 0)
    return Outlet(f"outlet-{number:03}.example", f"{invented(random)} {number}", fault, delay, fresh)


def _original(number: int, feeds: int, at: float, random: Random) -> Article:
    return _edited(Article(number, random.randrange(feeds), at, event(random)), random)


def _copy(number: int, world: World, parent: Article, at: float, random: Random) -> Article:
    kind = random.choice(list(Copying))
    others = [n for n in range(len(world.outlets)) if n != parent.outlet]
    text = copied(parent.text, kind, random)
    made_of = Article(
        number, random.choice(others), at, text, parent.number, kind, random.random() < _CREDITED
    )
    return _edited(made_of, random)


def _edited(article: Article, random: Random) -> Article:
    if random.random() >= _EDITED:
        return article
    return replace(article, edited_at=article.at + random.uniform(1_800, 4_800))


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for, and what was answered."""

    at: float
    """Simulated seconds since the beginning."""
    host: str
    path: str
    status: int
    """0 if nothing was answered."""
    wait: int = 0
    """The `Retry-After` of the answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    promised: int = 0
    """Bytes that the answer promises beyond those that come."""


def answer(
    world: World, number: int, path: str, held: str, passed: float, clock: Clock, seen: int
) -> Answer | None:
    """What an outlet answers; None if it hangs up.

    Args:
        held: the ETag that the asker has.
        seen: how often this was asked for before.
    """
    outlet = world.outlets[number]
    if path == "/robots.txt":
        delay = f"Crawl-delay: {outlet.delay}\n" if outlet.delay else ""
        return Answer(f"User-agent: *\n{delay}Disallow: {PRIVATE}\n".encode(), kind="text/plain")
    if path.startswith("/feed"):
        return _feed(world, number, path, held, passed, clock)
    article = next((one for one in world.articles if one.outlet == number and one.path == path), None)
    if article is None or article.at > passed or (outlet.fault is Fault.MISSING and not seen):
        return Answer(status=404)
    page = _page(world, article, passed, clock)
    if outlet.fault is Fault.CUT and not seen:
        return Answer(page[: len(page) // 2], promised=len(page) - len(page) // 2)
    return Answer(page)


def _feed(world: World, number: int, path: str, held: str, passed: float, clock: Clock) -> Answer | None:
    outlet = world.outlets[number]
    # Each fault comes and goes: in every other stretch of 25 simulated minutes.
    if int(passed // 1_500) % 2 == 1:
        match outlet.fault:
            case Fault.UNAVAILABLE:
                return Answer(status=503, headers={"Retry-After": str(_WAIT)})
            case Fault.TOO_MANY:
                return Answer(status=429, headers={"Retry-After": str(_WAIT)})
            case Fault.BROKEN:
                return Answer(b"<html><body>Database error", kind="application/rss+xml")
            case Fault.RESET:
                return None
    if outlet.fault is Fault.GONE and passed > 10_800:
        return Answer(status=410)
    if outlet.fault is Fault.MOVED and path == "/feed":
        return Answer(status=301, headers={"Location": "/feed-moved"})
    if outlet.fault is Fault.SLOW:
        time.sleep(2)
    articles = world.of_outlet(number, passed)
    tag = f'"{len(articles)}"'
    fresh = {"Cache-Control": f"max-age={outlet.fresh}"} if outlet.fresh else {}
    if tag == held:
        return Answer(status=304, headers=fresh)
    return Answer(_rss(outlet, articles, clock), kind="application/rss+xml", headers={"ETag": tag, **fresh})


def _rss(outlet: Outlet, articles: list[Article], clock: Clock) -> bytes:
    begun = datetime.fromtimestamp(clock.begun, UTC)
    items = "".join(
        f"<item><title>{escape(title(one))}</title><link>{one.path}</link>"
        f"<pubDate>{begun + timedelta(seconds=one.at):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for one in articles
    )
    closed = f"<item><title>For members</title><link>{PRIVATE}1</link></item>"
    return f"<rss version='2.0'><channel><title>{outlet.name}</title>{items}{closed}</channel></rss>".encode()


def title(article: Article) -> str:
    """The first words of a text."""
    return " ".join(article.text[0][0].split()[:9])


def _page(world: World, article: Article, passed: float, clock: Clock) -> bytes:
    outlet = world.outlets[article.outlet]
    edited = article.edited_at is not None and passed >= article.edited_at
    text = corrected(article.text, Random(article.number)) if edited else article.text
    at = datetime.fromtimestamp(clock.begun, UTC) + timedelta(seconds=article.at)
    body = "".join(f"<p>{escape(' '.join(sentences), quote=False)}</p>" for sentences in text)
    credit = ""
    if article.credits and article.parent is not None:
        name = world.outlets[world.articles[article.parent].outlet].name
        credit = f'<p class="credit">First published by {name}.</p>'
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title(article))}</title>'
        f'<meta property="og:site_name" content="{outlet.name}"><!-- {passed} --></head><body>'
        f'<nav><a href="/">{outlet.name}</a></nav><article><h1>{escape(title(article))}</h1>'
        f'<p class="stamp"><time datetime="{at.isoformat()}">{at:%d %B %Y, %H:%M} UTC</time></p>'
        f"{body}{credit}</article></body></html>"
    ).encode()


def serve(world: World, clock: Clock, log: Path, ready: Any, done: Any) -> None:
    """Play the world until it is over: the body of a process of its own.

    Args:
        log: where each request is written to, a line of JSON each.
        ready: told the port.
        done: set when it is over.
    """
    seen: dict[tuple[int, str], int] = {}
    with log.open("w", buffering=1) as lines:
        play = partial(_Player, world, clock, lines, seen)
        server = ThreadingHTTPServer(("127.0.0.1", 0), play)
        server.timeout = 0.2
        ready.put(server.server_address[1])
        while not done.is_set():
            server.handle_request()
        server.server_close()


class _Player(BaseHTTPRequestHandler):
    """One request."""

    def __init__(
        self, world: World, clock: Clock, lines: Any, seen: dict[tuple[int, str], int], *of: Any
    ) -> None:
        self.world, self.clock, self.lines, self.seen = world, clock, lines, seen
        super().__init__(*of)

    def do_GET(self) -> None:
        """Answer as the outlet that is named does, and write it down."""
        passed = self.clock.passed()
        host = (self.headers.get("Host") or "").partition(":")[0]
        number = int(host.removeprefix("outlet-").removesuffix(".example"))
        key = (number, self.path)
        held = self.headers.get("If-None-Match") or ""
        found = answer(self.world, number, self.path, held, passed, self.clock, self.seen.get(key, 0))
        self.seen[key] = self.seen.get(key, 0) + 1
        wait = int(found.headers.get("Retry-After", "0")) if found else 0
        asked = [passed, host, self.path, found.status if found else 0, wait]
        self.lines.write(json.dumps(asked) + "\n")
        self.close_connection = True
        if found is not None:
            self._send(found)

    def _send(self, found: Answer) -> None:
        self.send_response(found.status)
        for name, value in found.headers.items():
            self.send_header(name, value)
        if found.status != 304:
            self.send_header("Content-Type", found.kind)
            self.send_header("Content-Length", str(len(found.body) + found.promised))
        self.end_headers()
        self.wfile.write(found.body)

    def log_message(self, *_: Any) -> None:
        """Say nothing: what was asked is in the log."""


def requests(log: Path) -> list[Request]:
    """All that was asked for, in its order."""
    return [Request(*json.loads(line)) for line in log.read_text().splitlines()]
