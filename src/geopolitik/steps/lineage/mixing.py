"""Texts made from two originals: passages that only a second text explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geopolitik.steps.lineage.growing import Found, below, grow
from geopolitik.steps.lineage.parsimony import NEVER, Clues, Tree, cost
from geopolitik.steps.lineage.readings import Readings

_PASSAGES = 8
"""So many readings of passages have to come from a second original."""
_WORTH = 12.0
"""Log-odds that a second original has to save."""
_MOST = 4
"""So many second originals are looked for in one story."""


@dataclass(frozen=True, slots=True)
class Second:
    """A second original of a text."""

    original: int
    copy: int
    saved: float
    """Log-odds by which the tree is easier to believe with it."""


def unmix(
    tree: Found, clues: Clues, near: Sequence[Sequence[int]]
) -> tuple[Found, Clues, tuple[Second, ...]]:
    """Set passages aside that texts took from a second original, and seek the tree of the rest.

    Returns:
        The tree, the clues without what was set aside, and the second originals.
    """
    found: list[Second] = []
    while len(found) < _MOST:
        best = _best(tree, clues, found)
        if best is None:
            break
        second, rest = best
        found.append(second)
        held = tuple(rest if t == second.copy else h for t, h in enumerate(clues.readings.held))
        clues = replace(clues, readings=Readings(held, clues.readings.long))
        tree = grow(clues, near, tree)
        # What hangs on a text can't be its second original.
        found = [s for s in found if s.original not in below(tree, s.copy) and tree[s.copy] != s.original]
        if second not in found:
            break
    return tree, clues, tuple(found)


def _best(tree: Tree, clues: Clues, known: Sequence[Second]) -> tuple[Second, int] | None:
    """The second original that saves most, with what its copy holds besides."""
    price = cost(tree, clues)
    held, long = clues.readings.held, clues.readings.long
    taken = {(s.original, s.copy) for s in known} | {(s.copy, s.original) for s in known}
    best: tuple[Second, int] | None = None
    for copy in range(clues.size):
        own = below(tree, copy)
        from_first = _nearest_captured(tree, copy, clues.size)
        for other in range(clues.size):
            if other in own or other == from_first or (other, copy) in taken:
                continue
            if clues.late[copy][other] >= NEVER:
                continue
            shared = held[copy] & held[other]
            if from_first is not None:
                shared &= ~held[from_first]
            if (shared & long).bit_count() < _PASSAGES:
                continue
            rest = held[copy] & ~shared
            less = replace(
                clues,
                readings=Readings(tuple(rest if t == copy else h for t, h in enumerate(held)), long),
            )
            saved = price - cost(tree, less) - clues.late[copy][other]
            if saved >= _WORTH and (best is None or saved > best[0].saved):
                best = Second(other, copy, saved), rest
    return best


def _nearest_captured(tree: Tree, text: int, captured: int) -> int | None:
    at = tree[text]
    while at is not None and at >= captured:
        at = tree[at]
    return at
