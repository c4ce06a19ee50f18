"""Lineage: how wordings are related, which was made from which, and the family tree of a story."""

from geopolitik.steps.lineage.pair.kinds import kind_of, likeness
from geopolitik.steps.lineage.pair.relation import relate
from geopolitik.steps.lineage.stemma import Lineage, stem
from geopolitik.steps.lineage.tree.deriving import FamilyTree

__all__ = ["FamilyTree", "Lineage", "kind_of", "likeness", "relate", "stem"]
