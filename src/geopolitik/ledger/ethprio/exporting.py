"""A case to rows: the data set's own file again, with what was changed since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geopolitik.ledger.ethprio.columns import (
    ACTOR,
    ACTOR_NAME,
    CEASEFIRE,
    DECLARED,
    EFFECTIVE,
    ENDED,
    HEADER,
    NEEDED,
)
from geopolitik.ledger.ethprio.dates import parts_of, read_date
from geopolitik.ledger.ethprio.importing import said_of
from geopolitik.ledger.ethprio.oddities import date_parts
from geopolitik.ledger.ethprio.table import EthprioError, write_table
from geopolitik.model.ledger.accounts import Account, Arrangement
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.times import When


@dataclass(frozen=True, slots=True)
class Exported:
    """A file in the data set's form, and what it can't hold."""

    content: bytes
    rows: int
    left_out: tuple[str, ...]
    """Plain words with a count each."""


def write(case: Case) -> Exported:
    """Write the accounts of every arrangement that has columns, one row each, in the case's order.

    A case that was imported and not changed gives the file that was imported. Cells that nobody filled in
    are empty. A date changed since the import goes out as far as three numbers can say it.

    Raises:
        EthprioError: no arrangement of the case has columns.
    """
    arrangements = {arrangement.id: arrangement for arrangement in case.arrangements}
    names = {actor.id: actor.name for actor in case.actors}
    with_columns = [a for a in case.accounts if arrangements[a.arrangement].columns or a.columns]
    if not with_columns:
        raise EthprioError(
            case.id,
            "no arrangement has columns of the ETH/PRIO data",
            "Export it as csv, events, graphml or ics.",
        )
    rows = [_row(account, arrangements[account.arrangement], names) for account in with_columns]
    used = dict.fromkeys(column for row in rows for column in row)
    header = [column for column in HEADER if column in used]
    header += [column for column in used if column not in header]
    content = write_table(header, ([row.get(column, "") for column in header] for row in rows))
    return Exported(content, len(rows), tuple(_left_out(case, with_columns)))


def _row(account: Account, arrangement: Arrangement, names: dict[str, str]) -> dict[str, str]:
    row = dict.fromkeys(NEEDED, "")
    row |= {
        CEASEFIRE: arrangement.id,
        ACTOR: account.actor.removeprefix("ucdp-") if account.actor.startswith("ucdp-") else "-1",
        ACTOR_NAME: names.get(account.actor, account.actor),
    }
    row |= dict(arrangement.columns) | dict(account.columns)
    _date(row, DECLARED, account.said, said_of(row))
    for columns, when in ((EFFECTIVE, account.term.start), (ENDED, account.term.until)):
        _date(row, columns, when, read_date(date_parts(row, columns)).when)
    return row


def _date(row: dict[str, str], columns: tuple[str, str, str], when: When | None, in_row: When | None) -> None:
    """Bring a row's date up to the account's, unless its cells say the same already."""
    if _bounds(when) != _bounds(in_row):
        row.update(zip(columns, parts_of(when), strict=True))


def _bounds(when: When | None) -> tuple[str, str] | None:
    return (when.given, when.latest) if when else None


def _left_out(case: Case, written: list[Account]) -> Iterator[str]:
    others = len(case.accounts) - len(written)
    if others:
        yield f"accounts of arrangements without columns of the data set: {others}"
    hours = sum("T" in when.given for a in written for when in (a.said, a.term.start, a.term.until) if when)
    if hours:
        yield f"hours of dates: {hours}"
    if case.positions:
        yield f"positions: {len(case.positions)}"
