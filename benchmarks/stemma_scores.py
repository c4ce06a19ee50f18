"""How far a family tree is from the true one, as far as captured texts can show either."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations

Parents = Mapping[str, str]
"""The original of each copy, captured or not, by name."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A family tree without the uncaptured texts that nothing can betray.

    An uncaptured text that at most one known text hangs on leaves no trace: it is passed over.
    """

    parent: dict[str, str]
    captured: frozenset[str]

    @classmethod
    def of(cls, parents: Parents, captured: Collection[str]) -> Shape:
        """The tree as far as it can be known."""
        held = frozenset(captured)
        parent = dict(parents)
        while True:
            children: dict[str, list[str]] = {}
            for copy, original in parent.items():
                children.setdefault(original, []).append(copy)
            lost = {n for n in {*parent, *children} if n not in held and len(children.get(n, ())) < 2}
            if not lost:
                return cls(parent, held)
            node = min(lost)
            below = children.get(node, [])
            above = parent.pop(node, None)
            for copy in below:
                del parent[copy]
                if above is not None:
                    parent[copy] = above

    def place(self, text: str) -> frozenset[str]:
        """Where a text hangs: its original, or for an uncaptured one the texts by which that is known."""
        original = self.parent.get(text)
        if original is None or original in self.captured:
            return frozenset((original,)) if original else frozenset()
        beside = frozenset(t for t in self.captured if self.parent.get(t) == original)
        # A text alone under an uncaptured one is known by all that goes back to that.
        return beside | {"uncaptured"} if len(beside) > 1 else self.below(original) | {"uncaptured"}

    def below(self, node: str) -> frozenset[str]:
        """The captured texts that go back to a node, with itself."""
        return frozenset(t for t in self.captured if node in self.line(t))

    def line(self, text: str) -> list[str]:
        """A text and its originals, nearest first."""
        line = [text]
        while line[-1] in self.parent:
            line.append(self.parent[line[-1]])
        return line

    def captured_above(self, text: str) -> str | None:
        """The nearest captured text that a text goes back to."""
        return next((t for t in self.line(text)[1:] if t in self.captured), None)

    def clades(self) -> set[frozenset[str]]:
        """The sets of captured texts that go back to one text, those of one text left out."""
        nodes = {*self.captured, *self.parent.values()}
        return {clade for clade in map(self.below, nodes) if len(clade) > 1}

    def steps(self, a: str, b: str) -> int | None:
        """How many derivations lie between two texts; None if they have no common ancestor."""
        line_a, line_b = self.line(a), self.line(b)
        return next((i + line_b.index(node) for i, node in enumerate(line_a) if node in line_b), None)


@dataclass(frozen=True, slots=True)
class Score:
    """A tree against the true one."""

    copies: int
    right: int
    """Copies that hang where they should."""
    hung: int
    """Copies whose nearest captured ancestor is the true one, or which truly have none."""
    roots: int
    roots_right: int
    matched: int
    """The same, if an uncaptured text counts as the true one whose copies it shares most of."""
    clades: float
    """Robinson-Foulds over the clades of captured texts, 0 (same) to 1."""
    paths: float
    """Mean difference in steps between two captured texts, over the pairs in one true family."""


def score(found: Shape, true: Shape) -> Score:
    """Compare two trees over the same captured texts."""
    copies = [t for t in sorted(true.captured) if t in true.parent]
    roots = [t for t in sorted(true.captured) if t not in true.parent]
    ours, theirs = found.clades(), true.clades()
    return Score(
        copies=len(copies),
        right=sum(found.place(t) == true.place(t) for t in copies),
        matched=_matched(found, true, copies),
        hung=sum(found.captured_above(t) == true.captured_above(t) for t in copies),
        roots=len(roots),
        roots_right=sum(t not in found.parent for t in roots),
        clades=len(ours ^ theirs) / max(1, len(ours) + len(theirs)),
        paths=_paths(found, true),
    )


def claims(found: Shape, true: Shape, sure: Mapping[str, float]) -> list[tuple[float, bool]]:
    """How sure each edge of a tree is said to be, and whether it holds.

    An edge to a captured text says that the copy goes back to that, next of all captured ones; one to an
    uncaptured text, that this one has just these copies.
    """
    held = []
    for text in sorted(found.captured & found.parent.keys()):
        if found.parent[text] in found.captured:
            right = found.captured_above(text) == true.captured_above(text)
        else:
            right = found.place(text) == true.place(text)
        held.append((sure[text], right))
    return held


def _matched(found: Shape, true: Shape, copies: list[str]) -> int:
    """Copies on the right original, uncaptured ones matched one to one by the copies they share."""
    shared: dict[tuple[str, str], int] = {}
    for text in copies:
        ours, theirs = found.parent.get(text), true.parent[text]
        if ours is not None and ours not in found.captured and theirs not in true.captured:
            shared[ours, theirs] = shared.get((ours, theirs), 0) + 1
    match: dict[str, str] = {}
    for ours, theirs in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if ours not in match and theirs not in match.values():
            match[ours] = theirs
    hung = {text: found.parent.get(text) for text in copies}
    return sum(hung[t] is not None and match.get(hung[t] or "", hung[t]) == true.parent[t] for t in copies)


def _paths(found: Shape, true: Shape) -> float:
    differences = []
    for a, b in combinations(sorted(true.captured), 2):
        there, here = true.steps(a, b), found.steps(a, b)
        if there is not None:
            # Texts that were not joined are as far apart as a tree over all of them can be.
            differences.append(abs(there - (here if here is not None else len(true.captured))))
    return sum(differences) / max(1, len(differences))
