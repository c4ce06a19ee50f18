"""The weather in the dateline, if somebody provides it; the site itself asks nobody."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Protocol

GOOD_FOR = 3 * 3600.0
"""Seconds for which a report is shown."""
RETRY = 600.0
"""Seconds before a provider that failed is asked again."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Weather:
    """What the dateline says of a place."""

    celsius: float
    words: str
    """`light rain`."""
    credit: str = ""
    """Whom to name for it."""
    credit_address: str = ""

    def __str__(self) -> str:
        """`−3 °C, light rain`."""
        degrees = round(self.celsius)
        sign = "\N{MINUS SIGN}" if degrees < 0 else ""
        return f"{sign}{abs(degrees)} °C" + (f", {self.words}" if self.words else "")


class WeatherProvider(Protocol):
    """Knows the weather somewhere; may ask the network, and may fail in any way it likes."""

    def now(self, place: str) -> Weather:
        """The weather at a place, named as in the site's settings."""


def in_the_background(work: Callable[[], None]) -> None:
    """Start something that may take its time."""
    Thread(target=work, daemon=True, name="weather").start()


class WeatherDesk:
    """Keeps one place's weather for three hours; a page never waits for it, and never shows an old one."""

    def __init__(
        self,
        provider: WeatherProvider,
        *,
        clock: Callable[[], float] = time.monotonic,
        start: Callable[[Callable[[], None]], None] = in_the_background,
    ) -> None:
        self._provider = provider
        self._clock = clock
        self._start = start
        self._place = ""
        self._known: Weather | None = None
        self._known_at = 0.0
        self._ask_at = 0.0
        self._lock = Lock()

    def shown(self, place: str) -> Weather | None:
        """The weather at a place, if it is known and fresh; else it is asked for, for a later page."""
        if not place:
            return None
        now = self._clock()
        with self._lock:
            if place != self._place:
                self._place, self._known, self._ask_at = place, None, now
            is_fresh = self._known is not None and now - self._known_at < GOOD_FOR
            must_ask = not is_fresh and now >= self._ask_at
            if must_ask:
                self._ask_at = now + RETRY
            found = self._known if is_fresh else None
        if must_ask:
            self._start(lambda: self._ask(place))
        return found

    def _ask(self, place: str) -> None:
        try:
            found = self._provider.now(place)
        except Exception as error:  # noqa: BLE001
            # A provider is foreign code over a network: whatever it raises, the dateline only lacks a word.
            _log.warning("no weather for %s: %s", place, error)
            return
        with self._lock:
            if place == self._place:
                self._known, self._known_at = found, self._clock()
