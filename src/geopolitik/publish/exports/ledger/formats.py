"""The formats in which a case leaves: one line each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geopolitik.publish.exports.ledger.asked import Asked, File
from geopolitik.publish.exports.ledger.calendar import calendar
from geopolitik.publish.exports.ledger.ethprio import ethprio
from geopolitik.publish.exports.ledger.event_csv import event_csv
from geopolitik.publish.exports.ledger.event_lines import event_lines
from geopolitik.publish.exports.ledger.graphml import graphml

_CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Format:
    """One format."""

    name: str
    title: str
    media_type: str
    suffix: str
    write: Callable[[Asked], File]


FORMATS = {
    made.name: made
    for made in (
        Format("csv", "positions as a table of events", _CSV, "csv", event_csv),
        Format("events", "positions as events, JSON lines", "application/jsonl", "jsonl", event_lines),
        Format("graphml", "positions as a network", "application/graphml+xml", "graphml", graphml),
        Format("ics", "expiries as a calendar", "text/calendar; charset=utf-8", "ics", calendar),
        Format("ethprio", "accounts as rows of the ETH/PRIO data", _CSV, "csv", ethprio),
    )
}
"""By name, in the order in which they are listed."""
