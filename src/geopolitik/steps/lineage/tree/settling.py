"""What a pair alone can't tell and its family can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geopolitik.model.story import DerivationKind, Direction, Evidence, Relation, Verdict
from geopolitik.steps.lineage.pair.weights import DIRECTED
from geopolitik.steps.lineage.tree.tree import Tree

_TOGETHER = (Verdict.DERIVED, Verdict.COMMON_ORIGIN)
_MIXED = (DerivationKind.EXCERPT, DerivationKind.EXPANDED)
"""What holds other matter besides its original's."""


def settle_by_tree(relations: Sequence[Relation], tree: Tree) -> tuple[Relation, ...]:
    """Settle what the tree decides.

    Of two texts of which one hangs under the other, that one is the copy. Two that hang on one original,
    neither under the other, have a common origin. A copy has to do with another text, in doubt, only if
    its original has.
    """
    lines = {w.id: (w.id, *tree.line_of(w.id)) for w in tree.wordings}
    apart = {frozenset((r.a, r.b)) for r in relations if r.relation is Verdict.INDEPENDENT}
    settled = []
    for relation in relations:
        above_a, above_b = lines[relation.a], lines[relation.b]
        shared = next((w for w in above_a if w in above_b), None)
        if shared is not None and shared not in (relation.a, relation.b):
            relation = _collateral(relation, tree, shared)
        elif shared is not None and relation.relation in _TOGETHER:
            relation = _descended(relation, tree, shared)
        elif relation.relation is Verdict.CANNOT_TELL:
            tops = _top(tree, relation.a), _top(tree, relation.b)
            if frozenset(tops) in apart:
                relation = _independent(relation)
        settled.append(relation)
    return tuple(settled)


def _descended(relation: Relation, tree: Tree, original: str) -> Relation:
    """The relation of two texts of which one goes back to the other."""
    forward = original == relation.a
    direction = Direction.A_TO_B if forward else Direction.B_TO_A
    copy = relation.b if forward else relation.a
    between = tree.line_of(copy)[: tree.line_of(copy).index(original)]
    derivation = tree.derivation_of(copy)
    sure = min((d.probability for d in tree.derivations if d.copy in (copy, *between)), default=0.5)
    if relation.direction is direction and relation.relation is Verdict.DERIVED:
        return relation
    told = next((e for e in derivation.evidence if e.term == "family tree"), None) if derivation else None
    if told is None and not between and sure < DIRECTED:
        return relation  # drawn one way because a tree must be: the other texts say nothing more
    if told is None or between:
        how = "by way of other texts" if between else "as the likelier way"
        told = Evidence("family tree", 0.0, f"The family tree has it so, {how}.", "direction")
    return replace(
        relation,
        relation=Verdict.DERIVED,
        direction=direction,
        direction_probability=sure if forward else 1 - sure,
        evidence=(*relation.evidence, told),
        would_settle=(),
    )


def _top(tree: Tree, wording_id: str) -> str:
    """The highest captured text that a text as a whole was made from; itself, if it holds other matter."""
    captured = {w.id for w in tree.wordings if w.witnesses}
    top = wording_id
    while (derivation := tree.derivation_of(top)) and derivation.original in captured:
        if derivation.kind in _MIXED:
            break
        top = derivation.original
    return top


def _independent(relation: Relation) -> Relation:
    note = "The texts that the two were made from are independent of each other."
    return replace(
        relation,
        relation=Verdict.INDEPENDENT,
        evidence=(*relation.evidence, Evidence("family tree", 0.0, note)),
        would_settle=(),
    )


def _collateral(relation: Relation, tree: Tree, shared: str) -> Relation:
    """The relation of two texts of which neither was made from the other."""
    probability = 1.0
    for wording_id in (relation.a, relation.b):
        at = wording_id
        while at != shared and (derivation := tree.derivation_of(at)):
            probability *= derivation.probability
            at = derivation.original
    name = next(w.name for w in tree.wordings if w.id == shared)
    origin = f"a text of {name}" if name else "a text that others share"
    note = f"Both go back to {origin}, neither by way of the other."
    return replace(
        relation,
        relation=Verdict.COMMON_ORIGIN,
        probability=max(probability, relation.probability),
        direction=Direction.CANNOT_TELL,
        evidence=(*relation.evidence, Evidence("family tree", 0.0, note)),
        would_settle=(),
    )
