"""Texts made from two originals: passages that only a second text explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geopolitik.steps.lineage.growing import Found, below, grow, tidy, top
from geopolitik.steps.lineage.parsimony import NEVER, ROOT, Clues, Tree, cost
from geopolitik.steps.lineage.readings import Readings

_PASSAGES = 12
"""So many readings of passages have to come from a second original."""
_WORTH = 26.0
"""Log-odds that a second original of another family has to save."""
_BLOCK = 8
"""What a text takes from another of its own family it takes in one piece, of so many readings at least."""
_WORTH_AT_HOME = 7.0
"""Within a family the tree is sought anew without that piece, and has to be so much easier to believe."""
_TRIED = 8
"""The likeliest so many pieces are tried."""
_FEW = 16
"""In a story of more texts pieces within a family aren't sought: every trial takes a search of its own."""
_FIRSTS = 3
"""A mixed text's first original is among so many of its nearest kin."""
_TIE = 6.0
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
        if best is not None:
            second, start, clues = best
            near = _parted(near, second)
            tree = grow(clues, near, start)
        else:
            piece = _best_piece(tree, clues, near, found) if clues.size <= _FEW else None
            if piece is None:
                break
            second, tree, clues = piece
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


def _best_piece(
    tree: Found, clues: Clues, near: Near, known: Sequence[Second]
) -> tuple[Second, Found, Clues] | None:
    """The piece from a text of its own family that makes the tree easiest to believe when set aside."""
    price = cost(tree, clues)
    taken = {s.copy for s in known}
    trials = []
    for copy, other, first, piece in _pieces(tree, clues, near):
        if copy in taken:
            continue
        less = _set_aside(clues, copy, piece)
        moved = tree if first in below(tree, copy) else tidy({**tree, copy: first}, clues.size)
        trials.append((min(cost(moved, less), cost(tree, less)), copy, other, first, less, moved))
    best: tuple[Second, Found, Clues] | None = None
    for _, copy, other, _, less, moved in sorted(trials, key=lambda t: t[:4])[:_TRIED]:
        grown = grow(less, near, moved)
        saved = price - cost(grown, less) - clues.late[copy][other]
        above = _nearest_captured(grown, copy, clues.size)
        if above in (None, other) or other in below(grown, copy):
            continue
        missing = clues.readings.held[copy] & ~less.readings.held[copy] & ~clues.readings.held[above or 0]
        if (missing & clues.readings.long).bit_count() < _BLOCK:
            continue
        if saved >= _WORTH_AT_HOME and (best is None or saved > best[0].saved):
            best = Second(other, copy, saved), grown, less
    return best


def _pieces(tree: Found, clues: Clues, near: Near) -> Iterator[tuple[int, int, int, int]]:
    """Copies, what they may have taken a piece of, what else they may be made from, and the readings."""
    held, long = clues.readings.held, clues.readings.long
    for copy in range(clues.size):
        for other in near[copy]:
            if clues.late[copy][other] >= NEVER or top(tree, copy) != top(tree, other):
                continue
            for first in [k for k in near[copy] if k != other][:_FIRSTS]:
                shared = held[copy] & held[other] & ~held[first]
                if (shared & long).bit_count() < _BLOCK or clues.late[copy][first] >= NEVER:
                    continue
                piece = _densest(_densest(shared, held[other]), held[copy])
                if (piece & long).bit_count() >= _BLOCK:
                    yield copy, other, first, piece


def _densest(part: int, whole: int) -> int:
    """Of a part of a text's readings those where the part outnumbers the rest by most."""
    best = (0, 0, 0)
    score = start = 0
    rest = whole
    while rest:
        bit = rest & -rest
        rest ^= bit
        if not score:
            start = bit
        score = score + 1 if part & bit else max(0, score - 1)
        if score > best[0]:
            best = (score, start, bit)
    _, start, last = best
    return part & ((last << 1) - start) if start else 0


def _set_aside(clues: Clues, copy: int, piece: int) -> Clues:
    held = tuple(h & ~piece if text == copy else h for text, h in enumerate(clues.readings.held))
    return replace(clues, readings=Readings(held, clues.readings.long))


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
