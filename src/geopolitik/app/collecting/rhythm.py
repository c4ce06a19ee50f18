"""When to come back: decided from what was found, without looking at anything else."""

from __future__ import annotations

from datetime import datetime, timedelta

OFTENEST = 5 * 60
"""Seconds: no feed is asked more often, however much it writes."""
SELDOMEST = 24 * 3600
FIRST = 30 * 60
"""The rhythm of a feed of which nothing is known yet."""
MOST_HINTED = 3600
"""A feed may ask to be left alone so long; what asks for more is asked all the same."""
RE_VISITS = (timedelta(hours=1), timedelta(hours=24), timedelta(days=7))
"""After the first visit to a page: silent edits come soon, corrections late."""
PAGE_TRIES = 5
"""How often a page that can't be had is tried before it is given up."""
_FASTER, _SLOWER = 0.6, 1.4
_PAGE_PATIENCE = 15 * 60


def rhythm(seconds: int, *, found: bool, hinted: float = 0) -> int:
    """The seconds until a feed's next visit: fewer if it had something new, more if it hadn't.

    Args:
        seconds: the rhythm so far.
        hinted: how long the feed and its server say that it stays fresh, in seconds.
    """
    wanted = seconds * (_FASTER if found else _SLOWER)
    least = min(max(float(OFTENEST), hinted), float(MOST_HINTED))
    return round(min(max(wanted, least), SELDOMEST))


def back_off(seconds: int, failures: int, asked: float | None = None) -> int:
    """The seconds to wait after so many failures in a row, at least as long as the server asked for.

    After the first it is the usual rhythm, for what ails a server is mostly over by then; after each further
    one twice as long as after the one before.
    """
    waited = min(max(seconds, OFTENEST) * 2.0 ** min(failures - 1, 20), float(SELDOMEST))
    return round(min(max(waited, asked or 0.0), SELDOMEST))


def next_visit(kept_at: datetime, visits: int, at: datetime) -> datetime | None:
    """When a page is visited again after so many re-visits; None if it was visited often enough."""
    if visits >= len(RE_VISITS):
        return None
    # Whoever was away for a week comes back to a page once, not three times in a row.
    return max(kept_at + RE_VISITS[visits], at + RE_VISITS[0] / 2)


def next_try(failures: int, at: datetime, asked: float | None = None) -> datetime | None:
    """When a page that could not be had is tried again; None if it is given up."""
    if failures >= PAGE_TRIES:
        return None
    return at + timedelta(seconds=back_off(_PAGE_PATIENCE, failures, asked))


def fresh_for(cache_control: str) -> float:
    """The seconds that a server says its answer stays fresh (`max-age`); 0 if it says nothing."""
    for part in cache_control.lower().split(","):
        name, _, value = part.strip().partition("=")
        if name == "max-age" and value.isascii() and value.isdigit():
            return float(min(int(value[:12]), SELDOMEST))
    return 0.0
