"""What an import says of itself: how much came in, what is odd, and whether it goes out the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from geopolitik.ledger.ethprio import Imported, Kind, Oddity, differing
from geopolitik.ledger.ethprio.columns import EFFECTIVE, ENDED
from geopolitik.publish.exports.csv import to_csv
from geopolitik.text.clean import one_line

COLUMNS = ("kind", "line", "ceasefire", "field", "value", "kept")
_SHOWN, _SAMPLE = 8, 3
"""So many of a kind are all told in the terminal; of more, a few. The report has them all."""


def summary(imported: Imported, name: str, *, differs: str) -> Iterator[str]:
    """The lines for the terminal.

    Args:
        imported: what was read.
        name: the file's name.
        differs: what differs between the file and its export; empty if nothing does.
    """
    case = imported.case
    sizes = ((case.accounts, "row"), (case.arrangements, "ceasefire"), (case.actors, "actor"))
    yield f"{one_line(name)}: {', '.join(_count(len(found), noun) for found, noun in sizes)}"
    ends, effects = (len(differing(imported.table, columns)) for columns in (ENDED, EFFECTIVE))
    yield f"The rows of a ceasefire differ on its end in {ends}, on when it takes effect in {effects}:"
    yield "each row is an account of its own."
    yield ""
    yield from _told(imported.oddities)
    if differs:
        yield f"Exported in the data set's form it differs from this file: {differs}."
    else:
        yield "Exported in the data set's form it is the same file, byte for byte."


def report(oddities: Sequence[Oddity]) -> bytes:
    """Every oddity as a line of a CSV file that is safe to open in a spreadsheet."""
    return to_csv((asdict(oddity) for oddity in oddities), COLUMNS, bom=True)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _told(oddities: Sequence[Oddity]) -> Iterator[str]:
    if not oddities:
        yield "Nothing odd."
        return
    yield "Odd, and kept:"
    for kind in Kind:
        found = [oddity for oddity in oddities if oddity.kind is kind]
        if found:
            yield f"  {kind.value}: {len(found):,} ({found[0].kept})"
            shown = found if len(found) <= _SHOWN else found[:_SAMPLE]
            for oddity in shown:
                where = f"line {oddity.line}, ceasefire {oddity.ceasefire}, {oddity.field}"
                yield f"    {one_line(f'{where}: {oddity.value}')}"
            if len(found) > len(shown):
                yield f"    … and {len(found) - len(shown):,} more"
    yield ""
