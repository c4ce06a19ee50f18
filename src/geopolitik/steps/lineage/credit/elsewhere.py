"""Texts that credit nobody, hung on the maker whom others credit for the same wording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log

from geopolitik.model.annotation import Annotation
from geopolitik.model.story import (
    CreditState,
    Derivation,
    DerivationKind,
    Direction,
    Relation,
    Verdict,
    Wording,
)
from geopolitik.steps.lineage.credit.agencies import (
    Carried,
    Runs,
    Witnesses,
    credited_agencies,
    name_agency,
    runs_of,
)
from geopolitik.steps.lineage.tree.tree import Tree
from geopolitik.steps.lineage.tree.uncaptured import uncaptured
from geopolitik.text.chain import chain_of, outlet_key

_RELATED = (Verdict.DERIVED, Verdict.COMMON_ORIGIN)
_MOST = 0.75
_MUCH = 0.6
_SHORTER, _LONGER = 0.85, 1.15


def orient_by_credit_elsewhere(
    wordings: Sequence[Wording], annotations: Sequence[Annotation], relations: Sequence[Relation]
) -> tuple[Relation, ...]:
    """Orient open pairs of a text that credits nobody and one that goes by its maker's name.

    An agency sells its text to papers: the one that others credit to it for the same words comes first.
    """
    settled = list(relations)
    tree = Tree(tuple(wordings), ())
    places = _places(relations)
    for wording, carried in _carried(tree, annotations, relations):
        for at, other in _near(wording, tree, settled, places, carried):
            relation = settled[at]
            if _is_makers(other, carried) and relation.relation is Verdict.DERIVED:
                settled[at] = _directed(relation, other, carried)
    return tuple(settled)


def add_credited_elsewhere(
    tree: Tree, annotations: Sequence[Annotation], relations: Sequence[Relation]
) -> tuple[Tree, tuple[Relation, ...]]:
    """Hang each wording that credits nobody on the one whom other texts credit for the same words.

    If a text that goes by that maker's name is here, it is the original, and their relation gets its
    direction. If neither of the two can be the other's original, both hang on a text of that maker.
    """
    settled = list(relations)
    texts = {a.capture_id: a for a in annotations}
    places = _places(relations)
    for wording, carried in _carried(tree, annotations, relations):
        for at, other in _near(wording, tree, settled, places, carried):
            kind = _kind(*(runs_of(texts[w.representative or ""]) for w in (other, wording)))
            tree, settled[at] = _hang(tree, wording, other, settled[at], carried, kind)
            break
    return tree, tuple(settled)


def _carried(
    tree: Tree, annotations: Sequence[Annotation], relations: Sequence[Relation]
) -> list[tuple[Wording, Carried]]:
    """The wordings that credit nobody, with whom others credit for their words."""
    texts = {a.capture_id: a for a in annotations}
    # Reports of one event that are related to none have nobody to be hung on, and a story may hold many.
    kin = {end for r in relations if r.relation in _RELATED for end in (r.a, r.b)}
    held = [w for w in tree.wordings if w.id in kin and w.representative in texts]
    silent = [w for w in held if _is_silent(w, tree, texts)]
    if not silent or not any(credited_agencies(a.article) for a in annotations):
        return []
    runs = {w.id: _runs(w, texts) for w in held}
    witnesses = Witnesses(runs.values())
    found = ((w, name_agency(texts[w.representative or ""], witnesses, text=runs[w.id])) for w in silent)
    return [(wording, carried) for wording, carried in found if carried is not None]


def _is_silent(wording: Wording, tree: Tree, texts: dict[str, Annotation]) -> bool:
    """Whether a wording has no original yet, nobody hangs on it, and no page of it credits anybody."""
    if wording.representative not in texts or tree.original_of(wording.id) is not None:
        return False
    if any(derivation.original == wording.id for derivation in tree.derivations):
        return False
    articles = [texts[w.capture].article for w in wording.witnesses if w.capture in texts]
    return not any(chain_of(a).credited or credited_agencies(a) for a in articles)


def _runs(wording: Wording, texts: dict[str, Annotation]) -> Runs:
    """The runs of a wording, with whomever any of its pages credits."""
    found = runs_of(texts[wording.representative or ""])
    held = [texts[w.capture].article for w in wording.witnesses if w.capture in texts]
    return replace(found, agencies=frozenset().union(*map(credited_agencies, held)))


def _places(relations: Sequence[Relation]) -> dict[frozenset[str], int]:
    return {frozenset((relation.a, relation.b)): at for at, relation in enumerate(relations)}


def _near(
    wording: Wording,
    tree: Tree,
    relations: Sequence[Relation],
    places: dict[frozenset[str], int],
    carried: Carried,
) -> Iterator[tuple[int, Wording]]:
    """The related texts that credit the maker, the nearest first, each with the place of the relation."""
    by_capture = {w.representative: w for w in tree.wordings if w.representative}
    for capture in carried.nearest:
        other = by_capture[capture]
        at = places.get(frozenset((wording.id, other.id)))
        if at is None or relations[at].relation not in _RELATED:
            continue
        direction = relations[at].direction
        later = relations[at].b if direction is Direction.A_TO_B else relations[at].a
        # What the other was made from can't be made from it.
        if direction is Direction.CANNOT_TELL or later == wording.id:
            yield at, other


def _is_makers(wording: Wording, carried: Carried) -> bool:
    """Whether a wording goes by the maker's name."""
    return wording.name is not None and outlet_key(wording.name) == outlet_key(carried.agency)


