"""What a family tree costs: how much copying, losing and happening upon the same words it asks for.

The principle is the textual critics' (Lachmann, Maas): texts that share a change share an ancestor that
had it. A reading arises once: a tree in which it must arise twice pays for it. What a copy changes it
changes in passages, so losses and additions are paid for by the number of ways to choose them, cut into
as many runs as they have. Nobody's place is chosen for how long a text is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import lgamma, log

from geopolitik.steps.lineage.tree.readings import Readings

Tree = Mapping[int, int | None]
"""The original of each text by number; numbers beyond the captured texts are uncaptured ones."""

_CHANGE = 0.15
"""What a natural unit of change counts in log-odds: readings overlap, and changes come in crowds."""
_WHERE = 0.2
"""The same for where a copy was changed."""
_TWICE = 4.0
"""A reading that arose twice, in units of change."""
_PASSAGE_TWICE = 2.0
"""A reading of a passage that arose twice: this much more."""
_UNCAPTURED = 8.0
"""A text that nobody captured has to earn its place by so many log-odds,"""
_CHANCE = 0.015
"""and by this for each of its readings: the longer a text, the more its copies agree by chance."""
_UNCAPTURED_FIRST = 3.0
"""A little more where a captured text might be the first of its family instead."""
_TORN = 10.0
"""Two families that a pair of kin lies across are one, unless that pair is explained otherwise."""
ROOT = 10.0
"""So does a further origin."""
_CREDITED = 5.0
"""A credit is kept to if the credited text stands above the one that names it,"""
_CREDITED_NEXT = 1.0
"""and a little more if it stands right above it."""
_NAMED = 1.5
"""Somebody credited of whom no text was captured speaks for an uncaptured original,"""
_NAMED_TWICE = 4.0
"""and much more so if two of its copies name the same."""
_ORDERS = 1.0
"""How far it counts in how many orders the copies of a tree can have been made."""
_OWN_VERSION = 6.0
"""An outlet makes the next version of its text from its last one, and not from one that it never showed."""
_TELLS = 1.0
"""The first text of a family credits nobody."""
_SIDE_BY_SIDE = 1.0
"""A pair that was seen to go back to a third text was not made one from the other."""
NEVER = 1e6


@dataclass(frozen=True, slots=True)
class Clues:
    """All that is known of some texts, by their numbers."""

    readings: Readings
    late: tuple[tuple[float, ...], ...]
    """`late[a][b]`: log-odds that b came after a, by their times; NEVER if that is sure."""
    lean: tuple[tuple[float, ...], ...]
    """`lean[a][b]`: log-odds that b was made from a rather than a from b, by their words."""
    kin: tuple[tuple[float, ...], ...]
    """`kin[a][b]`: log-odds that the two have to do with each other."""
    apart: frozenset[tuple[int, int]]
    """Pairs that look like two copies of a third text, either way round."""
    far: Mapping[tuple[int, int], float]
    """What an edge between texts in two languages costs, for want of readings to compare."""
    credited: tuple[frozenset[int], ...]
    """Per text, the captured texts that it credits."""
    outlets: tuple[str | None, ...]
    """Per text, whose page it stands on."""
    tells: tuple[bool, ...]
    """Per text, whether it credits anybody but its own outlet."""
    absent: tuple[frozenset[str], ...]
    """Per text, whom it credits of those whose text nobody captured."""

    @property
    def size(self) -> int:
        """How many texts are captured."""
        return len(self.tells)


@dataclass(frozen=True, slots=True)
class States:
    """A tree with the readings of every text in it, uncaptured ones as they have to have been."""

    order: tuple[int, ...]
    """Originals before copies."""
    readings: dict[int, int]
    size: dict[int, int]
    """Captured texts that go back to each, with itself."""


def cost(tree: Tree, clues: Clues) -> float:
    """How much a tree asks one to believe, in log-odds; lower is better."""
    states = states_of(tree, clues.readings.held)
    if states is None:
        return NEVER * (1 + len(tree))
    total = -_arising(clues.readings.all, clues.readings.long)
    above: dict[int, tuple[int, ...]] = {}
    top: dict[int, int] = {}
    for text in states.order:
        original = tree[text]
        if original is None:
            above[text], top[text] = (), text
            total += ROOT + _arising(states.readings[text], clues.readings.long)
        else:
            above[text], top[text] = (*above[original], original), top[original]
            total += _edge(original, text, states, clues)
        if text < clues.size:
            # How many orders of copying a tree allows (Shah and Zaman 2011): hubs are likelier origins.
            total += _ORDERS * log(states.size[text]) + _claims(text, above[text], clues)
        else:
            total += _UNCAPTURED + _UNCAPTURED_FIRST * (original is None)
            total += _CHANCE * states.readings[text].bit_count()
    total -= _named_uncaptured(tree, clues)
    return total + _strangers(top, clues) + _OWN_VERSION * _own_versions(tree, clues)


def _edge(original: int, copy: int, states: States, clues: Clues) -> float:
    """What one copying costs: what was lost, what was added, and what arose though it stood elsewhere."""
    had, has = states.readings[original], states.readings[copy]
    if (original, copy) in clues.far:
        # Two languages have no words in common that would mean anything.
        return _arising(has, clues.readings.long) + clues.far[original, copy]
    new = has & ~had
    total = _arising(new, clues.readings.long)
    total += _WHERE * (_ways(had & ~has, had) + _ways(new, has))
    return total + _SIDE_BY_SIDE * ((original, copy) in clues.apart)


def _arising(readings: int, long: int) -> float:
    passages = (readings & long).bit_count()
    return _CHANGE * (_TWICE * readings.bit_count() + _PASSAGE_TWICE * passages)


def _claims(text: int, above: tuple[int, ...], clues: Clues) -> float:
    """What words, times and credits say against the place of a text, less what speaks for it."""
    captured = [other for other in above if other < clues.size]
    total = sum(clues.late[text][other] + max(0.0, -clues.lean[other][text]) for other in captured)
    credited = clues.credited[text].intersection(above)
    total -= _CREDITED * bool(credited)
    if not above:
        return total + _TELLS * clues.tells[text]
    return total - _CREDITED_NEXT * (above[-1] in credited)


def _own_versions(tree: Tree, clues: Clues) -> int:
    """How many uncaptured texts have copies of one known outlet only."""
    copies: dict[int, set[str | None]] = {}
    for text, original in tree.items():
        if original is not None and original >= clues.size:
            outlet = clues.outlets[text] if text < clues.size else None
            copies.setdefault(original, set()).add(outlet)
    return sum(len(outlets) == 1 and None not in outlets for outlets in copies.values())


def _named_uncaptured(tree: Tree, clues: Clues) -> float:
    """What credits to absent outlets are worth where their copies hang on uncaptured texts."""
    named: dict[int, list[frozenset[str]]] = {}
    for text, original in tree.items():
        if original is not None and original >= clues.size and text < clues.size and clues.absent[text]:
            named.setdefault(original, []).append(clues.absent[text])
    worth = 0.0
    for credits in named.values():
        most = max(sum(name in names for names in credits) for name in frozenset[str]().union(*credits))
        worth += _NAMED * most + _NAMED_TWICE * (most - 1)
    return worth


def _strangers(top: dict[int, int], clues: Clues) -> float:
    """Verdicts on pairs that the tree goes against."""
    total = 0.0
    torn: set[tuple[int, int]] = set()
    for a in range(clues.size):
        for b, kin in enumerate(clues.kin[a][:a]):
            if kin and (kin > 0) != (top[a] == top[b]):
                total += abs(kin)
                if kin > 0:
                    torn.add((min(top[a], top[b]), max(top[a], top[b])))
    return total + _TORN * len(torn)


def states_of(tree: Tree, held: tuple[int, ...]) -> States | None:
    """Set the readings of uncaptured texts: what at least two ways out of them share. None for a circle."""
    children: dict[int | None, list[int]] = {}
    for text, original in tree.items():
        children.setdefault(original, []).append(text)
    order: list[int] = []
    waiting = list(children.get(None, ()))
    while waiting:
        text = waiting.pop()
        order.append(text)
        waiting += children.get(text, ())
    if len(order) != len(tree):
        return None
    below: dict[int, int] = {}
    shown: dict[int, int] = {}
    size: dict[int, int] = {}
    for text in reversed(order):
        kids = children.get(text, ())
        under = 0
        for kid in kids:
            under |= below[kid]
        own = held[text] if text < len(held) else 0
        below[text] = under | own
        shown[text] = own
        if text >= len(held):
            for kid in kids:
                shown[text] |= shown[kid]
        size[text] = (text < len(held)) + sum(size[kid] for kid in kids)
    readings: dict[int, int] = {}
    outside = dict.fromkeys(children.get(None, ()), 0)
    for text in order:
        kids = children.get(text, ())
        if text < len(held):
            readings[text] = held[text]
        else:
            readings[text] = _in_two([outside[text], *(shown[kid] for kid in kids)])
        beside = outside[text] | (held[text] if text < len(held) else 0)
        for kid, others in zip(kids, _others([below[kid] for kid in kids]), strict=True):
            outside[kid] = beside | others
    return States(tuple(order), readings, size)


def _in_two(sets: list[int]) -> int:
    once = twice = 0
    for readings in sets:
        twice |= once & readings
        once |= readings
    return twice


def _others(sets: list[int]) -> list[int]:
    """For each set, what the others hold together."""
    found = [0] * len(sets)
    before = after = 0
    for i, readings in enumerate(sets):
        found[i] |= before
        before |= readings
    for i in range(len(sets) - 1, -1, -1):
        found[i] |= after
        after |= sets[i]
    return found


def _ways(part: int, whole: int) -> float:
    """The logarithm of the number of ways to choose as many of a text's readings in as many runs."""
    chosen = part.bit_count()
    if not chosen:
        return 0.0
    runs = _runs(part, whole)
    return _choose(whole.bit_count() - chosen + 1, runs) + _choose(chosen - 1, runs - 1)


def _choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _runs(part: int, whole: int) -> int:
    """In how many runs a part of a text's readings stands; readings of other texts between don't count."""
    kept = whole & ~part
    width = whole.bit_length() + 1
    gaps = ((1 << width) - 1) & ~whole
    # A carry walks over the gap behind each kept reading to the next one of the text.
    behind_kept = ((kept << 1) + gaps) & whole
    first = whole & -whole
    return (part & behind_kept).bit_count() + bool(part & first)
