"""Reuse planted in a crowd of 37,544 articles: how much of it is found, and what is found besides.

    python -m benchmarks.reuse [--data DIR] [--pairs FILE]

Into the crowd of allsides are put copies made by our own seeded edits (`benchmarks.reuse_texts`): whole
articles in another house's style, with phrases and some words replaced; 250 and 60 words in a row of one
article, edited in the same way, amid 350 and 540 of another; the elementary OneStopEnglish versions, of which
one (`WNL The millenials`) is another article than the advanced one of its name; and seed 000. A copy is found
if it has its original's wording, or is paired with that wording. False pairs were read by hand:
`gold/reuse/GUIDELINE.md` says how and in which rounds, and `python -m benchmarks.reuse_reading` prints them
for reading. What a round held before the rules were mended by it is what to expect of another archive; the
crowd's pairs that are found now have all had their part in the rules. The pages of the Helsinki summit, as
they were captured, with all their furniture, were read in rounds of their own, the last after the last rule.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

from benchmarks.common import VARIABLE, Row, data_folder, markdown
from benchmarks.memory import highest, largest_below
from benchmarks.reuse_reading import COUNT, LABELS, PAGES, Label, Pair, drawn, found_among, labelled
from benchmarks.reuse_texts import crowd, planted, written
from geopolitik.index.archive.features import features
from geopolitik.index.archive.layout import Corpus
from geopolitik.index.archive.partition import RECORDS, columns
from geopolitik.index.archive.shelf import Shelf
from geopolitik.runners.building import build
from geopolitik.runners.local import LocalEngine
from geopolitik.runners.pairing import pair
from geopolitik.runners.reading import held, record
from geopolitik.steps.collect.files import read_file

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
        written([*texts, *originals, *(copy.row for copy in copies)], file)
        corpus = Corpus(Path(folder) / "corpus")
        with taking() as read_cost:
            # In one stream, as what is packed must be.
            deque(read_file(file), maxlen=0)
        with highest(largest_below) as building, taking() as build_cost, LocalEngine(2) as engine:
            count = build(corpus, held([str(file)]), record, engine).records
        with highest(largest_below) as pairing, taking() as pair_cost, LocalEngine(2) as engine:
            found = pair(corpus, out, engine)
        yield Row(f"of {count:,} articles: pairs compared; found", f"{found.compared:,}; {found.pairs:,}")
        per_core = found.compared / pair_cost.processor
        yield Row("pairs verified per second and core, finding them included", f"{per_core:.0f}", "40 (150)")
        costs = {"reading": read_cost, "index, reading included": build_cost, "pairs": pair_cost}
        yield from _unit_costs(count, corpus, costs)
        largest = f"{building.memory:,.0f}; {pairing.memory:,.0f} MB"
        yield Row("largest process of those that work: build; pairs", largest)
        joined = _joined(out)
        shelf = Shelf(corpus)
        asked: Counter[str] = Counter(copy.kind for copy in copies)
        hit = Counter(c.kind for c in copies if _is_found(c.row.id, c.original, shelf, joined))
        of_crowd = list(found_among(out, {row.id for row in texts}))
    for kind, target in _TARGETS.items():
        yield Row(f"planted, {kind}: found", f"{hit[kind] / asked[kind]:.3f} of {asked[kind]:,}", target)
    yield from _read(of_crowd, labelled(LABELS))


@dataclass(slots=True)
class Cost:
    """What a piece of work took."""

    seconds: float = 0.0
    """By the clock."""
    processor: float = 0.0
    """Seconds of all its processes together."""


@contextmanager
def taking() -> Iterator[Cost]:
    """Measure what is done within, with the processes that are begun and ended there."""
    cost = Cost()
    start, before = time.perf_counter(), _processor()
    yield cost
    cost.seconds, cost.processor = time.perf_counter() - start, _processor() - before


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _unit_costs(count: int, corpus: Corpus, costs: dict[str, Cost]) -> Iterator[Row]:
    """What one article costs: the page on scale reckons with these."""
    for name, cost in costs.items():
        yield Row(f"{name}: processor time for an article", f"{1e3 * cost.processor / count:.2f} ms")
    for name, folder in (("texts", corpus.partitions), ("index", corpus.index), ("pairs", corpus.pairs)):
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        yield Row(f"{name}: on disk for an article", f"{size / count:,.0f} bytes")
    heads = (corpus.index / RECORDS).stat().st_size
    yield Row("heads of records, held whole by one process: for an article", f"{heads / count:,.0f} bytes")
    part = columns(corpus.partition(0), "text")["text"].to_pylist()
    passing = sum(array.nbytes for array in astuple(features(part))) / len(part)
    yield Row("between the stages: written and read again for an article", f"{passing:,.0f} bytes")


def _read(found: list[Pair], labels: dict[Pair, Label]) -> Iterator[Row]:
    """What was read of the pairs that are found now, and of each round when it was read."""
    for name, pairs in (("drawn by lot", drawn(found, COUNT)), ("of the crowd, all that are found", found)):
        read = [labels[both] for both in pairs if both in labels]
        false = sum(label.label == "false" for label in read)
        target = "3 (0)" if len(pairs) == COUNT else ""
        said = f"{false}, {len(pairs) - len(read)} not read"
        yield Row(f"false pairs among {len(pairs)} {name}", said, target)
    third = sum(labels[both].kind == "third" for both in found if both in labels)
    yield Row("of all, what both hold is mostly a third's words", f"{third}")
    yield from _rounds("", labels, "")
    yield from _rounds("captured pages, ", labelled(PAGES), "3 (0)")


def _rounds(drawn_from: str, labels: dict[Pair, Label], target: str) -> Iterator[Row]:
    """What was false of each round; the target is the last one's, from which no rule was made."""
    last = max(label.round for label in labels.values())
    for number in range(1, last + 1):
        kinds = Counter(label.kind for label in labels.values() if label.round == number)
        false_kinds = {kind: count for kind, count in kinds.items() if kind not in {"reuse", "third"}}
        told = ", ".join(f"{kind} {count}" for kind, count in sorted(false_kinds.items()))
        said = f"{sum(false_kinds.values())} of {kinds.total()} ({told})"
        mended = "" if target and number == last else ", before the rules were mended by it"
        yield Row(f"false pairs of {drawn_from}round {number}{mended}", said, "" if mended else target)


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
