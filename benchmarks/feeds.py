"""Feeds read as the cases of feedparser expect.

    python -m benchmarks.feeds --data DIR [--wrong]

Of feedparser's 1,191 well-formed feeds, each comes with what it should be read as. Counted are those that
are about what an entry keeps here: its title, address, id, text, times, author, language, source, and the
feed's title, address and language. Expected texts hold markup, ours none: a text is right if it is the
expected one without its markup. What feedparser writes of its own is no fault to write otherwise: `author`
as name and mail address in one, a relative address where nobody tells from where. The others, about
enclosures, categories and the like, must be read without an error. A feed that is refused says why.
"""

from __future__ import annotations

import argparse
import ast
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.common import Row, data_folder, markdown
from geopolitik.errors import FeedError
from geopolitik.model.feed import Feed, FeedEntry
from geopolitik.steps.collect.feeds import read_feed
from geopolitik.steps.collect.feeds.texts import moment, plain

AS_EXPECTED = "feeds as expected, of those about what is kept"
_ADDRESS = "http://127.0.0.1:8097/"
_TEXTS = {
    **{"title": "title", "title_detail": "title", "description": "summary", "summary": "summary"},
    **{"summary_detail": "summary", "content": "summary", "author": "author", "author_detail": "author"},
    **{"id": "id", "guid": "id", "link": "address", "language": "language"},
}
_TIMES = {"published": "published", "updated": "updated", "created": "published"}
_VALUES = ("value", "name")
"""What of a `…_detail` is kept here."""


def rows(data: Path) -> Iterator[Row]:
    """The figures as rows of a common table."""
    folder = data / "hostile" / "feedparser"
    cases = [json.loads(line) for line in (folder / "cases.jsonl").read_text("utf-8").splitlines()]
    refused, asked, wrong = 0, 0, 0
    begun = time.perf_counter()
    for case in cases:
        verdict = judged(folder, case)
        refused += verdict == "refused"
        asked += verdict in ("right", "wrong")
        wrong += verdict == "wrong"
    took = time.perf_counter() - begun
    yield Row("feeds read without an error", f"{len(cases) - refused} of {len(cases)}", "")
    yield Row("refused with a reason", str(refused))
    yield Row(
        AS_EXPECTED,
        f"{asked - wrong} of {asked} ({(asked - wrong) / asked:.1%})",
        "97 %",
    )
    yield Row("feeds read in a second, most of them small", f"{len(cases) / took:,.0f}")


def judged(folder: Path, case: dict[str, Any]) -> str:
    """`right`, `wrong`, `refused`, or `other` where nothing that is kept is expected."""
    address = case["headers"].get("Content-Location") or _ADDRESS
    kind = case["headers"].get("Content-type", "")
    try:
        feed = read_feed((folder / case["path"]).read_bytes(), address, kind)
    except FeedError:
        return "refused"
    told = [_fits(feed, part) for part in _parts(case["expect"])]
    answers = [fits for fits in told if fits is not None]
    return "other" if not answers else "right" if all(answers) else "wrong"


def _parts(expectation: str) -> Iterator[ast.Compare]:
    """The comparisons in an expectation, none of which is ever run."""
    for node in ast.walk(ast.parse(expectation.strip(), mode="eval")):
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq):
            yield node


def _fits(feed: Feed, part: ast.Compare) -> bool | None:
    """Whether a comparison holds; None if it is about something that isn't kept."""
    try:
        expected = ast.literal_eval(part.comparators[0])
    except ValueError:
        return None
    path = _path(part.left)
    if path[:1] == ["entries"] and len(path) > 2:
        if not isinstance(path[1], int) or path[1] >= len(feed.entries):
            return False if path[2] in _TEXTS else None
        return _entry_fits(feed.entries[path[1]], path[2:], expected)
    if path == ["feed", "title"] or path == ["feed", "title_detail", "value"]:
        return _same(feed.title, expected)
    if path in (["feed", "link"], ["feed", "language"]):
        return _same(feed.address if path[1] == "link" else feed.language, expected)
    return None


def _entry_fits(entry: FeedEntry, path: list[str | int], expected: object) -> bool | None:
    key = str(path[0])
    if key.removesuffix("_parsed") in _TIMES:
        found = getattr(entry, _TIMES[key.removesuffix("_parsed")])
        return found is not None and found.astimezone(UTC) == _moment(expected)
    if key == "source" and len(path) == 2 and path[1] in ("title", "href", "value"):
        source = entry.source
        return source is not None and _same(source.address if path[1] == "href" else source.title, expected)
    if key not in _TEXTS or (len(path) > 1 and path[-1] not in _VALUES):
        return None
    if key == "author" and isinstance(expected, str) and "@" in expected:
        return bool(entry.author) and entry.author in expected
    return _same(getattr(entry, _TEXTS[key]), expected)


def _moment(expected: object) -> datetime | None:
    if isinstance(expected, str):
        return moment(expected)
    if not isinstance(expected, tuple):
        return None
    year, month, day, hour, minute, second = expected[:6]
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def _same(found: str, expected: object) -> bool:
    """Whether a text is the expected one, with or without what may be markup in it."""
    if not isinstance(expected, str):
        return False
    ways = (expected, plain(expected), plain(plain(expected)))
    return any(" ".join(found.split()) == " ".join(way.split()) for way in ways)


def _path(node: ast.AST) -> list[str | int]:
    """`entries[0]['title']` as its parts."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [*_path(node.value), node.attr]
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        key = node.slice.value
        return [*_path(node.value), key if isinstance(key, int) else str(key)]
    return [""]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--wrong", action="store_true", help="name the cases that aren't as expected")
    arguments = parser.parse_args()
    folder = data_folder(arguments.data)
    if arguments.wrong:
        suite = folder / "hostile" / "feedparser"
        for line in (suite / "cases.jsonl").read_text("utf-8").splitlines():
            case = json.loads(line)
            if judged(suite, case) == "wrong":
                print(case["path"], case["expect"])
    print(markdown(rows(folder)))
