"""How fast public pages are: a site with thousands of stories, read by many at once.

    python -m benchmarks.site [--data DIR] [--articles N] [--seconds S] [--store FILE]

A loader puts N articles of the crowd in `data/near_duplicate/allsides` into a store, one story each, traced
and public. `geopolitik serve` serves it; `wrk` (Debian's package) reads pages at random over the loopback
address: front page, lists, stories, outlets, feeds. Server and readers share this machine's cores. Memory is
what the server has resident once each story's page was read, by sixteen readers at once, after a fresh start.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from benchmarks.common import VARIABLE, Row, data_folder, markdown
from geopolitik import pipeline
from geopolitik.app.house import House
from geopolitik.app.sources import Source, as_capture
from geopolitik.app.stories.keeping import keep
from geopolitik.model.story import Trace
from geopolitik.storage import open_store, stories
from geopolitik.storage.paging import Paging
from geopolitik.text.slugs import slug

SEED = 20261122
_READERS = 16
_SCRIPT = """
local paths = {}
for line in io.lines("%s") do paths[#paths + 1] = line end
math.randomseed(%d)
request = function() return wrk.format("GET", paths[math.random(#paths)]) end
"""


def rows(data: Path, articles: int = 5000, seconds: int = 20, store: Path | None = None) -> Iterator[Row]:
    """The figures as rows of a common table; a store that is named is kept, and read again if it is there."""
    if shutil.which("wrk") is None:
        yield Row("public pages", "not measured: no wrk here (apt-get install wrk)", "200/s; 500 ms")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = store or Path(folder) / "site.db"
        if not path.exists():
            begun = time.monotonic()
            load(path, data, articles)
            yield Row(f"{articles} articles put in, one story each", f"{time.monotonic() - begun:.0f} s")
        paths = public_pages(path)
        yield Row("store on the disk", f"{path.stat().st_size / 1e6:.0f} MB")
        yield Row("memory of the server, each story's page read once", f"{memory(path):.0f} MB", "400 MB")
        with _served(path) as (address, _):
            for name, wanted in (("front page", paths[:1]), ("all kinds of public pages", paths)):
                rate, p99, failed = _read(address, wanted, Path(folder), seconds)
                yield Row(
                    f"{name}: requests per second; 99th percentile",
                    f"{rate:.0f}; {p99:.0f} ms",
                    "200; 500 ms",
                )
                if failed:
                    yield Row(f"{name}: answers that were errors", str(failed), "0")


def load(path: Path, data: Path, articles: int) -> None:
    """Put articles into a store, one story each."""
    house = House(open_store(path))
    with get_context("spawn").Pool(2) as pool:
        for found in pool.imap(_traced, islice(_articles(data), articles), chunksize=20):
            if found.annotations:
                keep(house, found, by=None, public=True)
    house.store.close()


def _articles(data: Path) -> Iterator[dict[str, str]]:
    with lzma.open(data / "data/near_duplicate/allsides/articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if len(article["text"].split()) >= 60:
                yield article


def _traced(article: dict[str, str]) -> Trace:
    text = f"{article['title']}\n\n{article['text']}"
    source = Source(text.encode(), f"{article['id']}.txt", outlet=article["source"], url=article["url"])
    return pipeline.trace([as_capture(source)])


def public_pages(path: Path) -> list[str]:
    """The front page, then a thousand stories, outlets, lists and feeds of a store."""
    found, store = story_pages(path), open_store(path)
    with store.reading() as r:
        outlets = [f"/o/{outlet.slug}" for outlet in stories.outlets(r, public_only=True)]
    store.close()
    chosen = random.Random(SEED).sample(found, min(1000, len(found)))
    return ["/", *chosen, *outlets[:40], *(["/", "/stories", "/outlets", "/feeds/stories.atom"] * 20)]


def story_pages(path: Path) -> list[str]:
    """The pages of all public stories of a store."""
    store, found = open_store(path), list[str]()
    after = None
    while True:
        with store.reading() as r:
            page = stories.newest(r, public_only=True, paging=Paging(100, after))
        found += [f"/s/{head.id}/{slug(head.title)}" for head in page.items]
        after = page.next
        if after is None:
            store.close()
            return found


def memory(path: Path) -> float:
    """Megabytes that a server has resident after the page of each story was read once."""
    pages = story_pages(path)
    with _served(path) as (address, process), ThreadPoolExecutor(_READERS) as readers:
        parts = [pages[at::_READERS] for at in range(_READERS)]
        list(readers.map(lambda part: _visit(address, part), parts))
        told = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", told)
    assert found is not None
    return int(found[1]) * 1024 / 1e6


def _visit(address: str, pages: list[str]) -> None:
    connection = HTTPConnection(address.removeprefix("http://"))
    for page in pages:
        connection.request("GET", page)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, page


@contextmanager
def _served(path: Path) -> Iterator[tuple[str, int]]:
    """A server over a store: its address and the id of its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "geopolitik.cli.main",
        "serve",
        "--store",
        str(path),
        "--port",
        str(port),
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if "Ctrl-C" in line:
            break
    yield f"http://127.0.0.1:{port}", process.pid
    process.terminate()
    process.communicate()


def _read(address: str, paths: list[str], folder: Path, seconds: int) -> tuple[float, float, int]:
    """Read pages for some seconds: requests per second, 99th percentile in milliseconds, failed requests."""
    listing, script = folder / "paths.txt", folder / "read.lua"
    listing.write_text("\n".join(paths), encoding="utf-8")
    script.write_text(_SCRIPT % (listing, SEED), encoding="utf-8")
    command = [
        "wrk",
        "-t1",
        "-c16",
        f"-d{seconds}s",
        "--latency",
        "--timeout",
        "10s",
        "-s",
        str(script),
        address,
    ]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    late = re.search(r"99%\s+([\d.]+)(us|ms|s)", told)
    assert rate is not None
    assert late is not None
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    scale = {"us": 0.001, "ms": 1.0, "s": 1000.0}[late[2]]
    return float(rate[1]), float(late[1]) * scale, int(failed[1]) if failed else 0


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="How fast public pages are.")
    parser.add_argument("--data", type=Path, help=f"folder that holds data/ (or {VARIABLE})")
    parser.add_argument("--articles", type=int, default=5000, help="how many stories")
    parser.add_argument("--seconds", type=int, default=20, help="how long to read each kind of page")
    parser.add_argument("--store", type=Path, metavar="FILE", help="load into this file, or read it as it is")
    options = parser.parse_args()
    print(markdown(rows(data_folder(options.data), options.articles, options.seconds, options.store)))


if __name__ == "__main__":
    main()
