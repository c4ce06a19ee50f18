"""Who has committed and who has not, in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geopolitik.ledger.commitments import Committed
from geopolitik.ledger.naming import Names
from geopolitik.publish.lines import heading, put
from geopolitik.text.clean import one_line

if TYPE_CHECKING:
    from rich.console import Console


def print_commitments(commitments: Sequence[Committed], names: Names, console: Console) -> None:
    """Print each actor's commitments, readiness and refusals; and that there are none."""
    heading(console, "Who has committed", "and who has not")
    for one in commitments:
        who = names.of(one.actor) if one.actor else f"Steps that are nobody's ({', '.join(one.steps)})"
        put(console, one_line(f"{who}: {' '.join(one.sentences)}"), 0, "", "    ")
        for entry in (*one.commitments, *one.readiness, *one.refusals):
            position = entry.position
            on_condition = f"; only if {position.condition}" if position.condition else ""
            put(console, one_line(f"{position.kind.value}: {position.content}{on_condition}"), 4, "· ")
