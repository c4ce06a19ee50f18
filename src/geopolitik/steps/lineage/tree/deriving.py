"""From the family tree that asks one to believe least to derivations that give their reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from math import exp

from geopolitik.model.annotation import Annotation
from geopolitik.model.story import (
    Alignment,
    CreditState,
    Derivation,
    DerivationKind,
    Direction,
    Evidence,
    Relation,
    Wording,
)
from geopolitik.remembering import remembers
from geopolitik.steps.lineage.pair.kinds import kind_of, likeness
from geopolitik.steps.lineage.tree.clues import Texts, absent, families, gather, names_in
from geopolitik.steps.lineage.tree.edges import Aligned, oriented
from geopolitik.steps.lineage.tree.growing import Found, below, grow, margin, rerooted
from geopolitik.steps.lineage.tree.mixing import Second, unmix
from geopolitik.steps.lineage.tree.parsimony import Clues, cost, states_of
from geopolitik.steps.lineage.tree.tree import Tree

_LOG_ODDS = 0.17
"""What a unit of a tree's cost is worth in log-odds of an edge: fitted on known traditions, since trees that
cost little more than the best one are right more often than their costs by themselves would have it."""
_OPEN = 0.7
"""Of two texts at the head of a family, either may be the original of the other up to these log-odds."""
_MOST = 3.0
"""The family tree never counts for more than this in a pair's direction."""
_TEXTS = 64
"""So many texts are remembered with their marks."""
_SECOND = 0.95
"""A second original is never as sure as the first."""


@dataclass(frozen=True, slots=True)
class FamilyTree:
    """What is told of one family."""

    uncaptured: tuple[Wording, ...]
    first: tuple[Derivation, ...]
    second: tuple[Derivation, ...]
    """From second originals."""
    open: frozenset[frozenset[str]]
    """Pairs at its head of which either may be the original."""


Known = Callable[[bytes, Callable[[], FamilyTree]], FamilyTree]
"""Names the tree of a family that was grown before, by its digest, or has it grown."""


@dataclass(frozen=True, slots=True)
class Grown:
    """The captured texts of a story in their tree, with what stays open."""

    tree: Tree
    open: frozenset[frozenset[str]]
    """Pairs of one family at its head of which either may be the original."""
    mixed: frozenset[str]
    """Wordings with a second original."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What derivations are told from."""

    texts: Texts
    clues: Clues
    near: Sequence[Sequence[int]]
    found: Found
    relations: Mapping[frozenset[str], Relation]
    aligned: Aligned
    labels: Mapping[str, str]

    def id_of(self, number: int) -> str:
        """The wording id of a text; one made from what hangs on it for a text that nobody captured."""
        if number < self.clues.size:
            return self.texts.wordings[number].id
        leaves = sorted(self.id_of(t) for t in below(self.found, number) if t < self.clues.size)
        depth = sum(t >= self.clues.size for t in below(self.found, number))
        return "u-" + sha256("\n".join([*leaves, str(depth)]).encode()).hexdigest()[:12]

    def label(self, number: int) -> str:
        """What to call a text in a sentence."""
        return self.labels.get(self.id_of(number), "an uncaptured text")


def grow_family(
    texts: Texts,
    relations: Sequence[Relation],
    aligned: Aligned,
    labels: Mapping[str, str],
    known: Known | None = None,
) -> Grown:
    """Find the family trees of a story's captured texts, but for those that are known."""
    here = names_in(texts)
    found = families(texts, relations)
    apart = [_family(members, verdicts, aligned, labels, here) for members, verdicts in found]
    grown = [known(family.digest, partial(_grown, family)) if known else _grown(family) for family in apart]
    first = [d for one in grown for d in one.first]
    second = [d for one in grown for d in one.second]
    uncaptured = [w for one in grown for w in one.uncaptured]
    return Grown(
        Tree((*texts.wordings, *uncaptured), (*first, *second)),
        frozenset(pair for one in grown for pair in one.open),
        frozenset(d.copy for d in second),
    )


