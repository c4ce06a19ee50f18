"""Invented texts for archives: sentences of invented words, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

_SYLLABLES = (
    "ka",
    "lo",
    "min",
    "tar",
    "ves",
    "or",
    "sul",
    "den",
    "bri",
    "mo",
    "gat",
    "ren",
    "pil",
    "us",
    "hav",
)


def words(count: int, seed: int | str) -> list[str]:
    """Invented words, so many that four in a row come together by chance hardly ever."""
    chance = random.Random(seed)
    return ["".join(chance.choices(_SYLLABLES, k=3)) for _ in range(count)]


def text(count: int, seed: int | str) -> str:
    """A text of so many words, in sentences of twelve and paragraphs of three sentences."""
    return "".join(_sentences(words(count, seed)))


def _sentences(some: list[str]) -> Iterator[str]:
    for number, start in enumerate(range(0, len(some), 12), start=1):
        end = "\n\n" if number % 3 == 0 else " "
        yield " ".join(some[start : start + 12]).capitalize() + "." + end
