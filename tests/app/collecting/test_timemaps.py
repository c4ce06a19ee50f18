"""Since when a web archive has known an address: asked of a server of our own, once and with courtesy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from tests.app.collecting.world import HARBOUR, article, feed
from tests.steps.collect.web.serving import Answer, Origin, page, serving

from geopolitik.app.collecting import outlets
from geopolitik.app.collecting.running import Collector, from_web
from geopolitik.app.collecting.timemaps import TimeMaps
from geopolitik.app.house import House
from geopolitik.model.capture import Capture, Declared, Known
from geopolitik.steps.collect import capture_bytes
from geopolitik.storage import captures, open_store
from geopolitik.storage.moments import now

FIRST = datetime(2024, 5, 13, 9, 30, tzinfo=UTC)
TIMEMAP = page('<https://archive.example/1>; rel="first memento"; datetime="Mon, 13 May 2024 09:30:00 GMT"')


@pytest.fixture
def archive() -> Iterator[Origin]:
    with serving() as running:
        yield running


def asking(archive: Origin, pauses: list[float] | None = None) -> TimeMaps:
    get = partial(from_web, permitted=frozenset([archive.host]))
    told = pauses if pauses is not None else []
    return TimeMaps(archive.url("/timemap/"), get, now, sleep=told.append)


def captured(name: str = "ferry") -> Capture:
    address = f"{HARBOUR}/{name}"
    return capture_bytes(article().encode(), address, declared=Declared("Harbour News", address))


def test_what_the_archive_says_is_kept_with_the_capture(archive: Origin) -> None:
    archive.pages[f"/timemap/{HARBOUR}/ferry"] = TIMEMAP
    dated = asking(archive).dated(captured())
    assert dated.declared == Declared("Harbour News", f"{HARBOUR}/ferry", known=Known(FIRST, "127.0.0.1"))
    assert (dated.id, dated.content) == (captured().id, captured().content)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Answer(status=404), id="unknown"),
        pytest.param(Answer(status=500), id="in trouble"),
        pytest.param(page("<html>Welcome</html>"), id="no TimeMap"),
    ],
)
def test_an_archive_that_does_not_tell_changes_nothing(archive: Origin, answer: Answer) -> None:
    archive.pages[f"/timemap/{HARBOUR}/ferry"] = answer
    assert asking(archive).dated(captured()) == captured()


def test_what_its_robots_close_is_not_asked_for(archive: Origin) -> None:
    archive.pages["/robots.txt"] = page("User-agent: *\nDisallow: /timemap/\n")
    archive.pages[f"/timemap/{HARBOUR}/ferry"] = TIMEMAP
    assert asking(archive).dated(captured()) == captured()
    assert archive.times(f"/timemap/{HARBOUR}/ferry") == 0


def test_it_is_asked_with_a_pause_and_for_its_robots_once(archive: Origin) -> None:
    archive.pages["/robots.txt"] = page("User-agent: *\nCrawl-delay: 30\n")
    pauses: list[float] = []
    timemaps = asking(archive, pauses)
    for name in ("ferry", "crane"):
        timemaps.dated(captured(name))
    assert [round(pause) for pause in pauses] == [30]
    assert archive.times("/robots.txt") == 1


def test_an_archive_that_says_to_wait_long_is_left_alone(archive: Origin) -> None:
    archive.pages[f"/timemap/{HARBOUR}/ferry"] = Answer(status=429, headers=(("Retry-After", "3600"),))
    archive.pages[f"/timemap/{HARBOUR}/crane"] = TIMEMAP
    timemaps = asking(archive)
    for name in ("ferry", "crane"):
        assert timemaps.dated(captured(name)).declared.known is None
    assert archive.times(f"/timemap/{HARBOUR}/crane") == 0


def test_the_collector_keeps_it_for_new_pages(archive: Origin, tmp_path: Path) -> None:
    store = open_store(tmp_path / "store.db")
    house = House(store)
    with serving() as near:
        both = frozenset([near.host, archive.host])
        near.pages["/feed"] = page(feed("ferry").replace(HARBOUR, near.url("")))
        near.pages["/ferry"] = page(article())
        archive.pages["/timemap/" + near.url("/ferry")] = TIMEMAP
        outlets.add(house, near.url("/feed"), outlet="Harbour", get=partial(from_web, permitted=both))
        Collector(house, permitted=both, courtesy=0, dated=asking(archive).dated).once()
        with store.reading() as r:
            (kept,) = (captures.get(r, i) for i in captures.ids(r))
    store.close()
    assert kept is not None
    assert kept.declared == Declared("Harbour", near.url("/ferry"), known=Known(FIRST, "127.0.0.1"))
