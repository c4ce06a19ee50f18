"""Rows to a case: a ceasefire is an arrangement, each row of it the account of one actor."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geopolitik.ledger.ethprio.columns import (
    ACTOR,
    ACTOR_NAME,
    CEASEFIRE,
    DECLARED,
    EFFECTIVE,
    ENDED,
    is_rows_own,
)
from geopolitik.ledger.ethprio.dates import NO_CALENDAR, is_before, read_date, read_parts_until_they_fail
from geopolitik.ledger.ethprio.oddities import Oddity, date_parts, oddities
from geopolitik.ledger.ethprio.table import Table, read_table
from geopolitik.model.ledger.accounts import Account, Arrangement, Stance
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.sources import Actor, ActorKind, Document, Passage
from geopolitik.model.ledger.times import Term, When

DOCUMENT = "ethprio"
COVERED = ("1989", "2020")
"""The years of the data set: when an undated row was said, at the widest."""

_GOVERNMENT = re.compile(r"\bgov\w*ment ?of", re.IGNORECASE)
"""Spelt in several ways. Whether a body that calls itself a republic is a state isn't ours to say."""
_PLAIN = re.compile(r"[A-Za-z0-9]{1,40}")
_ABOUT = (
    "Ceasefires of the ETH/PRIO data set, one account for each row. Each row is what the data set's coders "
    "hold of one actor. It was written down afterwards: a row that states an end counts as known only from "
    "that end on."
)


@dataclass(frozen=True, slots=True)
class Imported:
    """A file of the data set as a case, and what is odd in it."""

    case: Case
    oddities: tuple[Oddity, ...]
    table: Table
    """The rows as they stood in the file."""


def read(content: bytes, name: str = "the file") -> Imported:
    """Read a file of the data set.

    Args:
        content: the file's bytes.
        name: what to call it in errors.

    Raises:
        EthprioError: it can't be read, see `read_table`; nothing is imported by halves.
    """
    table = read_table(content, name)
    return Imported(_case(table), tuple(oddities(table)), table)


def differing(table: Table, columns: Sequence[str]) -> tuple[str, ...]:
    """Numbers of the ceasefires whose rows don't agree in these columns."""
    seen: dict[str, set[tuple[str, ...]]] = {}
    for row in table.rows:
        seen.setdefault(row[CEASEFIRE], set()).add(tuple(row[column] for column in columns))
    return tuple(ceasefire for ceasefire, values in seen.items() if len(values) > 1)


def _case(table: Table) -> Case:
    groups: dict[str, list[dict[str, str]]] = {}
    for row in table.rows:
        groups.setdefault(row[CEASEFIRE], []).append(row)
    shared = {ceasefire: _shared(table.header, rows) for ceasefire, rows in groups.items()}
    return Case(
        id="ethprio-ceasefires",
        title="Ceasefires of the ETH/PRIO data set",
        about=_ABOUT,
        documents=(Document(DOCUMENT, "ETH/PRIO", None, "Civil Conflict Ceasefire Dataset"),),
        actors=_actors(table.rows),
        arrangements=tuple(_arrangement(rows, shared[ceasefire]) for ceasefire, rows in groups.items()),
        accounts=_accounts(table, shared),
    )


def _shared(header: Sequence[str], rows: Sequence[dict[str, str]]) -> tuple[str, ...]:
    """The columns that say of the ceasefire, and not of one row, what stands in them."""
    return tuple(
        column for column in header if not is_rows_own(column) and len({row[column] for row in rows}) == 1
    )


def _arrangement(rows: Sequence[dict[str, str]], shared: Sequence[str]) -> Arrangement:
    first = rows[0]
    where = f", {first['location'].strip()}" if first.get("location", "").strip() else ""
    return Arrangement(
        id=_arrangement_id(first),
        title=f"Ceasefire {first[CEASEFIRE].strip() or 'without a number'}{where}",
        parties=tuple(dict.fromkeys(_actor_id(row) for row in rows)),
        columns=tuple((column, first[column]) for column in shared),
        rests_on=(Passage(DOCUMENT, at=f"uniq_id {first[CEASEFIRE]}"),),
    )


