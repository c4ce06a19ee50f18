"""Which words of a text stand in a list, told by its refrain: a gallery's captions, a table's rows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geopolitik.text.word_arrays import GRAM, runs, word_arrays

TIMES = 4
"""So often a run of four words must come back."""
NEAR = 240
"""Words within which it must: a caption of a gallery is some 50 words long."""


def listed_before(text: str) -> NDArray[np.int64]:
    """How many words of a text stand in a list before each word; one more at the end."""
    words = word_arrays([text])
    grams, places = runs(words)
    order = np.argsort(grams, kind="stable")
    run, place = grams[order], places[order]
    first, last = place[: 1 - TIMES], place[TIMES - 1 :]
    lists = np.flatnonzero((run[: 1 - TIMES] == run[TIMES - 1 :]) & (last - first <= NEAR))
    open_lists = np.zeros(len(words.begins) + 1, np.int64)
    np.add.at(open_lists, first[lists], 1)
    np.add.at(open_lists, last[lists] + GRAM, -1)
    return np.concatenate(([0], np.cumsum(np.cumsum(open_lists)[:-1] > 0)))
