"""The family tree of a story: each copy on its nearest original, uncaptured originals from credits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geopolitik.model.annotation import Annotation
from geopolitik.model.story import (
    Alignment,
    CreditState,
    Derivation,
    Origins,
    Relation,
    Wording,
)
from geopolitik.steps.lineage.crediting import credit_towards, credited_witnesses
from geopolitik.steps.lineage.edges import Edge, edges_of
from geopolitik.steps.lineage.elsewhere import add_credited_elsewhere
from geopolitik.steps.lineage.kinds import kind_of
from geopolitik.steps.lineage.naming import labels_of
from geopolitik.steps.lineage.origins import count_origins
from geopolitik.steps.lineage.settling import settle_by_thirds, settle_by_tree
from geopolitik.steps.lineage.uncaptured import add_uncaptured, add_unnamed


@dataclass(frozen=True, slots=True)
class Lineage:
    """The family tree of a story."""

    wordings: tuple[Wording, ...]
    """Those handed in, with their witnesses' credit settled, then those known from credits only."""
    derivations: tuple[Derivation, ...]
    """Each copy hangs on its nearest original."""
    origins: Origins
    relations: tuple[Relation, ...]
    """Those handed in, with what only the whole family could settle."""


def stem(
    annotations: Sequence[Annotation],
    wordings: Sequence[Wording],
    relations: Sequence[Relation],
    alignments: Sequence[tuple[str, str, Alignment]],
) -> Lineage:
    """Build the family tree of the wordings from the verdicts on their pairs."""
    articles = {annotation.capture_id: annotation.article for annotation in annotations}
    relations = settle_by_thirds(relations, alignments, labels_of(wordings, articles))
    derivations = [_derivation(edge) for edge in _nearest(edges_of(relations, alignments))]
    tree = add_uncaptured(wordings, derivations, relations, articles)
    tree, relations = add_credited_elsewhere(tree, annotations, relations)
    tree = add_unnamed(tree, relations)
    relations = settle_by_tree(relations, tree)
    settled = credited_witnesses(tree, articles)
    by_id = {wording.id: wording for wording in settled}
    final = tuple(_with_credit(derivation, by_id) for derivation in tree.derivations)
    by_capture = {annotation.capture_id: annotation for annotation in annotations}
    texts = {w.id: by_capture[w.representative] for w in settled if w.representative in by_capture}
    return Lineage(settled, final, count_origins(settled, final, relations, texts), relations)


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
    return Derivation(
        original=edge.original,
        copy=edge.copy,
        kind=kind_of(edge.likeness),
        credit=CreditState.NONE,
        credited_to=(),
        probability=edge.relation.probability * edge.sure,
        evidence=edge.relation.evidence,
    )


def _with_credit(derivation: Derivation, wordings: dict[str, Wording]) -> Derivation:
    state, names = credit_towards(wordings[derivation.original], wordings[derivation.copy])
    return replace(derivation, credit=state, credited_to=names)
