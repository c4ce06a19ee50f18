"""Where the words of a text stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from geopolitik.lexicon import words as listed
from geopolitik.text.forms import fold

_LETTER = r"[^\W\d_]"
WORD = re.compile(
    r"%"
    r"|[Pp]er[ \xa0]cent\b"  # one word, so that it meets percent and %
    r"|\d+(?:[.,]\d+)*"
    rf"|(?:[A-Za-z]\.){{2,}}(?:[’']s)?"  # U.S., a.m.
    rf"|{_LETTER}[^\W_]*(?:[’'](?={_LETTER})[^\W_]+)*(?:-{_LETTER}[^\W_]*(?:[’'](?={_LETTER})[^\W_]+)*)*"
)
"""A word, a number or a per-cent sign. Hyphenated words come as one match; see `word_spans`."""

_PART = re.compile(r"[^\-]+")


@cache
def joined() -> frozenset[str]:
    """Hyphenated words that are also written as one: cease-fire, co-operation."""
    return listed("joined")


def word_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Offsets of the words in `text[start:end]`; a hyphenated compound gives its parts.

    A compound that is also written as one word (cease-fire) stays whole, so that both spellings meet.
    """
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        if "-" not in word or fold(word).replace("-", "") in joined():
            yield match.span()
            continue
        base = match.start()
        for part in _PART.finditer(word):
            yield base + part.start(), base + part.end()
