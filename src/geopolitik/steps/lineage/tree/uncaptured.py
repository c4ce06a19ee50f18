"""Originals that nobody captured: named by credits, or betrayed by two copies of one text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
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
from geopolitik.steps.lineage.tree.tree import Tree
from geopolitik.text.chain import chain_of, outlet_key

_STATED = 0.9
"""A credit is the page's own word: believed, not proven."""
_STATED_KINDS = (DerivationKind.TRANSLATION, DerivationKind.LIGHT_EDIT)
"""What a page can say that it did to a text; the rest is only seen beside the original."""


def add_uncaptured(tree: Tree, relations: Sequence[Relation], articles: dict[str, Article]) -> Tree:
    """Name uncaptured texts by whom their copies credit; hang what else credits somebody on a new one."""
    near = {frozenset((r.a, r.b)) for r in relations if r.relation is not Verdict.INDEPENDENT}
    lines = {w.id: line for w in tree.wordings if (line := stated_line(w, articles))}
    tree = _named_by_copies(tree, lines)
    for wording in tree.wordings:
        line = lines.get(wording.id, [])
        if not line:
            continue
        copy = wording
        above = tree.original_of(wording.id)
        if above is not None:
            # What has a captured original needs none from a credit: that original carries the line on.
            copy = next(w for w in tree.wordings if w.id == above)
            if copy.witnesses or copy.name != line[0][0] or tree.original_of(copy.id) is not None:
                continue
            line = line[1:]
        tree = _hang(tree, wording, copy, line, near)
    return tree


Line = list[tuple[str, DerivationKind]]


def _named_by_copies(tree: Tree, lines: dict[str, Line]) -> Tree:
    """Give an uncaptured text the name that most of its copies credit, if no other text here has it."""
    taken = {outlet_key(w.name) for w in tree.wordings if w.name}
    wordings = []
    for wording in tree.wordings:
        copies = [d.copy for d in tree.derivations if d.original == wording.id]
        given = Counter(lines[copy][0][0] for copy in copies if copy in lines)
        free = [name for name in given if outlet_key(name) not in taken]
        if not wording.witnesses and wording.name is None and free:
            name = max(free, key=lambda n: (given[n], n))
            taken.add(outlet_key(name))
            wording = replace(wording, name=name)
        wordings.append(wording)
    return Tree(tuple(wordings), tree.derivations)


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
            steps.append((chain.carrier, DerivationKind.UNKNOWN))
        stated = chain.kind if chain.kind in _STATED_KINDS else DerivationKind.UNKNOWN
        steps += [(name, stated) for name in chain.upstream]
        for name, kind in steps:
            if outlet_key(name) not in own | outlet:
                line.setdefault(outlet_key(name), (name, kind))
    return list(line.values())


def _hang(tree: Tree, wording: Wording, copy: Wording, line: Line, near: set[frozenset[str]]) -> Tree:
    for name, kind in line:
        held = [w for w in _named(tree, name) if w.id != copy.id]
        if any(other.witnesses and frozenset((wording.id, other.id)) in near for other in held):
            # The credited text is here and may be the original; whether it is, their relation has to say.
            return tree
        original = next((w for w in held if not w.witnesses and _is_kin(tree, w, wording, near)), None)
        if original is not None and copy.id in (original.id, *tree.line_of(original.id)):
            # What goes back to a text is not its original, whatever its name.
            return tree
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
    note = (
        f"The page says that the text is {_made(kind)} {original.name}; nobody captured that one, so what "
        "was changed can't be seen."
    )
    reason = Evidence("stated credit", 2.2, note)
    return Derivation(original.id, copy.id, kind, CreditState.FULL, (), _STATED, (reason,))
