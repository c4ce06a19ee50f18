"""The words that open a credit, from the list `credit_cues`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from geopolitik.lexicon import table
from geopolitik.model.article import CreditRole


class Cue(NamedTuple):
    """Where a line says that somebody is credited, and as what."""

    start: int
    end: int
    text: str
    roles: tuple[CreditRole, ...]


_MOST_PATTERNS = 512


@cache
def _triggers() -> tuple[str, ...]:
    return tuple(dict.fromkeys(row["trigger"] for row in table("credit_cues")))


@lru_cache(maxsize=_MOST_PATTERNS)
def _pattern(triggers: tuple[str, ...]) -> tuple[re.Pattern[str], tuple[tuple[CreditRole, ...], ...]]:
    """The cues with these triggers as one pattern, and the roles by the number of the group that matched."""
    parts: list[str] = []
    roles: list[tuple[CreditRole, ...]] = []
    for row in table("credit_cues"):
        if row["trigger"] not in triggers:
            continue
        cue = row["cue"].replace(" ", r"\s")
        # A cue that ends in a mark or in what must follow needs no edge of a word.
        edge = r"\b" if row["cue"][-1].isalpha() or row["cue"].endswith(")?") else ""
        parts.append(rf"(\b{cue}{edge})")
        roles.append(tuple(CreditRole(role) for role in row["role"].split("+")))
    return re.compile("|".join(parts), re.IGNORECASE), tuple(roles)


def _held(passage: str) -> tuple[str, ...]:
    """The triggers that a passage holds; cheap, since every line of a page is asked."""
    low = passage.lower()
    return tuple([trigger for trigger in _triggers() if trigger in low])


def may_hold_cue(line: str) -> bool:
    """Whether a line holds a trigger."""
    return bool(_held(line))


def find_cues(line: str) -> list[Cue]:
    """The cues of a line, in order."""
    held = _held(line)
    if not held:
        return []
    pattern, roles = _pattern(held)
    return [
        Cue(match.start(), match.end(), match.group(), roles[(match.lastindex or 1) - 1])
        for match in pattern.finditer(line)
    ]


def opens_with_cue(line: str, within: int) -> bool:
    """Whether a cue begins and ends within so many characters."""
    held = _held(line[:within])
    return bool(held) and _pattern(held)[0].search(line, 0, within) is not None
