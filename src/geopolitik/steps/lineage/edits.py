"""Word by word, what became of the matched sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geopolitik.model.annotation import Token
from geopolitik.model.story import Alignment
from geopolitik.steps.lineage.measures import Side


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
    at_a = at_b = 0
    for block in LCSseq.editops(*norms).as_matching_blocks():
        if block.a > at_a or block.b > at_b:
            yield Edit(tuple(ours[at_a : block.a]), tuple(theirs[at_b : block.b]))
        at_a, at_b = block.a + block.size, block.b + block.size
