"""Names across scripts: what is left of a name when its vowels and spelling habits are taken away."""

from __future__ import annotations

import re
from functools import lru_cache

from geopolitik.text.forms import fold

_SOUNDS = (
    *(("schtsch", "s"), ("shch", "s"), ("tsch", "h"), ("sch", "s"), ("tch", "h"), ("dzh", "y"), ("dj", "y")),
    *(("kh", "h"), ("zh", "y"), ("sh", "s"), ("ch", "h"), ("ts", "s"), ("tz", "s"), ("ph", "f"), ("th", "t")),
    *(("gh", "g"), ("ck", "k"), ("qu", "k"), ("x", "ks"), ("q", "k"), ("w", "v"), ("z", "s"), ("j", "y")),
    *(("c", "s"), ("p", "b")),
)
"""Letters that different languages write for about the same sound, longer ones first."""
_VOWELS = re.compile(r"[aeiouy'`’]")
_DOUBLE = re.compile(r"(.)\1+")
_OTHER = re.compile(r"[^a-z]")
_MOST = 6


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a word in Latin script, a letter for each sound; empty if fewer than three stay.

    `Zelensky`, `Selenskyj`, `Зеленский` and `زيلينسكي` give the same. A vowel that opens the word is `a`.
    """
    low = _OTHER.sub("", fold(word))
    for letters, sound in _SOUNDS:
        low = low.replace(letters, sound)
    opening = "a" if low[:1] in set("aeiouy") else ""
    bare = _DOUBLE.sub(r"\1", _VOWELS.sub("", low))
    found = (opening + bare)[:_MOST]
    return found if len(found) >= 3 else ""


@lru_cache(maxsize=65536)
def is_caseless(text: str) -> bool:
    """Whether the first letter is of a script without capitals."""
    first = next((c for c in text if c.isalpha()), "")
    return bool(first) and first.lower() == first.upper()
