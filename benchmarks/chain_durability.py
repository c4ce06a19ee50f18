"""Killed anywhere on the way from an outlet to a story: is anything lost, does the chain hold, does it go on?

    python -m benchmarks.chain_durability [--kills N] [--database SQLite]

A process collects (feed, pages, archive, captures, stories), every other one takes in a file of texts; each
says of every page, capture and story that it is kept. It is killed (SIGKILL) at a random moment after a
random number of such words, N times over one store, over each database; the first word falls before the
catching up with what the process before left behind. PostgreSQL's server is brought down without notice
besides after every tenth kill. After each kill the archive's chain must be proved. In the end everything that
was said must be there, `store verify` find no fault, and the next start bring what was kept, but not yet in a
story, into one. The texts are those of the simulation; the web is played within the process. What each
process would have to load is loaded once, before they are forked: that isn't what is tested, and took most of
the time.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.common import Row
from benchmarks.killing import KILLS, SQLITE, Kills, Say, main, over_each, place
from benchmarks.simulated_news import Copying, copied, event
from geopolitik.app.collecting import outlets
from geopolitik.app.collecting.running import Collector, Tally
from geopolitik.app.house import House
from geopolitik.app.ingesting import ingest
from geopolitik.app.stories.ahead import look
from geopolitik.app.stories.catching_up import growing
from geopolitik.model.capture import Capture
from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.collect.web.fetch import Fetched, Hop
from geopolitik.storage import Store, captures, growth, open_store, pages, upkeep, waiting, watched
from geopolitik.storage.archive import archive_of
from geopolitik.storage.archive.proving import Proof

_PAGES = 4
"""Articles that each process finds in its feed, or takes in from its file."""
_WORDS = 12
"""Words of a process after which it is killed, at most: some turns of collecting, or of taking in."""
_LONGEST = 0.3
"""Seconds after the last of these, at most: about what one capture takes until it is in its story."""
_BEGUN = "begun"


def rows(_: Path | None = None, kills: int = KILLS) -> Iterator[Row]:
    """The figures as rows of a common table; no measuring data are needed."""
    yield from over_each(measured, kills)


def measured(database: str, count: int) -> Iterator[Row]:
    """The figures for one database."""
    broken = behind = 0
    with place(database) as where:
        _load()
        open_store(where.address).close()
        kills = Kills(where, count, _LONGEST, _WORDS)
        for _ in kills.each(partial(_work_for_ever, where.address)):
            store = open_store(where.address)
            with store.reading() as r:
                broken += any(True for _ in Proof(archive_of(store).folder).problems(r))
                behind += bool(waiting.everything(r))
            store.close()
        store = open_store(where.address)
        growing(House(store))(())
        said = [line for line in kills.said if line != _BEGUN]
        lost = sum(not _is_there(store, line) for line in said)
        left = _outside(store)
        store.close()
        unsound = len(list(upkeep.verify(where.address)))
    kinds = {"pages": "page", "captures": "capture", "captures in their story": "story"}
    told = ", ".join(
        f"{sum(line.startswith(f'{kind} ') for line in said)} {name}" for name, kind in kinds.items()
    )
    yield Row(f"acknowledged before {count} kills", told)
    yield Row("of these lost", str(lost), "0")
    yield Row("chains broken afterwards", str(broken), "0")
    yield Row("kills that left captures outside their stories", str(behind))
    yield Row("captures outside a story after the next start", str(left), "0")
    yield Row("faults that `store verify` finds afterwards", str(unsound), "0")


def _load() -> None:
    """Go the whole way once, over a store that goes with it: what is loaded is there for all processes."""
    with place(SQLITE) as where:
        house = House(open_store(where.address))
        for number in range(2):
            _turn(house, number, 0, lambda _: None)
        house.store.close()


def _work_for_ever(address: str, number: int, say: Say) -> None:
    house = House(open_store(address))
    # A page's worker is started before the first step: until it is up, nothing is written.
    look(capture_bytes(b"<p>Nothing of note.</p>", "first.html"))
    say(_BEGUN)
    turn = 0
    while True:
        turn += 1
        _turn(house, number, turn, say)


def _turn(house: House, number: int, turn: int, say: Say) -> None:
    texts = _texts(Random(f"{number} {turn}"))
    if number % 2:
        _take_in(house, texts, f"{number}-{turn}", say)
    else:
        _collect(house, texts, f"outlet-{number}-{turn}.example", say)


def _texts(random: Random) -> list[str]:
    """Some texts, of which every third is a copy."""
    made = []
    text = event(random)
    for number in range(_PAGES):
        text = copied(text, Copying.LIGHT_EDIT, random) if number % 3 == 2 else event(random)
        made.append("\n\n".join(" ".join(sentences) for sentences in text))
    return made


def _take_in(house: House, texts: Sequence[str], name: str, say: Say) -> None:
    grown = growing(house)

    def arrived(found: Sequence[Capture]) -> None:
        for capture in found:
            say(f"capture {capture.id}")
        grown(found)
        for capture in found:
            say(f"story {capture.id}")

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.jsonl"
        lines = [
            json.dumps({"id": f"{name}-{n}", "series": f"Outlet {n}", "text": text})
            for n, text in enumerate(texts)
        ]
        file.write_text("\n".join(lines))
        ingest(house, [file], arrived=arrived)


@dataclass(frozen=True, slots=True)
class _Web:
    """A host with a feed and its pages, within this process."""

    host: str
    texts: Sequence[str]

    def get(self, url: str, _: Mapping[str, str]) -> Fetched:
        """What the host answers."""
        name = url.rpartition("/")[2]
        if name == "robots.txt":
            body = b""
        elif name == "feed":
            links = "".join(
                f"<item><link>https://{self.host}/{n}</link></item>" for n in range(len(self.texts))
            )
            body = f"<rss><channel><title>{self.host}</title>{links}</channel></rss>".encode()
        else:
            paragraphs = "".join(f"<p>{part}</p>" for part in self.texts[int(name)].split("\n\n"))
            body = f"<html><body><article><h1>{name}</h1>{paragraphs}</article></body></html>".encode()
        hop = Hop(url, 200, (("content-type", "text/html"),), "203.0.113.7")
        return Fetched(url, (hop,), body, body, True, datetime.now(UTC))


def _collect(house: House, texts: Sequence[str], host: str, say: Say) -> None:
    web = _Web(host, texts)
    grown = growing(house)

    said = 0

    def kept(tally: Tally) -> None:
        nonlocal said
        # A page that could not be had is no page that is kept.
        if tally.kept > said:
            said = tally.kept
            say(f"page {tally.last}")

    def arrived(found: Sequence[Capture]) -> None:
        grown(found)
        for capture in found:
            say(f"story {capture.id}")

    outlets.add(house, f"https://{host}/feed", get=web.get)
    Collector(house, get=web.get, courtesy=0, progress=kept, arrived=arrived).once()


def _is_there(store: Store, line: str) -> bool:
    kind, key = line.split()
    with store.reading() as r:
        if kind == "page":
            page = pages.get(r, watched.key_of(key))
            return page is not None and bool(page.capture) and captures.get(r, page.capture) is not None
        if kind == "capture":
            return captures.get(r, key) is not None
        return growth.holds(r, key) is not None


def _outside(store: Store) -> int:
    """Captures that are in no story."""
    with store.reading() as r:
        return sum(growth.holds(r, capture) is None for capture in captures.ids(r))


if __name__ == "__main__":
    main("Killed anywhere on the way from an outlet to a story.", measured)
