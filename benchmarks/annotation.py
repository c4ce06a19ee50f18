"""Sentences told apart, and the time that annotating takes.

MRPC (Dolan, Brockett 2005) gives single sentences of news. Two of a row, the second behind the first with
one blank between, must fall into exactly these two; rows whose first string does not end in a full stop, a
question mark or an exclamation mark, or whose second does not begin with a capital, are left out, since
nothing parts them. nupunkt, a trained splitter, is measured on the same pairs.

The time is that of `annotate` on a text of about 900 words made of the same sentences, warm, the median of
twenty runs.
"""

from __future__ import annotations

import csv
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.common import Row, main
from benchmarks.quotations import article
from geopolitik.steps.annotate import annotate

Splitter = Callable[[str], list[str]]
WORDS = 900
RUNS = 20


def rows(data: Path, every: int = 4) -> Iterator[Row]:
    """The figures, measured now."""
    pairs = list(_pairs(data / "data" / "sentences" / "mrpc" / "msr-para-train.tsv"))[::every]
    yield Row(f"MRPC pairs parted where they should be (of {len(pairs)})", f"{_right(pairs, ours):.3f}")
    yield Row("the same by nupunkt", f"{_right(pairs, _nupunkt()):.3f}")
    yield Row(f"annotating {WORDS} words, ms", f"{1000 * seconds(_text(pairs)):.1f}", "(8)")


def ours(text: str) -> list[str]:
    """Our sentences of one paragraph."""
    annotation = annotate(article(f"Title\n{text}"))
    return [annotation.text[s.start : s.end] for s in annotation.sentences[1:]]


def seconds(text: str) -> float:
    """Median time of annotating a text, warm."""
    subject = article(text)
    annotate(subject)
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        annotate(subject)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def _nupunkt() -> Splitter:
    from nupunkt import sent_tokenize

    return lambda text: [str(sentence).strip() for sentence in sent_tokenize(text)]


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8-sig") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            first, second = row[3].strip(), row[4].strip()
            if first.endswith((".", "?", "!")) and second[:1].isupper():
                yield first, second


def _right(pairs: list[tuple[str, str]], split: Splitter) -> float:
    return sum(split(f"{first} {second}") == [first, second] for first, second in pairs) / max(len(pairs), 1)


def _text(pairs: list[tuple[str, str]]) -> str:
    """A title and paragraphs of three sentences, `WORDS` words in all."""
    lines, count = ["Title"], 0
    for at in range(0, len(pairs) - 2, 3):
        line = " ".join(first for first, _ in pairs[at : at + 3])
        lines.append(line)
        count += len(line.split())
        if count >= WORDS:
            break
    return "\n".join(lines)


if __name__ == "__main__":
    main("Measure sentences and the time of annotating.", rows)
