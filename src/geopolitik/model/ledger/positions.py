"""Positions: what an actor wants, offers, refuses or has committed to, on an issue, over time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geopolitik.model.ledger.sources import Passage
from geopolitik.model.ledger.times import When


class PositionKind(StrEnum):
    """What a position is."""

    DEMAND = "demand"
    OFFER = "offer"
    RED_LINE = "red line"
    CONDITION = "condition"
    COMMITMENT = "commitment"
    """`will`; never `stands ready to`."""
    READINESS = "readiness"
    """`stands ready to`, `would`: no commitment."""
    REFUSAL = "refusal"
    DENIAL = "denial"
    """Of a position that others ascribe to the actor."""
    SILENCE = "declines to say"
    """Asked, and added nothing: not a denial."""


@dataclass(frozen=True, slots=True)
class Position:
    """One actor's position, resting on statements."""

    id: str
    actor: str
    issue: str
    kind: PositionKind
    content: str
    said: When
    addressee: str = ""
    """Actor id."""
    condition: str = ""
    start: When | None = None
    end: When | None = None
    supersedes: str = ""
    """Id of the position that it replaces."""
    known: When | None = None
    reversal: bool = False
    """Whether it turns the one that it supersedes round."""
    rests_on: tuple[Passage, ...] = ()
    copies: tuple[Passage, ...] = ()
    """Other texts that carry the same statement; they count for nothing."""
