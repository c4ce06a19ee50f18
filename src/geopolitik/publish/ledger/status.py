"""What is in force, by whose account, in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from geopolitik.model.ledger.accounts import Account, AccountStatus, Arrangement, InForce, Knowledge
from geopolitik.model.ledger.case import Case
from geopolitik.publish.ledger.grid import row
from geopolitik.publish.ledger.words import Citing, given_words, moment_words, opened
from geopolitik.publish.lines import put
from geopolitik.text.clean import one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_HEAD = ("known?", "in force?", "from (UTC)", "until (UTC)")
_ANSWER = (8, 15, 18, 18)
"""The widths of these four."""
_WIDE = 120
"""From so many columns on the reasons stand beside the answer, and not below it."""
_STYLES = {
    InForce.CERTAINLY: "bold green",
    InForce.POSSIBLY: "bold yellow",
    InForce.NOT: "bold",
    InForce.UNKNOWN: "dim",
}
_LATER = "Not yet known then; no answer above uses them. What they say of that instant:"
_RULE = "Each row is one actor's word. None outweighs another, and none is merged with another."


def print_status(
    case: Case,
    statuses: Sequence[AccountStatus],
    console: Console,
    *,
    on: datetime,
    known: datetime,
    left_out: int = 0,
) -> None:
    """Print the answer of each account, by arrangement.

    Args:
        case: the case.
        statuses: what `status` answered.
        console: where to; its width and colours are kept.
        on: the instant that was asked for.
        known: as known at this instant.
        left_out: how many answers weren't asked for, and aren't among these.
    """
    opened(console, case, "In force?", on=on, known=known)
    put(console, _RULE)
    citing = Citing(case, known)
    by_arrangement = {arrangement.id: arrangement for arrangement in case.arrangements}
    told: dict[str, list[AccountStatus]] = {}
    for status in statuses:
        told.setdefault(status.account.arrangement, []).append(status)
    for key, of_it in told.items():
        _arrangement(by_arrangement[key], of_it, citing, console)
    accounted = {account.arrangement for account in case.accounts}
    for key, arrangement in by_arrangement.items():
        if key not in accounted:
            console.print()
            put(console, f"{_title(arrangement, citing)}: nobody's account of it is in the case.")
    if left_out:
        console.print()
        put(console, f"Left out, since not asked for: {left_out:,} accounts that answer otherwise.")


def _title(arrangement: Arrangement, citing: Citing) -> str:
    return one_line(f"{arrangement.title} ({citing.names.all_of(arrangement.parties)})")


def _arrangement(
    arrangement: Arrangement, statuses: Sequence[AccountStatus], citing: Citing, console: Console
) -> None:
    from rich.text import Text

    console.print()
    put(console, Text(_title(arrangement, citing), style="bold"))
    table = _wide if console.width >= _WIDE else _narrow
    known = [status for status in statuses if status.knowledge is not Knowledge.NOT_YET]
    later = [status for status in statuses if status.knowledge is Knowledge.NOT_YET]
    if known:
        table(known, citing, console)
    if later:
        console.print()
        put(console, _LATER)
        table(later, citing, console)


def _wide(statuses: Sequence[AccountStatus], citing: Citing, console: Console) -> None:
    """One row per account, with its reasons in the last column."""
    from rich.text import Text

    account = min(14, max(len("account"), *(len(status.account.id) for status in statuses)))
    widths = [account, 22, *_ANSWER]
    widths.append(min(console.width, 160) - sum(widths) - len(widths))
    row(console, widths, [Text(name, style="dim") for name in ("account", "who, said", *_HEAD, "why")])
    for status in statuses:
        who = f"{_who(status.account, citing)}\n{given_words(status.account.said)}"
        why = "\n".join(_why(status, citing))
        row(console, widths, [_id(status), who, *_answer(status), why])


def _narrow(statuses: Sequence[AccountStatus], citing: Citing, console: Console) -> None:
    """Per account who said it when, the answer in columns, and its reasons."""
    from rich.text import Text

    widths = [3, *_ANSWER]
    row(console, widths, ["", *(Text(name, style="dim") for name in _HEAD)])
    for status in statuses:
        console.print()
        said = f"{_who(status.account, citing)}, said {given_words(status.account.said)}"
        put(console, Text.assemble(_id(status), "  ", said))
        row(console, widths, ["", *_answer(status)])
        for reason in _why(status, citing):
            put(console, reason, 4, "" if reason.startswith("[") else "· ")


def _why(status: AccountStatus, citing: Citing) -> list[str]:
    """Its reasons, the case's note, and what it rests on."""
    account = status.account
    told = [*status.reasons, account.note] if account.note else [*status.reasons]
    return [*map(one_line, told), citing.words(account.rests_on)]


def _id(status: AccountStatus) -> Text:
    from rich.text import Text

    return Text(one_line(status.account.id), style="bold")


def _answer(status: AccountStatus) -> list[str | Text]:
    return [
        _known(status.knowledge),
        _in_force(status),
        moment_words(status.starts),
        moment_words(status.ends),
    ]


def _who(account: Account, citing: Citing) -> str:
    by = f", by {one_line(citing.names.of(account.speaker))}" if account.speaker else ""
    return f"{one_line(citing.names.of(account.actor))}{by}"


def _known(knowledge: Knowledge) -> str:
    return {Knowledge.KNOWN: "yes", Knowledge.POSSIBLY: "possibly", Knowledge.NOT_YET: "not yet"}[knowledge]


def _in_force(status: AccountStatus) -> Text:
    from rich.text import Text

    word = "no" if status.in_force is InForce.NOT else status.in_force.value
    broken = "\npossibly broken" if status.possibly_broken else ""
    return Text.assemble((word, _STYLES[status.in_force]), broken)
