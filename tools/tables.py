"""Tables on pages that are taken from elsewhere, so that no figure is typed twice.

A table stands between two comments and is filled in by `python -m tools.run_docs --write`:

    <!-- figures: SECTION/WORDS; SECTION/WORDS -->   rows of benchmarks/RESULTS.md whose measure has the words
    <!-- evidence: relation -->                      what each reason weighs (or: direction, across)
    <!-- end of table -->
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from geopolitik.steps.lineage.pair import foreign, weights

RESULTS = Path(__file__).parents[1] / "benchmarks" / "RESULTS.md"

_TABLE = re.compile(r"(<!-- (figures|evidence): ([^\n]*?) -->\n).*?(<!-- end of table -->)", re.DOTALL)
_WEIGHTS = {"relation": weights.RELATION, "direction": weights.DIRECTION, "across": foreign.ACROSS}

Row = tuple[str, ...]


class TableError(Exception):
    """A table asks for something that is not there."""


def filled(page: str) -> str:
    """The page with every table as it is now.

    Raises:
        TableError: a row is asked for that `RESULTS.md` doesn't have.
    """
    return _TABLE.sub(_fill, page)


def _fill(match: re.Match[str]) -> str:
    opening, maker, asked, closing = match.groups()
    return f"{opening}\n{_MAKERS[maker](asked)}\n\n{closing}"


def _table(head: Row, rows: Sequence[Row]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def figures(asked: str) -> str:
    """Rows of the results, in the order asked for."""
    results = _results()
    return _table(
        ("measure", "figure", "at least (aim)"), [_row(wish.strip(), results) for wish in asked.split(";")]
    )


def _row(wish: str, results: dict[str, list[Row]]) -> Row:
    section, _, words = wish.partition("/")
    for row in results.get(section, []):
        if words in row[0]:
            return row
    raise TableError(f"{RESULTS.name} has no row {wish!r}")


def _results() -> dict[str, list[Row]]:
    """The rows of `RESULTS.md` by section, without the tables' heads."""
    found: dict[str, list[Row]] = {}
    section = ""
    for line in RESULTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            section = line[3:].strip()
        elif line.startswith("| ") and not line.startswith(("| ---", "| measure |")):
            cells = tuple(cell.strip() for cell in line.strip("| ").split(" | "))
            found.setdefault(section, []).append((*cells, "", "")[:3])
    return found


def evidence(about: str) -> str:
    """What each reason weighs."""
    rows = [
        (term, f"{weight.per_unit:+g}", f"{weight.cap:g}", _origin(weight.origin))
        for term, weight in _WEIGHTS[about].items()
    ]
    return _table(("reason", "log-odds a unit", "at most", "where the weight comes from"), rows)


def _origin(origin: str) -> str:
    return origin.replace("benchmarks.lineage", "`benchmarks.lineage`")


_MAKERS: dict[str, Callable[[str], str]] = {"figures": figures, "evidence": evidence}
