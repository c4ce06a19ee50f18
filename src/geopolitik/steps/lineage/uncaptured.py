"""Originals that nobody captured: named by credits, or betrayed by two copies of one text."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from geopolitik.model.article import Article
from geopolitik.model.story import (
    CreditState,
    Derivation,
    DerivationKind,
    Evidence,
    Relation,
    Verdict,
    Wording,
)
from geopolitik.steps.lineage.tree import Tree
from geopolitik.text.chain import chain_of, outlet_key

_STATED = 0.9
"""A credit is the page's own word: believed, not proven."""
_INFERRED = 0.6


def add_uncaptured(
    wordings: Sequence[Wording],
    derivations: Sequence[Derivation],
    relations: Sequence[Relation],
    articles: dict[str, Article],
) -> Tree:
    """Hang every wording that credits a text nobody captured on a wording of that name."""
    tree = Tree(tuple(wordings), tuple(derivations))
    near = {frozenset((r.a, r.b)) for r in relations if r.relation is not Verdict.INDEPENDENT}
    for wording in wordings:
        line = stated_line(wording, articles)
        # What has a captured original needs none from a credit: that original carries the line on.
        if line and tree.original_of(wording.id) is None:
            tree = _hang(tree, wording, line, near)
    return tree


def stated_line(wording: Wording, articles: dict[str, Article]) -> list[tuple[str, DerivationKind]]:
    """Whom the witnesses say a wording was made from, nearest first, and what was made of it."""
    own = {outlet_key(wording.name)} if wording.name else set()
    line: dict[str, tuple[str, DerivationKind]] = {}
    for witness in wording.witnesses:
        article = articles.get(witness.capture)
        if article is None:
            continue
        chain = chain_of(article)
        outlet = {outlet_key(article.outlet.name)} if article.outlet else set()
        steps: list[tuple[str, DerivationKind]] = []
        if chain.carrier and not chain.is_own and outlet_key(chain.carrier) not in own:
            # It goes by another name here, since its text is not the one that the credited maker published.
            steps.append((chain.carrier, DerivationKind.LIGHT_EDIT))
        steps += [(name, chain.kind) for name in chain.upstream]
        for name, kind in steps:
            if outlet_key(name) not in own | outlet:
                line.setdefault(outlet_key(name), (name, kind))
    return list(line.values())


def _hang(
    tree: Tree, wording: Wording, line: list[tuple[str, DerivationKind]], near: set[frozenset[str]]
) -> Tree:
    copy = wording
    for name, kind in line:
        held = [w for w in _named(tree, name) if w.id != copy.id]
        if any(other.witnesses and frozenset((wording.id, other.id)) in near for other in held):
            # The credited text is here and may be the original; whether it is, their relation has to say.
            return tree
        original = next((w for w in held if not w.witnesses and _is_kin(tree, w, wording, near)), None)
        if original is None:
            original = uncaptured(name, wording.id if held else "")
            tree = tree.grown((original,), ())
        tree = tree.grown((), (_stated(original, copy, kind),))
        if tree.original_of(original.id) is not None:
            return tree
        copy = original
    return tree


def _is_kin(tree: Tree, original: Wording, wording: Wording, near: set[frozenset[str]]) -> bool:
    """Whether some copy of an uncaptured original has to do with a wording that credits the same name.

    Two texts that credit one agency may be of two stories: then they have two originals.
    """
    copies = [w.id for w in tree.wordings if w.witnesses and original.id in tree.line_of(w.id)]
    return wording.id in copies or any(frozenset((wording.id, copy)) in near for copy in copies)


def _named(tree: Tree, name: str) -> list[Wording]:
    key = outlet_key(name)
    return [w for w in tree.wordings if w.name and outlet_key(w.name) == key]


def uncaptured(name: str, salt: str = "") -> Wording:
    """A wording known from a credit only; a salt keeps two texts of one name apart."""
    digest = sha256(f"uncaptured\n{outlet_key(name)}\n{salt}".encode()).hexdigest()
    return Wording(id="u-" + digest[:12], name=name, witnesses=())


def _made(kind: DerivationKind) -> str:
    return {DerivationKind.TRANSLATION: "translated from", DerivationKind.LIGHT_EDIT: "edited from"}.get(
        kind, "made from material of"
    )


def _stated(original: Wording, copy: Wording, kind: DerivationKind) -> Derivation:
    note = f"The page says that the text is {_made(kind)} {original.name}."
    reason = Evidence("stated credit", 2.2, note)
    return Derivation(original.id, copy.id, kind, CreditState.FULL, (), _STATED, (reason,))


def add_unnamed(tree: Tree, relations: Sequence[Relation]) -> Tree:
    """Hang two copies of one text, neither made from the other, on a common original without a name."""
    for relation in relations:
        if relation.relation is not Verdict.COMMON_ORIGIN:
            continue
        roots = [_root(tree, wording_id) for wording_id in (relation.a, relation.b)]
        if roots[0] == roots[1] or any(root not in (relation.a, relation.b) for root in roots):
            continue
        digest = sha256("\n".join(sorted((relation.a, relation.b))).encode()).hexdigest()
        common = Wording(id="u-" + digest[:12], name=None, witnesses=())
        note = "Two texts share a wording, and neither can be the source of the other."
        reason = Evidence("common origin", 0.4, note)
        tree = tree.grown(
            (common,),
            [
                Derivation(
                    common.id, copy, DerivationKind.REWRITE, CreditState.NONE, (), _INFERRED, (reason,)
                )
                for copy in (relation.a, relation.b)
            ],
        )
    return tree


def _root(tree: Tree, wording_id: str) -> str:
    line = tree.line_of(wording_id)
    return line[-1] if line else wording_id
