"""Limits on how often one address may try something, such as a password."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, ip_address, ip_network
from threading import Lock

_ROOM = 20_000


@dataclass(frozen=True, slots=True)
class Rate:
    """So many tries at once, and one more every so many seconds."""

    burst: int
    seconds: float


SIGN_IN = Rate(10, 30)
ONE_NAME = Rate(20, 15)
"""Signing in to one account, from wherever: slow for who guesses, and its owner is seldom kept waiting."""
REPLY = Rate(5, 120)
CHECK = Rate(20, 10)
UPLOAD = Rate(30, 10)
PROOF = Rate(30, 2)
API = Rate(300, 0.2)
SEARCH = Rate(60, 1)
WATCH = Rate(30, 5)
FETCH = Rate(10, 30)
"""Having a page fetched from elsewhere."""
FEED_KEY = Rate(120, 1)
"""Private feeds from one address: slow for whoever guesses keys."""


def counted(host: str) -> str:
    """The network address that is counted: of IPv6, the part that one household or server is given whole."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv4Address):
        return host
    inside = address.ipv4_mapped
    return str(inside) if inside else str(ip_network((address, 64), strict=False))


class Throttle:
    """Counts tries by what is tried and who tries: a leaky bucket for each, kept in memory."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._spent: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, what: str, who: str, rate: Rate) -> float:
        """Count a try; returns the seconds to wait before the next if it was one too many, else 0."""
        now = self._clock()
        with self._lock:
            spent, at = self._spent.pop((what, who), (0.0, now))
            spent = max(0.0, spent - (now - at) / rate.seconds)
            allowed = spent + 1 <= rate.burst
            self._spent[what, who] = (spent + 1 if allowed else spent, now)
            while len(self._spent) > _ROOM:
                self._spent.popitem(last=False)
        return 0.0 if allowed else (spent + 1 - rate.burst) * rate.seconds
