"""The family tree of a story, made ready to draw: who hangs under whom, and what stays open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geopolitik.model.story import Derivation, Direction, Relation, Trace, Verdict


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
        open=tuple(relation for relation in trace.relations if _is_open(relation, trace.derivations)),
    )


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


def _is_open(relation: Relation, derivations: tuple[Derivation, ...]) -> bool:
    pair = {relation.a, relation.b}
    if any({derivation.original, derivation.copy} == pair for derivation in derivations):
        return False
    if relation.relation is Verdict.DERIVED:
        return relation.direction is Direction.CANNOT_TELL
    if relation.relation is Verdict.COMMON_ORIGIN:
        return not _share_a_parent(relation, derivations)
    return relation.relation is Verdict.CANNOT_TELL


def _share_a_parent(relation: Relation, derivations: tuple[Derivation, ...]) -> bool:
    """A common origin that the tree already shows needs no edge of its own."""
    originals = [{d.original for d in derivations if d.copy == end} for end in (relation.a, relation.b)]
    return bool(originals[0] & originals[1])
