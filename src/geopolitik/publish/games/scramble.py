"""Letters put in an order that a seed decides, the same on every machine."""

from __future__ import annotations

import hashlib
from datetime import date
from itertools import pairwise

from geopolitik.publish.games.known import anagrams
from geopolitik.publish.games.suitable import holds_barred

_ATTEMPTS = 50


def seed(*parts: str | int | date) -> str:
    """One seed from several parts; a part's end shows, so that `ab, c` differs from `a, bc`."""
    texts = [part.isoformat() if isinstance(part, date) else str(part) for part in parts]
    return "|".join(f"{len(text)}:{text}" for text in texts)


def order(count: int, seed: str) -> list[int]:
    """The numbers below `count` in an order that the seed decides.

    By hash, not by `random`: the order must be the same in every process and every version of Python.
    """
    return sorted(range(count), key=lambda number: hashlib.sha256(f"{seed}#{number}".encode()).digest())


def scramble(word: str, seed: str) -> str:
    """The word's letters in another order, never the word itself.

    If possible the order is no other word either, does not begin with the word's first three letters and
    holds nothing vulgar. Raises ValueError if the letters are all the same.
    """
    if len(set(word)) < 2:
        raise ValueError(f"{word!r} has no other order of letters")
    tried = ["".join(word[i] for i in order(len(word), f"{seed}#{attempt}")) for attempt in range(_ATTEMPTS)]
    different = [letters for letters in tried if letters != word] or [_turned(word)]
    return next((letters for letters in different if _is_good(letters, word)), different[0])


def _is_good(letters: str, word: str) -> bool:
    return letters not in anagrams(word) and letters[:3] != word[:3] and not holds_barred(letters)


def _turned(word: str) -> str:
    """The word with its first two differing neighbours exchanged."""
    at = next(i for i, (a, b) in enumerate(pairwise(word)) if a != b)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
