"""Finding the family tree that asks one to believe least, step by step from a first guess."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from geopolitik.steps.lineage.tree.parsimony import Clues, Tree, cost

_FEW = 24
"""So many texts are looked at from two sides."""
_TRIALS = 120_000
"""Trees tried, over the number of texts squared: a large family is searched less thoroughly."""
_LEAST_TRIALS = 300
_BETTER = 1e-6

Found = dict[int, int | None]


def grow(clues: Clues, near: Sequence[Sequence[int]], tree: Tree | None = None) -> Found:
    """The cheapest tree that can be reached by moving one text at a time.

    Args:
        clues: what is known of the texts.
        near: per text, the texts it may hang on or beside, nearest first.
        tree: where to begin; a chain of nearest kin if not given.
    """
    if tree is not None:
        return _settled(dict(tree), clues, near)
    found = [_settled(_first(clues, near), clues, near)]
    if clues.size <= _FEW:
        # From another side, so that a place good enough doesn't stand in the way of a better one.
        found.append(_settled(dict.fromkeys(range(clues.size)), clues, near))
    return min(found, key=lambda tree: cost(tree, clues))


def _settled(best: Found, clues: Clues, near: Sequence[Sequence[int]]) -> Found:
    """The tree after every move that makes it cheaper."""
    least = cost(best, clues)
    trials = max(_LEAST_TRIALS, _TRIALS // max(1, clues.size) ** 2)
    moved = True
    while moved and trials > 0:
        moved = False
        for text in sorted(best):
            for trial in moves(best, text, clues.size, near) if text in best else ():
                trials -= 1
                price = cost(trial, clues, least)
                if price < least - _BETTER:
                    best, least, moved = trial, price, True
                    break
    return best


def margin(tree: Found, text: int, clues: Clues, near: Sequence[Sequence[int]]) -> float:
    """By how much the next best place of a text is dearer than the one it has."""
    here, price, next_best = tree[text], cost(tree, clues), inf
    for trial in moves(tree, text, clues.size, near):
        if trial.get(text, here) != here:
            next_best = min(next_best, cost(trial, clues, next_best))
    return _SURE if next_best == inf else next_best - price


_SURE = 6.0
"""What is taken where there is no other place at all."""


def _first(clues: Clues, near: Sequence[Sequence[int]]) -> Found:
    """Every text joined to its nearest kin, and each family rooted where that is cheapest."""
    pairs = [(rank, a, b) for a in range(clues.size) for rank, b in enumerate(near[a])]
    tree: Found = dict.fromkeys(range(clues.size))
    for _, a, b in sorted(pairs):
        if top(tree, a) != top(tree, b):
            tree = rerooted(tree, a)
            tree[a] = b
    least = cost(tree, clues)
    for text in range(clues.size):
        turned = rerooted(tree, text)
        if cost(turned, clues, least) < least - _BETTER:
            tree, least = turned, cost(turned, clues)
    return tree


def moves(tree: Found, text: int, captured: int, near: Sequence[Sequence[int]]) -> Iterator[Found]:
    """Every tree in which one text, with what hangs on it, has another place."""
    under = below(tree, text)
    original = tree[text]
    free = max(max(tree), captured - 1) + 1
    for kin in (
        sorted({k for t in under if t < captured for k in near[t]}) if text >= captured else near[text]
    ):
        if kin in under:
            continue
        if kin != original:
            yield tidy({**tree, text: kin}, captured)
        # Beside its kin, under a text that nobody captured.
        yield tidy({**tree, free: tree[kin], kin: free, text: free}, captured)
    for other in tree:
        if other >= captured and other not in under and other != original:
            yield tidy({**tree, text: other}, captured)
    copies = [t for t in tree if tree[t] == text]
    for copy in copies:
        # The copy changes places with its original, with or without the other copies.
        turned: Found = {**tree, copy: original, text: copy}
        yield tidy(turned, captured)
        yield tidy({**turned, **{t: copy for t in copies if t != copy}}, captured)
    if text < captured and len(copies) > 1:
        # One copy among the others, under a text that nobody captured.
        beside = {**tree, **dict.fromkeys(copies, free), free: original, text: free}
        yield beside
        for copy in copies if len(copies) > 2 else ():
            yield {**beside, copy: text}
    if original is not None:
        yield tidy({**tree, text: None}, captured)
        yield tidy(rerooted(tree, text), captured)


def rerooted(tree: Tree, text: int) -> Found:
    """The tree with the line from a text to its root turned round."""
    turned = dict(tree)
    at: int | None = text
    above: int | None = None
    while at is not None:
        up = turned[at]
        turned[at] = above
        at, above = up, at
    return turned


def below(tree: Tree, text: int) -> set[int]:
    """A text and all that goes back to it."""
    copies: dict[int | None, list[int]] = {}
    for copy, original in tree.items():
        copies.setdefault(original, []).append(copy)
    found: set[int] = set()
    waiting = [text]
    while waiting:
        at = waiting.pop()
        found.add(at)
        waiting += copies.get(at, ())
    return found


def top(tree: Tree, text: int) -> int:
    """The first text of a family."""
    while (original := tree[text]) is not None:
        text = original
    return text


def tidy(tree: Found, captured: int) -> Found:
    """Without uncaptured texts that fewer than two hang on: nothing speaks for them."""
    while True:
        copies: dict[int | None, list[int]] = {}
        for copy, original in tree.items():
            copies.setdefault(original, []).append(copy)
        lost = next((t for t in sorted(tree) if t >= captured and len(copies.get(t, ())) < 2), None)
        if lost is None:
            return tree
        above = tree.pop(lost)
        for copy in copies.get(lost, ()):
            tree[copy] = above
