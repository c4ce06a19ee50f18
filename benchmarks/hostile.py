"""What bad input does to fetching and reading: outcomes, the worst time and the peak of memory.

    python -m benchmarks.hostile [--data DIR]

Runs the tree-construction inputs of html5lib-tests, the naughty strings, the script-injection payloads (each
as a page), and every bomb that `own/make_bombs.py` writes (into a temporary folder). Each input must give an
article or a refusal with a reason, within 15 s and 512 MB; anything else counts as a crash.

Then what comes from the web, through the entrances of the collector: feeds, JSON and XML as feeds and as
files; bombs as feeds, lists of feeds and files; the addresses that must not be asked, which are fetched up to
connecting; those of the web platform tests; robots.txt; and every answer of the misbehaving server. Which
feeds aren't read as expected `python -m benchmarks.feeds --wrong` names.
"""

from __future__ import annotations

import json
import runpy
import shutil
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from multiprocessing import get_context
from pathlib import Path

from benchmarks import hostile_web
from benchmarks.common import Row, main
from geopolitik.errors import GeopolitikError
from geopolitik.model.article import Article
from geopolitik.publish.richtext import plain, render
from geopolitik.publish.richtext.limits import LONGEST
from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.extract import extract
from geopolitik.steps.extract.html.child import CHILD

SECONDS = 15.0


@dataclass(slots=True)
class Tally:
    """Outcomes of one suite."""

    read: int = 0
    refused: int = 0
    crashed: list[str] = field(default_factory=list)
    untiled: list[str] = field(default_factory=list)
    """Read, but some visible character lies in no block or in two."""
    slowest: float = 0.0
    slowest_name: str = ""

    def try_one(self, content: bytes, name: str) -> None:
        """Read one input and note what came of it."""
        started = time.perf_counter()
        try:
            article = extract(capture_bytes(content, name))
        except GeopolitikError:
            self.refused += 1
        except Exception as err:  # noqa: BLE001 - a crash is what is being counted
            self.crashed.append(f"{name}: {type(err).__name__}")
        else:
            self.read += 1
            if not is_tiled(article):
                self.untiled.append(name)
        seconds = time.perf_counter() - started
        if seconds > self.slowest:
            self.slowest, self.slowest_name = seconds, name

    def row(self, suite: str) -> Row:
        """The suite's line of the table."""
        wrong = (
            f"; WRONG: {', '.join((self.crashed + self.untiled)[:5])}" if self.crashed or self.untiled else ""
        )
        figure = f"{self.read} read, {self.refused} refused, {len(self.crashed)} crashed{wrong}"
        return Row(
            f"{suite} (slowest {self.slowest:.1f} s: {self.slowest_name})", figure, "0 crashed, < 15 s"
        )


def is_tiled(article: Article) -> bool:
    """Whether every visible character lies in exactly one block."""
    at = 0
    for block in article.blocks:
        if block.start < at or article.text[at : block.start].strip():
            return False
        at = block.end
    return not article.text[at:].strip()


def html5lib(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The `#data` sections of the tree-construction tests."""
    for path in sorted(folder.glob("*.dat")):
        for number, case in enumerate(path.read_bytes().split(b"#data\n")[1:]):
            yield f"{path.stem}-{number}.html", case.split(b"\n#errors", 1)[0]


def strings(path: Path, suffix: str) -> Iterator[tuple[str, bytes]]:
    """Naughty strings and payloads: a JSON list, or one JSON object a line."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        values = json.loads(text)
    else:
        values = [json.loads(line) for line in text.splitlines() if line.strip()]
    for number, value in enumerate(values):
        shown = (
            value if isinstance(value, str) else next((v for v in value.values() if isinstance(v, str)), "")
        )
        yield f"{path.stem}-{number}{suffix}", shown.encode("utf-8", "surrogatepass")


def bombs(maker: Path) -> Iterator[tuple[str, bytes]]:
    """Every bomb by name."""
    with bombs_made(maker) as made:
        for path in sorted(made.iterdir()):
            yield path.name, path.read_bytes()


@contextmanager
def bombs_made(maker: Path) -> Iterator[Path]:
    """The folder with every bomb, written anew beside a copy of its maker."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(shutil.copy(maker, folder))
        with redirect_stdout(StringIO()):
            runpy.run_path(str(script))
        yield script.parent / "bombs"


def rows(data: Path) -> Iterator[Row]:
    """One row for each suite, and the peak of memory."""
    folder = data / "hostile"
    suites = {
        "html5lib-tests": html5lib(folder / "html5lib-tests"),
        "naughty strings": strings(folder / "blns" / "blns.json", ".txt"),
        "script injection": strings(folder / "payloads" / "xss.jsonl", ".html"),
        "bombs": bombs(folder / "own" / "make_bombs.py"),
    }
    for suite, inputs in suites.items():
        tally = Tally()
        for name, content in inputs:
            tally.try_one(content, name)
        yield tally.row(suite)
    maker = folder / "own" / "make_bombs.py"
    yield _posts(maker)
    CHILD.close()
    yield hostile_web.peak("of what reads pages")
    yield from _apart(folder, maker)
    yield from hostile_web.asking(folder)


def _apart(folder: Path, maker: Path) -> list[Row]:
    """What is read by processes of the collector's, under one that has made no bombs itself.

    Linux counts to a process's peak that of the one that started it.
    """
    with bombs_made(maker) as made, ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(hostile_web.reading, folder, made).result()


def _posts(maker: Path) -> Row:
    """The slowest of the Markdown bombs, each blown up to a post's longest, written out as a post."""
    slowest = 0.0
    for name, content in bombs(maker):
        if name.endswith(".md") and content:
            text = content.decode("utf-8", "replace")
            body = (text * (LONGEST // len(text) + 1))[:LONGEST]
            started = time.perf_counter()
            render(body)
            plain(body)
            slowest = max(slowest, time.perf_counter() - started)
    return Row("Markdown bombs as posts: slowest", f"{slowest:.1f} s", f"< {SECONDS:.0f} s")


if __name__ == "__main__":
    main("See what bad input does to reading.", rows)
