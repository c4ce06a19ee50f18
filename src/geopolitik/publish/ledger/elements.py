"""Which parts of a plan captured texts keep, in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geopolitik.ledger.elements import ElementFound, Kept
from geopolitik.model.annotation import Annotation
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.ladders import Ladder
from geopolitik.model.span import Span
from geopolitik.publish.ledger.words import INVENTED
from geopolitik.publish.lines import heading, put
from geopolitik.text.clean import one_line, shorten, source_name

if TYPE_CHECKING:
    from rich.console import Console

Text = tuple[Annotation, Sequence[ElementFound]]
_SIGNS = {Kept.KEPT: "+", Kept.IN_PART: "~", Kept.LOST: "−"}
_WIDTH = 300


def print_elements(case: Case, ladder: Ladder, texts: Sequence[Text], console: Console) -> None:
    """Print for each text which elements it keeps, keeps in part or loses, with the passage.

    Args:
        case: the case.
        ladder: the plan.
        texts: each captured text with what was found in it.
        console: where to; its width and colours are kept.
    """
    for annotation, found in texts:
        kept = sum(element.kept is Kept.KEPT for element in found)
        part = sum(element.kept is Kept.IN_PART for element in found)
        tally = f"keeps {kept} of {len(found)}" + (f", {part} in part" if part else "")
        heading(console, one_line(ladder.title), f"{source_name(annotation.article.capture.name)}: {tally}")
        if case.invented:
            put(console, INVENTED)
        shown: Span | None = None
        for number, element in enumerate(found, start=1):
            _element(number, element, annotation, console, shown)
            shown = element.passage or shown


def _element(
    number: int, found: ElementFound, annotation: Annotation, console: Console, shown: Span | None
) -> None:
    """One element, with its passage unless that was the last one shown."""
    title = f"{number} {one_line(found.element.title)}: {found.kept.value}"
    put(console, title, 0, f"{_SIGNS[found.kept]} ")
    if found.passage is not None and found.passage == shown:
        put(console, "In the same passage.", 4)
    elif found.passage is not None:
        put(console, f"“{shorten(one_line(found.passage.of(annotation.text)), _WIDTH)}”", 4)
    if found.kept is not Kept.KEPT:
        put(console, one_line(found.reason), 4)
