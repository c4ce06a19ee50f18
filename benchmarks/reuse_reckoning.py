"""What archives of other sizes would take, reckoned from the unit costs in `RESULTS.md`.

    python -m benchmarks.reuse_reckoning

Nothing is measured: each figure is a unit cost of the section `reuse` times a number of articles, shared out
among cores as if that cost nothing. `docs/explanation/scale.md` holds the table, and a test keeps it current.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"
PRICE = 0.05
"""Dollars for a core and an hour, what large providers ask for in bulk, as an assumption."""
_HEAD = (
    "articles",
    "cores",
    "work, all cores",
    "reading, one stream",
    "heads, held by one process",
    "disk",
    "between the stages",
    "money",
)


@dataclass(frozen=True, slots=True)
class Costs:
    """What an article costs."""

    reading: float
    """Milliseconds of processors, as the next two."""
    index: float
    pairs: float
    disk: float
    """Bytes, as the next two."""
    passing: float
    heads: float


SIZES = (
    (1_000_000, 4, "one laptop"),
    (100_000_000, 320, "20 machines"),
    (1_000_000_000, 1600, "100 machines"),
)


def costs(results: str) -> Costs:
    """The unit costs among the results."""
    part = results.partition("\n## reuse\n")[2].partition("\n## ")[0]

    def of(words: str) -> float:
        found = re.search(rf"^\| {re.escape(words)}[^|]* \| ([\d,.]+) ", part, re.MULTILINE)
        if found is None:
            raise LookupError(f"RESULTS.md has no row {words}")
        return float(found[1].replace(",", ""))

    time, disk = "processor time for an article", "on disk for an article"
    return Costs(
        of(f"reading: {time}"),
        of(f"index, reading included: {time}"),
        of(f"pairs: {time}"),
        sum(of(f"{name}: {disk}") for name in ("texts", "index", "pairs")),
        of("between the stages"),
        of("heads of records"),
    )


def reckoned(found: Costs) -> Iterator[tuple[str, ...]]:
    """The rows of the table."""
    for articles, cores, where in SIZES:
        hours = articles * (found.index + found.pairs) / 3.6e6
        yield (
            f"{articles:,}",
            f"{cores:,} ({where})",
            _hours(hours / cores),
            _hours(articles * found.reading / 3.6e6),
            _bytes(articles * found.heads),
            _bytes(articles * found.disk),
            _bytes(articles * found.passing),
            f"${hours * PRICE:,.2f}",
        )


def _hours(hours: float) -> str:
    return f"{hours:,.1f} h" if hours >= 1 else f"{60 * hours:.0f} min"


def _bytes(count: float) -> str:
    return f"{count / 1e12:,.1f} TB" if count >= 1e12 else f"{count / 1e9:,.1f} GB"


def table() -> str:
    """The table as Markdown."""
    rows = (_HEAD, ["---"] * len(_HEAD), *reckoned(costs(RESULTS.read_text(encoding="utf-8"))))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    print(table())
