"""The stemma in a terminal report, and the evidence it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geopolitik.app.naming import Naming, edge_words, headline, publisher, witness_words
from geopolitik.model.story import Relation, Trace, Verdict
from geopolitik.publish.lines import heading, put
from geopolitik.publish.stemma import Branch, Stemma, stemma
from geopolitik.publish.verdicts import (
    bearing,
    open_ends,
    origins_words,
    pairs_words,
    percent,
    verdict_words,
    weight_words,
)
from geopolitik.text.clean import one_line, shorten
from geopolitik.text.inflection import count

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_SIGNS_OF_REASONS = (
    "+ speaks for the verdict it stands under, - against it, in log-odds; under “cannot tell” + speaks for "
    "related."
)
_MOST_NAMED = 20
"""So many pairs without evidence are named; of more, a list says no more than their number."""


def print_stemma(trace: Trace, naming: Naming, console: Console) -> None:
    """Print the family tree, what is open in it, and why it is drawn so."""
    heading(console, "Stemma", origins_words(trace, naming))
    tree = stemma(trace)
    for root in tree.roots:
        _branch(root, naming, console)
    for note in open_ends(tree, naming):
        put(console, note)
    _evidence(trace, tree, naming, console)


def _branch(branch: Branch, naming: Naming, console: Console, lead: str = "", rest: str = "") -> None:
    """Print a wording and, below it, what was made from it, as `tree` prints folders."""
    below = rest + ("│   " if branch.children else "")
    first, *others = _node(branch, naming)
    put(console, first, lead=lead, rest=below)
    for line in others:
        put(console, line, lead=below, rest=f"{below}    ")
    for child in branch.children:
        joint, guide = ("└── ", "    ") if child is branch.children[-1] else ("├── ", "│   ")
        _branch(child, naming, console, rest + joint, rest + guide)


def _node(branch: Branch, naming: Naming) -> list[Text]:
    """What was made of the original and the wording's name; then each capture that carries it."""
    from rich.text import Text

    wording = naming.wordings[branch.wording]
    name = naming.wording(branch.wording)
    text = Text()
    if branch.derivation:
        text.append(f"{edge_words(branch.derivation, naming)} → ", "italic")
    text.append(name, "bold" if wording.witnesses else "")
    text.append("" if wording.witnesses else " (not captured)", "dim")
    text.append(" (unrelated text)" if branch.wording in naming.unrelated else "", "dim")
    lines = [text]
    for witness in wording.witnesses:
        annotation = naming.annotations.get(witness.capture)
        number = naming.numbers.get(witness.capture, "?")
        title = f"“{shorten(headline(annotation), 60)}”" if annotation else witness.capture
        carrier = publisher(annotation) if annotation else ""
        line = f"[{number}] " + (f"{carrier}: " if carrier else "") + title
        if len(wording.witnesses) > 1:
            line += f" · {witness_words(witness, name)}"
        lines.append(Text(line, "dim"))
    return lines


def _evidence(trace: Trace, tree: Stemma, naming: Naming, console: Console) -> None:
    """What the stemma's edges, common origins and open questions rest on; the other pairs are named."""
    if not trace.relations:
        return
    edges = [{derivation.original, derivation.copy} for derivation in trace.derivations]
    shown = [
        relation
        for relation in trace.relations
        if relation in tree.open
        or relation.relation in (Verdict.COMMON_ORIGIN, Verdict.CANNOT_TELL)
        or {relation.a, relation.b} in edges
    ]
    heading(console, "Evidence", pairs_words(trace))
    if any(relation.evidence for relation in shown):
        put(console, _SIGNS_OF_REASONS)
    for relation in shown:
        _reasons(relation, naming, console)
    rest = [relation for relation in trace.relations if relation not in shown]
    derived = [relation for relation in rest if relation.relation is Verdict.DERIVED]
    _named("Derived by way of another text", derived, naming, console)
    _named("Found independent", [r for r in rest if r.relation is Verdict.INDEPENDENT], naming, console)


def _reasons(relation: Relation, naming: Naming, console: Console) -> None:
    put(console, verdict_words(relation, naming))
    for evidence in relation.evidence:
        figure = weight_words(evidence, relation).rjust(4)
        bears = bearing(evidence, relation, naming)
        put(console, f"{one_line(evidence.note)} ({bears})", 4, f"{figure}  ")


def _named(title: str, relations: Sequence[Relation], naming: Naming, console: Console) -> None:
    """The pairs of one kind in one paragraph, or how many there are."""
    if not relations:
        return
    pairs = [
        f"{naming.wording_with_number(r.a)} and {naming.wording_with_number(r.b)} ({percent(r.probability)})"
        for r in relations
    ]
    more = len(pairs) - _MOST_NAMED
    named = "; ".join(pairs[:_MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")
    put(console, f"{title}, {count(len(pairs), 'pair')} (related: in brackets): {named}")
