"""What a family tree costs: how much copying, losing and happening upon the same words it asks for.

The principle is the textual critics' (Lachmann, Maas): texts that share a change share an ancestor that
had it. A reading arises once: a tree in which it must arise twice pays for it. Nobody's place is chosen for
how long a text is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf, log, prod

from geopolitik.steps.lineage.tree.copying import AGAIN, Copying, Copyings
from geopolitik.steps.lineage.tree.readings import Readings

Tree = Mapping[int, int | None]
"""The original of each text by number; numbers beyond the captured texts are uncaptured ones."""

_COINCIDED = 0.36
"""A change that two copyists made of their own accord, beyond what chance lets expect."""
_UNCAPTURED = 2.1
"""A text that nobody captured has to earn its place,"""
_CHANCE = 0.032
"""and more so the longer it is, since its copies agree by chance."""
_TORN = 10.0
"""Two families that a pair of kin lies across are one, unless that pair is explained otherwise."""
ROOT = 10.0
"""What a further origin costs."""
_LATE = 2.4
"""How far stamps that may be off count,"""
_WORDS = 0.65
"""and what the words of a pair say about its direction."""
_CREDITED = 6.5
"""A credit is kept to if the credited text stands above the one that names it,"""
_CREDITED_NEXT = 3.3
"""and a little more if it stands right above it."""
_NAMED = 1.1
"""Somebody credited of whom no text was captured speaks for an uncaptured original,"""
_NAMED_TWICE = 1.5
"""and more so if two lines of its copies name the same."""
_OWN_VERSION = 11.0
"""An outlet makes the next version of its text from its last one, and not from one that it never showed,"""
_LAST_VERSION = 1.0
"""nor, for each natural unit of its versions that would be made from one, from an older one."""
_TELLS = 1.8
"""The first text of a family credits nobody."""
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
    copyings: Copyings = field(default_factory=Copyings, compare=False, repr=False)
    """What was worked out of them already."""

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


def cost(tree: Tree, clues: Clues, enough: float = inf) -> float:
    """How much a tree asks one to believe, in log-odds; lower is better.

    Args:
        enough: what is dearer than this needs no exact price: some figure above it is returned.
    """
    states = states_of(tree, clues.readings.held)
    if states is None:
        return NEVER * (1 + len(tree))
    total = -AGAIN * clues.readings.all.bit_count()
    above: dict[int, tuple[int, ...]] = {}
    top: dict[int, int] = {}
    copyings: dict[int, list[Copying]] = {}
    numbers = clues.copyings.numbers(states.readings)
    for text in states.order:
        original = tree[text]
        bits = states.readings[text].bit_count()
        if original is None:
            above[text], top[text] = (), text
            total += ROOT + AGAIN * bits
        else:
            above[text], top[text] = (*above[original], original), top[original]
            if (original, text) in clues.far:
                # Two languages have no words in common that would mean anything.
                total += AGAIN * bits + clues.far[original, text]
            else:
                read = (states.readings[original], states.readings[text])
                copying = clues.copyings.of((numbers[original], numbers[text]), read, clues.readings.long)
                total += copying.price
                copyings.setdefault(top[text], []).append(copying)
        if text < clues.size:
            total += _claims(text, above[text], clues)
        else:
            total += _UNCAPTURED + _CHANCE * bits
    total -= _named_uncaptured(above, clues)
    total += _strangers(top, clues) + _OWN_VERSION * _own_versions(tree, clues)
    total += _LAST_VERSION * _branching(tree, clues)
    if total > enough:
        # What is left only adds, and takes longest.
        return total
    return total + _COINCIDED * sum(map(clues.copyings.coincided, copyings.values()))


def _claims(text: int, above: tuple[int, ...], clues: Clues) -> float:
    """What words, times and credits say against the place of a text, less what speaks for it."""
    captured = [other for other in above if other < clues.size]
    total = sum(
        _LATE * clues.late[text][other] + _WORDS * max(0.0, -clues.lean[other][text]) for other in captured
    )
    credited = clues.credited[text].intersection(above)
    total -= _CREDITED * bool(credited)
    if not above:
        return total + _TELLS * clues.tells[text]
    return total - _CREDITED_NEXT * (above[-1] in credited)


def _branching(tree: Tree, clues: Clues) -> float:
    """Over the captured texts, the logarithm of how many versions their own outlet made of each."""
    versions = Counter(
        original
        for text, original in tree.items()
        if original is not None
        and max(text, original) < clues.size
        and clues.outlets[text] is not None
        and clues.outlets[text] == clues.outlets[original]
    )
    return log(prod(versions.values()))


def _own_versions(tree: Tree, clues: Clues) -> int:
    """How many uncaptured texts have copies of one known outlet only."""
    copies: dict[int, set[str | None]] = {}
    for text, original in tree.items():
        if original is not None and original >= clues.size:
            outlet = clues.outlets[text] if text < clues.size else None
            copies.setdefault(original, set()).add(outlet)
    return sum(len(outlets) == 1 and None not in outlets for outlets in copies.values())


def _named_uncaptured(above: Mapping[int, tuple[int, ...]], clues: Clues) -> float:
    """What credits to absent outlets are worth where an uncaptured text above can be theirs."""
    lines: dict[tuple[int, str], list[int]] = {}
    for text, line in above.items():
        if text < clues.size and clues.absent[text]:
            for original, copy in pairwise((*line, text)):
                if original >= clues.size:
                    for name in clues.absent[text]:
                        lines.setdefault((original, name), []).append(copy)
    worths = {
        named: _NAMED * len(copies) + _NAMED_TWICE * (len({*copies}) - 1) for named, copies in lines.items()
    }
    total = 0.0
    taken: set[int | str] = set()
    # One text has one name, and one name one text.
    for original, name in sorted(worths, key=lambda named: (-worths[named], named)):
        if not taken & {original, name}:
            taken |= {original, name}
            total += worths[original, name]
    return total


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
    return States(tuple(order), readings)


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
