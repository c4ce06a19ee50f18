"""Whether the clock can be believed: when a page was seen is evidence, and decides on its next visit."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from geopolitik.app.collecting import rhythm
from geopolitik.app.collecting.asking import LONGEST_PAUSE
from geopolitik.app.house import House
from geopolitik.errors import ClockError
from geopolitik.storage import hosts, pages, watched
from geopolitik.storage.archive import receipts

_SET_ANEW = timedelta(minutes=5)
"""By so much a clock that is kept right may be put back."""


def check(connection: Connection, at: datetime) -> None:
    """See that the clock is not behind what was received last.

    Raises:
        ClockError: it is, by more than a clock that is kept right is ever put back.
    """
    last = receipts.last(connection)
    if last is not None and last.at > at + _SET_ANEW:
        raise ClockError(
            "This machine's clock",
            f"says {at:%Y-%m-%d %H:%M} UTC, but something was received at {last.at:%Y-%m-%d %H:%M} already",
            "Set it right. If it is right and was ahead then, collect once with --clock-is-right.",
        )


def believe(house: House) -> None:
    """Take the clock for right, though it was ahead before: what waits longer than it can is due now."""
    at = house.clock()
    with house.store.writing() as w:
        hosts.free(w, at + timedelta(seconds=LONGEST_PAUSE), at=at)
        watched.bring_forward(w, at + timedelta(seconds=rhythm.SELDOMEST), at=at)
        pages.bring_forward(w, at + max(rhythm.RE_VISITS), at=at)
