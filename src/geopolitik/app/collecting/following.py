"""Redirects to other hosts: each has a robots.txt of its own, which is obeyed like that of the host asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from geopolitik.app.collecting.asking import COURTESY, Get, leave_alone, robots_known, with_robots
from geopolitik.model.watched import HostKnown, host_of
from geopolitik.storage import Store, hosts


@dataclass(slots=True)
class Following:
    """The hosts that one thing is redirected to, on the way."""

    store: Store
    get: Get
    clock: Callable[[], datetime]
    begins: str
    """The host that was asked first: what it lets us have is known."""
    met: dict[str, HostKnown] = field(default_factory=dict)

    def why_not(self, address: str) -> str:
        """Why a redirect must not be followed; empty if it may be."""
        host = host_of(address)
        if host == self.begins:
            return ""
        known = with_robots(address, self.met.get(host) or self._known(host), self.get, self.clock)
        robots = robots_known(known)
        self.met[host] = leave_alone(known, self.clock(), max(COURTESY, robots.delay))
        return "" if robots.allows(address) else "leads to a host that is closed to us by its robots.txt"

    def _known(self, host: str) -> HostKnown:
        with self.store.reading() as r:
            return hosts.get(r, host) or HostKnown(host, self.clock())
