"""Which words of a text are somebody's: within quotation marks, or in a post that is embedded."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
_OPENS, _CLOSES, _TURNS, _BREAKS = 1, 2, 3, 4
_KINDS = np.zeros(0x2100, np.uint8)
for _signs, _kind in (("“", _OPENS), ("”", _CLOSES), ('"«»', _TURNS), ("\n", _BREAKS)):
    _KINDS[[ord(sign) for sign in _signs]] = _kind
_LONG = 2000
"""Code points of a paragraph in which one lost mark would turn all that follows."""
_EMBEDDED = "(@"
"""Posts of others end with their writer's handle."""


def quoted_before(text: str, begins: Numbers) -> Numbers:
    """How many words of a text are quoted before each word; one more at the end.

    A paragraph begins outside; marks that look alike open and close by turns, which isn't trusted where a
    text has lost its paragraphs.

    Args:
        text: the text.
        begins: where its words begin.
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _KINDS[np.minimum(points, len(_KINDS) - 1)]
    marks = np.flatnonzero(kinds)
    opened = np.empty(len(marks) + 1, np.bool_)
    opened[0] = within = False
    started = 0
    for n, (kind, at) in enumerate(zip(kinds[marks].tolist(), marks.tolist(), strict=True), start=1):
        if kind == _BREAKS:
            started = at
        within = kind == _OPENS or (kind == _TURNS and not within and at - started < _LONG)
        opened[n] = within
    quoted = opened[np.searchsorted(marks, begins)]
    if _EMBEDDED in text:
        quoted |= _in_posts(text, begins)
    return np.concatenate(([0], np.cumsum(quoted)))


def _in_posts(text: str, begins: Numbers) -> NDArray[np.bool_]:
    """Which words stand in a paragraph that is somebody's post."""
    found = np.zeros(len(begins), np.bool_)
    at = 0
    for paragraph in text.split("\n"):
        end = at + len(paragraph)
        if _EMBEDDED in paragraph:
            low, high = np.searchsorted(begins, (at, end))
            found[low:high] = True
        at = end + 1
    return found
