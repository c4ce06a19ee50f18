"""Whether the search or the prices miss a true tree: what it costs beside the tree that was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.stemma_scores import Shape
from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Relation, Wording
from geopolitik.steps.lineage.tree.clues import Texts, absent, gather, names_in
from geopolitik.steps.lineage.tree.edges import Aligned
from geopolitik.steps.lineage.tree.growing import Found, grow
from geopolitik.steps.lineage.tree.mixing import unmix
from geopolitik.steps.lineage.tree.parsimony import cost


def dearer(
    annotations: Sequence[Annotation],
    wordings: Sequence[Wording],
    relations: Sequence[Relation],
    aligned: Aligned,
    names: Mapping[str, str],
    true: Shape,
) -> float:
    """By how much the true tree of a story's captured texts costs more than the one found, in log-odds.

    Below nought the search missed a tree that its own prices prefer; above, the prices prefer a wrong one.

    Args:
        annotations: of the captures.
        wordings: of the story.
        relations: verdicts on their pairs.
        aligned: alignments of the pairs.
        names: per wording id, its name in the true tree.
        true: the true tree.
    """
    texts = Texts.of(wordings, annotations)
    clues, near = gather(texts, relations, aligned, absent(texts, names_in(texts)))
    found = unmix(grow(clues, near), clues, near)
    in_order = [names[wording.id] for wording in texts.wordings]
    return cost(_numbered(true, in_order), found.clues) - cost(found.tree, found.clues)


def _numbered(true: Shape, names: Sequence[str]) -> Found:
    """A tree by the numbers of its captured texts, with those that nobody captured behind."""
    lost = sorted({*true.parent, *true.parent.values()} - {*names})
    numbers = {name: number for number, name in enumerate((*names, *lost))}
    return {
        number: numbers[true.parent[name]] if name in true.parent else None
        for name, number in numbers.items()
    }
