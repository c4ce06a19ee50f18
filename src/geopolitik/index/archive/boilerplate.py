"""Boilerplate: what an outlet puts word by word into text after text, and others carry on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

import numpy as np

from geopolitik.index.archive.grams import KEY, SHARDS, Grams
from geopolitik.index.archive.shards import Shard
from geopolitik.index.archive.shelf import Shelf

LEAST = 3
"""So many wordings must hold a passage: the pair's two, and one that shows that it stands for itself."""
FORTNIGHT = 14
"""Days that lie between two of one site's: a running story keeps its paragraphs for a week."""
_MOST_OF_IT = 0.6
"""Of a passage's sampled 4-grams: a word more or less costs some."""
_FEWEST = 2
"""Sampled 4-grams; of fewer nothing can be told."""


class Repeats(Protocol):
    """Knows what outlets repeat."""

    def is_boilerplate(self, grams: Grams) -> bool:
        """Whether a passage with these sampled 4-grams, 38 bits of each, is boilerplate."""
        ...


class Boilerplate:
    """The boilerplate of an archive; asked of passages, since its index knows who else holds them."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._shards = [Shard(shelf.corpus.index / f"{n:02x}") for n in range(SHARDS)]

    def is_boilerplate(self, grams: Grams) -> bool:
        """Whether one site has a passage in texts a fortnight apart, and three texts or more hold it."""
        if len(grams) < _FEWEST:
            return False
        wordings, counts = np.unique(np.concatenate(list(self._holders(grams))), return_counts=True)
        held = wordings[counts >= _MOST_OF_IT * len(grams)].tolist()
        if len(held) < LEAST:
            return False
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for wording in held:
            site, day = int(self._shelf.sites[wording]), self._day(wording)
            if site >= 0 and day is not None:
                first[site] = min(day, first.get(site, day))
                last[site] = max(day, last.get(site, day))
        return any(last[site] - first[site] >= FORTNIGHT for site in first)

    def _holders(self, grams: Grams) -> Iterator[Grams]:
        """The wordings that hold each 4-gram."""
        for gram in grams.tolist():
            shard, key = self._shards[gram >> int(KEY)], np.uint32(gram & 0xFFFFFFFF)
            start, end = (np.searchsorted(shard.keys, key, side) for side in ("left", "right"))
            yield shard.wordings[start:end].astype(np.uint64)

    def _day(self, number: int) -> int | None:
        try:
            return date.fromisoformat(self._shelf.head(number, "date")[:10]).toordinal()
        except ValueError:
            return None
