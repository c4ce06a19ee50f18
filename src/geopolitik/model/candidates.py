"""What an index of candidates holds of a text, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

Numbers = Any
"""A sorted array of distinct 48-bit whole numbers; numpy is not imported by the model."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A text as hashed features: enough to find it again, not enough to read it."""

    grams: Numbers
    """A sample of its runs of four words: which ones is decided by their hash, so equal runs meet."""
    terms: Numbers
    """Its words, without function words."""
    day: int | None = None
    """When it was published, as the ordinal of its date; None if the page doesn't tell."""


class Candidate(NamedTuple):
    """A text worth comparing with the one that was asked about."""

    key: str
    """What it was added under."""
    grams: int
    """How many sampled runs of four words both have."""
    share: float
    """How much of what is rare in the text asked about both have, weighed by rarity; 0..1."""
