"""How a text begins, as far as a search shows it to everybody."""

from __future__ import annotations

LONGEST, WORDS, SHARE = 160, 24, 4
"""Characters and words of a beginning; of a short text a quarter at most."""


def opening(text: str) -> str:
    """The beginning of a text, which may end within a word."""
    return text[: min(LONGEST, len(text) // SHARE)]
