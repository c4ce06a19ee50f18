"""What is read most, by counts per day. Nobody is remembered, and bots don't count."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from threading import Lock

from geopolitik.app.house import House
from geopolitik.storage import views

HALF_LIFE = 2.0
"""Days after which a view weighs half."""
_BOT = re.compile(
    r"bot\b|bot[/ ]|crawl|spider|slurp|scrap|fetch|preview|monitor|curl|wget|python|httpx|go-http|java/"
    r"|headless",
    re.IGNORECASE,
)


class Counting:
    """Counts views in memory and writes them down now and then: a page must not wait for the disk."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[date, str, str]] = Counter()
        self._lock = Lock()

    def seen(self, day: date, kind: str, subject: str, *, agent: str) -> None:
        """Count a view of a page, unless a bot looked at it."""
        if agent and not _BOT.search(agent):
            with self._lock:
                self._counts[day, kind, subject] += 1

    def write_down(self, house: House) -> None:
        """Keep what was counted since the last time."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
        if counts:
            with house.store.writing() as w:
                views.add(w, counts)


def most_popular(house: House, kind: str, *, limit: int = 5) -> tuple[str, ...]:
    """Ids of what was read most in the last week, most popular first."""
    today = house.clock().date()
    with house.store.reading() as r:
        counted = views.since(r, today - timedelta(days=views.WINDOW - 1))
    scores: defaultdict[str, float] = defaultdict(float)
    for seen in counted:
        if seen.kind == kind:
            scores[seen.subject] += seen.count * 0.5 ** ((today - seen.day).days / HALF_LIFE)
    return tuple(sorted(scores, key=lambda subject: (-scores[subject], subject))[:limit])
