"""Knowledge: whether an entry was known at an instant."""

from __future__ import annotations

from datetime import UTC, datetime

from geopolitik.errors import UsageError
from geopolitik.ledger.clocks import read
from geopolitik.model.ledger.accounts import Knowledge
from geopolitik.model.ledger.times import Moment, When


def known_from(said: When, known: When | None, zones: tuple[str, ...]) -> Moment:
    """When an entry became known: as stated, or else when it was said."""
    return read(known or said, zones)


def knowledge_at(known: Moment, at: datetime) -> Knowledge:
    """Whether something that became known at a moment was known at an instant."""
    if known.earliest is not None and at < known.earliest:
        return Knowledge.NOT_YET
    if known.latest is not None and known.latest <= at:
        return Knowledge.KNOWN
    return Knowledge.POSSIBLY


def knowledge_of(said: When, known: When | None, zones: tuple[str, ...], at: datetime) -> Knowledge:
    """Whether an entry was known at an instant.

    Args:
        said: when it was said or published.
        known: when it became known, if the case states that.
        zones: where to read these, if they name no zone.
        at: the instant.
    """
    return knowledge_at(known_from(said, known, zones), at)


def instant(at: datetime) -> datetime:
    """An instant in UTC.

    Raises:
        UsageError: it has no zone, so it is no instant.
    """
    if at.tzinfo is None:
        raise UsageError(at.isoformat(), "names no zone", "add one: 2026-02-03T00:00Z")
    return at.astimezone(UTC)
