"""Word by word, what became of the matched sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geopolitik.model.annotation import Token
from geopolitik.model.story import Alignment
from geopolitik.steps.lineage.counts.measures import Side

_MOST = 4_000_000
"""Pairs of words that are compared at most: no sentence of prose has two thousand words."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of a in whose place b has others; either side may be empty."""

    a: tuple[Token, ...]
    b: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Edited:
    """The edits of one link."""

    edits: tuple[Edit, ...]

    @property
    def is_untouched(self) -> bool:
        """Whether both sides have the same words."""
        return not self.edits


def edited(alignment: Alignment, a: Side, b: Side) -> tuple[Edited, ...]:
    """What was done to the words of each link's sentences."""
    return tuple(Edited(tuple(_edits(words_of(a, link.a), words_of(b, link.b)))) for link in alignment.links)


def words_of(side: Side, sentences: Sequence[int]) -> tuple[Token, ...]:
    """The tokens of some sentences, in text order."""
    annotation = side.annotation
    return tuple(t for i in sorted(sentences) for t in annotation.tokens_of(annotation.sentences[i]))


def _edits(ours: Sequence[Token], theirs: Sequence[Token]) -> Iterator[Edit]:
    from rapidfuzz.distance import LCSseq

    norms = [t.norm for t in ours], [t.norm for t in theirs]
    if norms[0] == norms[1]:
        return
    if len(ours) * len(theirs) > _MOST:
        yield Edit(tuple(ours), tuple(theirs))
        return
    # Of several longest common sequences one is taken: the same one, whichever text is a.
    turned = norms[0] > norms[1]
    blocks = LCSseq.editops(*(norms[::-1] if turned else norms)).as_matching_blocks()
    at_a = at_b = 0
    for block in blocks:
        to_a, to_b = (block.b, block.a) if turned else (block.a, block.b)
        if to_a > at_a or to_b > at_b:
            yield Edit(tuple(ours[at_a:to_a]), tuple(theirs[at_b:to_b]))
        at_a, at_b = to_a + block.size, to_b + block.size
