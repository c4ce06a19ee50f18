"""Pairs of which one was made from the other in a known direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geopolitik.model.story import Alignment, Direction, Relation, Verdict
from geopolitik.steps.lineage.kinds import Likeness, likeness

Aligned = Sequence[tuple[str, str, Alignment]]


@dataclass(frozen=True, slots=True)
class Edge:
    """A possible place of a copy in the tree."""

    original: str
    copy: str
    relation: Relation
    likeness: Likeness

    @property
    def sure(self) -> float:
        """How sure the direction is."""
        forward = self.relation.direction_probability
        return forward if self.relation.direction is Direction.A_TO_B else 1 - forward

    @property
    def strength(self) -> float:
        """How near the original is, and how sure the edge."""
        return self.likeness.nearness * self.sure * self.relation.probability


def edges_of(relations: Sequence[Relation], aligned: Aligned) -> list[Edge]:
    """An edge for every pair that was made one from the other in a known direction."""
    found = []
    for relation in relations:
        if relation.relation is not Verdict.DERIVED or relation.direction is Direction.CANNOT_TELL:
            continue
        original, copy = relation.a, relation.b
        if relation.direction is Direction.B_TO_A:
            original, copy = copy, original
        alignment = oriented(aligned, original, copy)
        if alignment is not None:
            found.append(Edge(original, copy, relation, likeness(alignment)))
    return found


def oriented(aligned: Aligned, original: str, copy: str) -> Alignment | None:
    """The alignment of two wordings with the given one as a."""
    for a, b, alignment in aligned:
        if (a, b) == (original, copy):
            return alignment
        if (b, a) == (original, copy):
            return alignment.turned()
    return None
