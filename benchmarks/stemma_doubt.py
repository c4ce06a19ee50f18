"""What captured texts leave open about their own family tree, however well they are read.

Two things nobody can tell. What a lost text read is known only where two ways out of it agree, to two of its
copies or to a copy and its own original. A copy that holds all that makes as good a tree when put in the lost
text's place; so it does if no more true agreements than chance ones speak against it, or a single word. And a
copy may agree with two texts in exactly the same words. What was published later, by a stamp with a zone,
never counts for what was published earlier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from benchmarks.stemma_scores import Shape

_WORD = 3
"""A changed word shows in so many word triples."""

Grams = Mapping[str, frozenset[tuple[str, ...]]]
"""The word triples of each text by name, of those that were taken away too."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """The true tree with all that can't be told from it."""

    trees: tuple[Shape, ...]
    """The true one first."""
    instead: Mapping[str, frozenset[str]]
    """Per copy, captured texts that agree with it in the very words in which its original does."""

    def right(self, found: Shape) -> int:
        """Copies that hang where they do in the nearest of these trees, or on a text that reads the same."""
        copies = [t for t in sorted(found.captured) if t in self.trees[0].parent]
        return max(
            sum(
                found.place(t) == tree.place(t) or found.parent.get(t) in self.instead.get(t, ())
                for t in copies
            )
            for tree in self.trees
        )

    def by_coin(self) -> float:
        """Copies that hang where they truly do, on average, if all that can't be told is left to chance."""
        true = self.trees[0]
        copies = [t for t in sorted(true.captured) if t in true.parent]
        # What may stand in for a lost text the trees say; for a captured one another captured one may.
        alike = {t: len(self.instead.get(t, ())) if true.parent[t] in true.captured else 0 for t in copies}
        right = sum((tree.place(t) == true.place(t)) / (1 + alike[t]) for tree in self.trees for t in copies)
        return right / len(self.trees)


def doubt(true: Shape, grams: Grams, stamps: Mapping[str, float]) -> Doubt:
    """What can't be known of a tree.

    Args:
        true: the true tree.
        grams: what every text of it reads.
        stamps: when texts were published, for those whose stamps can be trusted.
    """
    lost = sorted({p for p in true.parent.values() if p not in true.captured})
    choices = [[None, *_doubles(true, p, grams, stamps)] for p in lost]
    trees = []
    for chosen in product(*choices):
        parent = dict(true.parent)
        for text, double in zip(lost, chosen, strict=True):
            if double is not None:
                parent = _replaced(parent, text, double)
        trees.append(Shape(parent, true.captured))
    return Doubt(tuple(trees), {copy: frozenset(_alike(true, copy, grams, stamps)) for copy in true.captured})


def _replaced(parent: Mapping[str, str], lost: str, double: str) -> dict[str, str]:
    """The tree with a captured copy of a lost text in that text's place."""
    moved = {c: double if above == lost else above for c, above in parent.items() if c not in (lost, double)}
    return moved | ({double: parent[lost]} if lost in parent else {})


def _doubles(true: Shape, lost: str, grams: Grams, stamps: Mapping[str, float]) -> Iterator[str]:
    """The captured copies of a lost text that can't be told from it."""
    copies = sorted(c for c, original in true.parent.items() if original == lost)
    under = true.below(lost)
    family = frozenset(t for t in true.captured if true.line(t)[-1] == true.line(lost)[-1])
    ways = {copy: true.below(copy) for copy in copies} | {"above": family - under}
    for double in copies:
        if double not in true.captured:
            continue
        others = [texts for way, texts in ways.items() if way != double]
        if any(_later(double, text, stamps) for text in under):
            continue
        against = _shown_twice(others, grams) - grams[double]
        chance = len(against - grams[lost])
        if len(against & grams[lost]) <= max(chance, _WORD):
            yield double


def _shown_twice(ways: list[frozenset[str]], grams: Grams) -> frozenset[tuple[str, ...]]:
    once: set[tuple[str, ...]] = set()
    twice: set[tuple[str, ...]] = set()
    for texts in ways:
        held = frozenset[tuple[str, ...]]().union(*(grams[t] for t in texts))
        twice |= once & held
        once |= held
    return frozenset(twice)


def _alike(true: Shape, copy: str, grams: Grams, stamps: Mapping[str, float]) -> Iterator[str]:
    """Captured texts that a copy may as well have been made from, by all that others show of its original."""
    original = true.parent.get(copy)
    if original is None:
        return
    beside = true.captured - true.below(copy)
    shown = frozenset[tuple[str, ...]]().union(*(grams[t] for t in beside)) & grams[copy]
    for other in sorted(beside - {original}):
        if not _later(other, copy, stamps) and shown & grams[original] == shown & grams[other]:
            yield other


def _later(a: str, b: str, stamps: Mapping[str, float]) -> bool:
    return a in stamps and b in stamps and stamps[a] > stamps[b]
