"""What is odd in the data: reported with row, field and value, and with what was kept. Nothing is dropped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from geopolitik.ledger.ethprio.columns import ACTOR, ACTOR_NAME, CEASEFIRE, DATES, DECLARED, EFFECTIVE, ENDED
from geopolitik.ledger.ethprio.dates import NO_CALENDAR, NO_NUMBER, Parts, is_before, read_date
from geopolitik.ledger.ethprio.table import Table


class Kind(StrEnum):
    """What is odd."""

    IMPOSSIBLE = "no calendar has this date"
    NO_NUMBER = "a date that is no number"
    GAP = "a date with a gap"
    ENDS_FIRST = "ends before it starts"
    ENDS_UNDECLARED = "ends before it is declared"
    BACKDATED = "takes effect before it is declared"
    LENGTH = "a length that is no number"
    NO_CEASEFIRE = "no number of a ceasefire"
    TWICE = "one actor in several rows of a ceasefire"
    NAMES = "one actor's number with another name"
    LOST = "letters lost before it was published"
    FORMULA = "a spreadsheet would run this cell"


_KEPT = {
    Kind.IMPOSSIBLE: "as given; the account states no such time",
    Kind.NO_NUMBER: "as given; the account states no such time",
    Kind.GAP: "as given; read as far as it has no gap",
    Kind.ENDS_FIRST: "both dates as given",
    Kind.ENDS_UNDECLARED: "both dates as given",
    Kind.BACKDATED: "both dates as given",
    Kind.LENGTH: "as given; not read as a length",
    Kind.NO_CEASEFIRE: "as given; rows without a number stand together",
    Kind.TWICE: "an account for each row",
    Kind.NAMES: "this row's name as given; the actor has both",
    Kind.LOST: "as given",
    Kind.FORMULA: "as given; the export in the data set's format has it too, other exports guard it",
}
_LOST = "\N{REPLACEMENT CHARACTER}"
_FORMULA = re.compile(r"\s*[=+@＝＋－＠]|\s*-(?!\d+(\.\d+)?$)|[\t\r]")
"""A negative number is no formula."""
_COMMON = frozenset({"0", "1", "-1", ""})
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Oddity:
    """One odd thing."""

    kind: Kind
    line: int
    """Of the file; the header is line 1."""
    ceasefire: str
    field: str
    value: str
    kept: str


def date_parts(row: dict[str, str], columns: tuple[str, str, str]) -> Parts:
    """A row's cells for one date."""
    year, month, day = columns
    return row[year], row[month], row[day]


def oddities(table: Table) -> Iterator[Oddity]:
    """Everything odd, in the order of the file."""
    seen: dict[tuple[str, str], int] = defaultdict(int)
    names: dict[str, str] = {}
    for line, row in zip(table.lines, table.rows, strict=True):
        for kind, field, value in (*_dates(row), *_actors(row, seen, names), *_cells(row)):
            yield Oddity(kind, line, row[CEASEFIRE], field, value, _KEPT[kind])


def _dates(row: dict[str, str]) -> Iterator[tuple[Kind, str, str]]:
    for columns in DATES.values():
        parts = date_parts(row, columns)
        if problem := read_date(parts).problem:
            kind = {NO_CALENDAR: Kind.IMPOSSIBLE, NO_NUMBER: Kind.NO_NUMBER}.get(problem, Kind.GAP)
            yield kind, columns[0].removesuffix("_yr"), _shown(", ".join(parts))
    declared, effective, ended = (
        read_date(date_parts(row, columns)).when for columns in (DECLARED, EFFECTIVE, ENDED)
    )
    if effective and ended and is_before(ended, effective):
        yield Kind.ENDS_FIRST, "end", f"{ended.given}, effective {effective.given}"
    elif declared and ended and is_before(ended, declared):
        yield Kind.ENDS_UNDECLARED, "end", f"{ended.given}, declared {declared.given}"
    if declared and effective and is_before(effective, declared):
        yield Kind.BACKDATED, "cf_effect", f"{effective.given}, declared {declared.given}"


def _actors(
    row: dict[str, str], seen: dict[tuple[str, str], int], names: dict[str, str]
) -> Iterator[tuple[Kind, str, str]]:
    ceasefire, number, name = row[CEASEFIRE], row[ACTOR], row[ACTOR_NAME]
    if not ceasefire.strip():
        yield Kind.NO_CEASEFIRE, CEASEFIRE, ceasefire
    key = (ceasefire, name if number == "-1" else number)
    seen[key] += 1
    if seen[key] > 1:
        yield Kind.TWICE, ACTOR, _shown(f"{number}, {name}")
    if number != "-1" and names.setdefault(number, name) != name:
        yield Kind.NAMES, ACTOR_NAME, _shown(f"{name}; first {names[number]}")


def _cells(row: dict[str, str]) -> Iterator[tuple[Kind, str, str]]:
    length = row.get("fixed_time", "")
    if length.strip() and not re.fullmatch(r"-?\d+(\.\d+)?", length.strip()):
        yield Kind.LENGTH, "fixed_time", _shown(length)
    for column, cell in row.items():
        if _LOST in cell:
            yield Kind.LOST, column, _around_loss(cell)
        # Most cells are a code, and they are looked at by the hundred thousand.
        if cell not in _COMMON and _FORMULA.match(cell):
            yield Kind.FORMULA, column, _shown(cell)


def _around_loss(cell: str) -> str:
    at = max(0, cell.index(_LOST) - 20)
    return _shown(cell[at:])


def _shown(value: str) -> str:
    return value if len(value) <= _LONGEST_SHOWN else value[: _LONGEST_SHOWN - 1] + "…"
