"""Weights of lineage fitted, and how they do on texts they never saw.

    python -m benchmarks.calibration [--data DIR] [--fit [--write]]

Whether two texts are related is measured on pairs labelled by hand (`gold/pairs/`), nearly all of them
reports of one event: weights are fitted on three sets and tested on the fourth. The rules behind the
counts were mended with these pairs in view. Which text came first is measured on simplified articles
(OneStopEnglish) and on versions of Wikipedia pages, weights fitted on other articles and pages. `--fit`
prints the weights that all the data give, `--write` writes them into the list that ships; rows of that
list that were set by hand stay.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import geopolitik.lexicon
from benchmarks.calibrating import direction, relation
from benchmarks.common import VARIABLE, Row, data_folder, markdown
from geopolitik.steps.lineage.counts.modes import Mode
from geopolitik.steps.lineage.pair.directions import HELD, HELD_TOGETHER
from geopolitik.steps.lineage.pair.weights import LIST, RELATION

PATH = Path(geopolitik.lexicon.__file__).parent / "data" / f"{LIST}.tsv"
_RELATION_ORIGIN = "fitted on labelled pairs of Helsinki, PolNeAR, AllSides and ECB+"
_DIRECTION_ORIGIN = "fitted on OneStopEnglish and Wikipedia versions, half each"
_MOST = 1.3
"""Log-odds that a term of style may add at most: it never decides alone."""

Figures = dict[tuple[str, str, str], tuple[float, float, str]]
"""Of a row, named by what it is about, its term and its mode: weight, cap and origin."""


def rows(data: Path) -> Iterator[Row]:
    """The figures as rows of a common table."""
    yield from relation.rows(data)
    yield from direction.rows(data)


def fitted(data: Path) -> Figures:
    """The weights that all the data give."""
    found: Figures = {}
    for term, weight in relation.fitted(relation.counted(data)).items():
        cap = abs(weight) if term == relation.PRIOR else RELATION[term].cap
        found["relation", term, ""] = weight, cap, _RELATION_ORIGIN
    pairs = direction.pairs(data, articles=101, pages=265, each=2)
    for mode in (Mode.DIGEST, Mode.UPDATE):
        weights = direction.fitted(pairs, mode)
        for term, weight in weights.per_unit.items():
            cap = direction.CAPS.get(term, direction.HELD_CAP) * weights.slope
            figures = weights.slope * weight, min(cap, _MOST) if term not in _FREE else cap, _DIRECTION_ORIGIN
            found["direction", term, mode.value] = figures
        found["direction", HELD_TOGETHER, mode.value] = (
            1.0,
            direction.HELD_CAP * weights.slope,
            _DIRECTION_ORIGIN,
        )
    return found


_FREE = frozenset({"fuller quotation", "quoted or narrated", "newer date", "mended spelling", *HELD})


def written(text: str, figures: Figures, day: str) -> str:
    """The list with its fitted rows made anew."""
    lines = []
    for line in text.splitlines():
        cells = line.split("\t")
        if line.startswith("# Fitted"):
            line = f"# Fitted on {day} by: python -m benchmarks.calibration --fit --write"
        elif len(cells) == 6 and (cells[0], cells[1], cells[2]) in figures:
            weight, cap, origin = figures[cells[0], cells[1], cells[2]]
            line = "\t".join((*cells[:3], f"{weight:.2f}", f"{cap:.2f}", origin))
        lines.append(line)
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, or fit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, help=f"folder with data/ (or {VARIABLE})")
    parser.add_argument("--fit", action="store_true", help="print the weights that all the data give")
    parser.add_argument("--write", action="store_true", help=f"with --fit: write them into {PATH.name}")
    options = parser.parse_args()
    data = data_folder(options.data)
    if not options.fit:
        print(markdown(rows(data)))
        return
    figures = fitted(data)
    text = written(PATH.read_text(encoding="utf-8"), figures, f"{datetime.now(UTC):%Y-%m-%d}")
    print(text, end="")
    if options.write:
        PATH.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