def _hang(
    tree: Tree,
    wording: Wording,
    other: Wording,
    relation: Relation,
    carried: Carried,
    kind: DerivationKind,
) -> tuple[Tree, Relation]:
    """The tree with the text hung up, and the relation as that settles it."""
    if _is_makers(other, carried) and relation.relation is Verdict.DERIVED:
        tree = tree.grown((), (_derivation(other, wording, kind, carried),))
        return tree, _directed(relation, other, carried)
    above = tree.original_of(other.id)
    original = next((w for w in tree.wordings if w.id == above), None)
    if original is None or outlet_key(original.name or "") != outlet_key(carried.agency):
        original = uncaptured(carried.agency, wording.id if _is_makers(other, carried) else "")
        grown: tuple[Wording, ...] = () if any(w.id == original.id for w in tree.wordings) else (original,)
        tree = tree.grown(grown, ())
        if above is None:
            tree = tree.grown((), (_derivation(original, other, DerivationKind.REWRITE, carried),))
    return tree.grown((), (_derivation(original, wording, DerivationKind.REWRITE, carried),)), relation


def _derivation(original: Wording, copy: Wording, kind: DerivationKind, carried: Carried) -> Derivation:
    odds = log(carried.probability / (1 - carried.probability))
    reason = replace(carried.evidence, weight=round(odds, 2))
    return Derivation(original.id, copy.id, kind, CreditState.NONE, (), carried.probability, (reason,))


def _directed(relation: Relation, original: Wording, carried: Carried) -> Relation:
    """The relation with the direction that the credit elsewhere gives, unless it has one."""
    if relation.direction is not Direction.CANNOT_TELL:
        return relation
    forward = relation.a == original.id
    odds = log(carried.probability / (1 - carried.probability))
    reason = replace(
        carried.evidence, weight=round(odds if forward else -odds, 2), about="direction", a_spans=()
    )
    return replace(
        relation,
        direction=Direction.A_TO_B if forward else Direction.B_TO_A,
        direction_probability=carried.probability if forward else 1 - carried.probability,
        evidence=(*relation.evidence, reason),
        would_settle=(),
    )


def _kind(original: Runs, copy: Runs) -> DerivationKind:
    """What was made of the original, by how much of either text's runs the other holds."""
    shared = len(original.first.keys() & copy.first.keys())
    of_original, of_copy = shared / max(1, len(original.first)), shared / max(1, len(copy.first))
    length = len(copy.first) / max(1, len(original.first))
    if of_original >= _MOST and of_copy >= _MOST:
        return DerivationKind.LIGHT_EDIT
    if of_copy >= _MUCH and length <= _SHORTER:
        return DerivationKind.ABRIDGED
    if of_original >= _MUCH and length >= _LONGER:
        return DerivationKind.EXPANDED
    return DerivationKind.REWRITE
