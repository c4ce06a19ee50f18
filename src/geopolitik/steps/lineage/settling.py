"""What a pair alone can't tell and its family can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp, log

from geopolitik.model.annotation import Annotation
from geopolitik.model.story import DerivationKind, Direction, Evidence, Relation, Verdict
from geopolitik.steps.lineage.edges import Aligned, edges_of, oriented
from geopolitik.steps.lineage.kinds import likeness
from geopolitik.steps.lineage.tree import Tree
from geopolitik.steps.lineage.weights import DIRECTED, DIRECTION, weigh

_RUN = 3
_MIXED = (DerivationKind.EXCERPT, DerivationKind.EXPANDED)
"""What holds other matter besides its original's."""


Labels = dict[str, str]
"""What to call each wording in a sentence."""
Originals = dict[str, dict[str, float]]
"""Per copy its possible originals, with how near each is."""


def settle_by_thirds(relations: Sequence[Relation], aligned: Aligned, labels: Labels) -> tuple[Relation, ...]:
    """Orient pairs whose direction was open by a third text.

    If the third was made from one and the other was made from the third, the way is plain. Of two copies
    that are nearer to each other than to a third that both were made from, the one that keeps more of it
    stands between it and the other: what the other shares with the third came through it.
    """
    edges = edges_of(relations, aligned)
    originals: Originals = {}
    for edge in edges:
        originals.setdefault(edge.copy, {})[edge.original] = edge.likeness.nearness
    texts = {w: annotation for a, b, k in aligned for w, annotation in ((a, k.a), (b, k.b))}
    settled = []
    for relation in relations:
        if relation.relation is Verdict.DERIVED and relation.direction is Direction.CANNOT_TELL:
            relation = _by_way(relation, originals, labels)
        if relation.relation is Verdict.DERIVED and relation.direction is Direction.CANNOT_TELL:
            relation = _by_kept(relation, originals, texts, aligned, labels)
        settled.append(relation)
    return tuple(settled)


def _by_way(relation: Relation, originals: Originals, labels: Labels) -> Relation:
    """Orient a pair of which one was made from a text that was made from the other."""
    a, b = relation.a, relation.b
    after_a = [third for third in originals.get(b, {}) if a in originals.get(third, {})]
    after_b = [third for third in originals.get(a, {}) if b in originals.get(third, {})]
    if bool(after_a) == bool(after_b):
        return relation
    first, third, last = (a, after_a[0], b) if after_a else (b, after_b[0], a)
    note = f"{labels[last]} was made from {labels[third]}, and that from {labels[first]}."
    return _oriented(relation, "by way of a third", 1.0 if after_a else -1.0, note)


def _by_kept(
    relation: Relation,
    originals: Originals,
    texts: dict[str, Annotation],
    aligned: Aligned,
    labels: Labels,
) -> Relation:
    """Orient two copies by how much each keeps of a text that both were made from."""
    a, b = relation.a, relation.b
    near_a, near_b = originals.get(a, {}), originals.get(b, {})
    # The nearest original first: what is kept of it says most.
    for third in sorted(near_a.keys() & near_b.keys(), key=lambda t: (-near_a[t] - near_b[t], t)):
        kept_a, kept_b = _kept(texts[third], texts[a], texts[b])
        nearer, further = (a, b) if kept_a >= kept_b else (b, a)
        alignment = oriented(aligned, nearer, further)
        if alignment is None or likeness(alignment).nearness <= originals[further][third]:
            continue
        note = (
            f"Both go back to {labels[third]} and are nearer to each other than to it; of its words and runs "
            f"of words, {kept_a} stand in {labels[a]} only, {kept_b} in {labels[b]} only."
        )
        relation = _oriented(relation, "kept of a third", log((kept_a + 1) / (kept_b + 1)), note)
        if relation.direction is not Direction.CANNOT_TELL:
            break
    return relation


def _oriented(relation: Relation, term: str, amount: float, note: str) -> Relation:
    """The relation with one more reason for a direction, if that settles it; as it was, if not."""
    told = Evidence(term, weigh(DIRECTION, term, amount), note, "direction")
    reasons = (*relation.evidence, told)
    forward = 1 / (1 + exp(-sum(e.weight for e in reasons if e.about == "direction")))
    if DIRECTED > forward > 1 - DIRECTED:
        return relation
    return replace(
        relation,
        direction=Direction.A_TO_B if forward >= DIRECTED else Direction.B_TO_A,
        direction_probability=forward,
        evidence=reasons,
        would_settle=(),
    )


def _kept(third: Annotation, a: Annotation, b: Annotation) -> tuple[int, int]:
    """How much of a third text only a has kept, and only b."""
    of_third, of_a, of_b = _pieces(third), _pieces(a), _pieces(b)
    return len(of_third & of_a - of_b), len(of_third & of_b - of_a)


def _pieces(annotation: Annotation) -> set[tuple[str, ...]]:
    tokens = annotation.tokens
    runs = {tuple(t.stem for t in tokens[i : i + _RUN]) for i in range(len(tokens) - _RUN + 1)}
    return runs | {(t.stem,) for t in tokens if t.content}


def settle_by_tree(relations: Sequence[Relation], tree: Tree) -> tuple[Relation, ...]:
    """Settle what the tree decides.

    Two texts that hang on one original, neither under the other, have a common origin. A copy has to do
    with another text, in doubt, only if its original has.
    """
    lines = {w.id: (w.id, *tree.line_of(w.id)) for w in tree.wordings}
    apart = {frozenset((r.a, r.b)) for r in relations if r.relation is Verdict.INDEPENDENT}
    settled = []
    for relation in relations:
        above_a, above_b = lines[relation.a], lines[relation.b]
        shared = next((w for w in above_a if w in above_b), None)
        if shared is not None and shared not in (relation.a, relation.b):
            relation = _collateral(relation, tree, shared)
        elif relation.relation is Verdict.CANNOT_TELL:
            tops = _top(tree, relation.a), _top(tree, relation.b)
            if frozenset(tops) in apart:
                relation = _independent(relation)
        settled.append(relation)
    return tuple(settled)


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
