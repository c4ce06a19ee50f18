"""Which words no game may set, show or accept."""

from __future__ import annotations

from functools import cache

from geopolitik.lexicon import table
from geopolitik.text.forms import stem


def is_barred(word: str) -> bool:
    """Whether the word, in any inflection, is vulgar or a slur: the games do not know it."""
    return stem(word) in _stems("barred")


def is_suitable(word: str) -> bool:
    """Whether a game may set or show the word: neither barred nor the name of a cruelty or of its victims."""
    return not is_barred(word) and stem(word) not in _stems("spared")


def holds_barred(letters: str) -> bool:
    """Whether a barred word of four letters or more stands somewhere within `letters`, a scramble."""
    return any(word in letters for word in _barred())


@cache
def _stems(kind: str) -> frozenset[str]:
    return frozenset(stem(row["word"]) for row in table("game_unsuitable") if row["kind"] == kind)


@cache
def _barred() -> tuple[str, ...]:
    rows = (row["word"] for row in table("game_unsuitable") if row["kind"] == "barred")
    return tuple(sorted(word for word in rows if len(word) >= 4))
