"""Forms and lists: words that come back with other figures, tables of figures, names in a row."""

from __future__ import annotations

import re

_FIGURE = re.compile(r"\d[\d.,:]*")
_DIFFERENT = 3
"""So many figures of each side the other doesn't have; a toll that rises makes one or two."""
_APART = 25
"""And one in so many words at least."""
_TABLE = 3
"""One figure in so many words makes a table: scores, an electoral map."""
_ROW = 1.5
"""One comma in so many words makes a row of names."""


def is_form(ours: str, theirs: str, words: int) -> bool:
    """Whether a passage is a form filled in twice, as reports on the market are, or a list.

    Args:
        ours: the passage in one text.
        theirs: the passage in the other.
        words: how many words are the same.
    """
    figures, others = _FIGURE.findall(ours), _FIGURE.findall(theirs)
    stops = min(text.count(",") + text.count(";") for text in (ours, theirs))
    if words <= max(_TABLE * min(len(figures), len(others)), _ROW * stops):
        return True
    different = min(len(set(figures) - set(others)), len(set(others) - set(figures)))
    return different >= max(_DIFFERENT, words / _APART)
