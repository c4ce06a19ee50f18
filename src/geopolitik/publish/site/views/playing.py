"""What the pages of the games show: the day, and letters as tiles."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Day:
    """The day whose game is shown, with those beside it."""

    on: date
    is_today: bool
    path: str
    """Of the game, below the story's address."""
    before: date | None
    after: date | None

    @property
    def words(self) -> str:
        """`Wednesday, 14 May 2031`."""
        return f"{self.on:%A, %-d %B %Y}"

    @property
    def query(self) -> str:
        """What the game's address ends with."""
        return "" if self.is_today else f"?on={self.on.isoformat()}"


@dataclass(frozen=True, slots=True)
class Tile:
    """One letter."""

    letter: str
    is_used: bool
    """Whether the guess has taken it."""


def tiles(letters: str, guess: str) -> list[Tile]:
    """The letters, of which the guess takes the first of each that it has."""
    left = Counter(guess)
    found = []
    for letter in letters:
        used = left[letter] > 0
        left[letter] -= used
        found.append(Tile(letter, used))
    return found
