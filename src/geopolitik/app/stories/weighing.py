"""Pairs of texts, compared once: what was compared before, maybe by another process, is taken over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

import msgspec

from geopolitik import pipeline
from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Alignment, Relation, Wording
from geopolitik.storage.traces import NamedAlignment, held, named


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found of two wordings."""

    a: Wording
    b: Wording
    marks: tuple[bytes, bytes]
    """How the two texts were read: what repeats on an outlet's pages is learnt as they arrive."""
    relation: Relation
    alignment: NamedAlignment


class Weighing:
    """Compares pairs of wordings as the pipeline does, and remembers them."""

    def __init__(self, known: Iterable[Weighed] = ()) -> None:
        self._known = {(one.a, one.b, one.marks): one for one in known}

    def __call__(
        self, a: Wording, b: Wording, of_a: Annotation, of_b: Annotation
    ) -> tuple[Relation, Alignment]:
        """The relation of two wordings, and the alignment of the texts that stand for them."""
        # Wordings whole, not their ids: what is found of a pair hangs on who carries them.
        key = (a, b, (_mark(of_a), _mark(of_b)))
        if key not in self._known:
            relation, alignment = pipeline.weigh(a, b, of_a, of_b, None)
            self._known[key] = Weighed(*key, relation, named(alignment))
            return relation, alignment
        one = self._known[key]
        return one.relation, held(one.alignment, {of_a.capture_id: of_a, of_b.capture_id: of_b})

    @property
    def known(self) -> tuple[Weighed, ...]:
        """All pairs that were compared."""
        return tuple(self._known.values())


def _mark(text: Annotation) -> bytes:
    """The capture of a text and the labels of its blocks: all else of it follows from these."""
    return sha256(msgspec.msgpack.encode((text.capture_id, text.article.blocks))).digest()
