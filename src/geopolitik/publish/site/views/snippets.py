"""The words around what a search found."""

from __future__ import annotations

import re

from geopolitik.text.clean import one_line

Snippet = tuple[tuple[bool, str], ...]
"""Stretches of a text; True where a word was found."""
_BEFORE, _WORDS = 8, 24
"""Words before the first that was found, and in all."""


def without_title(snippet: Snippet, title: str) -> Snippet:
    """The snippet without the title with which most texts begin: it stands above already."""
    text = "".join(words for _, words in snippet)
    if not text.startswith(title) or len(text) - len(title) < len(title) // 2:
        return snippet
    left = len(title)
    kept = []
    for is_found, words in snippet:
        if left < len(words):
            kept.append((is_found, words[left:]))
        left = max(0, left - len(words))
    return tuple(kept)


def around(text: str, found: Snippet) -> Snippet:
    """A text's words around those that were found in another form of it, marked."""
    wanted = {words.casefold() for is_found, part in found if is_found for words in re.findall(r"\w+", part)}
    parts = re.split(r"(\w+)", one_line(text))
    words = range(1, len(parts), 2)
    first = next((n for n, at in enumerate(words) if parts[at].casefold() in wanted), 0)
    start = max(0, first - _BEFORE)
    shown = parts[2 * start : 2 * (start + _WORDS)]
    marked = [(part.casefold() in wanted, part) for part in shown if part]
    opening = [(False, "…")] if start else []
    closing = [(False, "…")] if 2 * (start + _WORDS) < len(parts) else []
    return (*opening, *marked, *closing)
