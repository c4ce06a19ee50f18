"""Asking a web archive since when it has known an address.

None is asked unless the user names it, for it learns what is read here.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit

from geopolitik.app.collecting.asking import COURTESY, Get, leave_alone, robots_known, with_robots
from geopolitik.errors import AddressError, FetchError
from geopolitik.model.capture import Capture, Known
from geopolitik.model.watched import HostKnown, host_of
from geopolitik.steps.collect.web.timemap import earliest

PATIENCE = 60.0
"""Seconds that are waited for an archive; one that wants to be left alone for longer isn't asked."""


@dataclass(slots=True)
class TimeMaps:
    """The TimeMaps of one archive; asked one at a time, as its robots.txt lets us.

    Args:
        prefix: what stands before an address in the address of its TimeMap in link format.
        get: fetches an address.
        clock: gives the moment.
        courtesy: the seconds between two visits, if the archive doesn't ask for more.
    """

    prefix: str
    get: Get
    clock: Callable[[], datetime]
    sleep: Callable[[float], None] = time.sleep
    courtesy: float = COURTESY
    _host: HostKnown | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def dated(self, capture: Capture) -> Capture:
        """A capture with the time since when its address is known; as it is if the archive doesn't tell."""
        with self._lock:
            since = self._since(capture.address)
        if since is None:
            return capture
        known = Known(since, urlsplit(self.prefix).hostname or "")
        return replace(capture, declared=replace(capture.declared, known=known))

    def _since(self, address: str) -> datetime | None:
        asked = self.prefix + address
        try:
            host = self._host or HostKnown(host_of(asked), self.clock())
            wait = (host.free_at - self.clock()).total_seconds()
            if wait > PATIENCE:
                return None
            if wait > 0:
                self.sleep(wait)
            self._host = host = with_robots(asked, host, self.get, self.clock)
            robots = robots_known(host)
            if not robots.allows(asked):
                return None
            self._host = leave_alone(host, self.clock(), max(self.courtesy, robots.delay))
            return earliest(self.get(asked, {}).body, self.clock())
        except FetchError as error:
            if self._host is not None and error.retry_after:
                self._host = leave_alone(self._host, self.clock(), error.retry_after)
            return None
        except (AddressError, ValueError):
            return None
