"""How fast searching is among many texts, in either database.

    python -m benchmarks.store_search [--data DIR] [--articles N] [--store FILE|ADDRESS]

The articles of `allsides` are put into a store's lists and its search, each in a story of its own, without
being traced. Asked are 400 queries made of their headlines, by somebody who works here: a word, two words, a
phrase of two words, the beginning of a word, and a word with an outlet and a day. PostgreSQL runs on this
machine for as long as it is measured, and doesn't wait for the disk.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from tests import postgres

from benchmarks.common import VARIABLE, Row, data_folder, markdown
from benchmarks.ingest import ALL, records
from geopolitik.app.house import House
from geopolitik.app.naming import outlet_slug
from geopolitik.app.searching import search
from geopolitik.model.capture import Declared
from geopolitik.model.keeping import Appearance, StoryHead
from geopolitik.model.people import Role, User, Viewer
from geopolitik.steps.collect import capture_bytes
from geopolitik.storage import captures, fulltext, open_store, stories

SEED = 20261122
_QUICK = 5_000
"""Texts unless a number is named: to put in all of them takes long."""
_QUERIES = 400
_AT_ONCE = 500
_AT = datetime(2026, 11, 22, tzinfo=UTC)


def rows(data: Path, articles: int = _QUICK) -> Iterator[Row]:
    """The figures, measured now."""
    queries = _queries(data, articles)
    with tempfile.TemporaryDirectory() as folder:
        yield from _measured("SQLite", str(Path(folder) / "store.db"), data, articles, queries, "300 (100)")
    if postgres.programs() is None:
        yield Row("PostgreSQL", "not measured: it isn't installed here", "200 (100)")
        return
    with postgres.running() as server:
        server.tell("CREATE DATABASE search")
        yield from _measured("PostgreSQL", server.address("search"), data, articles, queries, "200 (100)")


def _measured(
    name: str, address: str, data: Path, articles: int, queries: list[str], wanted: str
) -> Iterator[Row]:
    house = House(open_store(address))
    begun = time.monotonic()
    _fill(house, islice(records(data), articles))
    yield Row(f"{name}: {articles:,} texts put in", f"{time.monotonic() - begun:.0f} s")
    yield _asked(name, house, queries, wanted)
    house.store.close()


def _asked(name: str, house: House, queries: list[str], wanted: str) -> Row:
    editor = Viewer(User(id="", name="", role=Role.OWNER, created_at=_AT))
    taken = []
    for query in queries:
        begun = time.perf_counter()
        search(house, editor, query)
        taken.append(1000 * (time.perf_counter() - begun))
    p95 = sorted(taken)[int(0.95 * len(taken)) - 1]
    figure = f"{statistics.median(taken):.0f}; {p95:.0f} ms"
    return Row(f"{name}: a search, of {len(queries)}: median; p95", figure, f"p95 {wanted}")


def _queries(data: Path, articles: int) -> list[str]:
    chance, made = random.Random(SEED), list[str]()
    found = [(words, r) for r in islice(records(data), articles) if len(words := _words(r)) >= 4]
    while len(made) < _QUERIES:
        words, record = chance.choice(found)
        first = chance.randrange(len(words) - 1)
        one, two = words[first : first + 2]
        sifted = f"{one} outlet:{_words(record, 'outlet')[0]} before:2016-01-01"
        made += [one, f"{two} {one}", f'"{one} {two}"', one[:4], sifted]
    return made


def _words(record: dict[str, Any], part: str = "title") -> list[str]:
    return re.findall(r"[^\W\d_]{3,}", record[part] or "")


def _fill(house: House, found: Iterator[dict[str, Any]]) -> None:
    while some := list(islice(found, _AT_ONCE)):
        with house.store.writing() as w:
            for record in some:
                title, outlet, date = (record["title"] or "")[:200], record["outlet"], record["date"]
                capture = capture_bytes(record["text"].encode(), record["id"], declared=Declared(outlet))
                story = StoryHead(record["id"], title, 1, False, _AT, _AT, 1, 1, 1)
                captures.add(w, [capture], at=_AT)
                stories.add(w, story)
                at = Appearance(story.id, capture.id, outlet_slug(outlet), outlet, title, "en", date)
                stories.place(w, [at])
                fulltext.put(w, "capture", story.id, capture.id, title=title, body=record["text"])
                fulltext.put(w, "story", story.id, "", title=title, body=outlet)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="How fast searching is among many texts.")
    parser.add_argument("--data", type=Path, help=f"folder that holds data/ (or {VARIABLE})")
    parser.add_argument("--articles", type=int, default=_QUICK, help=f"how many, up to {ALL}")
    parser.add_argument(
        "--store", help="ask this one, into which the articles were taken (benchmarks.ingest)"
    )
    options = parser.parse_args()
    data = data_folder(options.data)
    if options.store:
        queries = _queries(data, options.articles)
        print(markdown([_asked(options.store, House(open_store(options.store)), queries, "300 (100)")]))
        return
    print(markdown(rows(data, options.articles)))


if __name__ == "__main__":
    main()
