"""At which instants a page of the ledger is asked for: when it held, and as known when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from geopolitik.errors import UsageError
from geopolitik.publish.site.visit import Visit


@dataclass(frozen=True, slots=True)
class Asked:
    """Both times of a question, UTC."""

    on: datetime
    known: datetime
    stated: bool
    """Whether the address names them; else both are the moment of the visit."""

    @property
    def query(self) -> str:
        """What keeps both in a link, with its question mark; empty where none is stated."""
        return "?" + urlencode(self.parts) if self.stated else ""

    @property
    def parts(self) -> dict[str, str]:
        """Both as parameters of an address; none where none is stated."""
        return {"on": _short(self.on), "known": _short(self.known)} if self.stated else {}

    @property
    def on_field(self) -> str:
        """As a field for date and time holds it."""
        return _local(self.on)

    @property
    def known_field(self) -> str:
        """As a field for date and time holds it."""
        return _local(self.known)

    def moved(self, *, on: datetime | None = None, known: datetime | None = None) -> str:
        """The query of the same page at other instants."""
        return Asked(on or self.on, known or self.known, True).query


def asked(visit: Visit) -> Asked:
    """Both times, as the address names them: `on`, `known`; ISO 8601, UTC where no zone is named.

    Raises:
        UsageError: one of them is no time.
    """
    on, known = visit.query("on").strip(), visit.query("known").strip()
    now = visit.now.replace(second=0, microsecond=0)
    at = _instant(on, "on") if on else now
    # Whoever asks what held then, and no more, asks with all that is known now.
    return Asked(at, _instant(known, "known") if known else now, bool(on or known))


def instant_of(visit: Visit, name: str) -> datetime | None:
    """A further instant that the address names; None if it doesn't.

    Raises:
        UsageError: it is no time.
    """
    text = visit.query(name).strip()
    return _instant(text, name) if text else None


def number_of(visit: Visit, name: str) -> int:
    """A small number that the address names; 1 if it doesn't, or names something else."""
    text = visit.query(name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def minute(visit: Visit) -> object:
    """What a page depends on that answers for now."""
    return int(visit.now.timestamp() // 60)


def _instant(text: str, name: str) -> datetime:
    try:
        # A plus sign in an address is read as a space.
        at = datetime.fromisoformat(text.replace(" ", "+"))
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(name, "is no time", "Write it as 2026-02-03T00:00Z.") from error
    if not 1000 <= at.year < 9000:
        raise UsageError(name, "lies too far from today", "Name a year of four digits.")
    return at


def _short(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M}Z"


def _local(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M}"
