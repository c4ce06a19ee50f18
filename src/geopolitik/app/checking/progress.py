"""How far a running check is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geopolitik.model.annotation import Annotation
from geopolitik.model.capture import Rejected
from geopolitik.model.story import Relation


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a running check is."""

    step: str = "waiting"
    """`waiting`, `fetch`, `read`, `compare` or `redline`."""
    done: int = 0
    total: int = 0
    annotations: tuple[Annotation, ...] = ()
    """The texts that were read so far: the first results."""
    rejected: tuple[Rejected, ...] = ()
    """What could not be read so far."""
    relations: tuple[tuple[Relation, Annotation, Annotation], ...] = ()
    """The pairs that were compared so far, with their two texts."""

    def at(self, step: str, done: int, total: int) -> Progress:
        """The same further on."""
        return replace(self, step=step, done=done, total=total)

    def and_found(self, relation: Relation, a: Annotation, b: Annotation) -> Progress:
        """The same with one more pair that was compared."""
        return replace(self, relations=(*self.relations, (relation, a, b)))
