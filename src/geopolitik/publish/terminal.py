"""The report for a terminal: 80 columns, readable without colour and through a pipe."""

from __future__ import annotations

import io
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from geopolitik.app.comparing import Comparison
from geopolitik.errors import UsageError
from geopolitik.model.annotation import Annotation
from geopolitik.model.article import SET_ASIDE_LABELS, Article, Timestamp
from geopolitik.model.span import Span
from geopolitik.model.story import Change, Direction, Evidence, Redline, Relation, Severity, Trace, Verdict
from geopolitik.publish.clean import one_line, shorten
from geopolitik.publish.excerpt import excerpt
from geopolitik.publish.naming import Naming, edge_words, headline, publisher, witness_words
from geopolitik.publish.stemma import Branch, Stemma, in_tree_order, stemma

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text
    from rich.tree import Tree

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ORDER = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
_STYLES = {Severity.HIGH: "bold red", Severity.MEDIUM: "bold yellow", Severity.LOW: "bold"}
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
    trace = result.trace if isinstance(result, Comparison) else result
    naming = Naming.of(trace)
    _captures(trace, console)
    if not isinstance(result, Comparison):
        _stemma(trace, naming, console)
    for redline in in_tree_order(trace.redlines, stemma(trace)):
        _redline(redline, naming, console, least)
    _set_aside(trace, console)
    _rejected(trace, console)


def _heading(console: Console, title: str, note: str = "") -> None:
    from rich.text import Text

    console.print()
    console.print(Text.assemble((title.upper(), "bold"), ("  " + note if note else "", "dim")))
    console.print(Text("─" * min(console.width, 80), style="dim"))


def _line(console: Console, text: str | Text, indent: int = 0, lead: str = "") -> None:
    """Print a line that wraps under itself: `indent` spaces, then `lead` once; no spaces at the end."""
    from rich.text import Text

    text = text if isinstance(text, Text) else Text(text)
    width = max(20, console.width - indent - len(lead))
    for number, line in enumerate(text.wrap(console, width)):
        line.rstrip()
        console.print(Text(" " * indent + (lead if number == 0 else " " * len(lead))) + line)


def _captures(trace: Trace, console: Console) -> None:
    from rich.text import Text

    _heading(console, "Captures", f"{len(trace.annotations)} read" + _rejected_note(trace))
    for number, annotation in enumerate(trace.annotations, start=1):
        name = Text.assemble((f"[{number}] ", "bold"), (publisher(annotation), "bold"))
        if publisher(annotation) != annotation.article.capture.name:
            name.append(f"  {one_line(annotation.article.capture.name)}", "dim")
        _line(console, name)
        for fact in facts(annotation):
            _line(console, fact, 4)


def _rejected_note(trace: Trace) -> str:
    return f", {len(trace.rejected)} rejected" if trace.rejected else ""


def facts(annotation: Annotation) -> list[str]:
    """What the report says of a capture, a line each."""
    article = annotation.article
    aside = [block for block in article.blocks if block.label in SET_ASIDE_LABELS]
    lines = [f"“{shorten(headline(annotation), 150)}”", f"Published: {when(article.published)}"]
    if article.updated:
        lines.append(f"Updated: {when(article.updated)}")
    if article.byline:
        lines.append(f"By: {one_line(article.byline)}")
    lines.append(f"Credits: {credits(article)}")
    language = article.language or "language unknown"
    sentences = count(len(annotation.sentences), "sentence")
    lines.append(f"{language} · {article.format} · {sentences} · {count(len(aside), 'block')} set aside")
    lines += [f"Note: {one_line(warning)}" for warning in article.warnings]
    return lines


def count(number: int, noun: str) -> str:
    """`1 block`, `2 blocks`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def when(stamp: Timestamp | None) -> str:
    """The time as the page gives it, with what is known of its zone."""
    if stamp is None:
        return "not stated"
    zone = f"zone {stamp.zone}" if stamp.zone else "zone not stated"
    declared = ", as declared" if stamp.source == "declared" else ""
    unread = "" if stamp.iso else ", could not be read as a date"
    return f"{date_words(one_line(stamp.text))} ({zone}{declared}{unread})"


def date_words(text: str) -> str:
    """A machine's date-time in words; what a page writes for readers is kept as it is."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    day = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    return f"{day}, {moment:%H:%M}" if "T" in text or ":" in text else day


