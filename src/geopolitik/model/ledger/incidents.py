"""Incidents: four questions kept apart, each with who answers it how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geopolitik.model.ledger.sources import Passage
from geopolitik.model.ledger.times import When


class Question(StrEnum):
    """What may be asked of an incident."""

    OCCURRENCE = "did it occur"
    BREACH = "what did it breach"
    ATTRIBUTION = "who did it"
    FINDING = "who found so"
    """What a mechanism that is entitled to find says of it."""


class Answer(StrEnum):
    """What somebody answers."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot tell"
    DECLINES = "declines to say"


@dataclass(frozen=True, slots=True)
class Claim:
    """Who answers which question how."""

    question: Question
    answer: Answer
    by: str
    """Actor id."""
    said: When
    of: str = ""
    """For a breach: the id of the arrangement or step (`ladder.step`). For an attribution: an actor id."""
    known: When | None = None
    rests_on: tuple[Passage, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of what, by whose count, with what that source could not see."""

    what: str
    by: str
    said: When
    best: int | None = None
    low: int | None = None
    high: int | None = None
    limits: str = ""
    """Limits of observation; the source's or the case's. Empty means that nobody states any."""
    rests_on: tuple[Passage, ...] = ()


class Precision(StrEnum):
    """How precise a place is; coordinates are never kept."""

    COUNTRY = "country"
    REGION = "region"
    DISTRICT = "district"
    SETTLEMENT = "settlement"
    SEVERAL = "several places"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Incident:
    """Something reported to have happened."""

    id: str
    title: str
    """Neutral, and without an actor as doer."""
    occurred: When
    place: str = ""
    place_precision: Precision = Precision.UNSTATED
    claims: tuple[Claim, ...] = ()
    counts: tuple[Count, ...] = ()
    rests_on: tuple[Passage, ...] = ()