@dataclass(frozen=True, slots=True)
class _Family:
    """All that the tree of a family hangs on."""

    texts: Texts
    verdicts: Sequence[Relation]
    aligned: Aligned
    labels: Mapping[str, str]
    absent: tuple[frozenset[str], ...]
    """Per text, whom it credits of those who have no text in the story."""

    @property
    def digest(self) -> bytes:
        """The same for the same family: a report may join a story and leave most of them as they were."""
        import msgspec

        texts = [_mark(text) for text in self.texts.annotations]
        aligned = [(a, b, x.links, x.pairs, x.a_only, x.b_only) for a, b, x in self.aligned]
        told = (self.texts.wordings, texts, self.verdicts, aligned, self.labels, [*map(sorted, self.absent)])
        return sha256(msgspec.msgpack.encode(told)).digest()


@remembers(_TEXTS)
def _mark(text: Annotation) -> bytes:
    """The same for the same reading of a text."""
    import msgspec

    return sha256(msgspec.msgpack.encode(text.without_bytes())).digest()


def _family(
    texts: Texts,
    verdicts: Sequence[Relation],
    aligned: Aligned,
    labels: Mapping[str, str],
    here: frozenset[str],
) -> _Family:
    """What of a story belongs to a family."""
    members = texts.numbers.keys()
    return _Family(
        texts,
        verdicts,
        [entry for entry in aligned if members >= {entry[0], entry[1]}],
        {member: labels[member] for member in members},
        absent(texts, here),
    )


def _grown(family: _Family) -> FamilyTree:
    """The tree of a family."""
    clues, near = gather(family.texts, family.verdicts, family.aligned, family.absent)
    unmixed = unmix(grow(clues, near), clues, near)
    by_pair = {frozenset((r.a, r.b)): r for r in family.verdicts}
    ground = _Ground(
        family.texts, unmixed.clues, unmixed.near, unmixed.tree, by_pair, family.aligned, family.labels
    )
    return _told(ground, unmixed.seconds)


def _told(ground: _Ground, seconds: Sequence[Second]) -> FamilyTree:
    first: list[Derivation] = []
    left_open: set[frozenset[str]] = set()
    for copy, original in sorted(ground.found.items()):
        if original is None:
            continue
        if _either_way(ground, copy, original):
            left_open.add(frozenset((ground.id_of(copy), ground.id_of(original))))
            continue
        first.append(_derivation(ground, original, copy))
    hung = {d.copy: d for d in first}
    second = tuple(
        _further(ground, s, hung[ground.id_of(s.copy)]) for s in seconds if ground.id_of(s.copy) in hung
    )
    lost = [ground.id_of(number) for number in sorted(ground.found) if number >= ground.clues.size]
    return FamilyTree(tuple(Wording(i, None, ()) for i in lost), tuple(first), second, frozenset(left_open))


def _either_way(ground: _Ground, copy: int, original: int) -> bool:
    """Whether two captured texts at the head of a family may as well have changed places."""
    if ground.found[original] is not None or max(copy, original) >= ground.clues.size:
        return False
    if _settled_alone(ground, copy, original):
        return False
    turned = cost(rerooted(ground.found, copy), ground.clues)
    return turned - cost(ground.found, ground.clues) < _OPEN


def _settled_alone(ground: _Ground, copy: int, original: int) -> bool:
    """Whether the pair's own verdict says which was first, and no third text is there to doubt it."""
    if _has_others(ground, copy) or _has_others(ground, original):
        return False
    ids = ground.id_of(original), ground.id_of(copy)
    relation = ground.relations.get(frozenset(ids))
    if relation is None:
        return False
    forth = Direction.A_TO_B if relation.a == ids[0] else Direction.B_TO_A
    return relation.direction is forth


def _has_others(ground: _Ground, text: int) -> bool:
    """Whether a text has to do with more than one other."""
    return sum(kin > 0 for kin in ground.clues.kin[text]) > 1


