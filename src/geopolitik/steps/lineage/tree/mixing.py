"""Texts made from two originals: passages that only a second text explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geopolitik.steps.lineage.tree.growing import Found, below, grow, tidy, top
from geopolitik.steps.lineage.tree.parsimony import NEVER, ROOT, Clues, Tree, cost
from geopolitik.steps.lineage.tree.readings import Readings

_PASSAGES = 12
"""So many readings of passages have to come from a second original."""
_WORTH = 26.0
"""Log-odds that a second original of another family has to save."""
_TIE = 12.0
"""What is granted to a text that nothing else ties to a family, besides its being an origin of its own."""
_MOST = 4
"""So many second originals are looked for in one story."""


@dataclass(frozen=True, slots=True)
class Second:
    """A second original of a text."""

    original: int
    copy: int
    saved: float
    """Log-odds by which the tree is easier to believe with it."""


Near = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Unmixed:
    """A tree, what it was found by, and the second originals."""

    tree: Found
    clues: Clues
    """Without the passages that were set aside."""
    near: Near
    seconds: tuple[Second, ...]


def unmix(tree: Found, clues: Clues, near: Near) -> Unmixed:
    """Set passages aside that texts took from a second original, and seek the tree of the rest."""
    found: list[Second] = []
    for _ in range(_MOST):
        best = _best(tree, clues, found)
        if best is None:
            break
        second, start, clues = best
        near = _parted(near, second)
        tree = grow(clues, near, start)
        found.append(second)
    # What hangs on a text can't be its second original, nor can what it hangs on.
    kept = [
        s for s in found if s.original not in below(tree, s.copy) and tree[s.copy] not in (None, s.original)
    ]
    return Unmixed(tree, clues, near, tuple(kept))


def _best(tree: Found, clues: Clues, known: Sequence[Second]) -> tuple[Second, Found, Clues] | None:
    """The second original that saves most, with the tree and the clues that are left."""
    price = cost(tree, clues)
    taken = {frozenset((s.original, s.copy)) for s in known}
    best: tuple[Second, Found, Clues] | None = None
    for copy in range(clues.size):
        for other in range(clues.size):
            if other == copy or frozenset((copy, other)) in taken or clues.late[copy][other] >= NEVER:
                continue
            for trial, granted in _trials(tree, copy, other, clues):
                less = _without(clues, trial, copy, other)
                if less is None:
                    continue
                saved = price - cost(trial, less) - clues.late[copy][other] + granted
                if top(trial, copy) == top(trial, other):
                    continue
                if saved >= _WORTH and (best is None or saved > best[0].saved):
                    best = Second(other, copy, saved), trial, less
    return best


def _parted(near: Near, second: Second) -> Near:
    """Two texts of two families, of which one took passages of the other, don't hang on each other."""
    pair = {second.original, second.copy}
    return [[k for k in kin if {n, k} != pair] for n, kin in enumerate(near)]


def _trials(tree: Found, copy: int, other: int, clues: Clues) -> Iterator[tuple[Found, float]]:
    """Trees in which a text may be another's second original, with what each is granted beforehand."""
    if other not in below(tree, copy) and tree[copy] != other:
        yield tree, 0.0
    apart = [kin <= 0 for text, kin in enumerate(clues.kin[other]) if text not in (copy, other)]
    if tree[copy] is not None and tree[other] is not None and apart and all(apart):
        # Nothing but the mixed text ties it to this family: that it has one of its own is no assumption.
        yield tidy({**tree, other: None}, clues.size), ROOT + _TIE


def _without(clues: Clues, tree: Found, copy: int, other: int) -> Clues | None:
    """The clues without what a copy has of a second original and not of its first; None if that is little."""
    held, long = clues.readings.held, clues.readings.long
    first = _nearest_captured(tree, copy, clues.size)
    shared = held[copy] & held[other] & ~(held[first] if first is not None else 0)
    if (shared & long).bit_count() < _PASSAGES:
        return None
    rest = tuple(h & ~shared if text == copy else h for text, h in enumerate(held))
    ours, theirs = below(tree, copy), below(tree, other)
    # That the two, and what was made of them, have to do with each other is explained.
    kin = tuple(
        tuple(
            min(0.0, k) if (a in ours and b in theirs) or (a in theirs and b in ours) else k
            for b, k in enumerate(row)
        )
        for a, row in enumerate(clues.kin)
    )
    return replace(clues, readings=Readings(rest, long), kin=kin)


def _nearest_captured(tree: Tree, text: int, captured: int) -> int | None:
    at = tree[text]
    while at is not None and at >= captured:
        at = tree[at]
    return at
