"""What became known between two instants, and which answers it changes, in a terminal."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from geopolitik.ledger.differing import Changed, Difference, Learned
from geopolitik.ledger.naming import Names
from geopolitik.ledger.reasons import instant_words
from geopolitik.model.ledger.accounts import AccountStatus, InForce
from geopolitik.model.ledger.case import Case
from geopolitik.publish.ledger.grid import row
from geopolitik.publish.ledger.words import INVENTED, moment_words
from geopolitik.publish.lines import heading, put
from geopolitik.text.clean import one_line

if TYPE_CHECKING:
    from rich.console import Console

_KIND, _ID = 17, 20


def print_difference(
    case: Case,
    difference: Difference,
    console: Console,
    *,
    on: datetime,
    before: datetime,
    after: datetime,
) -> None:
    """Print the entries that became known, and the answers that differ.

    Args:
        case: the case.
        difference: what `differ` found.
        console: where to; its width and colours are kept.
        on: the instant that the answers are about.
        before: as known first.
        after: as known then.
    """
    heading(console, "What became known", one_line(case.title))
    if case.invented:
        put(console, INVENTED)
    put(console, f"Between {instant_words(before)} and {instant_words(after)}.")
    names = Names(case)
    for learned in difference.learned:
        _learned(learned, names, console)
    if not difference.learned:
        put(console, "Nothing.")
    heading(console, "Which answers it changes", f"on {instant_words(on)}")
    for changed in difference.changed:
        _changed(changed, names, console)
    if not difference.changed:
        put(console, "None.")


def _learned(learned: Learned, names: Names, console: Console) -> None:
    rest = min(console.width, 120) - _KIND - _ID - 2
    told = f"{names.of(learned.by)}; {moment_words(learned.known, joint=' – ')} (UTC)"
    turn = f"{learned.before.value} → {learned.after.value}"
    cells = [learned.kind.value, one_line(learned.id), one_line(f"{told}; {turn}")]
    row(console, [_KIND, _ID, rest], cells)


def _changed(changed: Changed, names: Names, console: Console) -> None:
    account = changed.after.account
    before = _answer(changed.before) if changed.before else "not yet known"
    told = f"{account.id} ({names.of(account.actor)}): {before} → {_answer(changed.after)}"
    put(console, one_line(told))
    for reason in changed.after.reasons[:2]:
        put(console, one_line(reason), 4, "· ")


def _answer(status: AccountStatus) -> str:
    word = "not in force" if status.in_force is InForce.NOT else f"in force: {status.in_force.value}"
    broken = ", possibly broken" if status.possibly_broken else ""
    return f"{word}{broken} ({status.knowledge.value})"
