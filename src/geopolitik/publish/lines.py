"""Lines of a report for a terminal: headings, and text that wraps under itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def heading(console: Console, title: str, note: str = "") -> None:
    """Print a heading over a rule, with a note beside it."""
    from rich.text import Text

    console.print()
    put(console, Text.assemble((title.upper(), "bold"), ("  " + note if note else "", "dim")))
    console.print(Text("─" * min(console.width, 80), style="dim"))


def put(console: Console, text: str | Text, indent: int = 0, lead: str = "", rest: str = "") -> None:
    """Print a line that wraps under itself; no spaces at the end.

    `indent` spaces, then `lead` once and `rest`, or as many spaces, on the further lines.
    """
    from rich.text import Text

    text = text if isinstance(text, Text) else Text(text)
    width = max(20, console.width - indent - max(len(lead), len(rest)))
    for number, line in enumerate(text.wrap(console, width)):
        line.rstrip()
        start = lead if number == 0 else rest or " " * len(lead)
        console.print(Text(" " * indent + start) + line)
