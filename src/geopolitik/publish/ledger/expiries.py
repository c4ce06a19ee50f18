"""What runs out next, in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from geopolitik.ledger.expiry import Expiry
from geopolitik.ledger.naming import Names
from geopolitik.model.ledger.accounts import InForce, Knowledge
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.ladders import Run
from geopolitik.model.ledger.times import Moment
from geopolitik.publish.ledger.grid import row
from geopolitik.publish.ledger.runs import due_words
from geopolitik.publish.ledger.words import moment_words, opened
from geopolitik.publish.lines import put
from geopolitik.text.clean import one_line

if TYPE_CHECKING:
    from rich.console import Console

_WIDTHS = (18, 14)


def print_next(
    case: Case,
    expiries: Sequence[Expiry],
    runs: Sequence[Run],
    console: Console,
    *,
    on: datetime,
    known: datetime,
) -> None:
    """Print whose terms run out, the soonest first, and which steps would be due.

    Args:
        case: the case.
        expiries: what `expiries` found.
        runs: each of the case's ladders, run without an assumption.
        console: where to; its width and colours are kept.
        on: the instant from which to look ahead.
        known: as known at this instant.
    """
    from rich.text import Text

    opened(console, case, "What runs out next", on=on, known=known)
    names = Names(case)
    widths = [*_WIDTHS, min(console.width, 120) - sum(_WIDTHS) - 3]
    if not expiries:
        put(console, "No account that says that something holds names an end that lies ahead.")
    else:
        console.print()
        row(console, widths, [Text(name, style="dim") for name in ("ends (UTC)", "account", "by whose word")])
    for expiry in expiries:
        account = Text(one_line(expiry.account.id), style="bold")
        row(console, widths, [_ends(expiry), account, _told(expiry, case, names)])
    for run in runs:
        _steps(run, names, console)


def _ends(expiry: Expiry) -> str:
    """When a term runs out; of an event, nobody knows when."""
    return "with an event" if expiry.ends == Moment(None, None) else moment_words(expiry.ends)


def _told(expiry: Expiry, case: Case, names: Names) -> str:
    account = expiry.account
    arrangement = next((one.title for one in case.arrangements if one.id == account.arrangement), "")
    in_force = expiry.status.in_force
    now = "not in force" if in_force is InForce.NOT else f"in force: {in_force.value}"
    told = [f"{names.of(account.actor)}: {arrangement}; now {now}"]
    if expiry.event:
        told.append(f"Until an event: “{expiry.event}”.")
    if expiry.prolonged_by:
        told.append(f"Prolonged by {', '.join(expiry.prolonged_by)}.")
    if expiry.status.knowledge is Knowledge.POSSIBLY:
        told.append("Only possibly known then.")
    return "\n".join(map(one_line, told))


def _steps(run: Run, names: Names, console: Console) -> None:
    """Which steps of a ladder would be due, or why no clock runs."""
    from rich.text import Text

    console.print()
    put(console, Text(one_line(f"Ladder {run.ladder.id}: {run.ladder.title}"), style="bold"))
    for status in run.steps:
        if status.step.id in run.next:
            put(console, one_line(f"{status.step.id}: {status.step.title}"), 4, "→ ")
            for due in status.dues:
                put(console, due_words(due, names), 6, "· ")
    if not run.next:
        put(console, run.reasons[0] if run.reasons else "No step is due.", 4)