def credits(article: Article) -> str:
    """Whom the page credits, and for what."""
    named = list(dict.fromkeys(f"{one_line(c.name)} ({c.role.value})" for c in article.credits))
    return ", ".join(named) if named else "none on the page"


def _stemma(trace: Trace, naming: Naming, console: Console) -> None:
    from rich.tree import Tree

    _heading(console, "Stemma", origins_words(trace, naming))
    tree = stemma(trace)
    for root in tree.roots:
        drawn = Tree(_node(root, naming), guide_style="dim")
        _grow(drawn, root, naming)
        console.print(drawn)
    for note in open_ends(tree, naming):
        _line(console, note)
    _evidence(trace, tree, naming, console)


def _evidence(trace: Trace, tree: Stemma, naming: Naming, console: Console) -> None:
    """What the stemma's edges and its open questions rest on; other pairs are only counted."""
    edges = [{derivation.original, derivation.copy} for derivation in trace.derivations]
    telling = [
        relation for relation in trace.relations if relation in tree.open or {relation.a, relation.b} in edges
    ]
    if not trace.relations:
        return
    apart = sum(relation.relation is Verdict.INDEPENDENT for relation in trace.relations)
    _heading(console, "Evidence", f"{count(apart, 'pair')} found independent" if apart else "")
    for relation in telling:
        _line(console, verdict_words(relation, naming))
        for evidence in relation.evidence:
            bears = bearing(evidence, relation, naming)
            _line(console, f"{one_line(evidence.note)} ({bears})", 4, f"{evidence.weight:+.1f}  ")


def verdict_words(relation: Relation, naming: Naming) -> str:
    """`RT [1] → GeoPolitik [2]: derived (related: 97%; direction: 93%)`."""
    a, b = naming.wording_with_number(relation.a), naming.wording_with_number(relation.b)
    sure = relation.direction_probability
    match relation.direction:
        case Direction.A_TO_B:
            pair, direction = f"{a} → {b}", f"; direction: {percent(sure)}"
        case Direction.B_TO_A:
            pair, direction = f"{b} → {a}", f"; direction: {percent(1 - sure)}"
        case Direction.CANNOT_TELL:
            pair, direction = f"{a} ··?·· {b}", "; direction: cannot tell"
    if relation.relation is not Verdict.DERIVED:
        joint = "··?··" if relation.relation is Verdict.CANNOT_TELL else "and"
        pair, direction = f"{a} {joint} {b}", ""
    return f"{pair}: {relation.relation.value} (related: {percent(relation.probability)}{direction})"


def percent(probability: float) -> str:
    """Whole per cents; never a certainty."""
    if probability >= 0.995:
        return "over 99%"
    return "under 1%" if probability < 0.005 else f"{probability:.0%}"


def bearing(evidence: Evidence, relation: Relation, naming: Naming) -> str:
    """What a reason speaks for: that the two are related, or which of them came first."""
    if evidence.about != "direction":
        return "related" if evidence.weight >= 0 else "not related"
    return f"{naming.wording_with_number(relation.a if evidence.weight >= 0 else relation.b)} first"


def origins_words(trace: Trace, naming: Naming) -> str:
    """`1 independent origin: Nordwire`, or a range where an edge abstains."""
    low, high = trace.origins.low, trace.origins.high
    number = str(low) if low == high else f"{low} to {high}"
    roots = ", ".join(naming.wording(root) for root in trace.origins.roots)
    noun = "independent origin" if high == 1 else "independent origins"
    return f"{number} {noun}" + (f": {roots}" if roots else "")


def _node(branch: Branch, naming: Naming) -> Text:
    from rich.text import Text

    wording = naming.wordings[branch.wording]
    text = Text()
    if branch.derivation:
        text.append(f"{edge_words(branch.derivation)} → ", "italic")
    text.append(naming.wording(branch.wording), "bold" if wording.witnesses else "")
    text.append("" if wording.witnesses else " (not captured)", "dim")
    for witness in wording.witnesses:
        text.append(
            f"\n[{naming.numbers.get(witness.capture, '?')}] {_title(witness.capture, naming)}", "dim"
        )
        if len(wording.witnesses) > 1:
            text.append(f" · {witness_words(witness)}", "dim")
    return text


