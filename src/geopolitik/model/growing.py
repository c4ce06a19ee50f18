"""What becomes of an article that arrives, and of the stories it touches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What an article that arrived did."""

    KNOWN = "known already"
    REJECTED = "rejected"
    """It can't be read as an article; its capture is kept."""
    FOUNDED = "founded a story"
    WITNESS = "witness of a known wording"
    JOINED = "joined a story"
    MERGED = "brought stories together"


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that arrived, and where it went."""

    capture: str
    """Capture id."""
    outcome: Outcome
    story: str | None = None
    merged: tuple[str, ...] = ()
    """Stories that are now part of `story`: their addresses lead there."""
    reason: str = ""
    """Why it was rejected."""


class Turn(StrEnum):
    """What can happen between two stories."""

    MERGED = "merged"
    """The story became part of the other; where an analyst said so, it isn't split off again."""
    SPLIT = "split"
    """What held the other to the story has fallen, or it tells of another event: it is a story of its own."""
    PARTED = "parted"
    """An analyst took the other out of the story: they stay two."""


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """Something that happened between two stories."""

    number: int
    at: datetime
    kind: Turn
    story: str
    other: str
    reason: str
    by: str | None = None
    """Id of the user who said so; None for the machine, and on the command line."""
    by_hand: bool = False
    """Whether a person said so."""
    captures: tuple[str, ...] = ()
    """Of what was parted, split off or joined by hand: the captures concerned."""
    withdrawn_at: datetime | None = None
    """When it was taken back."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a wording belongs."""

    wording: str
    story: str
    capture: str
    """The witness that stands for it."""
