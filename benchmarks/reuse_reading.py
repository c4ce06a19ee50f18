"""Pairs that an archive of the crowd holds, drawn by lot and printed to be read by hand.

    python -m benchmarks.reuse_reading [--data DIR] [--pages] [--count N] [--seed WORDS]

The crowd of allsides as it is, nothing planted: an archive is built, its pairs are found, and 300 of them are
drawn by the hash of a seed and their ids, so that a pair that was read once needn't be read again. Printed
are the ids, the outlets and dates, and the passages of both sides. The labels stand in
`gold/reuse/labels.tsv`: ids, a label, its kind and the round of reading, no text. `--pages` takes the pages
of the Helsinki summit as they were captured, and their pairs that aren't in `gold/reuse/pages.tsv`.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.common import VARIABLE, data_folder
from benchmarks.reuse_texts import crowd, pages, written
from geopolitik.index.archive.layout import Corpus
from geopolitik.index.archive.shelf import Shelf
from geopolitik.runners.building import build
from geopolitik.runners.local import LocalEngine
from geopolitik.runners.pairing import pair
from geopolitik.runners.reading import held, record

LABELS = Path(__file__).parent / "gold" / "reuse" / "labels.tsv"
PAGES = LABELS.with_name("pages.tsv")
"""The labels of the pages of the Helsinki summit; `LABELS` are the crowd's."""
COUNT = 300
SEED = "second sample"
"""Another one draws other pairs."""
_SHOWN = 300
"""Letters of each end of a passage."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Label:
    """What was read of a pair."""

    label: str
    """`true` or `false`; see `gold/reuse/GUIDELINE.md`."""
    kind: str
    round: int
    """In which it was read: the rules of a round were made from those before."""


def labelled(path: Path) -> dict[Pair, Label]:
    """The label of each pair that was read."""
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return {(a, b): Label(label, kind, int(number)) for a, b, label, kind, number in lines}


def found_among(pairs: Path, records: Collection[str] | None = None) -> dict[Pair, list[dict[str, Any]]]:
    """The rows of each pair; of these records only, if they are named."""
    from pyarrow import parquet

    found: dict[Pair, list[dict[str, Any]]] = {}
    for row in parquet.read_table(pairs).to_pylist():
        if records is None or (row["a"] in records and row["b"] in records):
            found.setdefault((row["a"], row["b"]), []).append(row)
    return found


def drawn(pairs: Iterable[Pair], count: int, seed: str = SEED) -> list[Pair]:
    """So many pairs, by lot."""
    return sorted(pairs, key=lambda both: sha256("\t".join((seed, *both)).encode()).digest())[:count]


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
    parser.add_argument("--pages", action="store_true", help="of the Helsinki pages, those not read yet")
    parser.add_argument("--count", type=int, default=COUNT, help="how many")
    parser.add_argument("--seed", default=SEED, help="what the lot is drawn by")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / "crowd.jsonl", Path(folder) / "pairs.parquet"
        written((pages if options.pages else crowd)(data_folder(options.data)), file)
        corpus = Corpus(Path(folder) / "corpus")
        with LocalEngine(2) as engine:
            build(corpus, held([str(file)]), record, engine)
            pair(corpus, out, engine)
        shelf = Shelf(corpus)
        found = found_among(out)
        if options.pages:
            found = {both: found[both] for both in found.keys() - labelled(PAGES).keys()}
        for both in drawn(found, options.count, options.seed):
            print("\n".join(shown(found[both], shelf)))


if __name__ == "__main__":
    main()