def _derivation(ground: _Ground, original: int, copy: int) -> Derivation:
    odds = _LOG_ODDS * max(0.0, margin(ground.found, copy, ground.clues, ground.near))
    sure = 1 / (1 + exp(-odds))
    ids = ground.id_of(original), ground.id_of(copy)
    relation = ground.relations.get(frozenset(ids))
    alignment = oriented(ground.aligned, *ids)
    if relation is not None and _settled_alone(ground, copy, original):
        # No family speaks: what the pair says of which was first is all there is.
        sure = (
            relation.direction_probability
            if relation.direction is Direction.A_TO_B
            else 1 - relation.direction_probability
        )
    if relation is None or alignment is None:
        reasons = (_betrayed(ground, original, copy, odds),)
        return Derivation(*ids, DerivationKind.UNKNOWN, CreditState.NONE, (), sure, reasons)
    told: tuple[Evidence, ...] = ()
    if _has_others(ground, copy):
        # Between two texts that are alone there is nothing that a family could add.
        told = (_explained(ground, original, copy, odds if relation.a == ids[0] else -odds),)
    return Derivation(
        *ids,
        kind=kind_of(likeness(alignment)),
        credit=CreditState.NONE,
        credited_to=(),
        probability=max(0.5, relation.probability) * sure,
        evidence=(*relation.evidence, *told),
    )


def _explained(ground: _Ground, original: int, copy: int, odds: float) -> Evidence:
    """Why a copy hangs on this captured text and not elsewhere; odds from the view of the pair's a."""
    had, has = ground.clues.readings.held[original], ground.clues.readings.held[copy]
    elsewhere = 0
    for number, held in enumerate(ground.clues.readings.held):
        if number not in below(ground.found, copy):
            elsewhere |= held
    shared = (has & elsewhere).bit_count()
    kept = (has & elsewhere & had).bit_count()
    note = (
        f"In the family as a whole this place asks one to believe least: {ground.label(original)} holds "
        f"{kept} of {shared} readings that {ground.label(copy)} has in common with others not made from it."
    )
    return Evidence("family tree", round(max(-_MOST, min(_MOST, odds)), 2), note, "direction")


def _betrayed(ground: _Ground, original: int, copy: int, odds: float) -> Evidence:
    """By what an uncaptured original, or an uncaptured copy, is known."""
    states = states_of(ground.found, ground.clues.readings.held)
    text = original if original >= ground.clues.size else copy
    held = states.readings[text] if states else 0
    children = sorted(t for t, above in ground.found.items() if above == text)
    lacking = max(
        (held & ~ground.clues.readings.held[t] for t in children if t < ground.clues.size),
        key=int.bit_count,
        default=held,
    )
    names = ", ".join(ground.label(t) for t in children)
    note = (
        f"{names} go back to one text that nobody captured: they share {held.bit_count()} readings that no "
        f"one of them can have given the others (up to {lacking.bit_count()} are missing in one). What was "
        "changed in copying can't be seen."
    )
    return Evidence("shared readings", round(min(_MOST, odds), 2), note)


def _further(ground: _Ground, second: Second, first: Derivation) -> Derivation:
    """The derivation from a second original."""
    ids = ground.id_of(second.original), ground.id_of(second.copy)
    alignment = oriented(ground.aligned, *ids)
    lone = _only_here(alignment, oriented(ground.aligned, first.original, first.copy))
    spans = tuple(alignment.b.sentences[i].span for i in lone) if alignment else ()
    note = (
        f"{ground.label(second.copy)} has passages of {ground.label(second.original)} that its first "
        "original doesn't hold: it was made from two texts."
    )
    reason = Evidence("second original", round(min(_MOST, second.saved), 2), note, b_spans=spans)
    sure = 1 / (1 + exp(-second.saved / 4))
    return Derivation(
        *ids,
        kind=DerivationKind.EXCERPT,
        credit=CreditState.NONE,
        credited_to=(),
        probability=_SECOND * min(first.probability, sure),
        evidence=(reason,),
    )


def _only_here(alignment: Alignment | None, other: Alignment | None) -> list[int]:
    """Sentences of b that one alignment links and another doesn't."""
    if alignment is None:
        return []
    linked = {i for link in alignment.links for i in link.b}
    elsewhere = {i for link in other.links for i in link.b} if other else set()
    return sorted(linked - elsewhere)
