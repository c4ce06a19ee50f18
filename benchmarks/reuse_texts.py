"""Archives to measure on: the crowd of allsides, reuse planted in it by seeded edits, the crowd made large.

    python -m benchmarks.reuse_texts crowd|planted|COUNT FILE [--data DIR]

Writes lines of JSON (`id`, `series`, `date`, `title`, `text`), the same bytes for the same arguments.
`crowd` is the collection as it is. `planted` adds copies of which the original is known (`PLANTED`). A number
makes so many articles: the crowd's and four or five copies of each, of which two in five are reposts in
another house's style, the others lightly edited, cut, or rewritten; for a smaller number fewer articles,
copied as often.
"""

from __future__ import annotations

import argparse
import csv
import json
import lzma
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benchmarks import tradition_edits as edits
from benchmarks.candidates import rewrites, said
from benchmarks.common import VARIABLE, data_folder, seeds
from benchmarks.tradition_edits import Text

SEED = 20261122
WHOLE = 200_000
"""Articles of the large archive, to which all of the crowd is copied."""
PLANTED = {"whole": 1000, "250 of 600": 1000, "60 of 600": 1000}
"""Copies of each kind; besides these, all rewrites of OneStopEnglish, and seed 000."""
_LENGTH = 600
_SENTENCE = re.compile(r"(?<=[.!?”\"]) +(?=[A-Z“\"])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Row:
    """An article as lines of JSON have it; `series` is its outlet."""

    id: str
    series: str
    date: str
    title: str
    text: str
    url: str = ""
    """Copies have none: the outlet says whose site they stand on."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A planted copy, and the id of what it was made from."""

    kind: str
    row: Row
    original: str


def crowd(data: Path) -> Iterator[Row]:
    """The articles of allsides, as they are."""
    path = data / "data/near_duplicate/allsides/articles.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            names = ("id", "source", "date", "title", "text", "url")
            yield Row(*(row[name] or "" for name in names))


def pages(data: Path) -> Iterator[Row]:
    """The pages of the Helsinki summit as they were captured, with all their furniture."""
    csv.field_size_limit(sys.maxsize)
    path = data / "data/near_duplicate/helsinki/helsinki_articles.csv"
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            text = "\n".join(part.strip() for part in row["text"].split("###"))
            yield Row(f"h{row['id']}", row["publisher"], row["scrape_time"][:10], "", text)


def planted(data: Path, rows: list[Row]) -> tuple[list[Row], list[Copy]]:
    """What is put into the crowd beside the copies, and the copies."""
    chance = Random(SEED)
    long = [row for row in rows if len(row.text.split()) >= _LENGTH]
    copies = [
        Copy("whole", _copied(row, f"whole-{n}", _light(_text(row.text), chance), chance), row.id)
        for n, row in enumerate(chance.sample(long, PLANTED["whole"]))
    ]
    for words in (250, 60):
        kind = f"{words} of {_LENGTH}"
        for number in range(PLANTED[kind]):
            original, host = chance.sample(long, 2)
            text = _amid(original.text.split(), host.text.split(), words, chance)
            copies.append(Copy(kind, _copied(original, f"{words}-{number}", text, chance), original.id))
    originals: list[Row] = []
    for name, advanced, elementary in rewrites(data):
        originals.append(Row(f"adv {name}", "Advanced", "", "", advanced))
        copies.append(Copy("rewrite", Row(f"ele {name}", "Elementary", "", "", elementary), f"adv {name}"))
    page, post, _ = seeds(data)
    originals.append(Row("seed 001", "Site", "", "", said(page)))
    copies.append(Copy("seed 000", Row("seed 000", "Channel", "", "", said(post)), "seed 001"))
    return originals, copies


def enlarged(data: Path, count: int) -> Iterator[Row]:
    """So many articles: the crowd's, or some of them, and four or five copies of each."""
    rows = list(crowd(data))
    rows = rows[: round(len(rows) * min(1.0, count / WHOLE))]
    each, more = divmod(count - len(rows), len(rows))
    asked = [(row, each + (number < more)) for number, row in enumerate(rows)]
    with ProcessPoolExecutor(2) as pool:
        for family in pool.map(_family, asked, chunksize=64):
            yield from family


def _family(asked: tuple[Row, int]) -> list[Row]:
    row, copies = asked
    text = _text(row.text)
    found = [row]
    for number in range(copies):
        chance = Random(f"{SEED} {row.id} {number}")
        found.append(_copied(row, str(number), _WAYS[chance.randrange(len(_WAYS))](text, chance), chance))
    return found


def _text(text: str) -> Text:
    paragraphs = (tuple(_SENTENCE.split(part.strip())) for part in text.split("\n") if part.strip())
    return tuple(paragraphs) or (("",),)


def _copied(row: Row, mark: str, text: Text, chance: Random) -> Row:
    """A copy, by another outlet and not before its original."""
    told = "\n\n".join(" ".join(paragraph) for paragraph in text)
    day = ""
    # Some dates of the collection name the month first: to us these are undated.
    if _DAY.fullmatch(row.date):
        day = (date.fromisoformat(row.date) + timedelta(days=chance.randrange(3))).isoformat()
    return Row(f"{row.id}-{mark}", f"House {chance.randrange(400):03}", day, row.title, told)


def _amid(original: list[str], host: list[str], words: int, chance: Random) -> Text:
    """So many words in a row of one article as a paragraph in the middle of another."""
    start = chance.randrange(len(original) - words + 1)
    half = (_LENGTH - words) // 2
    taken = _light(((" ".join(original[start : start + words]),),), chance)
    return (
        (" ".join(host[:half]),),
        *taken,
        (" ".join(host[half : _LENGTH - words]),),
    )


def _repost(text: Text, chance: Random) -> Text:
    return edits.house_style(text, chance)


def _light(text: Text, chance: Random) -> Text:
    """As an editor touches up: the house's style, some phrases, three synonyms in a hundred chances."""
    return edits.synonyms(edits.phrases(edits.house_style(text, chance), 0.3, chance), 0.03, chance)


def _cut(text: Text, chance: Random) -> Text:
    return edits.cut_clauses(edits.cut_sentences(_light(text, chance), 0.4, chance), 0.3, chance)


def _rewritten(text: Text, chance: Random) -> Text:
    return edits.rewrite(edits.synonyms(text, 0.3, chance), 0.5, chance)


_WAYS = (_repost, _repost, _repost, _repost, _light, _light, _light, _cut, _cut, _rewritten)


def written(rows: Iterator[Row] | list[Row], path: Path) -> int:
    """Write rows as lines of JSON; returns how many."""
    number = 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
            number += 1
    return number


def main() -> None:
    """Write one of the archives."""
    parser = argparse.ArgumentParser(description="Archives to measure on.")
    parser.add_argument("what", help="crowd, planted, or how many articles")
    parser.add_argument("file", type=Path, help="lines of JSON to write")
    parser.add_argument("--data", type=Path, help=f"folder with seeds/, data/, hostile/ (or {VARIABLE})")
    options = parser.parse_args()
    data = data_folder(options.data)
    if options.what.isdigit():
        print(written(enlarged(data, int(options.what)), options.file))
        return
    rows = list(crowd(data))
    if options.what == "planted":
        originals, copies = planted(data, rows)
        rows += [*originals, *(copy.row for copy in copies)]
    print(written(rows, options.file))


if __name__ == "__main__":
    main()
