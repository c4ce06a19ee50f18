"""Which of 37,544 articles has to do with this one: found, and how fast.

    python -m benchmarks.candidates [--data DIR]

The crowd is `allsides`, into which the advanced OneStopEnglish articles and the wording of seed 001 are put.
Asked are the elementary versions, seed 000, and copies made of the crowd's own articles: 250 words in a row
of one amid 350 of another, and 60 words amid 540. All texts count as undated, so that a time window helps
nobody. Both indices are built one text after the other, as the store grows; memory is what the process
gained. The index in the store holds a tenth of the crowd, and the texts that are to be found. One of the 101
pairs of OneStopEnglish (`WNL The millenials`) is two different articles.
"""

from __future__ import annotations

import json
import lzma
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.common import Row, main, seeds
from geopolitik.index.kept import KeptIndex
from geopolitik.index.memory import MemoryIndex
from geopolitik.model.annotation import Annotation
from geopolitik.model.candidates import Fingerprint
from geopolitik.model.protocols import CandidateIndex
from geopolitik.storage import open_store
from geopolitik.text.fingerprints import fingerprint

SEED = 20261122
_REUSED = 200
"""Copies made of each kind."""
_TENTH = 10
_AT_ONCE = 100
"""Texts put into the store in one transaction."""


@dataclass(frozen=True, slots=True)
class Question:
    """A text, and the key of the one it should lead to."""

    kind: str
    asked: Fingerprint
    wanted: str


def crowd(data: Path) -> Iterator[tuple[str, str]]:
    """The articles of allsides: key and text, with its title."""
    path = data / "data/near_duplicate/allsides/articles.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["id"], f"{record['title'] or ''}\n{record['text'] or ''}"


def rewrites(data: Path) -> Iterator[tuple[str, str, str]]:
    """OneStopEnglish: name, advanced text, elementary text."""
    folder = data / "data/rewriting/onestopenglish"
    for path in sorted((folder / "adv").glob("*-adv.txt")):
        name = path.name.removesuffix("-adv.txt")
        easy = folder / "ele" / f"{name}-ele.txt"
        if easy.exists():
            yield name, path.read_text(errors="replace"), easy.read_text(errors="replace")


def said(annotation: Annotation) -> str:
    """The sentences of an article."""
    return " ".join(annotation.article.legible[s.start : s.end] for s in annotation.sentences)


def reused(texts: Sequence[tuple[str, str]], words: int, whole: int = 600) -> Iterator[tuple[str, str]]:
    """Copies that take so many words from one article amid those of another: key and text."""
    chance = random.Random(SEED + words)
    long = [(key, text.split()) for key, text in texts if len(text.split()) >= whole]
    for _ in range(_REUSED):
        (key, original), (_, other) = chance.sample(long, 2)
        start = chance.randrange(len(original) - words)
        half = (whole - words) // 2
        taken = original[start : start + words]
        yield key, " ".join((*other[:half], *taken, *other[half : whole - words]))


def rows(data: Path) -> Iterator[Row]:
    """The figures, measured now."""
    texts = list(crowd(data))
    original, copy, _ = seeds(data)
    planted = [*((name, adv) for name, adv, _ in rewrites(data)), ("seed 001", said(original))]
    questions = [Question("rewrite", fingerprint(easy), name) for name, _, easy in rewrites(data)]
    questions.append(Question("seed", fingerprint(said(copy)), "seed 001"))
    for words in (250, 60):
        questions += [Question(f"{words}", fingerprint(text), key) for key, text in reused(texts, words)]
    start = time.perf_counter()
    prints = {key: fingerprint(text) for key, text in (*texts, *planted)}
    per_second = len(prints) / (time.perf_counter() - start)
    yield Row("articles fingerprinted per second", f"{per_second:,.0f}")
    del texts
    yield from _in_memory(prints, questions)
    yield from _in_the_store(prints, questions)


def _in_memory(prints: dict[str, Fingerprint], questions: Sequence[Question]) -> Iterator[Row]:
    before, start = _memory(), time.perf_counter()
    index = MemoryIndex()
    for key, found in prints.items():
        index.add(key, found)
    taken = time.perf_counter() - start
    yield Row("in memory: built in", f"{taken:.1f} s, {_memory() - before:,.0f} MB")
    yield from _asked("in memory", index, questions)


def _in_the_store(prints: dict[str, Fingerprint], questions: Sequence[Question]) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        store = open_store(path)
        start = time.perf_counter()
        wanted = {question.wanted for question in questions}
        left = [item for n, item in enumerate(prints.items()) if n % _TENTH == 0 or item[0] in wanted]
        texts = len(left)
        while left:
            with store.writing() as w:
                index = KeptIndex(w)
                for key, found in left[:_AT_ONCE]:
                    index.add(key, found)
            del left[:_AT_ONCE]
        taken = time.perf_counter() - start
        size = sum(p.stat().st_size for p in Path(folder).iterdir()) / 1e6
        yield Row(f"in the store: {texts:,} texts put in", f"{taken:.0f} s, {size:,.0f} MB on disk")
        with store.reading() as r:
            yield from _asked("in the store", KeptIndex(r), questions)
        store.close()


def _asked(where: str, index: CandidateIndex, questions: Sequence[Question]) -> Iterator[Row]:
    ranks: dict[str, list[int]] = {}
    times: list[float] = []
    for question in questions:
        start = time.perf_counter()
        found = index.find(question.asked, most=20)
        times.append(1000 * (time.perf_counter() - start))
        place = next((n for n, c in enumerate(found, start=1) if c.key == question.wanted), 1000)
        ranks.setdefault(question.kind, []).append(place)
    easy = ranks["rewrite"]
    share = sum(place <= 10 for place in easy) / len(easy)
    yield Row(f"{where}: OneStopEnglish adv at rank ≤ 10 given ele", f"{share:.3f} of {len(easy)}", ".99 (1)")
    yield Row(f"{where}: rank of the wording of 001 given 000", f"{ranks['seed'][0]}", "1")
    for words in ("250", "60"):
        share = sum(place <= 10 for place in ranks[words]) / len(ranks[words])
        yield Row(f"{where}: original at rank ≤ 10, {words} of 600 words reused", f"{share:.3f} of {_REUSED}")
    late = statistics.quantiles(times, n=100)[98]
    yield Row(f"{where}: asking, median; p99", f"{statistics.median(times):.1f}; {late:.1f} ms")


def _memory() -> float:
    """The memory this process holds now, in MB, as Linux tells."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


if __name__ == "__main__":
    main(__doc__ or "", rows)
