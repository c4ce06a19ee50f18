"""The report for a terminal: 80 columns, readable without colour and through a pipe."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geopolitik.app.comparing import Comparison
from geopolitik.app.naming import Naming, edge_words, headline, publisher, witness_words
from geopolitik.errors import UsageError
from geopolitik.model.annotation import Annotation
from geopolitik.model.article import SET_ASIDE_LABELS
from geopolitik.model.span import Span
from geopolitik.model.story import Change, Redline, Relation, Severity, Trace, Verdict
from geopolitik.publish.describing import count, facts
from geopolitik.publish.excerpt import excerpt
from geopolitik.publish.lines import heading, put
from geopolitik.publish.reading import in_reading_order
from geopolitik.publish.stemma import Branch, Stemma, in_tree_order, stemma
from geopolitik.publish.verdicts import (
    bearing,
    open_ends,
    origins_words,
    pairs_words,
    percent,
    verdict_words,
    weight_words,
)
from geopolitik.text.clean import one_line, shorten, source_name

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_ORDER = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
_STYLES = {Severity.HIGH: "bold red", Severity.MEDIUM: "bold yellow", Severity.LOW: "bold"}
_SIGNS_OF_REASONS = (
    "+ speaks for the verdict it stands under, - against it, in log-odds; under “cannot tell” + speaks for "
    "related."
)
_MOST_NAMED = 20
"""So many pairs without evidence are named; of more, a list says no more than their number."""
_SIGNS = {Severity.HIGH: "!!", Severity.MEDIUM: "! ", Severity.LOW: "· "}


def as_severity(value: Severity | str) -> Severity:
    """A severity, also from its name.

    Raises:
        UsageError: there is no such severity.
    """
    try:
        return Severity(value)
    except ValueError as error:
        raise UsageError(repr(value), "is no severity", f"Severities: {', '.join(Severity)}") from error


def to_text(result: Trace | Comparison, *, width: int = 80, least: Severity | str = Severity.LOW) -> str:
    """The terminal report as plain text, without colour codes.

    Args:
        result: what `trace` or `compare` returned.
        width: columns.
        least: changes below this severity are counted, not listed: `high`, `medium` or `low`.

    Raises:
        UsageError: `least` is no severity.
    """
    from rich.console import Console

    stream = io.StringIO()
    console = Console(file=stream, width=width, color_system=None, force_terminal=False, highlight=False)
    print_report(result, console, least=least)
    return stream.getvalue()


def print_report(
    result: Trace | Comparison, console: Console, *, least: Severity | str = Severity.LOW
) -> None:
    """Print captures, stemma, changes by severity, and what was set aside.

    Args:
        result: what to report; of a `Comparison` only the two texts and the redline.
        console: where to; its width and colours are kept.
        least: changes below this severity are counted, not listed: `high`, `medium` or `low`.

    Raises:
        UsageError: `least` is no severity.
    """
    least = as_severity(least)
    trace = in_reading_order(result.trace if isinstance(result, Comparison) else result)
    naming = Naming.of(trace)
    _captures(trace, console)
    if not isinstance(result, Comparison):
        _stemma(trace, naming, console)
    for number, redline in enumerate(in_tree_order(trace.redlines, stemma(trace))):
        _redline(redline, naming, console, least, explain=number == 0)
    _set_aside(trace, console)
    _rejected(trace, console)


def _captures(trace: Trace, console: Console) -> None:
    from rich.text import Text

    heading(console, "Captures", f"{len(trace.annotations)} read" + _rejected_note(trace))
    for number, annotation in enumerate(trace.annotations, start=1):
        name = Text.assemble((f"[{number}] ", "bold"), (publisher(annotation), "bold"))
        file = source_name(annotation.article.capture.name)
        if publisher(annotation) != file:
            name.append(f"  {file}", "dim")
        put(console, name)
        for fact in facts(annotation):
            put(console, fact, 4)


def _rejected_note(trace: Trace) -> str:
    return f", {len(trace.rejected)} rejected" if trace.rejected else ""


def _stemma(trace: Trace, naming: Naming, console: Console) -> None:
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


def _redline(
    redline: Redline, naming: Naming, console: Console, least: Severity, *, explain: bool = False
) -> None:
    tally = Counter(change.severity for change in redline.changes)
    summary = ", ".join(f"{tally[severity]} {severity.value}" for severity in _ORDER if tally[severity])
    heading(console, "Changes", summary or "none found")
    ends = [naming.numbers.get(side.capture_id, 0) for side in (redline.alignment.a, redline.alignment.b)]
    names = [naming.wording(redline.original), naming.wording(redline.copy)]
    if redline.original == redline.copy:
        names = [publisher(redline.alignment.a), publisher(redline.alignment.b)]
    put(console, " → ".join(f"{name} [{number}]" for name, number in zip(names, ends, strict=True)))
    if explain and len(redline.changes) > 1:
        put(console, "Severest first; # numbers them in the order of the text.")
    shown = _ORDER[: _ORDER.index(least) + 1]
    numbered = list(enumerate(redline.changes, start=1))
    for severity in shown:
        for number, change in numbered:
            if change.severity is severity:
                _change(redline, change, number, console)
    hidden = [severity for severity in _ORDER if severity not in shown and tally[severity]]
    if hidden:
        console.print()
        counted = " and ".join(f"{tally[severity]} {severity.value}" for severity in hidden)
        noun = "change" if sum(tally[severity] for severity in hidden) == 1 else "changes"
        put(console, f"{counted} {noun} not shown: --severity {hidden[-1].value}")


def _change(redline: Redline, change: Change, number: int, console: Console) -> None:
    from rich.text import Text

    console.print()
    style = _STYLES[change.severity]
    label = f"{_SIGNS[change.severity]} {change.severity.value.upper()}"
    put(console, Text.assemble((label, style), f" · {change.kind.value}", (f"  #{number}", "dim")))
    _passage(console, "−", redline.alignment.a, change.original_span)
    _passage(console, "+", redline.alignment.b, change.copy_span)
    put(console, Text(one_line(change.reason), style="italic"), 3)


def _passage(console: Console, sign: str, annotation: Annotation, span: Span | None) -> None:
    from rich.text import Text

    if span is None:
        return
    cut = excerpt(annotation, span)
    text = Text.assemble((cut.before, "dim"), (f"[{cut.passage}]", "bold"), (cut.after, "dim"))
    put(console, text, 3, f"{sign} ")


def _set_aside(trace: Trace, console: Console) -> None:
    labelled = [
        (annotation, [block for block in annotation.article.blocks if block.label in SET_ASIDE_LABELS])
        for annotation in trace.annotations
    ]
    if not any(blocks for _, blocks in labelled):
        return
    heading(console, "Set aside", "on the page, but no part of the article")
    for number, (annotation, blocks) in enumerate(labelled, start=1):
        if blocks:
            put(console, f"[{number}] {publisher(annotation)}")
        for block in blocks:
            passage = shorten(one_line(block.span.of(annotation.text)), 64)
            put(console, passage, 4, f"{block.label.value}: ")


def _rejected(trace: Trace, console: Console) -> None:
    if not trace.rejected:
        return
    heading(console, "Rejected", "not traced; the rest went on")
    for rejected in trace.rejected:
        put(console, f"{source_name(rejected.name)}: {one_line(rejected.reason)}")
