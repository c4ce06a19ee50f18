"""The family tree of a story: who was copied from whom, captured or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Alignment, Derivation, Origins, Relation, Wording
from geopolitik.steps.lineage.credit.crediting import credit_towards, credited_witnesses
from geopolitik.steps.lineage.credit.elsewhere import add_credited_elsewhere, orient_by_credit_elsewhere
from geopolitik.steps.lineage.pair.naming import labels_of
from geopolitik.steps.lineage.tree.clues import Texts
from geopolitik.steps.lineage.tree.deriving import Known, grow_family
from geopolitik.steps.lineage.tree.origins import count_origins
from geopolitik.steps.lineage.tree.settling import settle_by_tree
from geopolitik.steps.lineage.tree.tree import Tree
from geopolitik.steps.lineage.tree.uncaptured import add_uncaptured


@dataclass(frozen=True, slots=True)
class Lineage:
    """The family tree of a story."""

    wordings: tuple[Wording, ...]
    """Those handed in, with their witnesses' credit settled, then those known from credits only."""
    derivations: tuple[Derivation, ...]
    """Each copy's original; a second one, of which a copy has passages only, stands after all first ones."""
    origins: Origins
    relations: tuple[Relation, ...]
    """Those handed in, with what only the whole family could settle."""


def stem(
    annotations: Sequence[Annotation],
    wordings: Sequence[Wording],
    relations: Sequence[Relation],
    alignments: Sequence[tuple[str, str, Alignment]],
    known: Known | None = None,
) -> Lineage:
    """Build the family tree of the wordings from the verdicts on their pairs.

    Args:
        annotations: the texts.
        wordings: the wordings that they carry.
        relations: the verdicts.
        alignments: of pairs of wordings.
        known: names the tree of a family that was grown before, by its digest, or has it grown.
    """
    articles = {annotation.capture_id: annotation.article for annotation in annotations}
    texts = Texts.of(wordings, annotations)
    relations = orient_by_credit_elsewhere(wordings, annotations, relations)
    grown = grow_family(texts, relations, alignments, labels_of(wordings, articles), known)
    # In the order handed in: whoever reads the result knows it.
    handed_in = {w.id for w in wordings}
    held = (*wordings, *(w for w in grown.tree.wordings if w.id not in handed_in))
    tree = add_uncaptured(Tree(held, grown.tree.derivations), relations, articles)
    credited, relations = add_credited_elsewhere(tree, annotations, relations)
    known_before = set(map(id, tree.derivations))
    further = [d for d in credited.derivations if id(d) not in known_before]
    tree = Tree(credited.wordings, tree.derivations).with_sound(further)
    relations = settle_by_tree(relations, tree)
    settled = credited_witnesses(tree, articles)
    by_id = {wording.id: wording for wording in settled}
    final = tuple(_with_credit(derivation, by_id) for derivation in tree.derivations)
    told = {w.id: a for w, a in zip(texts.wordings, texts.annotations, strict=True)}
    origins = count_origins(settled, final, relations, told, open_=grown.open)
    return Lineage(settled, final, origins, relations)


def _with_credit(derivation: Derivation, wordings: dict[str, Wording]) -> Derivation:
    state, names = credit_towards(wordings[derivation.original], wordings[derivation.copy])
    return replace(derivation, credit=state, credited_to=names)
