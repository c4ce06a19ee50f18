"""The family tree of a story, made ready to draw: who hangs under whom, and what stays open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geopolitik.model.story import Derivation, Redline, Relation, Trace, Verdict


@dataclass(frozen=True, slots=True)
class Branch:
    """A wording with the wordings made from it."""

    wording: str
    derivation: Derivation | None
    """The edge from the parent above; None at a root."""
    children: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Stemma:
    """Trees over wordings, the further edges a tree can't hold, and the pairs nobody can orient."""

    roots: tuple[Branch, ...]
    further: tuple[Derivation, ...]
    """Second and later parents of a wording."""
    open: tuple[Relation, ...]
    """Related, or perhaps related, but not oriented."""


def stemma(trace: Trace) -> Stemma:
    """The stemma of a trace; every wording stands in it exactly once."""
    ids = [wording.id for wording in trace.wordings]
    parents = _primary_parents(trace.derivations, set(ids))
    children: dict[str, list[Derivation]] = {}
    for derivation in parents.values():
        children.setdefault(derivation.original, []).append(derivation)
    primary = {id(derivation) for derivation in parents.values()}
    return Stemma(
        roots=tuple(_branch(wording, None, children) for wording in ids if wording not in parents),
        further=tuple(derivation for derivation in trace.derivations if id(derivation) not in primary),
        open=tuple(relation for relation in trace.relations if _is_open(relation, parents)),
    )


def in_tree_order(redlines: Sequence[Redline], tree: Stemma) -> list[Redline]:
    """The redlines as one meets their copies in the stemma, parents before children."""
    order = {branch.wording: place for place, (_, branch) in enumerate(walk(tree.roots))}
    return sorted(redlines, key=lambda redline: order.get(redline.copy, len(order)))


def walk(branches: tuple[Branch, ...], depth: int = 0) -> Iterator[tuple[int, Branch]]:
    """Every branch with its depth, parents before children."""
    for branch in branches:
        yield depth, branch
        yield from walk(branch.children, depth + 1)


def _primary_parents(derivations: tuple[Derivation, ...], known: set[str]) -> dict[str, Derivation]:
    """The most probable parent of each wording; a parent that would close a circle is passed over."""
    parents: dict[str, Derivation] = {}
    for derivation in sorted(derivations, key=lambda d: -d.probability):
        if derivation.copy in parents or not {derivation.original, derivation.copy} <= known:
            continue
        if derivation.copy not in _ancestors(derivation.original, parents):
            parents[derivation.copy] = derivation
    return parents


def _ancestors(wording: str, parents: dict[str, Derivation]) -> set[str]:
    found = {wording}
    while wording in parents:
        wording = parents[wording].original
        found.add(wording)
    return found


def _branch(wording: str, derivation: Derivation | None, children: dict[str, list[Derivation]]) -> Branch:
    below = tuple(_branch(child.copy, child, children) for child in children.get(wording, ()))
    return Branch(wording, derivation, below)


def _is_open(relation: Relation, parents: dict[str, Derivation]) -> bool:
    """Whether a pair may be related in a way that the tree doesn't show."""
    if relation.relation is Verdict.INDEPENDENT:
        return False
    # One family: the tree says how the two hang together.
    return not _ancestors(relation.a, parents) & _ancestors(relation.b, parents)
