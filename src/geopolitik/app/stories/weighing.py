"""Pairs, families and redlines, reasoned once: what another process reasoned before is taken over.

Each is known by all that it hangs on. So whatever changed meanwhile, what is taken over is what would be
reasoned now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import msgspec

from geopolitik import pipeline
from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Alignment, Change, CreditState, Relation, Wording
from geopolitik.remembering import remembers
from geopolitik.shelf import Shelf
from geopolitik.steps.group import group
from geopolitik.steps.lineage import FamilyTree
from geopolitik.steps.redline import redline
from geopolitik.storage.traces import NamedAlignment, held, named

_TEXTS = 32
"""So many texts are remembered with their marks."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found of two wordings."""

    a: Wording
    b: Wording
    marks: tuple[bytes, bytes]
    """How the two texts were read: what repeats on an outlet's pages is learnt as they arrive."""
    relation: Relation
    alignment: NamedAlignment


@dataclass(frozen=True, slots=True)
class Reasoned:
    """What was reasoned of some texts."""

    weighed: tuple[Weighed, ...] = ()
    wordings: Mapping[bytes, tuple[Wording, ...]] = field(default_factory=dict)
    """The wordings of texts, by a digest of these."""
    trees: Mapping[bytes, FamilyTree] = field(default_factory=dict)
    """Trees of families, by a digest of the family."""
    changes: Mapping[bytes, tuple[Change, ...]] = field(default_factory=dict)
    """What copies changed, by a digest of both texts, their alignment and the copy's credit."""


class Weighing:
    """Reasons of pairs and families as the pipeline does, and remembers it."""

    def __init__(self, known: Reasoned | None = None, trees: Shelf[FamilyTree] | None = None) -> None:
        """Begins with what is known; trees of families of other stories too may be at hand."""
        known = known or Reasoned()
        self._weighed = {(one.a, one.b, one.marks): one for one in known.weighed}
        self._wordings = dict(known.wordings)
        self._trees = dict(known.trees)
        self._changes = dict(known.changes)
        self._at_hand = trees

    def __call__(
        self, a: Wording, b: Wording, of_a: Annotation, of_b: Annotation
    ) -> tuple[Relation, Alignment]:
        """The relation of two wordings, and the alignment of the texts that stand for them."""
        # Wordings whole, not their ids: what is found of a pair hangs on who carries them.
        key = (a, b, (_mark(of_a), _mark(of_b)))
        if key not in self._weighed:
            relation, alignment = pipeline.weigh(a, b, of_a, of_b, None)
            self._weighed[key] = Weighed(*key, relation, named(alignment))
            return relation, alignment
        one = self._weighed[key]
        return one.relation, held(one.alignment, {of_a.capture_id: of_a, of_b.capture_id: of_b})

    def group(self, texts: Sequence[Annotation]) -> tuple[Wording, ...]:
        """The wordings that some texts carry."""
        key = sha256(b"".join(map(_mark, texts))).digest()
        if key not in self._wordings:
            self._wordings[key] = group(texts)
        return self._wordings[key]

    def tree(self, family: bytes, grow: Callable[[], FamilyTree]) -> FamilyTree:
        """The tree of a family."""

        def grown() -> FamilyTree:
            if family not in self._trees:
                self._trees[family] = grow()
            return self._trees[family]

        return self._at_hand.get(family, grown) if self._at_hand else grown()

    def redline(
        self, alignment: Alignment, *, credit: CreditState, credited_to: tuple[str, ...]
    ) -> tuple[Change, ...]:
        """What a copy changed."""
        told = (_mark(alignment.a), _mark(alignment.b), named(alignment), credit, credited_to)
        key = sha256(msgspec.msgpack.encode(told)).digest()
        if key not in self._changes:
            self._changes[key] = redline(alignment, credit=credit, credited_to=credited_to)
        return self._changes[key]

    @property
    def known(self) -> Reasoned:
        """All that was reasoned, but for what was at hand."""
        return Reasoned(tuple(self._weighed.values()), self._wordings, self._trees, self._changes)


@remembers(_TEXTS)
def _mark(text: Annotation) -> bytes:
    """The capture of a text and the labels of its blocks: all else of it follows from these."""
    return sha256(msgspec.msgpack.encode((text.capture_id, text.article.blocks))).digest()
