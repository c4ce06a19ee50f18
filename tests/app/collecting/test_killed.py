"""A collector that is killed loses nothing it has kept, and its successor goes on where it was."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

from tests.app.collecting.world import HARBOUR, WORDS, article, feed
from tests.steps.collect.web.serving import Origin, page, serving

from geopolitik.app.collecting import outlets
from geopolitik.app.collecting.running import Collector, from_web
from geopolitik.app.house import House
from geopolitik.storage import Store, open_store, pages, watched
from geopolitik.storage.archive import archive_of
from geopolitik.storage.archive.proving import Proof

PAGES = 60
COLLECTING = """
import sys
from pathlib import Path
from geopolitik.app.collecting.running import Collector
from geopolitik.app.house import House
from geopolitik.storage import open_store
house = House(open_store(Path(sys.argv[1])))
Collector(house, permitted=frozenset([sys.argv[2]]), courtesy=0, progress=lambda _: print(flush=True)).once()
"""


def kept(store: Store, origin: Origin) -> set[int]:
    """The numbers of the pages that have a first version."""
    with store.reading() as r:
        found = (pages.get(r, watched.key_of(origin.url(f"/p{number}"))) for number in range(PAGES))
        return {number for number, one in enumerate(found) if one is not None and one.capture}


def test_killed_again_and_again_it_ends_with_all_pages_kept_once(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    path = tmp_path / "store.db"
    before: set[int] = set()
    with serving() as origin:
        names = [f"p{number}" for number in range(PAGES)]
        origin.pages["/feed"] = page(feed(*names).replace(HARBOUR, origin.url("")))
        origin.pages |= {f"/{name}": page(article(f"{WORDS} Page {name}.")) for name in names}
        store = open_store(path)
        get = partial(from_web, permitted=frozenset([origin.host]))
        outlets.add(House(store), origin.url("/feed"), get=get)
        for _ in range(3):
            with subprocess.Popen(
                [sys.executable, "-c", COLLECTING, str(path), origin.host], stdout=subprocess.PIPE
            ) as process:
                assert process.stdout is not None
                process.stdout.readline()
                time.sleep(chance.uniform(0.0, 0.3))
                os.kill(process.pid, signal.SIGKILL)
            assert before <= kept(store, origin)
            before = kept(store, origin)
        Collector(House(store), permitted=frozenset([origin.host]), courtesy=0).once()
        assert kept(store, origin) == set(range(PAGES))
        # What was on its way when it was killed was asked for once more, and nothing else.
        assert sum(origin.times(f"/{name}") for name in names) <= PAGES + 2 * 3
    with store.reading() as r:
        assert list(Proof(archive_of(store).folder).problems(r)) == []
    store.close()
