"""An invented case with positions and accounts to export."""

from __future__ import annotations

from datetime import UTC, datetime

from geopolitik.model.ledger.accounts import Account, Arrangement, Stance
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.positions import Position, PositionKind
from geopolitik.model.ledger.sources import Actor, ActorKind, Document, Passage
from geopolitik.model.ledger.times import EndDay, Term, When
from geopolitik.publish.exports.ledger.asked import Asked

MARCH_5 = datetime(2031, 3, 5, 12, tzinfo=UTC)
KORVAN = ("Europe/Berlin",)

DOCUMENTS = (
    Document("d1", "Meridian", When("2031-03-01"), "Talks on the Sarn", "https://meridian.example/1"),
    Document("d2", "RiverWatch", When("2031-03-01"), "Sarn talks", relays=("d1",)),
)
ACTORS = (
    Actor("valdenia", "Valdenia", ActorKind.STATE),
    Actor("teskar", "Teskar", ActorKind.STATE),
    Actor("front", "Sarn Front", ActorKind.GROUP),
)
OFFER = Position(
    "p1",
    "valdenia",
    "fuel transit",
    PositionKind.OFFER,
    "to reopen the transit",
    When("2031-03-01T10:00Z"),
    addressee="teskar",
    condition="if the shelling stops",
    start=When("2031-03-02"),
    rests_on=(Passage("d1", "would reopen", "paragraph 4"), Passage("d2", "could reopen")),
    copies=(Passage("d2"),),
)
REFUSAL = Position(
    "p2",
    "teskar",
    "fuel transit",
    PositionKind.REFUSAL,
    "=no + talks",
    When("2031-03-04", zones=KORVAN),
    rests_on=(Passage("d2", "no talks"),),
)
LATER = Position(
    "p3",
    "valdenia",
    "fuel transit",
    PositionKind.REFUSAL,
    "not to reopen",
    When("2031-03-09"),
    supersedes="p1",
    reversal=True,
    rests_on=(Passage("d1"),),
)
ACCOUNTS = (
    Account(
        "a1",
        "truce",
        "valdenia",
        When("2031-03-01T10:00Z"),
        Stance.HOLDS,
        Term(start=When("2031-03-01T10:00Z"), until=When("2031-03-08T10:00Z")),
        rests_on=(Passage("d1", "for a week", "paragraph 2"),),
    ),
    Account(
        "a2",
        "truce",
        "teskar",
        When("2031-03-01T10:00Z"),
        Stance.HOLDS,
        Term(
            start=When("2031-03-01T10:00Z"), until=When("2031-03-08", zones=KORVAN), end_day=EndDay.UNSTATED
        ),
        speaker="front",
        rests_on=(Passage("d2"),),
    ),
    Account(
        "a3",
        "truce",
        "front",
        When("2031-03-09T10:00Z"),
        Stance.HOLDS,
        Term(until=When("2031-03-20T10:00Z")),
        rests_on=(Passage("d1"),),
    ),
    Account(
        "a4",
        "truce",
        "front",
        When("2031-03-02T10:00Z"),
        Stance.HOLDS,
        Term(start=When("2031-03-02T10:00Z"), until_event="a settlement"),
        rests_on=(Passage("d1"),),
    ),
)
CASE = Case(
    "sarn",
    "The Sarn truce",
    documents=DOCUMENTS,
    actors=ACTORS,
    arrangements=(Arrangement("truce", "Sarn truce", ("valdenia", "teskar"), rests_on=(Passage("d1"),)),),
    accounts=ACCOUNTS,
    positions=(OFFER, REFUSAL, LATER),
)


def asked(case: Case = CASE, at: datetime = MARCH_5) -> Asked:
    """The case as seen and known at an instant."""
    return Asked(case, at, at)
