"""A small web without sockets, and a clock that moves only when somebody sleeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from geopolitik.errors import FetchError
from geopolitik.steps.collect.web.fetch import Fetched, Hop

MORNING = datetime(2031, 5, 14, 8, tzinfo=UTC)
HARBOUR = "https://harbour.example"
FEED = f"{HARBOUR}/feed"
WORDS = (
    "The ferry to the northern port was halted on Wednesday after the harbour master found that two of its "
    "engines had not been inspected since the autumn, officials of the port authority said in a statement."
)


@dataclass
class World:
    """Pages by address; a page is its text, or an error to raise, or a function of the time."""

    at: datetime = MORNING
    pages: dict[str, object] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    cut: set[str] = field(default_factory=set)
    """Addresses whose answers come only in part."""
    asked: list[tuple[datetime, str]] = field(default_factory=list)

    def clock(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        assert seconds < 100_000
        self.at += timedelta(seconds=seconds)

    def times(self, url: str) -> list[timedelta]:
        """How long after the morning an address was asked, each time."""
        return [at - MORNING for at, asked in self.asked if asked == url]

    def get(self, url: str, since: Mapping[str, str]) -> Fetched:
        self.asked.append((self.at, url))
        hops = []
        final = url
        while final in self.moved:
            hops.append(Hop(final, 308, (("location", self.moved[final]),), "192.0.2.1"))
            final = self.moved[final]
        found = self.pages.get(final)
        found = found(self.at) if callable(found) else found
        if isinstance(found, Exception):
            raise found
        if found is None:
            raise FetchError(url, "leads to nothing", status=404)
        headers = tuple(self.headers.get(final, {}).items())
        body = str(found).encode()
        etag = dict(headers).get("etag", "")
        if etag and since.get("etag") == etag:
            return Fetched(url, (*hops, Hop(final, 304, headers, "192.0.2.1")), b"", b"", True, self.at)
        answer = (*hops, Hop(final, 200, headers, "192.0.2.1"))
        return Fetched(url, answer, body, body, final not in self.cut, self.at)


def feed(*names: str, ttl: str = "") -> str:
    """A feed that names some pages."""
    items = "".join(
        f"<item><title>{name}</title><link>{HARBOUR}/{name}</link><guid>{name}</guid>"
        "<source url='https://agency.example/rss'>The Agency</source></item>"
        for name in names
    )
    return f"<rss version='2.0'><channel><title>Harbour News</title>{ttl}{items}</channel></rss>"


def article(words: str = WORDS, frame: str = "") -> str:
    """A page with an article, and a frame around it."""
    return (
        f"<html><head><title>Ferry halted</title><!-- {frame} --></head><body><nav>Home</nav>"
        f"<article><h1>Ferry halted</h1><p>{words}</p><p>{words[::-1]}</p></article></body></html>"
    )
