"""What a pair alone can't tell and its family can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp, log

from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Direction, Evidence, Relation, Verdict
from geopolitik.steps.lineage.edges import Aligned, edges_of, oriented
from geopolitik.steps.lineage.kinds import likeness
from geopolitik.steps.lineage.tree import Tree
from geopolitik.steps.lineage.weights import DIRECTED, DIRECTION, weigh

_RUN = 3


def settle_by_thirds(relations: Sequence[Relation], aligned: Aligned) -> tuple[Relation, ...]:
    """Orient pairs whose direction was open by a third text that both were made from.

    Of two copies that are nearer to each other than to their original, the one that keeps more of the
    original stands between it and the other: what the other shares with the original came through it.
    """
    edges = edges_of(relations, aligned)
    originals: dict[str, dict[str, float]] = {}
    for edge in edges:
        originals.setdefault(edge.copy, {})[edge.original] = edge.likeness.nearness
    texts = {w: annotation for a, b, k in aligned for w, annotation in ((a, k.a), (b, k.b))}
    settled = []
    for relation in relations:
        if relation.relation is Verdict.DERIVED and relation.direction is Direction.CANNOT_TELL:
            relation = _by_third(relation, originals, texts, aligned)
        settled.append(relation)
    return tuple(settled)


def _by_third(
    relation: Relation,
    originals: dict[str, dict[str, float]],
    texts: dict[str, Annotation],
    aligned: Aligned,
) -> Relation:
    a, b = relation.a, relation.b
    for third in sorted(originals.get(a, {}).keys() & originals.get(b, {}).keys()):
        kept_a, kept_b = _kept(texts[third], texts[a], texts[b])
        nearer, further = (a, b) if kept_a >= kept_b else (b, a)
        alignment = oriented(aligned, nearer, further)
        if alignment is None or likeness(alignment).nearness <= originals[further][third]:
            continue
        weight = weigh(DIRECTION, "kept of a third", log((kept_a + 1) / (kept_b + 1)))
        note = (
            "Both go back to a third text and are nearer to each other than to it; "
            f"of its words and runs of words, {kept_a} stand in A and not in B, {kept_b} in B and not in A."
        )
        told = Evidence("kept of a third", weight, note, "direction")
        odds = sum(e.weight for e in relation.evidence if e.about == "direction") + weight
        forward = 1 / (1 + exp(-odds))
        if DIRECTED > forward > 1 - DIRECTED:
            continue
        return replace(
            relation,
            direction=Direction.A_TO_B if forward >= DIRECTED else Direction.B_TO_A,
            direction_probability=forward,
            evidence=(*relation.evidence, told),
            would_settle=(),
        )
    return relation


def _kept(third: Annotation, a: Annotation, b: Annotation) -> tuple[int, int]:
    """How much of a third text only a has kept, and only b."""
    of_third, of_a, of_b = _pieces(third), _pieces(a), _pieces(b)
    return len(of_third & of_a - of_b), len(of_third & of_b - of_a)


def _pieces(annotation: Annotation) -> set[tuple[str, ...]]:
    tokens = annotation.tokens
    runs = {tuple(t.stem for t in tokens[i : i + _RUN]) for i in range(len(tokens) - _RUN + 1)}
    return runs | {(t.stem,) for t in tokens if t.content}


def settle_by_tree(relations: Sequence[Relation], tree: Tree) -> tuple[Relation, ...]:
    """Say `common origin` of two texts that the tree hangs on one original, neither under the other."""
    lines = {w.id: (w.id, *tree.line_of(w.id)) for w in tree.wordings}
    sure = {d.copy: d.probability for d in tree.derivations}
    names = {w.id: w.name for w in tree.wordings}
    settled = []
    for relation in relations:
        above_a, above_b = lines[relation.a], lines[relation.b]
        shared = next((w for w in above_a if w in above_b), None)
        if shared is not None and shared not in (relation.a, relation.b):
            relation = _collateral(relation, [above_a, above_b], shared, sure, names[shared])
        settled.append(relation)
    return tuple(settled)


def _collateral(
    relation: Relation, lines: list[tuple[str, ...]], shared: str, sure: dict[str, float], name: str | None
) -> Relation:
    probability = 1.0
    for line in lines:
        for wording in line[: line.index(shared)]:
            probability *= sure[wording]
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
