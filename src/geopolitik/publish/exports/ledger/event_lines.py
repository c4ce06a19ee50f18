"""Positions as JSON lines: one object per event."""

from __future__ import annotations

import json
from dataclasses import asdict

from geopolitik.publish.exports.ledger.asked import Asked, File
from geopolitik.publish.exports.ledger.event_rows import events, not_yet_known


def event_lines(asked: Asked) -> File:
    """The events known at an instant, each with the passages it rests on; UTF-8, a line feed after each."""
    listed = events(asked.case, known=asked.known)
    lines = (json.dumps(asdict(event), ensure_ascii=False) + "\n" for event in listed)
    return File("".join(lines).encode("utf-8", "replace"), not_yet_known(asked.case, asked.known))
