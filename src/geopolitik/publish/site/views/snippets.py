"""The words around what a search found."""

from __future__ import annotations

import re
import unicodedata

from geopolitik.storage.fulltext import terms
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


def marked(title: str, query: str) -> Snippet:
    """A title with those of its words marked that a query asks for."""
    whole = {_plain(word) for words, goes_on in terms(query) for word in (words[:-1] if goes_on else words)}
    beginnings = tuple(_plain(words[-1]) for words, goes_on in terms(query) if goes_on)

    def is_found(part: str) -> bool:
        word = _plain(part)
        return word in whole or (bool(beginnings) and word.startswith(beginnings))

    parts = re.split(r"(\w+)", title)
    return tuple((at % 2 == 1 and is_found(part), part) for at, part in enumerate(parts) if part)


def _plain(word: str) -> str:
    """A word as the index compares it: without case and accents."""
    apart = unicodedata.normalize("NFD", word.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


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
