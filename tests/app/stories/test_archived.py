from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.index.archive.making import text
from tests.runners.making import AGENCY, worked_on

from geopolitik.app.house import House
from geopolitik.app.stories.archived import keep_clusters
from geopolitik.index.archive.layout import Corpus
from geopolitik.index.archive.shelf import Shelf
from geopolitik.model.capture import Declared
from geopolitik.runners.building import build
from geopolitik.runners.local import LocalEngine
from geopolitik.runners.reading import held, record
from geopolitik.runners.tracing import trace
from geopolitik.steps.collect import capture_bytes
from geopolitik.storage import captures, open_store, stories
from geopolitik.storage.paging import Paging


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(open_store(tmp_path / "site.db"))


def test_clusters_become_stories_once(house: House, tmp_path: Path) -> None:
    with LocalEngine(1) as engine:
        corpus, _, stemma = worked_on(tmp_path, engine)
    shelf = Shelf(corpus)
    done = keep_clusters(house, stemma, shelf)
    assert (done.stories, done.known) == (1, 0)
    with house.store.reading() as r:
        (story,) = stories.newest(r, public_only=False, paging=Paging()).items
        edges = stories.edges_of(r, story.id)
        texts = stories.captures_of(r, story.id)
    assert not story.public
    assert {edge.kind for edge in edges} >= {"light edit"}
    assert {one.outlet_name for one in texts} >= {"Meridian", "Site 0", "Calder Post"}
    again = keep_clusters(house, stemma, shelf)
    assert (again.stories, again.known) == (0, 1)


def test_a_record_that_came_from_the_store_is_its_own_capture(house: House, tmp_path: Path) -> None:
    texts = {"Meridian": AGENCY, "Calder Post": f"{AGENCY[:1200]}\n\n{text(60, 'cut')}"}
    kept = [
        capture_bytes(said.encode(), outlet, declared=Declared(outlet=outlet, published=f"2031-05-0{day}"))
        for day, (outlet, said) in enumerate(texts.items(), start=1)
    ]
    with house.store.writing() as w:
        captures.add(w, kept, at=datetime(2031, 5, 14, tzinfo=UTC))
    corpus, stemma = Corpus(tmp_path / "corpus"), tmp_path / "stemma.parquet"
    with LocalEngine(1) as engine:
        build(corpus, held([str(tmp_path / "site.db")]), record, engine)
        trace(corpus, stemma, engine)
    assert keep_clusters(house, stemma, Shelf(corpus)).texts == 2
    with house.store.reading() as r:
        assert set(captures.ids(r)) == {capture.id for capture in kept}
