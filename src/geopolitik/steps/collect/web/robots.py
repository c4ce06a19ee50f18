"""What a host's robots.txt lets us fetch (RFC 9309)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlsplit

from geopolitik.errors import AddressError, FetchError
from geopolitik.steps.collect.web.fetch import Fetched

TOKEN = "geopolitik"  # noqa: S105 - RFC 9309's word for the name by which a robots.txt calls a crawler
MOST = 500 * 1024
"""Bytes that are read of it: as many as RFC 9309 asks for (2.5)."""
LONGEST_DELAY = 60.0
"""Seconds between two visits; a host that asks for more is visited so often all the same."""
_LONGEST_LINE = 16_664
"""As in Google's parser, 8 times the longest address that browsers used to take."""
_AGENT = re.compile(r"(?:user-?\s?agent)\Z", re.I)
# As they are written in the wild; Google's parser takes the same.
_DISALLOW = re.compile(r"(?:disallow|dissallow|dissalow|disalow|diasllow|disallaw)\Z", re.I)
_NAME = re.compile(r"[A-Za-z_-]+")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


class Standing(StrEnum):
    """How a host answers when asked for its robots.txt."""

    READ = "read"
    NONE = "none"
    """It has none: everything may be fetched (2.3.1.3)."""
    UNREACHABLE = "unreachable"
    """It can't tell now: nothing may be fetched (2.3.1.4)."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a host said of its robots.txt."""

    standing: Standing
    text: bytes = b""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: a pattern of paths, allowed or not."""

    pattern: str
    allows: bool


@dataclass(frozen=True, slots=True)
class Robots:
    """What one crawler may fetch of one host."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0
    """Seconds that the host asks to be left alone between two visits, at most `LONGEST_DELAY`."""

    def allows(self, url: str) -> bool:
        """Whether an address of this host, as `web_address` writes it, may be fetched."""
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if path == "/robots.txt":
            return True
        # The longest pattern counts; where two are as long, the one that allows (2.2.2).
        hits = ((len(rule.pattern), rule.allows) for rule in self.rules if _matches(rule.pattern, path))
        return max(hits, default=(0, True))[1]


NOTHING = Robots((Rule("/", allows=False),))


def robots_address(url: str) -> str:
    """Where the robots.txt for an address lies."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def ask_robots(url: str, get: Callable[[str], Fetched]) -> Told:
    """What the host of an address says of robots.

    Args:
        get: fetches an address; the errors that it raises are part of the answer.
    """
    try:
        text = get(robots_address(url)).body[: MOST + 1]
    except AddressError:
        return Told(Standing.UNREACHABLE)
    except FetchError as error:
        # Too many redirects count as none (2.3.1.2), other refusals of ours as no answer.
        none = error.status is not None and 300 <= error.status < 500
        return Told(Standing.NONE if none else Standing.UNREACHABLE)
    if len(text) > MOST:
        text = text[: text.rfind(b"\n", 0, MOST) + 1]
    return Told(Standing.READ, text)


def robots_of(told: Told, agent: str = TOKEN) -> Robots:
    """What a crawler may fetch after what its host has said."""
    if told.standing is Standing.UNREACHABLE:
        return NOTHING
    return read_robots(told.text, agent)


def read_robots(content: bytes, agent: str = TOKEN) -> Robots:
    """Read a robots.txt for one crawler; any bytes are one."""
    ours: list[Rule] = []
    all_: list[Rule] = []
    delays: dict[str, float] = {}
    named = False
    agents: set[str] = set()
    in_rules = True
    for key, value in _lines(content.decode("utf-8-sig", "replace")):
        if _AGENT.match(key):
            agents = {_agent(value)} if in_rules else agents | {_agent(value)}
            named = named or agent.lower() in agents
            in_rules = False
        elif key.lower() == "crawl-delay":
            delays |= {who: seconds for who in agents if (seconds := _seconds(value)) is not None}
        elif (allows := key.lower() == "allow") or _DISALLOW.match(key):
            in_rules = True
            if value:
                rule = Rule(_pattern(value), allows=bool(allows))
                ours += [rule] if agent.lower() in agents else []
                all_ += [rule] if "*" in agents else []
    delay = delays.get(agent.lower() if named else "*", 0.0)
    return Robots(tuple(ours if named else all_), delay)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in re.split(r"\r\n|\r|\n", text):
        line = line[:_LONGEST_LINE].partition("#")[0].strip()
        key, colon, value = line.partition(":")
        if not colon:
            # A space for the colon, if it can't mean anything else.
            words = line.split()
            if len(words) != 2:
                continue
            key, value = words
        yield key.strip(), value.strip()


def _agent(value: str) -> str:
    """The crawler that a line names; empty if it names none."""
    if value == "*" or value.startswith(("* ", "*\t")):
        return "*"
    found = _NAME.match(value)
    return found[0].lower() if found else ""


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return min(seconds, LONGEST_DELAY) if seconds >= 0 else None


def _pattern(written: str) -> str:
    """A pattern as addresses are written: escaped where they are, and nowhere else (2.2.2)."""
    plain = _ESCAPED.sub(_unescaped, written)
    return quote(plain, safe="".join(chr(c) for c in range(33, 127)))


def _unescaped(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()


def _matches(pattern: str, path: str) -> bool:
    """Whether a path begins as the pattern says: `*` for anything, `$` at its end for the path's end.

    Piece by piece from the left, each at the first place where it fits: no pattern makes it slow.
    """
    ends = pattern.endswith("$")
    first, *others = (pattern[:-1] if ends else pattern).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not others:
        return not ends or at == len(path)
    last = others.pop() if ends else ""
    for piece in others:
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return not ends or (len(path) - len(last) >= at and path.endswith(last))
