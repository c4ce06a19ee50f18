"""Word lists as data files, each with its origin in its first lines."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/<name>.tsv`, keyed by its header row.

    Lines that begin with `# ` state what the list is and where it comes from. A missing cell is the empty
    string. Raises FileNotFoundError for a list that does not exist and ValueError for a row that has more
    cells than the header.
    """
    lines = [
        line
        for line in (_DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("# ")
    ]
    header = lines[0].split("\t")
    return tuple(_row(name, header, line) for line in lines[1:])


def _row(name: str, header: list[str], line: str) -> dict[str, str]:
    cells = line.split("\t")
    if len(cells) > len(header):
        raise ValueError(f"{name}.tsv: {line!r} has {len(cells)} cells, the header {len(header)}")
    return dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))


def words(name: str, column: str = "word") -> frozenset[str]:
    """One column of a list, as a set."""
    return frozenset(row[column] for row in table(name))
