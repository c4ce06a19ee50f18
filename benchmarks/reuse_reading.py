"""Pairs that an archive of the crowd holds, drawn by lot and printed to be read by hand.

    python -m benchmarks.reuse_reading [--data DIR] [--count N]

The crowd of allsides as it is, nothing planted: an archive is built, its pairs are found, and 300 of them are
drawn by the hash of their ids, so that a pair that was read once needn't be read again. Printed are the ids,
the outlets and dates, and the passages of both sides. The labels stand in `gold/reuse/labels.tsv`: ids, a
label and its kind, no text.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Collection, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.common import VARIABLE, data_folder
from benchmarks.reuse_texts import crowd, written
from geopolitik.index.archive.layout import Corpus
from geopolitik.index.archive.shelf import Shelf
from geopolitik.runners.building import build
from geopolitik.runners.local import LocalEngine
from geopolitik.runners.pairing import pair
from geopolitik.runners.reading import held, record

LABELS = Path(__file__).parent / "gold" / "reuse" / "labels.tsv"
COUNT = 300
_SHOWN = 300
"""Letters of each end of a passage."""

Pair = tuple[str, str]


def labelled(path: Path) -> dict[Pair, tuple[str, str]]:
    """The label of each pair that was read, and its kind."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return {(a, b): (label, kind) for a, b, label, kind in (line.split("\t") for line in lines)}


def drawn(pairs: Path, count: int, among: Collection[str] | None = None) -> list[list[dict[str, Any]]]:
    """So many pairs, each as its rows; of these records only, if they are named."""
    from pyarrow import parquet

    found: dict[Pair, list[dict[str, Any]]] = {}
    for row in parquet.read_table(pairs).to_pylist():
        if among is None or (row["a"] in among and row["b"] in among):
            found.setdefault((row["a"], row["b"]), []).append(row)
    lots = sorted(found, key=lambda both: sha256("\t".join(both).encode()).digest())
    return [found[both] for both in lots[:count]]


def shown(passages: list[dict[str, Any]], shelf: Shelf) -> Iterator[str]:
    """A pair as lines to read."""
    first = passages[0]
    texts = {side: _text(first[side], shelf) for side in ("a", "b")}
    yield f"=== {first['a']}\t{first['b']}"
    for side in ("a", "b"):
        said = f"{first[f'{side}_outlet']}, {first[f'{side}_date']}, {first[f'{side}_share']:.2f}"
        yield f"{side}: {said}"
    for row in passages:
        yield f"  {row['words']} words"
        for side in ("a", "b"):
            text = texts[side][row[f"{side}_begin"] : row[f"{side}_end"]]
            ends = text if len(text) <= 2 * _SHOWN else f"{text[:_SHOWN]} […] {text[-_SHOWN:]}"
            yield f"    {side}| {' '.join(ends.split())}"


def _text(name: str, shelf: Shelf) -> str:
    number = shelf.number_of(name)
    return "" if number is None else shelf.record(number).text


def main() -> None:
    """Print the pairs."""
    parser = argparse.ArgumentParser(description="Pairs to be read by hand.")
    parser.add_argument("--data", type=Path, help=f"folder with seeds/, data/, hostile/ (or {VARIABLE})")
    parser.add_argument("--count", type=int, default=COUNT, help="how many")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / "crowd.jsonl", Path(folder) / "pairs.parquet"
        written(crowd(data_folder(options.data)), file)
        corpus = Corpus(Path(folder) / "corpus")
        with LocalEngine(2) as engine:
            build(corpus, held([str(file)]), record, engine)
            pair(corpus, out, engine)
        shelf = Shelf(corpus)
        for passages in drawn(out, options.count):
            print("\n".join(shown(passages, shelf)))


if __name__ == "__main__":
    main()
