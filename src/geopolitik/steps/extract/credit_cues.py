"""The words that open a credit, from the list `credit_cues`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from geopolitik.lexicon import table
from geopolitik.model.article import CreditRole


class Cue(NamedTuple):
    """Where a line says that somebody is credited, and as what."""

    start: int
    end: int
    text: str
    roles: tuple[CreditRole, ...]


@cache
def _triggers() -> tuple[str, ...]:
    """Of the triggers those that hold no other: enough to tell whether any stands in a line."""
    every = sorted({row["trigger"] for row in table("credit_cues")}, key=len)
    kept: list[str] = []
    for trigger in every:
        if not any(shorter in trigger for shorter in kept):
            kept.append(trigger)
    return tuple(kept)


@cache
def _pattern() -> tuple[re.Pattern[str], tuple[tuple[CreditRole, ...], ...]]:
    """All cues as one pattern, and the roles by the number of the group that matched."""
    parts: list[str] = []
    roles: list[tuple[CreditRole, ...]] = []
    for row in table("credit_cues"):
        cue = row["cue"].replace(" ", r"\s")
        # A cue that ends in a mark or in what must follow needs no edge of a word.
        edge = r"\b" if row["cue"][-1].isalpha() or row["cue"].endswith(")?") else ""
        parts.append(rf"(\b{cue}{edge})")
        roles.append(tuple(CreditRole(role) for role in row["role"].split("+")))
    return re.compile("|".join(parts), re.IGNORECASE), tuple(roles)


def may_hold_cue(line: str) -> bool:
    """Whether a line holds a trigger; cheap, since every line of a page is asked."""
    low = line.lower()
    return any(trigger in low for trigger in _triggers())


def find_cues(line: str) -> list[Cue]:
    """The cues of a line, in order."""
    pattern, roles = _pattern()
    return [
        Cue(match.start(), match.end(), match.group(), roles[(match.lastindex or 1) - 1])
        for match in pattern.finditer(line)
    ]


def opens_with_cue(line: str, within: int) -> bool:
    """Whether a cue begins within so many characters."""
    return _pattern()[0].search(line, 0, within) is not None
