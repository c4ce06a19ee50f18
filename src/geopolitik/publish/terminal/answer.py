"""The answer to one text in a terminal: what it is, where it comes from, what it changed, what to open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geopolitik.app.naming import Naming, publisher
from geopolitik.model.story import Severity, Trace
from geopolitik.publish.answering import answer
from geopolitik.publish.describing import facts
from geopolitik.publish.lines import heading, put
from geopolitik.publish.reading import in_reading_order
from geopolitik.publish.terminal.changes import print_redline
from geopolitik.publish.verdicts import origins_words
from geopolitik.text.clean import source_name
from geopolitik.text.inflection import count

if TYPE_CHECKING:
    from rich.console import Console


def print_answer(
    trace: Trace,
    capture_id: str,
    console: Console,
    *,
    least: Severity,
    pages: tuple[str, ...] = (),
    alone: str = "",
) -> None:
    """Print what can be said of one text in its story.

    Args:
        trace: the story's trace.
        capture_id: the text's capture, which stands in it.
        console: where to; its width and colours are kept.
        least: changes below this severity are counted, not listed.
        pages: which pages to open, a line each.
        alone: why there was nothing to compare it with; empty if there was.
    """
    trace = in_reading_order(trace)
    naming = Naming.of(trace)
    annotation = naming.annotations[capture_id]
    found = answer(trace, capture_id)
    heading(console, "Text", count(len(trace.annotations), "text") + " in its story")
    put(console, f"[{naming.numbers[capture_id]}] {publisher(annotation)}")
    for fact in (source_name(annotation.article.capture.address), *facts(annotation)):
        put(console, fact, 4)
    heading(console, "Origin", origins_words(trace, naming))
    for line in (*((alone,) if alone else found.told), *found.open):
        put(console, line)
    ends = {(edge.original, edge.copy) for edge in found.edges}
    redlines = [redline for redline in trace.redlines if (redline.original, redline.copy) in ends]
    for number, redline in enumerate(redlines):
        print_redline(redline, naming, console, least, explain=number == 0)
    if found.would_settle:
        heading(console, "Would settle it")
        for what in found.would_settle:
            put(console, what)
    if pages:
        heading(console, "Open")
        for page in pages:
            put(console, page)
