"""The shipped cases, in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from geopolitik.model.ledger.case import Case
from geopolitik.publish.ledger.words import INVENTED
from geopolitik.publish.lines import put

if TYPE_CHECKING:
    from rich.console import Console


def print_cases(cases: Mapping[str, Case], console: Console) -> None:
    """Print each case's name, title and what it is about."""
    from rich.text import Text

    for number, (name, case) in enumerate(cases.items()):
        if number:
            console.print()
        put(console, Text.assemble((name, "bold"), f"  {case.title}"))
        if case.invented:
            put(console, INVENTED, 4)
        for paragraph in _paragraphs(case.about):
            put(console, paragraph, 4)


def _paragraphs(text: str) -> list[str]:
    """The text's paragraphs: lines that were broken for the file are joined."""
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
