"""Where does this come from? The wordings of an archive that hold words of a text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geopolitik.index.archive.candidates import most as most_holders
from geopolitik.index.archive.grams import KEY, SHARDS, Grams, sampled, short
from geopolitik.index.archive.layout import ArchiveError, Corpus
from geopolitik.index.archive.partition import LONGEST
from geopolitik.index.archive.passages import prepared, share, shared
from geopolitik.index.archive.shards import Shard
from geopolitik.index.archive.shelf import Shelf
from geopolitik.model.archive import Passage, Record
from geopolitik.text.distinct import distinct
from geopolitik.text.word_arrays import runs, word_arrays

_COMPARED = 2
"""For each match that is wanted, so many candidates are compared; those beyond share too little."""


@dataclass(frozen=True, slots=True)
class Match:
    """A wording that holds words of the text that was asked about."""

    record: Record
    """The first that carries the wording."""
    witnesses: int
    """How many records carry it, this one included."""
    passages: tuple[Passage, ...]
    """`a` is the text that was asked about, `b` the record."""
    share: float
    """How much of the words asked about it holds; 0..1."""


class Archive:
    """A whole archive, opened once and asked often."""

    def __init__(self, corpus: Corpus) -> None:
        """Open an archive.

        Raises:
            ArchiveError: there is none in the folder, or it isn't whole yet.
        """
        self.shelf = Shelf(corpus)
        self._shards = [Shard(corpus.index / f"{n:02x}") for n in range(SHARDS)]
        self._most = most_holders(self.shelf.count)

    def find(self, text: str, *, most: int = 10) -> tuple[Match, ...]:
        """The wordings that hold most of a text, those that hold more first, then the earlier.

        A passage of some 40 words is found nearly always; of fewer, every fourth by chance isn't.

        Raises:
            ArchiveError: the text is too long.
        """
        if len(text) > LONGEST:
            raise ArchiveError("text", f"is longer than {LONGEST:,} signs", "Ask about a passage of it")
        asked = next(prepared([text], [-1]))
        texts = self.shelf.texts(self._likely(text, _COMPARED * most))
        sites = [int(self.shelf.sites[number]) for number in texts]
        others = prepared(list(texts.values()), sites, self.shelf.furniture)
        shares = {number: shared(asked, other) for number, other in zip(texts, others, strict=True)}
        found = [
            (share(passages, asked, of_a=True), number) for number, passages in shares.items() if passages
        ]
        found.sort(key=lambda one: (-one[0], one[1]))
        return tuple(self._match(number, shares[number], held) for held, number in found[:most])

    def _match(self, number: int, passages: tuple[Passage, ...], held: float) -> Match:
        witnesses = int(np.count_nonzero(self.shelf.wordings == number))
        return Match(self.shelf.record(number), witnesses, passages, held)

    def _likely(self, text: str, most: int) -> list[int]:
        """The wordings that share the rarest 4-grams with a text, by number."""
        hashed, _ = runs(word_arrays([text]))
        wordings, weights = self._holders(distinct(short(hashed[sampled(hashed)])))
        some, which = np.unique(wordings, return_inverse=True)
        totals = np.bincount(which, weights=weights, minlength=len(some))
        likely: list[int] = some[np.lexsort((some, -totals))[:most]].tolist()
        return likely

    def _holders(self, grams: Grams) -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
        """The wordings that hold each 4-gram, and how much that tells; turns of phrase left out."""
        wordings, weights = [np.empty(0, np.uint32)], [np.empty(0)]
        bounds = np.searchsorted(grams >> KEY, np.arange(SHARDS + 1))
        for number in np.flatnonzero(np.diff(bounds)).tolist():
            shard = self._shards[number]
            keys = grams[bounds[number] : bounds[number + 1]].astype(np.uint32)
            starts, ends = (np.searchsorted(shard.keys, keys, side) for side in ("left", "right"))
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
                if 0 < end - start <= self._most:
                    wordings.append(shard.wordings[start:end])
                    weights.append(np.full(end - start, np.log1p(self.shelf.count / (end - start))))
        return np.concatenate(wordings), np.concatenate(weights)
