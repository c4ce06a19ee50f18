"""The family tree of a story: each copy on its nearest original, uncaptured originals from credits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geopolitik.model.annotation import Annotation
from geopolitik.model.story import (
    Alignment,
    CreditState,
    Derivation,
    Direction,
    Origins,
    Relation,
    Verdict,
    Wording,
)
from geopolitik.steps.lineage.crediting import credit_towards, credited_witnesses
from geopolitik.steps.lineage.kinds import Likeness, kind_of, likeness
from geopolitik.steps.lineage.origins import count_origins
from geopolitik.steps.lineage.uncaptured import add_uncaptured, add_unnamed


@dataclass(frozen=True, slots=True)
class Lineage:
    """The family tree of a story."""

    wordings: tuple[Wording, ...]
    """Those handed in, with their witnesses' credit settled, then those known from credits only."""
    derivations: tuple[Derivation, ...]
    """Each copy hangs on its nearest original."""
    origins: Origins


@dataclass(frozen=True, slots=True)
class Edge:
    """A possible place of a copy in the tree."""

    original: str
    copy: str
    relation: Relation
    likeness: Likeness

    @property
    def strength(self) -> float:
        """How near the original is and how sure the direction."""
        forward = self.relation.direction_probability
        sure = forward if self.relation.direction is Direction.A_TO_B else 1 - forward
        return self.likeness.nearness * sure * self.relation.probability


def stem(
    annotations: Sequence[Annotation],
    wordings: Sequence[Wording],
    relations: Sequence[Relation],
    alignments: Sequence[tuple[str, str, Alignment]],
) -> Lineage:
    """Build the family tree of the wordings from the verdicts on their pairs."""
    articles = {annotation.capture_id: annotation.article for annotation in annotations}
    edges = _nearest(_edges(relations, alignments))
    derivations = [_derivation(edge) for edge in edges]
    tree = add_uncaptured(wordings, derivations, relations, articles)
    tree = add_unnamed(tree, relations)
    settled = credited_witnesses(tree, articles)
    by_id = {wording.id: wording for wording in settled}
    final = tuple(_with_credit(derivation, by_id) for derivation in tree.derivations)
    return Lineage(settled, final, count_origins(settled, final, relations))


def _edges(relations: Sequence[Relation], alignments: Sequence[tuple[str, str, Alignment]]) -> list[Edge]:
    """Every pair that was made one from the other in a known direction."""
    aligned = {(a, b): alignment for a, b, alignment in alignments}
    found = []
    for relation in relations:
        if relation.relation is not Verdict.DERIVED or relation.direction is Direction.CANNOT_TELL:
            continue
        original, copy = relation.a, relation.b
        if relation.direction is Direction.B_TO_A:
            original, copy = copy, original
        alignment = aligned.get((original, copy))
        if alignment is None and (copy, original) in aligned:
            alignment = turned(aligned[copy, original])
        if alignment is not None:
            found.append(Edge(original, copy, relation, likeness(alignment)))
    return found


def turned(alignment: Alignment) -> Alignment:
    """The same alignment with its sides exchanged."""
    links = [replace(k, a=k.b, b=k.a, a_only=k.b_only, b_only=k.a_only) for k in alignment.links]
    return Alignment(
        a=alignment.b,
        b=alignment.a,
        links=tuple(sorted(links, key=lambda link: min(link.a))),
        pairs=tuple(sorted((j, i, score) for i, j, score in alignment.pairs)),
        a_only=alignment.b_only,
        b_only=alignment.a_only,
    )


def _nearest(edges: Sequence[Edge]) -> list[Edge]:
    """The strongest edge into each copy, none closing a circle."""
    parent: dict[str, str] = {}
    kept: list[Edge] = []
    for edge in sorted(edges, key=lambda e: (-e.strength, e.original, e.copy)):
        if edge.copy in parent or _reaches(parent, edge.original, edge.copy):
            continue
        parent[edge.copy] = edge.original
        kept.append(edge)
    return kept


def _reaches(parent: dict[str, str], below: str, above: str) -> bool:
    at: str | None = below
    while at is not None:
        if at == above:
            return True
        at = parent.get(at)
    return False


def _derivation(edge: Edge) -> Derivation:
    relation = edge.relation
    forward = relation.direction_probability
    sure = forward if relation.direction is Direction.A_TO_B else 1 - forward
    return Derivation(
        original=edge.original,
        copy=edge.copy,
        kind=kind_of(edge.likeness),
        credit=CreditState.NONE,
        credited_to=(),
        probability=relation.probability * sure,
        evidence=relation.evidence,
    )


def _with_credit(derivation: Derivation, wordings: dict[str, Wording]) -> Derivation:
    state, names = credit_towards(wordings[derivation.original], wordings[derivation.copy])
    return replace(derivation, credit=state, credited_to=names)