def _accounts(table: Table, shared: dict[str, tuple[str, ...]]) -> tuple[Account, ...]:
    counts: dict[str, int] = {}
    accounts = []
    of_ceasefire = {ceasefire: frozenset(columns) for ceasefire, columns in shared.items()}
    for line, row in zip(table.lines, table.rows, strict=True):
        ceasefire = row[CEASEFIRE]
        counts[ceasefire] = counts.get(ceasefire, 0) + 1
        own = tuple(pair for pair in row.items() if pair[0] not in of_ceasefire[ceasefire])
        accounts.append(_account(row, counts[ceasefire], line, own))
    return tuple(accounts)


def _account(row: dict[str, str], number: int, line: int, own: tuple[tuple[str, str], ...]) -> Account:
    said = said_of(row)
    start, until = (read_date(date_parts(row, columns)).when for columns in (EFFECTIVE, ENDED))
    return Account(
        id=f"{_arrangement_id(row)}-{number}",
        arrangement=_arrangement_id(row),
        actor=_actor_id(row),
        said=said,
        # What a row says of its end can't have been known before that end.
        known=until if until and not is_before(until, said) else None,
        stance=Stance.HOLDS,
        term=Term(start=start, until=until),
        note=_note(row, start, until),
        columns=own,
        rests_on=(Passage(DOCUMENT, at=f"line {line}"),),
    )


def said_of(row: dict[str, str]) -> When:
    """When a row was declared, as precisely as its cells can be read; at the widest, in the years covered."""
    parts = date_parts(row, DECLARED)
    if when := read_parts_until_they_fail(parts):
        return when
    return When(COVERED[0], latest=COVERED[1], note="No date of declaration that can be read is given.")


def _note(row: dict[str, str], start: When | None, until: When | None) -> str:
    """Sentences on dates that can't be taken as they stand."""
    told = []
    for title, columns in (("declaration", DECLARED), ("effect", EFFECTIVE), ("end", ENDED)):
        parts = date_parts(row, columns)
        if problem := read_date(parts).problem:
            why = "no calendar has it" if problem == NO_CALENDAR else problem
            told.append(f"The date of {title} is given as {', '.join(parts)[:60]}: {why}.")
    if start and until and is_before(until, start):
        told.append("By this row it ended before it took effect; both dates are kept as given.")
    return " ".join(told)


def _actors(rows: Sequence[dict[str, str]]) -> tuple[Actor, ...]:
    """Each number once, in the order of the file: its most frequent name, and every other as an alias."""
    names: dict[str, Counter[str]] = {}
    for row in rows:
        names.setdefault(_actor_id(row), Counter())[row[ACTOR_NAME].strip() or "(no name)"] += 1
    return tuple(_actor(ident, counted) for ident, counted in names.items())


def _actor(ident: str, names: Counter[str]) -> Actor:
    name, *aliases = (name for name, _ in names.most_common())
    kind = ActorKind.STATE if any(map(_GOVERNMENT.search, names)) else ActorKind.GROUP
    return Actor(ident, name, kind, aliases=tuple(aliases))


def _actor_id(row: dict[str, str]) -> str:
    """`ucdp-141`; an actor without a number of its own is told by its name."""
    number = row[ACTOR]
    return _ident("ucdp", number) if number.isalnum() and number != "0" else _ident("actor", row[ACTOR_NAME])


def _arrangement_id(row: dict[str, str]) -> str:
    return _ident("cf", row[CEASEFIRE])


def _ident(prefix: str, text: str) -> str:
    """An id that says what it can, and is safe and distinct whatever the text holds."""
    if _PLAIN.fullmatch(text):
        return f"{prefix}-{text}"
    return f"{prefix}-x{hashlib.sha256(text.encode()).hexdigest()[:12]}"
