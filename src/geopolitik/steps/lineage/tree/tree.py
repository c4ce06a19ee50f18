"""The tree while it grows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geopolitik.model.story import Derivation, Wording


@dataclass(frozen=True, slots=True)
class Tree:
    """Wordings and the derivations between them."""

    wordings: tuple[Wording, ...]
    derivations: tuple[Derivation, ...]

    def grown(self, wordings: Sequence[Wording], derivations: Sequence[Derivation]) -> Tree:
        """The tree with more wordings and derivations."""
        return Tree((*self.wordings, *wordings), (*self.derivations, *derivations))

    def with_sound(self, derivations: Sequence[Derivation]) -> Tree:
        """The tree with those further derivations that close no circle and give no second original."""
        tree = self
        for derivation in derivations:
            above = (derivation.original, *tree.line_of(derivation.original))
            if derivation.copy not in above and tree.original_of(derivation.copy) is None:
                tree = tree.grown((), (derivation,))
        return tree

    def derivation_of(self, wording_id: str) -> Derivation | None:
        """How a wording was made, if the tree knows it."""
        return next((d for d in self.derivations if d.copy == wording_id), None)

    def original_of(self, wording_id: str) -> str | None:
        """The wording that another was made from, if the tree knows it."""
        derivation = self.derivation_of(wording_id)
        return derivation.original if derivation else None

    def line_of(self, wording_id: str) -> tuple[str, ...]:
        """The originals of a wording, nearest first."""
        line: list[str] = []
        at = self.original_of(wording_id)
        while at is not None and at not in line:
            line.append(at)
            at = self.original_of(at)
        return tuple(line)
