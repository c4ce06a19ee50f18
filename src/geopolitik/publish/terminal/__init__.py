"""The report for a terminal: 80 columns, readable without colour and through a pipe."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from geopolitik.app.comparing import Comparison
from geopolitik.app.naming import Naming, publisher
from geopolitik.errors import UsageError
from geopolitik.model.article import SET_ASIDE_LABELS
from geopolitik.model.story import Severity, Trace
from geopolitik.publish.describing import facts
from geopolitik.publish.lines import heading, put
from geopolitik.publish.reading import in_reading_order
from geopolitik.publish.stemma import in_tree_order, stemma
from geopolitik.publish.terminal.changes import print_redline
from geopolitik.publish.terminal.family import print_stemma
from geopolitik.text.clean import one_line, shorten, source_name

if TYPE_CHECKING:
    from rich.console import Console


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
        print_stemma(trace, naming, console)
    for number, redline in enumerate(in_tree_order(trace.redlines, stemma(trace))):
        print_redline(redline, naming, console, least, explain=number == 0)
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