def _title(capture_id: str, naming: Naming) -> str:
    annotation = naming.annotations.get(capture_id)
    return shorten(headline(annotation), 60) if annotation else capture_id


def _grow(tree: Tree, branch: Branch, naming: Naming) -> None:
    for child in branch.children:
        _grow(tree.add(_node(child, naming)), child, naming)


def open_ends(tree: Stemma, naming: Naming) -> list[str]:
    """Further parents, and the pairs that stay open with what would settle them."""
    notes = [
        f"Also: {naming.wording(further.original)} → {naming.wording(further.copy)} ({edge_words(further)})"
        for further in tree.further
    ]
    return notes + [_open_words(relation, naming) for relation in tree.open]


def _open_words(relation: Relation, naming: Naming) -> str:
    pair = f"{naming.wording_with_number(relation.a)} ··?·· {naming.wording_with_number(relation.b)}"
    verdict = relation.relation.value
    if verdict == "derived":
        verdict = "one derives from the other, cannot tell which from which"
    settle = "; ".join(one_line(what) for what in relation.would_settle)
    return f"{pair}: {verdict} (related: {percent(relation.probability)})" + (
        f". Would settle it: {settle}" if settle else ""
    )


def _redline(redline: Redline, naming: Naming, console: Console, least: Severity) -> None:
    tally = Counter(change.severity for change in redline.changes)
    summary = ", ".join(f"{tally[severity]} {severity.value}" for severity in _ORDER if tally[severity])
    _heading(console, "Changes", summary or "none found")
    ends = [naming.numbers.get(side.capture_id, 0) for side in (redline.alignment.a, redline.alignment.b)]
    names = [naming.wording(redline.original), naming.wording(redline.copy)]
    if redline.original == redline.copy:
        names = [publisher(redline.alignment.a), publisher(redline.alignment.b)]
    _line(console, " → ".join(f"{name} [{number}]" for name, number in zip(names, ends, strict=True)))
    shown = _ORDER[: _ORDER.index(least) + 1]
    numbered = list(enumerate(redline.changes, start=1))
    for severity in shown:
        for number, change in numbered:
            if change.severity is severity:
                _change(redline, change, number, console)
    hidden = sum(tally[severity] for severity in _ORDER if severity not in shown)
    if hidden:
        console.print()
        _line(console, f"{count(hidden, 'change')} below {least.value} not listed: --severity low lists all.")


def _change(redline: Redline, change: Change, number: int, console: Console) -> None:
    from rich.text import Text

    console.print()
    style = _STYLES[change.severity]
    label = f"{_SIGNS[change.severity]} {change.severity.value.upper()}"
    _line(console, Text.assemble((label, style), f" · {change.kind.value}", (f"  #{number}", "dim")))
    _passage(console, "−", redline.alignment.a, change.original_span, "red")
    _passage(console, "+", redline.alignment.b, change.copy_span, "green")
    _line(console, Text(one_line(change.reason), style="italic"), 3)


def _passage(console: Console, sign: str, annotation: Annotation, span: Span | None, style: str) -> None:
    from rich.text import Text

    if span is None:
        return
    cut = excerpt(annotation, span)
    text = Text.assemble((cut.before, "dim"), (f"[{cut.passage}]", f"bold {style}"), (cut.after, "dim"))
    _line(console, text, 3, f"{sign} ")


def _set_aside(trace: Trace, console: Console) -> None:
    labelled = [
        (annotation, [block for block in annotation.article.blocks if block.label in SET_ASIDE_LABELS])
        for annotation in trace.annotations
    ]
    if not any(blocks for _, blocks in labelled):
        return
    _heading(console, "Set aside", "on the page, but no part of the article")
    for number, (annotation, blocks) in enumerate(labelled, start=1):
        if blocks:
            _line(console, f"[{number}] {publisher(annotation)}")
        for block in blocks:
            passage = shorten(one_line(block.span.of(annotation.text)), 64)
            _line(console, passage, 4, f"{block.label.value}: ")


def _rejected(trace: Trace, console: Console) -> None:
    if not trace.rejected:
        return
    _heading(console, "Rejected", "not traced; the rest went on")
    for rejected in trace.rejected:
        _line(console, f"{one_line(rejected.name)}: {one_line(rejected.reason)}")
