"""How each page credits the texts it carries on, once the tree is known."""

from __future__ import annotations

from dataclasses import replace

from geopolitik.model.article import Article
from geopolitik.model.story import CreditState, Witness, Wording
from geopolitik.steps.lineage.tree import Tree
from geopolitik.text.chain import outlet_key


def credited_witnesses(tree: Tree, articles: dict[str, Article]) -> tuple[Wording, ...]:
    """The wordings, each witness with its credit set against the line that the tree gives."""
    by_id = {wording.id: wording for wording in tree.wordings}
    settled = []
    for wording in tree.wordings:
        line = [by_id[i] for i in tree.line_of(wording.id)]
        witnesses = tuple(_settle(w, wording, line, articles) for w in wording.witnesses)
        settled.append(replace(wording, witnesses=witnesses))
    return tuple(settled)


def _settle(witness: Witness, wording: Wording, line: list[Wording], articles: dict[str, Article]) -> Witness:
    article = articles.get(witness.capture)
    own = {outlet_key(article.outlet.name)} if article and article.outlet else set()
    if not own and wording.name is None and not line:
        return witness
    due = {outlet_key(w.name) for w in (wording, *line) if w.name} - own
    given = {outlet_key(name) for name in witness.credited_to}
    return replace(witness, credit=_state(due, given, any(w.name is None for w in line), witness.credit))


def _state(due: set[str], given: set[str], has_unnamed: bool, before: CreditState) -> CreditState:
    if not due:
        # A text without a known maker can't be credited by name: only naming nobody is sure.
        return CreditState.NONE if has_unnamed and not given else before
    if due <= given:
        return CreditState.FULL
    if due & given:
        return CreditState.PARTIAL
    return CreditState.WRONG if given else CreditState.NONE


def credit_towards(original: Wording, copy: Wording) -> tuple[CreditState, tuple[str, ...]]:
    """How a copy credits one original: as the witness that stands for it does."""
    if not copy.witnesses:
        # What an uncaptured text credits is not known; that it was credited is how it came to be known.
        return CreditState.FULL, (original.name,) if original.name else ()
    shown = next((w for w in copy.witnesses if w.capture == copy.representative), copy.witnesses[0])
    return shown.credit, shown.credited_to
