"""The changes of a redline in a terminal report."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geopolitik.app.naming import Naming, publisher
from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span
from geopolitik.model.story import Change, Redline, Severity
from geopolitik.publish.excerpt import excerpt
from geopolitik.publish.lines import heading, put
from geopolitik.text.clean import one_line

if TYPE_CHECKING:
    from rich.console import Console

_ORDER = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
_STYLES = {Severity.HIGH: "bold red", Severity.MEDIUM: "bold yellow", Severity.LOW: "bold"}
_SIGNS = {Severity.HIGH: "!!", Severity.MEDIUM: "! ", Severity.LOW: "· "}


def print_redline(
    redline: Redline, naming: Naming, console: Console, least: Severity, *, explain: bool = False
) -> None:
    """Print the changes of one retelling, severest first; below `least` they are counted.

    Args:
        explain: whether to say how they are ordered and numbered.
    """
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
