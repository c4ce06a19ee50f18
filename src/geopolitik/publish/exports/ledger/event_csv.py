"""Positions as a CSV file: one line per event, safe to open in a spreadsheet."""

from __future__ import annotations

from dataclasses import asdict

from geopolitik.publish.exports.csv import to_csv
from geopolitik.publish.exports.ledger.asked import Asked, File
from geopolitik.publish.exports.ledger.event_rows import Event, events, not_yet_known

COLUMNS = (
    "position",
    "earliest",
    "latest",
    "said",
    "actor",
    "addressee",
    "issue",
    "kind",
    "content",
    "condition",
    "holds_from",
    "holds_until",
    "supersedes",
    "reversal",
    "knowledge",
    "origins",
    "carried_by",
    "passage",
    "at",
    "document",
    "publisher",
    "published",
    "address",
)
_BETWEEN = " | "


def event_csv(asked: Asked) -> File:
    """The events known at an instant, as CSV; a cell about several passages has ` | ` between them."""
    listed = events(asked.case, known=asked.known)
    return File(to_csv(map(_line, listed), COLUMNS, bom=True), not_yet_known(asked.case, asked.known))


def _line(event: Event) -> dict[str, object]:
    places = event.places
    return asdict(event) | {
        "carried_by": _BETWEEN.join(event.carried_by),
        "passage": _BETWEEN.join(place.quote for place in places),
        "at": _BETWEEN.join(place.at for place in places),
        "document": _BETWEEN.join(place.document for place in places),
        "publisher": _BETWEEN.join(place.publisher for place in places),
        "published": _BETWEEN.join(place.published for place in places),
        "address": _BETWEEN.join(place.address for place in places),
    }
