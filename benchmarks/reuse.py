"""Reuse planted in a crowd of 37,544 articles: how much of it is found, and what is found besides.

    python -m benchmarks.reuse [--data DIR] [--pairs FILE]

Into the crowd of allsides are put copies made by our own seeded edits (`benchmarks.reuse_texts`): whole
articles in another house's style, with phrases and some words replaced; 250 and 60 words in a row of one
article, edited in the same way, amid 350 and 540 of another; the elementary OneStopEnglish versions, of which
one (`WNL The millenials`) is another article than the advanced one of its name; and seed 000. A copy is found
if it has its original's wording, or is paired with that wording. False pairs were read by hand:
`gold/reuse/GUIDELINE.md` says how, and `python -m benchmarks.reuse_reading` prints them for reading.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.common import VARIABLE, Row, data_folder, markdown
from benchmarks.reuse_reading import LABELS, labelled
from benchmarks.reuse_texts import crowd, planted, written
from geopolitik.index.archive.layout import Corpus
from geopolitik.index.archive.shelf import Shelf
from geopolitik.runners.building import build
from geopolitik.runners.local import LocalEngine
from geopolitik.runners.pairing import pair
from geopolitik.runners.reading import held, record

_TARGETS = {
    "whole": ".999 (1)",
    "250 of 600": ".99 (.999)",
    "60 of 600": ".90 (.97)",
    "rewrite": ".98 (.99)",
    "seed 000": "1",
}


def rows(data: Path, pairs: Path | None = None) -> Iterator[Row]:
    """The figures, measured now; `pairs` is where the pairs are written to be kept."""
    with tempfile.TemporaryDirectory() as folder:
        texts = list(crowd(data))
        originals, copies = planted(data, texts)
        file, out = Path(folder) / "planted.jsonl", pairs or Path(folder) / "pairs.parquet"
        count = written([*texts, *originals, *(copy.row for copy in copies)], file)
        corpus = Corpus(Path(folder) / "corpus")
        start = time.perf_counter()
        with LocalEngine(2) as engine:
            build(corpus, held([str(file)]), record, engine)
            built = time.perf_counter() - start
            found = pair(corpus, out, engine)
        taken = time.perf_counter() - start - built
        yield Row(f"{count:,} articles: index; pairs with passages", f"{built:.0f}; {taken:.0f} s")
        yield Row("pairs compared; found; per second", _per_second(found.compared, found.pairs, taken))
        joined = _joined(out)
        shelf = Shelf(corpus)
        asked: Counter[str] = Counter(copy.kind for copy in copies)
        hit = Counter(c.kind for c in copies if _is_found(c.row.id, c.original, shelf, joined))
    for kind, target in _TARGETS.items():
        yield Row(f"planted, {kind}: found", f"{hit[kind] / asked[kind]:.3f} of {asked[kind]:,}", target)
    labels = Counter(labelled(LABELS).values())
    figure = f"{labels['false']} of {sum(labels.values())}"
    yield Row("false pairs among those read by hand", figure, "3 (0) of 300")


def _per_second(compared: int, pairs: int, seconds: float) -> str:
    return f"{compared:,}; {pairs:,}; {compared / seconds:,.0f}"


def _joined(pairs: Path) -> frozenset[frozenset[str]]:
    """Which wordings are paired."""
    from pyarrow import parquet

    table = parquet.read_table(pairs, columns=["a_wording", "b_wording"])
    sides = (table[name].to_pylist() for name in table.column_names)
    return frozenset(frozenset(both) for both in zip(*sides, strict=True))


def _is_found(copy: str, original: str, shelf: Shelf, joined: frozenset[frozenset[str]]) -> bool:
    both = frozenset(_wording(name, shelf) for name in (copy, original))
    return len(both) == 1 or both in joined


def _wording(name: str, shelf: Shelf) -> str:
    number = shelf.number_of(name)
    return name if number is None else str(shelf.head(int(shelf.wordings[number]), "id"))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Reuse planted in a crowd.")
    parser.add_argument("--data", type=Path, help=f"folder with seeds/, data/, hostile/ (or {VARIABLE})")
    parser.add_argument("--pairs", type=Path, help="keep the pairs that are found there")
    options = parser.parse_args()
    print(markdown(rows(data_folder(options.data), options.pairs)))


if __name__ == "__main__":
    main()
