"""Cases and accounts for tests, shortly written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from geopolitik.model.ledger.accounts import Account, Arrangement, Stance
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.incidents import Incident
from geopolitik.model.ledger.sources import Actor, ActorKind
from geopolitik.model.ledger.times import UNSTATED, Duration, Moment, Term, Unit, When

KYIV, MOSCOW, WASHINGTON = "Europe/Kyiv", "Europe/Moscow", "America/New_York"
WEEK = Duration(1, Unit.WEEKS)


def utc(text: str) -> datetime:
    """`2026-02-03T02:00` in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def moment(earliest: str, latest: str | None = None) -> Moment:
    """Between two times in UTC; exactly the first without a second."""
    return Moment(utc(earliest), utc(latest or earliest))


def when(text: str, *zones: str) -> When:
    """`2026-02-03`, or `2026-02-02T18:00 .. 2026-02-03T08:00`."""
    given, _, latest = text.partition(" .. ")
    return When(given, latest, zones)


def account(
    name: str = "A",
    said: str = "2026-01-20T00:00Z",
    term: Term = UNSTATED,
    stance: Stance = Stance.HOLDS,
    *,
    actor: str = "north",
    known: str = "",
    extends: str = "",
    restates: str = "",
    broken_by: Sequence[str] = (),
    condition: str = "",
) -> Account:
    """An account of the arrangement `truce`."""
    return Account(
        name,
        "truce",
        actor,
        when(said),
        stance,
        term,
        known=when(known) if known else None,
        extends=extends,
        restates=restates,
        broken_by=tuple(broken_by),
        condition=condition,
    )


def incident(name: str, occurred: str) -> Incident:
    """An incident at a time."""
    return Incident(name, "A strike", when(occurred))


def case(*accounts: Account, zones: Sequence[str] = ("UTC",), incidents: Sequence[Incident] = ()) -> Case:
    """A case of two parties with these accounts."""
    return Case(
        "case",
        "An invented truce",
        invented=True,
        zones=tuple(zones),
        actors=tuple(Actor(name, name.title(), ActorKind.STATE) for name in ("north", "south")),
        arrangements=(Arrangement("truce", "Truce", ("north", "south")),),
        accounts=accounts,
        incidents=tuple(incidents),
    )
